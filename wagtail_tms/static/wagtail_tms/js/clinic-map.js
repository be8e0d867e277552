/**
 * The map of the clinic finder: the clinics of the list with its numbers, and how many
 * others there are around them.
 *
 * Leaflet and the map's own lines are loaded when a map is made. Nothing is asked of
 * another server, unless the site has chosen a provider of map images and the reader
 * asks for them.
 *
 * @typedef {import("./map/pins.js").Clinic} Clinic
 * @typedef {import("./map/pins.js").Pin} Pin
 * @typedef {import("./map/pins.js").Item} Item
 *
 * @typedef {{lat: number, lng: number}} Place
 *
 * @typedef {object} Options
 * @property {string | URL} api Where the JSON API is: ".../api/v1/".
 * @property {URLSearchParams} params The search of the list.
 * @property {Record<string, string>} messages The page's words for the map.
 * @property {(id: number) => void} [onSelect] The reader chose a clinic of the list.
 * @property {(bbox: [number, number, number, number]) => void} onArea The reader wants
 *   the clinics of this area: west, south, east, north.
 * @property {HTMLElement} [list] Where the cards are: what the reader looks at there is
 *   marked here, a chosen pin leads there, and Escape leads back to the pin.
 * @property {(error: unknown) => void} [onFail] A file of the map did not come.
 */

import { Basemap } from "./map/basemap.js";
import { followCards, leadTo } from "./map/cards.js";
import { clinicsOf, fetchClusters, withNames, withoutListed } from "./map/clusters.js";
import { Frame, tilesOf } from "./map/frame.js";
import { moveWithCare } from "./map/gestures.js";
import { loadLeaflet } from "./map/leaflet.js";
import { beside, clinicPins, clusterPin, reach, readCards, toBbox } from "./map/pins.js";
import { PinLayer } from "./map/pin-layer.js";
import { Popup } from "./map/popup.js";
import { LAST_ZOOM, View, at, makeMap } from "./map/view.js";
import { fileUrl, speaker } from "./map/words.js";

/** The closest that the API counts: here, clinics are apart unless at one address. */
const FINEST_ZOOM = 22;
const PAUSE = 200;

export class ClinicMap {
  #options;
  #say;
  #tiles;
  #frame;
  #end = new AbortController();
  #request = new AbortController();
  #timer = 0;
  /** @type {any} */
  #L;
  /** @type {any} */
  #map;
  /** @type {any} */
  #tileLayer;
  /** @type {Basemap | undefined} */
  #basemap;
  /** @type {PinLayer | undefined} */
  #pins;
  /** @type {Popup | undefined} */
  #popup;
  /** @type {View | undefined} */
  #view;
  /** @type {Clinic[]} */
  #listed = [];
  /** @type {Item[]} */
  #others = [];
  #isPartial = false;
  /** @type {import("./map/clusters.js").Search} */
  #search;
  #selected = "";
  /** The clinic whose pin led the reader to its card. */
  #led = "";
  /** @type {Place | ""} */
  #place = "";
  /** Whether the list is about to show what the map shows, and the view may stay. */
  #keepsView = false;
  /** Where the reader went by key, and wants the focus to be. */
  #destination = /** @type {any} */ (null);

