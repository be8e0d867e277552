/** The list beside the map: the card that the reader is at has its pin marked. */

/**
 * @param {HTMLElement} list
 * @param {(id: string) => void} select
 * @param {AbortSignal} signal
 */
export function followCards(list, select, signal) {
  const look = (/** @type {Event} */ event) => {
    const id = cardOf(event)?.dataset.id;
    if (id) select(id);
  };
  list.addEventListener("focusin", look, { signal });
  list.addEventListener("click", look, { signal });
}

/** @param {Event} event @returns {HTMLElement | null} */
function cardOf({ target }) {
  return /** @type {Element} */ (target).closest("[data-id]");
}
