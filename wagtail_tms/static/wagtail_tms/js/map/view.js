/** What part of the world the map shows, and how far it goes. */

import { isOneAddress, toMap } from "./pins.js";

/** The states that touch each other. */
const LOWER_48 = [[24.5, -125], [49.5, -66.5]];
/** As far as the map is drawn: from Guam to Puerto Rico. */
const EDGES = [[-20, -222], [74, -48]];
const FIRST_ZOOM = 3;
/** As close as it is worth without streets. */
export const LAST_ZOOM = 13;
const CLOSE_ENOUGH = 11;
/** Pixels around what the map is to show. */
const PADDING = 36;
/** So far from home, as a share of the view, is elsewhere. */
const FAR = 0.25;

/** @param {{lat: number, lng: number}} place @returns {[number, number]} */
export function at({ lat, lng }) {
  return [lat, toMap(lng)];
}

/** How the map moves: at once, for readers who want it calm. */
export function motion() {
  return isCalm() ? { animate: false } : {};
}

function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {any} L @param {HTMLElement} canvas */
export function makeMap(L, canvas) {
  const moves = !isCalm();
  return L.map(canvas, {
    attributionControl: false,
    fadeAnimation: moves,
    inertia: moves,
    keyboard: false,
    markerZoomAnimation: moves,
    maxBounds: EDGES,
    maxBoundsViscosity: 1,
    maxZoom: LAST_ZOOM,
    minZoom: FIRST_ZOOM,
    zoomAnimation: moves,
    zoomControl: false,
  });
}

/** What the map shows, and whether the reader has moved it away from the list's area. */
export class View {
  #L;
  #map;
  #foot;
  #home = { center: /** @type {any} */ (null), zoom: 0 };

  /** @param {any} L @param {any} map @param {() => number} foot How much its foot covers. */
  constructor(L, map, foot) {
    this.#L = L;
    this.#map = map;
    this.#foot = foot;
  }

  /** What stays free around what is shown. */
  get #room() {
    const bottom = PADDING + this.#foot();
    return { paddingTopLeft: [PADDING, PADDING], paddingBottomRight: [PADDING, bottom] };
  }

  /**
   * Show all of these places, or the states if there are none.
   *
   * @param {{lat: number, lng: number}[]} places
   */
  fit(places) {
    const bounds = this.#L.latLngBounds(places.length ? places.map(at) : LOWER_48);
    const room = places.length ? this.#room : {};
    this.#map.fitBounds(bounds, { animate: false, maxZoom: CLOSE_ENOUGH, ...room });
    this.settle();
  }

  /** Take the view for the one that the list is about. */
  settle() {
    this.#home = { center: this.#map.getCenter(), zoom: this.#map.getZoom() };
  }

  get isAway() {
    const { center, zoom } = this.#home;
    if (this.#map.getZoom() !== zoom) return true;
    const { x, y } = this.#map.latLngToContainerPoint(center);
    const size = this.#map.getSize();
    return Math.hypot(x - size.x / 2, y - size.y / 2) > Math.min(size.x, size.y) * FAR;
  }

  /** @param {{lat: number, lng: number}} place */
  include(place) {
    this.#map.panInside(at(place), { ...this.#room, ...motion() });
  }

  /** @param {any} area */
  approach(area) {
    this.#map.fitBounds(area, { ...this.#room, ...motion() });
  }

  get canComeCloser() {
    return this.#map.getZoom() < this.#map.getMaxZoom();
  }

  /**
   * Return where to look closer; null for what is at one address.
   *
   * @param {import("./pins.js").Pin} pin
   */
  areaOf({ bbox, clinics }) {
    if (!bbox) return isOneAddress(clinics) ? null : this.#L.latLngBounds(clinics.map(at));
    const [west, south, east, north] = bbox;
    const left = toMap(west);
    const right = left + ((east - west + 360) % 360);
    return this.#L.latLngBounds([[south, left], [north, right]]);
  }
}