  /**
   * @param {HTMLElement} container
   * @param {Options} options
   */
  constructor(container, options) {
    this.#options = options;
    this.#search = { params: options.params };
    this.#say = speaker(options.messages);
    this.#tiles = tilesOf(options.messages);
    this.#frame = new Frame(container, this.#say, this.#tiles, {
      zoomIn: () => this.#map?.zoomIn(),
      zoomOut: () => this.#map?.zoomOut(),
      searchArea: () => this.#searchArea(),
      showTiles: (isOn) => this.#showTiles(isOn),
    });
    this.#follow(container);
    this.#start();
  }

  /**
   * Show another search, and the clinics of its list.
   *
   * @param {URLSearchParams} params
   * @param {Iterable<HTMLElement>} cards
   * @param {{position?: Place}} [body] The body of the search, if it was posted.
   * @param {Place | ""} [place] Where the search looks, to be seen beside the clinics.
   */
  update(params, cards, body, place = "") {
    this.#place = body?.position ?? place;
    this.#search = { params, body };
    this.#listed = readCards(cards);
    this.#others = [];
    if (!this.#map) return;
    this.#popup?.dismiss();
    if (this.#keepsView) this.#view?.settle();
    else this.#view?.fit(this.#toSee);
    this.#keepsView = false;
    this.#onMove();
  }

  /** Show which clinic of the list the reader looks at. */
  select(/** @type {string | number} */ id) {
    this.#selected = String(id);
    this.#pins?.select(this.#selected);
    const clinic = this.#listed.find((other) => other.id === this.#selected);
    if (clinic) this.#view?.include(clinic);
  }

  destroy() {
    this.#stop();
    this.#frame.remove();
  }

  #stop() {
    this.#end.abort();
    this.#request.abort();
    clearTimeout(this.#timer);
    this.#map?.remove();
    this.#map = undefined;
  }

  /** Be where the reader is in the list, while the map is shown. */
  #follow(/** @type {HTMLElement} */ container) {
    const { list } = this.#options;
    if (!list) return;
    const select = (/** @type {string} */ id) => container.hidden || this.select(id);
    const leave = (/** @type {string} */ id) => {
      if (container.hidden || id !== this.#led) return;
      container.scrollIntoView({ block: "nearest" });
      this.#popup?.close();
    };
    followCards(list, select, leave, this.#end.signal);
  }

  async #start() {
    const { api, messages } = this.#options;
    const file = (/** @type {string} */ key) => fileUrl(messages, key, api);
    try {
      const L = await loadLeaflet(file);
      if (this.#end.signal.aborted) return;
      this.#build(L, file("map_states"));
      await this.#basemap?.start(file("map_basemap"));
    } catch (error) {
      if (this.#end.signal.aborted) return;
      this.#stop();
      this.#frame.fail(this.#say("map_failed"));
      if (this.#options.onFail) this.#options.onFail(error);
      else console.error(error);
    }
  }

  /** @param {any} L @param {string} statesUrl */
  #build(L, statesUrl) {
    const { canvas } = this.#frame;
    const { signal } = this.#end;
    const map = makeMap(L, canvas);
    this.#L = L;
    this.#map = map;
    const view = new View(L, map, () => this.#frame.foot);
    this.#view = view;
    this.#pins = new PinLayer(
      L,
      map,
      (pin, isByKey) => this.#open(pin, isByKey),
      (pin) => view.include(pin.at),
    );
    this.#popup = new Popup(L, map, this.#say("map_close"));
    this.#basemap = new Basemap(L, map, statesUrl, () => [
      ...(this.#pins?.boxes() ?? []),
      ...this.#frame.boxes(),
    ]);
    moveWithCare(map, canvas, (key) => this.#frame.hint(key), signal);
    canvas.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    const sizes = new ResizeObserver(() => this.#onResize());
    sizes.observe(canvas);
    signal.addEventListener("abort", () => sizes.disconnect());
    view.fit(this.#toSee);
    this.#frame.whenReached(() => this.#basemap?.refine(), signal);
    this.#pins.select(this.#selected);
    map.on("moveend", () => this.#onMove());
    this.#onMove();
  }

  // What the reader does

  #onKey(/** @type {KeyboardEvent} */ event) {
    if (event.key !== "Escape" || !this.#popup?.isOpen) return;
    event.stopPropagation();
    this.#popup.close();
  }

  #onMove() {
    this.#frame.offerArea(this.#view?.isAway ?? false);
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), PAUSE);
  }

  get #toSee() {
    return this.#place ? [this.#place, ...this.#listed] : this.#listed;
  }

  /** A map that was made out of sight gets its view when it is seen. */
  #onResize() {
    const wasSeen = this.#map.getSize().x > 0;
    this.#map.invalidateSize({ pan: false });
    if (!wasSeen) this.#view?.fit(this.#toSee);
  }

  #searchArea() {
    this.#keepsView = true;
    this.#frame.offerArea(false);
    this.#options.onArea(toBbox(this.#map.getBounds()));
  }

  /** Go closer to what the pin stands for, or say what that is. */
  #open(/** @type {Pin} */ pin, /** @type {boolean} */ isByKey) {
    const [clinic] = pin.clinics;
    const area = this.#view?.areaOf(pin);
    if (area && this.#view?.canComeCloser) {
      this.#destination = isByKey ? area : null;
      this.#view.approach(area);
    } else if (area && pin.bbox) {
      this.#list(pin, pin.bbox);
    } else {
      this.#show(pin, pin.clinics);
      if (pin.count === 1 && clinic.number) this.#choose(clinic.id);
    }
  }

  #choose(/** @type {string} */ id) {
    this.select(id);
    this.#led = id;
    const { list, onSelect } = this.#options;
    if (list) leadTo(list, id);
    onSelect?.(Number(id));
  }

  /** @param {Pin} pin @param {Clinic[]} clinics */
  #show(pin, clinics) {
    const rest = pin.count - clinics.length;
    const more = rest > 0 ? this.#say("map_more", { count: rest }) : "";
    const opener = () => this.#pins?.button(pin.key) ?? null;
    this.#popup?.open(pin.at, { title: pin.title, clinics, more }, opener);
  }

  /**
   * List the clinics of a cluster that has no larger picture.
   *
   * @param {Pin} pin
   * @param {[number, number, number, number]} bbox
   */
  async #list(pin, bbox) {
    try {
      const items = await this.#ask(bbox, FINEST_ZOOM, this.#end.signal);
      const rest = withoutListed(items, this.#listed);
      this.#show(pin, rest.flatMap(clinicsOf));
    } catch {
      this.#show(pin, []);
    }
  }

  #showTiles(/** @type {boolean} */ isOn) {
    const tiles = this.#tiles;
    if (!tiles || !this.#map) return;
    const { maxZoom, referrerPolicy } = tiles;
    this.#tileLayer ??= this.#L.tileLayer(tiles.url, { maxZoom, referrerPolicy });
    if (isOn) this.#tileLayer.addTo(this.#map);
    else this.#tileLayer.remove();
    this.#map.setMaxZoom(isOn ? maxZoom : LAST_ZOOM);
    this.#basemap?.show(!isOn);
  }

  // What is shown

  /** Ask for the clinics that are not in the list. */
  async #load() {
    if (!this.#map?.getSize().x) return;
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const bbox = toBbox(this.#map.getBounds());
    const zoom = Math.min(this.#map.getZoom(), FINEST_ZOOM);
    try {
      const found = await this.#ask(bbox, zoom, signal);
      const look = (/** @type {Item["bounds"]} */ box) => this.#ask(box, FINEST_ZOOM, signal);
      this.#others = await withNames(found, this.#listed, look);
      this.#isPartial = false;
    } catch {
      if (signal.aborted) return;
      this.#isPartial = true;
    }
    this.#draw();
    if (this.#destination) this.#pins?.focusIn(this.#destination);
    this.#destination = null;
  }

  /**
   * @param {[number, number, number, number]} bbox
   * @param {number} zoom
   * @param {AbortSignal} signal
   */
  #ask(bbox, zoom, signal) {
    return fetchClusters(this.#options.api, this.#search, bbox, zoom, signal);
  }

  #draw() {
    const pins = this.#pinsNow();
    this.#pins?.draw(pins);
    this.#basemap?.evade();
    const view = this.#map.getBounds();
    const seen = pins.filter((pin) => view.contains(pin.at));
    const count = seen.reduce((sum, pin) => sum + pin.count, 0);
    const key = count === 0 ? "map_summary_none" : count === 1 ? "map_summary_one" : "map_summary";
    const said = [this.#say(key, { count })];
    if (this.#listed.length) said.push(this.#say("map_numbers"));
    if (this.#isPartial) said.push(this.#say("map_partly"));
    this.#frame.summarize(said.join(" "));
  }

  /** @returns {Pin[]} */
  #pinsNow() {
    const zoom = this.#map.getZoom();
    const toPoint = (/** @type {{lat: number, lng: number}} */ place) =>
      this.#map.project(at(place), zoom);
    const others = withoutListed(this.#others, this.#listed);
    const isKnown = (/** @type {Item} */ item) => item.count === item.clinics.length;
    const known = [...this.#listed, ...others.filter(isKnown).flatMap(clinicsOf)];
    const pins = clinicPins(known, toPoint, this.#say);
    const spot = (/** @type {Pin} */ pin) => ({ ...toPoint(pin.at), reach: reach(pin.text) });
    const taken = pins.map(spot);
    for (const item of others.filter((other) => !isKnown(other))) {
      const pin = clusterPin(item, this.#say);
      const place = beside(spot(pin), taken);
      taken.push(place);
      pins.push({ ...pin, at: this.#map.unproject([place.x, place.y], zoom) });
    }
    return pins;
  }
}
