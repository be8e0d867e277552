/**
 * The list beside the map: the card that the reader is at has its pin marked, and Escape
 * in it leads back to the pin that led there.
 *
 * @param {HTMLElement} list
 * @param {(id: string) => void} select
 * @param {(id: string) => void} leave
 * @param {AbortSignal} signal
 */
export function followCards(list, select, leave, signal) {
  const look = (/** @type {Event} */ event) => {
    const id = cardOf(event);
    if (id) select(id);
  };
  list.addEventListener("focusin", look, { signal });
  list.addEventListener("click", look, { signal });
  list.addEventListener(
    "keydown",
    (event) => {
      const id = cardOf(event);
      if (id && event.key === "Escape") leave(id);
    },
    { signal },
  );
}

/** Lead the reader to a card, and tell the page. @param {HTMLElement} list @param {string} id */
export function leadTo(list, id) {
  const card = /** @type {HTMLElement | null} */ (list.querySelector(`.tms-card[data-id="${id}"]`));
  const link = card?.querySelector("a");
  const detail = { id: Number(id), slug: card?.dataset.slug, url: link?.href };
  const options = { bubbles: true, composed: true, cancelable: true, detail };
  list.dispatchEvent(new CustomEvent("tms-select", options));
  card?.scrollIntoView({ block: "nearest" });
  link?.focus({ preventScroll: true });
}

/** @param {Event} event @returns {string | undefined} */
function cardOf({ target }) {
  const card = /** @type {Element} */ (target).closest("[data-id]");
  return card?.getAttribute("data-id") ?? undefined;
}
