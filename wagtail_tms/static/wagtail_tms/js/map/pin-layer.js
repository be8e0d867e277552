/**
 * The pins as they stand in the document: buttons, kept from one drawing to the next, so
 * that the focus stays where it is.
 *
 * @typedef {import("./pins.js").Pin} Pin
 * @typedef {{pin: Pin, marker: any, button: HTMLButtonElement}} Standing
 */

import { button } from "./words.js";

const ON_TOP = 1000;

export class PinLayer {
  #L;
  #map;
  #onOpen;
  #onFocus;
  #selected = "";
  /** @type {Map<string, Standing>} */
  #standing = new Map();

  /**
   * @param {any} L
   * @param {any} map
   * @param {(pin: Pin, isByKey: boolean) => void} onOpen
   * @param {(pin: Pin) => void} onFocus
   */
  constructor(L, map, onOpen, onFocus) {
    this.#L = L;
    this.#map = map;
    this.#onOpen = onOpen;
    this.#onFocus = onFocus;
    // After the clinics of the list, in the order of Tab, and below them.
    map.createPane("tms-clusters").style.zIndex = "590";
  }

  /** Show these pins and no others. */
  draw(/** @type {Pin[]} */ pins) {
    const wanted = new Set(pins.map(({ key }) => key));
    for (const [key, { marker, button }] of this.#standing) {
      if (wanted.has(key)) continue;
      if (button === document.activeElement) this.#map.getContainer().focus({ preventScroll: true });
      marker.remove();
      this.#standing.delete(key);
    }
    for (const pin of pins) {
      const standing = this.#standing.get(pin.key);
      if (standing) standing.marker.setLatLng(pin.at);
      else this.#standing.set(pin.key, this.#stand(pin));
    }
    this.#order(pins);
    this.select(this.#selected);
  }

  /** Mark the pin of a clinic. */
  select(/** @type {string} */ id) {
    this.#selected = id;
    for (const { pin, marker, button } of this.#standing.values()) {
      const isSelected = pin.clinics.some((clinic) => clinic.id === id);
      if (isSelected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      marker.setZIndexOffset(isSelected ? ON_TOP : 0);
    }
  }

  /** Return what of the page the pins cover. */
  boxes() {
    return [...this.#standing.values()].map(({ button }) => button.getBoundingClientRect());
  }

  /** @param {string} key */
  button(key) {
    return this.#standing.get(key)?.button ?? null;
  }

  /** Give the focus to the first pin in an area. */
  focusIn(/** @type {any} */ bounds) {
    const found = [...this.#standing.values()].find(({ pin }) => bounds.contains(pin.at));
    found?.button.focus();
  }

  /** @param {Pin} pin @returns {Standing} */
  #stand(pin) {
    const made = button(`tms-map__pin tms-map__pin--${pin.kind}`, pin.text, (event) => {
      event.stopPropagation();
      const isByKey = event.detail === 0;
      if (isByKey || !this.#map.dragging.moved()) this.#onOpen(pin, isByKey);
    });
    made.setAttribute("aria-label", pin.label);
    made.title = pin.title;
    made.addEventListener("dblclick", (event) => event.stopPropagation());
    made.addEventListener("focus", () => this.#onFocus(pin));
    const icon = this.#L.divIcon({ className: "tms-map__spot", html: made, iconSize: [0, 0] });
    const pane = pin.kind === "listed" ? "markerPane" : "tms-clusters";
    const options = { icon, interactive: false, keyboard: false, pane };
    const marker = this.#L.marker(pin.at, options).addTo(this.#map);
    return { pin, marker, button: made };
  }

  /** Let Tab go through the pins in their order; the focus stays where it is. */
  #order(/** @type {Pin[]} */ pins) {
    const { activeElement } = document;
    const spots = pins.map(({ key }) => this.#standing.get(key)?.marker.getElement());
    for (let index = spots.length - 2; index >= 0; index--) {
      const [spot, next] = spots.slice(index, index + 2);
      if (spot.parentElement !== next.parentElement) continue;
      const isBefore = spot.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!isBefore) next.before(spot);
    }
    const isMoved = activeElement !== document.activeElement;
    if (isMoved && activeElement instanceof HTMLElement) activeElement.focus();
  }
}
