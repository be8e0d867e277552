/**
 * The map behind the clinics: our own lines and names, from our own server.
 *
 * `basemap.json` is drawn at once; `counties.json`, with finer lines and more names,
 * takes its place when the reader comes close. `tools/build_basemap` makes both.
 *
 * @typedef {import("./leaflet.js").Leaflet} Leaflet
 *
 * @typedef {object} Lines
 * @property {number[][]} arcs Each a point, then steps.
 * @property {number[][][]} land
 * @property {number[]} coast
 * @property {number[]} borders
 * @property {number[]} [counties]
 * @property {number[][][]} [neighbors]
 * @property {number[][][]} [lakes]
 * @property {number[][][]} [inlandLakes]
 *
 * @typedef {import("./names.js").Named & Lines} Drawing What a file holds.
 */

import { Names } from "./names.js";

const CLOSE = 7;

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
  #nearUrl;
  #names;

  /**
   * @param {Leaflet} L
   * @param {any} map
   * @param {string} nearUrl
   * @param {() => DOMRect[]} covers What lies on the map, and on names.
   */
  constructor(L, map, nearUrl, covers) {
    this.#L = L;
    this.#map = map;
    this.#nearUrl = nearUrl;
    map.createPane("tms-land").style.zIndex = "210";
    this.#names = new Names(L, map, covers);
    this.#renderer = L.svg({ pane: "tms-land", padding: 0.5 });
    this.#abroad = L.layerGroup();
    this.#far = L.layerGroup();
    this.#near = L.layerGroup();
    this.#inlandLakes = L.featureGroup();
  }

  /** @param {string} url */
  async start(url) {
    const drawing = await load(url);
    const arcs = this.#toLines(drawing);
    this.#fill(this.#abroad, drawing.neighbors, arcs, "abroad");
    this.#fill(this.#abroad, drawing.lakes, arcs, "water");
    this.#fill(this.#inlandLakes, drawing.inlandLakes, arcs, "water");
    this.#drawStates(this.#far, drawing, arcs);
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

  #refresh() {
    const isClose = this.#map.getZoom() >= CLOSE;
    if (isClose) this.#load();
    const hasNear = this.#near.getLayers().length > 0;
    const [shown, hidden] =
      isClose && hasNear ? [this.#near, this.#far] : [this.#far, this.#near];
    if (!this.#map.hasLayer(shown)) {
      hidden.remove();
      shown.addTo(this.#map);
      this.#inlandLakes.addTo(this.#map).bringToFront();
    }
    this.#names.draw();
  }

  /** Load the finer map, once; where that fails, the rough one stays for now. */
  async #load() {
    const url = this.#nearUrl;
    if (!url) return;
    this.#nearUrl = "";
    try {
      const drawing = await load(url);
      const arcs = this.#toLines(drawing);
      this.#drawStates(this.#near, drawing, arcs);
      this.#names.add(drawing);
      this.#refresh();
    } catch {
      this.#nearUrl = url;
    }
  }

  /** @param {any} group @param {Drawing} drawing @param {any[][]} arcs */
  #drawStates(group, drawing, arcs) {
    this.#fill(group, drawing.land, arcs, "land");
    this.#stroke(group, drawing.counties, arcs, "county");
    this.#stroke(group, drawing.borders, arcs, "border");
    this.#stroke(group, drawing.coast, arcs, "coast");
  }

  /** @param {any} group @param {number[][][] | undefined} areas @param {any[][]} arcs @param {string} kind */
  #fill(group, areas = [], arcs, kind) {
    const rings = areas.map((area) => area.map((ring) => joined(ring, arcs)));
    group.addLayer(this.#L.polygon(rings, this.#look(kind)));
  }

  /** @param {any} group @param {number[] | undefined} lines @param {any[][]} arcs @param {string} kind */
  #stroke(group, lines = [], arcs, kind) {
    const points = lines.map((index) => arcs[index]);
    group.addLayer(this.#L.polyline(points, this.#look(kind)));
  }

  /** @param {string} kind */
  #look(kind) {
    const className = `tms-map__${kind}`;
    return { className, interactive: false, renderer: this.#renderer, smoothFactor: 0 };
  }

  /** @param {Drawing} drawing */
  #toLines({ arcs, zoom }) {
    return arcs.map((arc) => this.#toLine(arc, zoom));
  }

  /** @param {number[]} arc @param {number} zoom */
  #toLine(arc, zoom) {
    const line = [];
    for (let i = 0, x = 0, y = 0; i < arc.length; i += 2) {
      x += arc[i];
      y += arc[i + 1];
      line.push(this.#map.unproject([x, y], zoom));
    }
    return line;
  }
}

/** @param {number[]} ring @param {any[][]} arcs */
function joined(ring, arcs) {
  return ring.flatMap((index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]));
}
