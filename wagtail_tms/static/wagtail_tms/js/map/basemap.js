/**
 * The map behind the clinics: our own lines and names, from our own server.
 *
 * `basemap.json` is drawn at once. When the reader turns to a close view, the states in it
 * are loaded one by one, with finer lines, counties and more names.
 *
 * @typedef {import("./leaflet.js").Leaflet} Leaflet
 *
 * @typedef {object} Lines Texts are encoded polylines.
 * @property {string} arcs
 * @property {number} coasts So many of the arcs, the first, are coasts; then borders.
 * @property {Record<string, number[][][]>} land The rings of each state, of arcs.
 * @property {string} [counties]
 * @property {string} [neighbors]
 * @property {string} [lakes]
 * @property {string} [inlandLakes]
 *
 * @typedef {import("./names.js").Named & Lines} Drawing What a file holds.
 */

import { Names } from "./names.js";
import { pointsOf } from "./polyline.js";

const CLOSE = 8;
/** How far beyond its rough outline a state may reach, as a share of that. */
const MARGIN = 0.02;

/** @param {string} url @returns {Promise<Drawing>} */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}

export class Basemap {
  #L;
  #map;
  #renderer;
  /** Other countries and their lakes, which have no finer lines. */
  #abroad;
  /** The states as one sees them from afar, and from close by. */
  #far;
  #near;
  #inlandLakes;
  #statesUrl;
  #names;
  #isFine = false;
  /** @type {Map<string, any>} */
  #boxes = new Map();
  /** @type {Map<string, "asked" | "here">} */
  #states = new Map();

  /**
   * @param {Leaflet} L
   * @param {any} map
   * @param {string} statesUrl The folder with a file for each state.
   * @param {() => DOMRect[]} covers What lies on the map, and on names.
   */
  constructor(L, map, statesUrl, covers) {
    this.#L = L;
    this.#map = map;
    this.#statesUrl = statesUrl;
    map.createPane("tms-land").style.zIndex = "210";
    this.#names = new Names(L, map, covers);
    this.#renderer = L.svg({ pane: "tms-land", padding: 0.5 });
    this.#abroad = L.layerGroup();
    this.#far = this.#group();
    this.#near = this.#group();
    this.#inlandLakes = L.featureGroup();
  }

  /** Return a group in which no area lies on a line. */
  #group() {
    const [areas, lines] = [this.#L.featureGroup(), this.#L.featureGroup()];
    return { areas, lines, all: this.#L.featureGroup([areas, lines]) };
  }

  /** @param {string} url */
  async start(url) {
    const drawing = await load(url);
    const { zoom, neighbors, lakes, inlandLakes } = drawing;
    const rings = (/** @type {string | undefined} */ text) => this.#lines(text, zoom).map((ring) => [ring]);
    this.#fill(this.#abroad, rings(neighbors), "abroad");
    this.#fill(this.#abroad, rings(lakes), "water");
    this.#fill(this.#inlandLakes, rings(inlandLakes), "water");
    for (const [code, land] of this.#draw(this.#far, drawing)) {
      this.#boxes.set(code, this.#L.latLngBounds(land.flat(2)).pad(MARGIN));
    }
    this.#names.add(drawing);
    this.#abroad.addTo(this.#map);
    this.#map.on("moveend", this.#refresh, this);
    this.#refresh();
  }

  /** Hide the lines and names while a tile provider's are shown. */
  show(/** @type {boolean} */ isShown) {
    this.#map.getPane("tms-land").hidden = !isShown;
    this.#names.show(isShown);
  }

  /** Move the names that something covers. */
  evade() {
    this.#names.evade();
  }

  /** Show finer lines from now on, where the view is close. */
  refine() {
    if (this.#isFine) return;
    this.#isFine = true;
    this.#refresh();
  }

  #refresh() {
    const isClose = this.#isFine && this.#map.getZoom() >= CLOSE;
    const inView = isClose ? this.#statesInView() : [];
    inView.forEach((code) => this.#load(code));
    const isWhole = isClose && inView.every((code) => this.#states.get(code) === "here");
    this.#toggle(this.#far.all, !isWhole);
    this.#toggle(this.#near.all, isClose);
    this.#toggle(this.#inlandLakes, true);
    for (const group of [this.#near.areas, this.#near.lines, this.#inlandLakes]) {
      group.bringToFront();
    }
    this.#names.draw();
  }

  #statesInView() {
    const view = this.#map.getBounds();
    return [...this.#boxes.keys()].filter((code) => view.intersects(this.#boxes.get(code)));
  }

  /** @param {any} layer @param {boolean} isShown */
  #toggle(layer, isShown) {
    if (isShown) layer.addTo(this.#map);
    else layer.remove();
  }

  /** Load the finer lines of a state, once; where that fails, the rough ones stay. */
  async #load(/** @type {string} */ code) {
    if (this.#states.has(code)) return;
    this.#states.set(code, "asked");
    try {
      const drawing = await load(`${this.#statesUrl}${code}.json`);
      this.#draw(this.#near, drawing);
      this.#names.add(drawing);
      this.#states.set(code, "here");
      if (this.#map.getPane("tms-land")) this.#refresh();
    } catch {
      this.#states.delete(code);
    }
  }

  /**
   * Draw states, and return the rings of each.
   *
   * @param {{areas: any, lines: any}} group
   * @param {Drawing} drawing
   */
  #draw({ areas, lines }, { zoom, arcs, coasts, land, counties }) {
    const drawn = this.#lines(arcs, zoom);
    const toRings = (/** @type {number[][]} */ area) => area.map((ring) => joined(ring, drawn));
    const states = new Map(Object.entries(land).map(([code, rings]) => [code, rings.map(toRings)]));
    this.#fill(areas, [...states.values()].flat(), "land");
    if (counties) this.#stroke(lines, this.#lines(counties, zoom), "county");
    this.#stroke(lines, drawn.slice(coasts), "border");
    this.#stroke(lines, drawn.slice(0, coasts), "coast");
    return states;
  }

  /** @param {any} group @param {any[]} rings @param {string} kind */
  #fill(group, rings, kind) {
    group.addLayer(this.#L.polygon(rings, this.#look(kind)));
  }

  /** @param {any} group @param {any[][]} lines @param {string} kind */
  #stroke(group, lines, kind) {
    group.addLayer(this.#L.polyline(lines, this.#look(kind)));
  }

  /** @param {string} kind */
  #look(kind) {
    const className = `tms-map__${kind}`;
    return { className, interactive: false, renderer: this.#renderer, smoothFactor: 0 };
  }

  /** Return the places on the lines of a text, in pixels of a zoom. */
  #lines(/** @type {string | undefined} */ text, /** @type {number} */ zoom) {
    const lines = text ? text.split(" ") : [];
    return lines.map((line) => pointsOf(line).map((point) => this.#map.unproject(point, zoom)));
  }
}

/** @param {number[]} ring @param {any[][]} arcs */
function joined(ring, arcs) {
  return ring.flatMap((index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]));
}
