/**
 * What stands on the map: the clinics of the list, with its numbers, and the others.
 *
 * @typedef {object} Clinic
 * @property {string} id
 * @property {string} name
 * @property {string} url
 * @property {number} lat
 * @property {number} lng
 * @property {string} [number] Its number in the list, if it is in it.
 *
 * @typedef {object} Item The clinics of one cell of the map.
 * @property {string} id
 * @property {"cluster" | "address" | "clinic"} kind
 * @property {number} count
 * @property {number} latitude
 * @property {number} longitude
 * @property {[number, number, number, number]} bounds
 * @property {{id: number, name: string, url: string}[]} clinics
 *
 * @typedef {object} Pin
 * @property {string} key Two pins with one key are the same.
 * @property {"listed" | "other" | "cluster"} kind
 * @property {string} text What is seen on it.
 * @property {string} title What it stands for, as a title.
 * @property {string} label The same, and what a click does, for those who hear it.
 * @property {{lat: number, lng: number}} at
 * @property {Clinic[]} clinics Those that are known by name.
 * @property {number} count
 * @property {[number, number, number, number]} [bbox] Where to look closer.
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {Point & {reach: number}} Spot
 * @typedef {Point & {clinic: Clinic, order: number}} Member
 * @typedef {Spot & {members: Member[]}} Pile
 */

import { shown } from "./words.js";

// How high a pin is, with a little air, in pixels.
const HEIGHT = 32;
const HAIR = 0.01;
// How far off a cluster looks for a free place.
const AROUND = 160;
const SHOWN_NUMBERS = 2;

/** Guam and the last Aleutians are drawn west of Hawaii, over the antimeridian. */
const FARTHEST_EAST = -30;

/** @param {number} lng */
export function toMap(lng) {
  return lng > FARTHEST_EAST ? lng - 360 : lng;
}

/** @param {number} lng */
function toWorld(lng) {
  return ((((lng + 180) % 360) + 360) % 360) - 180;
}

/**
 * Return the box of a view as the API wants it: a west greater than the east crosses the
 * antimeridian.
 *
 * @param {any} bounds
 * @returns {[number, number, number, number]}
 */
export function toBbox(bounds) {
  const isWorld = bounds.getEast() - bounds.getWest() >= 360;
  const west = isWorld ? -180 : toWorld(bounds.getWest());
  const east = isWorld ? 180 : toWorld(bounds.getEast());
  const south = Math.max(bounds.getSouth(), -90);
  const north = Math.min(bounds.getNorth(), 90);
  const [w, s, e, n] = [west, south, east, north].map((degrees) => Number(degrees.toFixed(5)));
  return [w, s, e, n];
}

/** @param {[number, number, number, number]} bbox @param {Clinic} clinic */
export function isIn([west, south, east, north], { lat, lng }) {
  const isBetween = west <= east ? west <= lng && lng < east : west <= lng || lng < east;
  return isBetween && south < lat && lat <= north;
}

/**
 * Return the clinics of a list.
 *
 * @param {Iterable<HTMLElement>} cards
 * @returns {Clinic[]}
 */
export function readCards(cards) {
  const clinics = [];
  for (const card of cards) {
    const { id, lat, lng, number } = card.dataset;
    const heading = card.querySelector("h1, h2, h3, h4, h5, h6");
    if (!id || !lat || !lng || !heading) continue;
    clinics.push({
      id,
      name: (heading.textContent ?? "").trim(),
      url: heading.querySelector("a")?.href ?? "",
      lat: Number(lat),
      lng: Number(lng),
      number,
    });
  }
  return clinics;
}

/**
 * Return the pins of clinics; those that would cover each other share one, in the order
 * in which they come.
 *
 * @param {Clinic[]} clinics
 * @param {(clinic: Clinic) => Point} toPoint
 * @param {(key: string, values?: Record<string, string | number>) => string} say
 * @returns {Pin[]}
 */
export function clinicPins(clinics, toPoint, say) {
  /** @type {Pile[]} */
  let piles = [];
  clinics.forEach((clinic, order) => {
    let pile = pileOf([{ clinic, order, ...toPoint(clinic) }]);
    // A pin grows with its text, and may then cover another.
    for (let other; (other = piles.find((each) => isCovered(pile, each))); ) {
      const taken = other;
      piles = piles.filter((each) => each !== taken);
      pile = pileOf([...taken.members, ...pile.members]);
    }
    piles.push(pile);
  });
  piles.sort((a, b) => a.members[0].order - b.members[0].order);
  return piles.map(({ members }) => clinicPin(members.map(({ clinic }) => clinic), say));
}

