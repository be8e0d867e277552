/**
 * The names on the map. Where they stand is laid out ahead (`tools/build_basemap`); a name
 * that a pin covers moves to the other side of it.
 *
 * @typedef {object} Named The names in a drawing; points are pixels of its zoom.
 * @property {number} zoom
 * @property {[string, string, number, number, number, number][]} [states] Code, name,
 *   point, and the zooms from which on the one and the other is shown.
 * @property {{zoom: number, names: string, points: string, sides: string}[]} places By the
 *   first zoom: names on lines, an encoded polyline, and digits: on which side of the dot.
 *
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 *
 * @typedef {object} Name
 * @property {any} at
 * @property {string} side Of its dot; "" for a state, which has none.
 * @property {(zoom: number) => string} text What is shown at a zoom; "" for nothing.
 *
 * @typedef {object} Label
 * @property {Name} name
 * @property {string} text
 * @property {any} marker
 * @property {HTMLElement} spot A box without a size, on the dot.
 * @property {DOMRect} size How large the text is.
 */

import { pointsOf } from "./polyline.js";
import { element } from "./words.js";

const LAST_STATE_ZOOM = 6;
const SIDES = ["right", "left", "above", "below"];
// How far out of view names are drawn, as a share of the view.
const MARGIN = 0.2;
// Pixels from the dot, or from the pin on it, as in the style sheet.
const NEAR = 6;
const AWAY = 19;

export class Names {
  #L;
  #map;
  #covers;
  #isShown = true;
  /** @type {Name[]} */
  #names = [];
  /** @type {Map<Name, Label>} */
  #labels = new Map();

  /**
   * @param {any} L
   * @param {any} map
   * @param {() => Box[]} covers What lies on the map, and on names.
   */
  constructor(L, map, covers) {
    this.#L = L;
    this.#map = map;
    this.#covers = covers;
    const pane = map.createPane("tms-names");
    pane.style.zIndex = "410";
    pane.setAttribute("aria-hidden", "true");
  }

  /** @param {Named} drawing */
  add({ zoom: scale, states = [], places }) {
    for (const [code, name, x, y, codeZoom, nameZoom] of states) {
      const at = this.#map.unproject([x, y], scale);
      const inFull = (/** @type {number} */ zoom) => (zoom < nameZoom ? code : name);
      const isShown = (/** @type {number} */ zoom) => codeZoom <= zoom && zoom <= LAST_STATE_ZOOM;
      this.#names.push({ at, side: "", text: (zoom) => (isShown(zoom) ? inFull(zoom) : "") });
    }
    for (const { zoom: first, names, points, sides } of places) {
      const dots = pointsOf(points);
      names.split("\n").forEach((name, index) => {
        const at = this.#map.unproject(dots[index], scale);
        const side = SIDES[Number(sides[index])];
        this.#names.push({ at, side, text: (zoom) => (zoom < first ? "" : name) });
      });
    }
  }

  show(/** @type {boolean} */ isShown) {
    this.#isShown = isShown;
    this.draw();
  }

  /** Show the names of this view, and no others. */
  draw() {
    const zoom = this.#map.getZoom();
    const view = this.#map.getBounds().pad(MARGIN);
    const labels = new Map();
    for (const name of this.#isShown ? this.#names : []) {
      const text = name.text(zoom);
      if (!text || !view.contains(name.at)) continue;
      const shown = this.#labels.get(name);
      labels.set(name, shown?.text === text ? shown : this.#label(name, text));
    }
    for (const [name, label] of this.#labels) {
      if (labels.get(name) !== label) label.marker.remove();
    }
    this.#labels = labels;
    this.evade();
  }

  /** Give each name in view a side of its dot that is free, or none. */
  evade() {
    const view = this.#map.getContainer().getBoundingClientRect();
    const taken = [...this.#covers()];
    const labels = [...this.#labels.values()];
    const points = labels.map(({ spot }) => spot.getBoundingClientRect());
    labels.forEach((label, index) => {
      const dot = points[index];
      const isFree = (/** @type {Box} */ box) => !taken.some((other) => overlap(box, other));
      const place = choices(label, dot).find(
        ({ box }) => isWithin(dot, view) && isWithin(box, view) && isFree(box),
      );
      if (place) taken.push(place.box);
      label.spot.className = place?.look ?? "tms-map__covered";
    });
  }

  /** @param {Name} name @param {string} text @returns {Label} */
  #label(name, text) {
    const spot = element("div", name.side ? "tms-map__place" : "tms-map__state");
    const word = element("span", "", text);
    spot.append(word);
    const icon = this.#L.divIcon({ className: "tms-map__spot", html: spot, iconSize: [0, 0] });
    const options = { icon, interactive: false, keyboard: false, pane: "tms-names" };
    const marker = this.#L.marker(name.at, options).addTo(this.#map);
    return { name, text, marker, spot, size: word.getBoundingClientRect() };
  }
}

/**
 * Return where a name may stand, the best first: where it was laid out, elsewhere at its
 * dot, then beside a pin that is on its dot.
 *
 * @param {Label} label
 * @param {{left: number, top: number}} point
 * @returns {{look: string, box: Box}[]}
 */
function choices({ name, size: { width, height } }, { left: x, top: y }) {
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  if (!name.side) {
    return [{ look: "tms-map__state", box: box(x - width / 2, y - height / 2) }];
  }
  const around = (/** @type {number} */ gap) => ({
    right: box(x + gap, y - height / 2),
    left: box(x - gap - width, y - height / 2),
    above: box(x - width / 2, y - gap - height),
    below: box(x - width / 2, y + gap),
  });
  const near = Object.entries(around(NEAR)).map(([side, place]) => ({
    look: `tms-map__place tms-map__place--${side}`,
    box: place,
  }));
  const away = Object.entries(around(AWAY)).map(([side, place]) => ({
    look: `tms-map__place tms-map__place--${side} tms-map__place--away`,
    box: place,
  }));
  const laidOut = near.splice(SIDES.indexOf(name.side), 1);
  return [...laidOut, ...near, ...away];
}

/** @param {Box} box @param {Box} view */
function isWithin({ left, right, top, bottom }, view) {
  return view.left <= left && right <= view.right && view.top <= top && bottom <= view.bottom;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
