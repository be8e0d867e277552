/**
 * A small window at a pin: the clinic's name, or the list of those at one place. It gets
 * the focus, and Escape or its button give that back.
 */

import { button, element } from "./words.js";

/**
 * @typedef {import("./pins.js").Clinic} Clinic
 * @typedef {object} Shown
 * @property {string} title
 * @property {Clinic[]} clinics
 * @property {string} more What is said of those that are not shown.
 */

export class Popup {
  #popup;
  #map;
  #closeWord;
  /** @type {(() => HTMLElement | null) | null} */
  #opener = null;

  /** @param {any} L @param {any} map @param {string} closeWord */
  constructor(L, map, closeWord) {
    this.#map = map;
    this.#closeWord = closeWord;
    this.#popup = L.popup({
      autoPanPadding: [16, 16],
      className: "tms-map__popup",
      closeButton: false,
      closeOnEscapeKey: false,
      maxHeight: 240,
      maxWidth: 280,
      minWidth: 180,
      offset: [0, -14],
    });
  }

  get isOpen() {
    return this.#popup.isOpen();
  }

  /**
   * @param {unknown} at
   * @param {Shown} shown
   * @param {() => HTMLElement | null} opener What gets the focus back.
   */
  open(at, { title, clinics, more }, opener) {
    this.#opener = opener;
    const content = element("div", "tms-map__window");
    const close = button("tms-map__close", "\u00d7", () => this.close());
    close.setAttribute("aria-label", this.#closeWord);
    content.setAttribute("role", "group");
    content.setAttribute("aria-label", title);
    content.tabIndex = -1;
    content.dir = getComputedStyle(this.#map.getContainer().parentElement).direction;
    const list = element("ul");
    list.setAttribute("role", "list");
    list.append(...clinics.map(item));
    if (clinics.length > 1 || more) content.append(element("p", "tms-map__title", title));
    content.append(list);
    if (more) content.append(element("p", "", more));
    content.append(close);
    this.#popup.setContent(content).setLatLng(at).openOn(this.#map);
    content.focus({ preventScroll: true });
  }

  /** Close the window without a word: what it was about is gone. */
  dismiss() {
    this.#popup.close();
  }

  /** Close the window and go back to where the reader came from. */
  close() {
    this.#popup.close();
    (this.#opener?.() ?? this.#map.getContainer()).focus({ preventScroll: true });
  }
}

/** @param {Clinic} clinic */
function item({ name, number, url }) {
  const made = element("li");
  if (number) made.append(element("span", "tms-map__number", number), " ");
  const named = url ? element("a", "", name) : element("span", "", name);
  if (named instanceof HTMLAnchorElement) named.href = url;
  made.append(named);
  return made;
}