/**
 * Return clinics as one pile, which stands where the first of them is.
 *
 * @param {Member[]} members
 * @returns {Pile}
 */
function pileOf(members) {
  members.sort((a, b) => a.order - b.order);
  const [{ x, y }] = members;
  return { x, y, members, reach: reach(shortText(members.map(({ clinic }) => clinic))) };
}

/**
 * @param {Clinic[]} clinics
 * @param {(key: string, values?: Record<string, string | number>) => string} say
 * @returns {Pin}
 */
function clinicPin(clinics, say) {
  const [first] = clinics;
  const names = clinics.map(({ name, number }) =>
    number ? say("map_listed", { name, number }) : name,
  );
  const title = clinics.length > 1 ? say(isOneAddress(clinics) ? "map_address" : "map_together", { count: clinics.length }) : "";
  return {
    key: clinics.map(({ id, number }) => `${id} ${number}`).join(),
    kind: first.number ? "listed" : "other",
    text: shortText(clinics),
    title: title || first.name,
    label: title ? `${title}: ${names.join("; ")}` : names[0],
    at: { lat: first.lat, lng: toMap(first.lng) },
    clinics,
    count: clinics.length,
  };
}

/** @param {Clinic[]} clinics */
export function isOneAddress([first, ...others]) {
  return others.every(({ lat, lng }) => lat === first.lat && lng === first.lng);
}

/** @param {Clinic[]} clinics */
function shortText(clinics) {
  const numbers = clinics.flatMap(({ number }) => number ?? []);
  const shown = numbers.slice(0, SHOWN_NUMBERS);
  const rest = clinics.length - shown.length;
  if (!shown.length) return rest > 1 ? String(rest) : "";
  return shown.join(", ") + (rest ? ` +${rest}` : "");
}

/**
 * Return the pin of clinics of which only the number is known.
 *
 * @param {Item} item
 * @param {(key: string, values?: Record<string, string | number>) => string} say
 * @returns {Pin}
 */
export function clusterPin({ id, count, latitude, longitude, bounds }, say) {
  const isOne = count === 1;
  const label = say(isOne ? "map_cluster_one" : "map_cluster", { count });
  return {
    key: `${id} ${count}`,
    kind: isOne ? "other" : "cluster",
    text: isOne ? "" : shown(count),
    title: isOne ? label : say("map_together", { count }),
    label,
    at: { lat: latitude, lng: toMap(longitude) },
    clinics: [],
    count,
    bbox: bounds,
  };
}

/** Return how far a pin with this text reaches to both sides, in pixels. */
export function reach(/** @type {string} */ text) {
  return Math.max(HEIGHT / 2, 10 + text.length * 4);
}

/**
 * Return where a cluster may stand: where it is, or else at the nearest free place
 * around. Its own point is only the middle of its clinics.
 *
 * @param {Spot} spot
 * @param {Spot[]} taken
 * @returns {Spot}
 */
export function beside(spot, taken) {
  const isFree = (/** @type {Spot} */ place) => !taken.some((other) => isCovered(place, other));
  if (isFree(spot)) return spot;
  const away = (/** @type {Point} */ { x, y }) => Math.hypot(x - spot.x, y - spot.y);
  const near = taken.filter((other) => away(other) < AROUND);
  const places = around(spot, near).sort((a, b) => away(a) - away(b));
  return places.find(isFree) ?? spot;
}

/** Return the places that touch pins. @param {Spot} spot @param {Spot[]} pins */
function around(spot, pins) {
  const xs = pins.flatMap(({ x, reach: width }) => [x - spot.reach - width, x + spot.reach + width]);
  const ys = pins.flatMap(({ y }) => [y - HEIGHT, y + HEIGHT]);
  return [spot.x, ...xs].flatMap((x) => [spot.y, ...ys].map((y) => ({ ...spot, x, y })));
}

/** Return whether two pins cover each other, by more than a sum of fractions is off. */
function isCovered(/** @type {Spot} */ a, /** @type {Spot} */ b) {
  const width = a.reach + b.reach - Math.abs(a.x - b.x);
  const height = HEIGHT - Math.abs(a.y - b.y);
  return width > HAIR && height > HAIR;
}
