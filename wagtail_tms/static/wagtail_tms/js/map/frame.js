/**
 * What is around the map: its words, its buttons, where its lines come from.
 *
 * @typedef {import("./words.js").Words} Words
 *
 * @typedef {object} Tiles A provider of map images, which the site has chosen.
 * @property {string} url
 * @property {string} name
 * @property {string} attribution
 * @property {string} attributionUrl
 * @property {number} maxZoom
 * @property {string} referrerPolicy
 *
 * @typedef {object} Doing What the buttons do.
 * @property {() => void} zoomIn
 * @property {() => void} zoomOut
 * @property {() => void} searchArea
 * @property {(isOn: boolean) => void} showTiles
 */

import { button, element } from "./words.js";

const SOURCES = [
  ["U.S. Census Bureau", "https://www.census.gov/geographies/mapping-files.html"],
  ["Natural Earth", "https://www.naturalearthdata.com/"],
  ["GeoNames", "https://www.geonames.org/"],
  ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"],
];

let made = 0;

export class Frame {
  canvas = element("div", "tms-map__canvas");
  #help = element("span", "tms-vh");
  #summary = element("p", "tms-map__summary");
  #hint = element("p", "tms-map__hint");
  #credits = element("p", "tms-map__credits");
  #stage = element("div", "tms-map__stage");
  #buttons = element("div", "tms-map__zooms");
  #container;
  #area;
  #say;
  #tiles;

  /**
   * @param {HTMLElement} container
   * @param {(key: string, values?: Record<string, string | number>) => string} say
   * @param {Tiles | null} tiles
   * @param {Doing} doing
   */
  constructor(container, say, tiles, doing) {
    const id = `tms-map-${++made}`;
    this.#say = say;
    this.#tiles = tiles;
    const skip = element("a", "tms-map__skip", say("map_skip"));
    skip.href = `#${id}-end`;
    const end = element("span", "tms-map__end");
    end.id = `${id}-end`;
    end.tabIndex = -1;
    this.#describeCanvas(id);
    this.#area = button("tms-button tms-map__area", say("map_area"), doing.searchArea);
    this.#area.hidden = true;
    this.#hint.hidden = true;
    this.#container = container;
    const stage = this.#stage;
    stage.append(this.canvas, this.#zooms(doing), this.#area, this.#hint, this.#credits);
    container.classList.add("tms-map");
    container.replaceChildren(skip, this.#summary, this.#help, stage, end);
    if (tiles) stage.after(this.#choice(tiles, doing));
    this.credit(false);
  }

  /** @param {string} id */
  #describeCanvas(id) {
    this.#help.textContent = this.#say("map_help");
    this.#help.id = `${id}-help`;
    this.#summary.id = `${id}-summary`;
    this.#summary.setAttribute("aria-live", "off");
    // A map has its west on the left, whichever way the page is read.
    this.canvas.dir = "ltr";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "region");
    this.canvas.setAttribute("aria-label", this.#say("map_label"));
    this.canvas.setAttribute("aria-describedby", `${id}-summary ${id}-help`);
  }

  /** @param {Doing} doing */
  #zooms({ zoomIn, zoomOut }) {
    const group = this.#buttons;
    const closer = button("tms-map__zoom", "+", zoomIn);
    const farther = button("tms-map__zoom", "\u2212", zoomOut);
    closer.setAttribute("aria-label", this.#say("map_zoom_in"));
    farther.setAttribute("aria-label", this.#say("map_zoom_out"));
    group.append(closer, farther);
    return group;
  }

  /** The reader's choice to ask a third party, with what that means beside it. */
  #choice(/** @type {Tiles} */ { name }, /** @type {Doing} */ { showTiles }) {
    const line = element("p", "tms-map__choice");
    const hint = element("span", "", this.#say("map_tiles_hint", { name }));
    const show = this.#say("map_tiles_show", { name });
    let isOn = false;
    const toggle = button("tms-button", show, () => {
      isOn = !isOn;
      toggle.textContent = isOn ? this.#say("map_tiles_hide") : show;
      hint.hidden = isOn;
      showTiles(isOn);
      this.credit(isOn);
    });
    line.append(toggle, " ", hint);
    return line;
  }

  /** Name those who made what is seen. */
  credit(/** @type {boolean} */ hasTiles) {
    const tiles = hasTiles && this.#tiles;
    const sources = tiles ? [[tiles.attribution, tiles.attributionUrl]] : SOURCES;
    this.#credits.replaceChildren(tiles ? "" : `${this.#say("map_credits")} `);
    sources.forEach(([name, url], index) => {
      if (index) this.#credits.append(", ");
      this.#credits.append(url ? link(name, url) : name);
    });
  }

  /** Say that there is no map, and take its place away. */
  fail(/** @type {string} */ text) {
    this.#stage.hidden = true;
    this.#summary.textContent = text;
  }

  remove() {
    this.#container.classList.remove("tms-map");
    this.#container.replaceChildren();
  }

  summarize(/** @type {string} */ text) {
    this.#summary.textContent = text;
  }

  /** Offer to search where the reader has moved the map. */
  offerArea(/** @type {boolean} */ isOffered) {
    if (!isOffered && this.#area === document.activeElement) this.canvas.focus();
    this.#area.hidden = !isOffered;
  }

  /**
   * Do something when the reader turns to the map, by pointer, touch or key.
   *
   * @param {() => void} then
   * @param {AbortSignal} signal
   */
  whenReached(then, signal) {
    // A map that opens under a pointer at rest has not been turned to.
    for (const turn of ["pointermove", "pointerdown", "focusin", "keydown"]) {
      this.#stage.addEventListener(turn, then, { once: true, signal });
    }
  }

  /** Return what of the map its words and buttons cover. */
  boxes() {
    const shown = [this.#credits, this.#buttons, this.#area];
    return shown.map((part) => part.getBoundingClientRect());
  }

  /** How high the words at the map's foot are, in pixels. */
  get foot() {
    return this.#credits.offsetHeight;
  }

  hint(/** @type {string} */ key) {
    this.#hint.hidden = !key;
    this.#hint.textContent = key && this.#say(key);
  }
}

/** @param {string} name @param {string} url */
function link(name, url) {
  const made = element("a", "", name);
  made.href = url;
  made.rel = "noopener noreferrer";
  return made;
}

/** @param {Words} words @returns {Tiles | null} */
export function tilesOf(words) {
  if (!words.tiles_url) return null;
  return {
    url: words.tiles_url,
    name: words.tiles_name,
    attribution: words.tiles_attribution,
    attributionUrl: words.tiles_attribution_url ?? "",
    maxZoom: Number(words.tiles_max_zoom) || 19,
    referrerPolicy: words.tiles_referrer_policy || "strict-origin-when-cross-origin",
  };
}
