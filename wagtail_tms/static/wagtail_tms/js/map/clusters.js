/**
 * The clinics of a search as the API counts them.
 *
 * @typedef {import("./pins.js").Clinic} Clinic
 * @typedef {import("./pins.js").Item} Item
 * @typedef {{params: URLSearchParams, body?: object}} Search What the list was asked for:
 *   by POST, with a position or an area, it is the body that counts.
 */

import { isIn } from "./pins.js";

/** What a map does not ask for: it has no pages. */
const OF_THE_LIST = ["page", "sort", "limit", "offset"];

/**
 * Ask for the clinics in a view. What was searched in the body of a request is so here:
 * never in an address.
 *
 * @param {string | URL} api
 * @param {Search} search
 * @param {[number, number, number, number]} bbox
 * @param {number} zoom
 * @param {AbortSignal} signal
 * @returns {Promise<Item[]>}
 */
export async function fetchClusters(api, { params, body }, bbox, zoom, signal) {
  const url = new URL("clinics/clusters", new URL(api, document.baseURI));
  const asked = [...(body ? Object.entries(body) : params)].filter(
    ([name, value]) => value !== "" && !OF_THE_LIST.includes(name),
  );
  const view = [["bbox", `${bbox}`], ["zoom", `${zoom}`]];
  if (!body) url.search = `${new URLSearchParams([...asked, ...view])}`;
  const init = body ? toPost({ ...Object.fromEntries(asked), bbox, zoom }) : {};
  const response = await fetch(url, { signal, credentials: "omit", ...init });
  if (response.ok) return (await response.json()).items;
  const right = response.status === 400 ? await withoutFaults(asked, response) : asked;
  if (right.length === asked.length) throw new Error(`The map's clinics: ${response.status}`);
  const rest = new URLSearchParams(body ? params : right);
  const left = { params: rest, body: body && Object.fromEntries(right) };
  return fetchClusters(api, left, bbox, zoom, signal);
}

/** Leave out what the API refuses. @param {[string, any][]} asked @param {Response} response */
async function withoutFaults(asked, response) {
  const { errors } = await response.json();
  const wrong = errors.map((/** @type {any} */ { parameter }) => parameter);
  return asked.filter(([name]) => !wrong.includes(name));
}

/** @param {object} body @returns {RequestInit} */
function toPost(body) {
  const headers = { "Content-Type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

/**
 * Return what is left of the items beside the clinics that are on the map already. The
 * cells count these, too.
 *
 * @param {Item[]} items
 * @param {Clinic[]} listed
 */
export function withoutListed(items, listed) {
  const ids = new Set(listed.map((clinic) => clinic.id));
  return items
    .map((item) => ({
      ...item,
      count: item.count - listed.filter((clinic) => isIn(item.bounds, clinic)).length,
      clinics: item.clinics.filter(({ id }) => !ids.has(String(id))),
    }))
    .filter((item) => item.count > 0);
}

/**
 * Return the items, but where one clinic is left of a cell, what is in that cell, until
 * the clinic is known by its name.
 *
 * @param {Item[]} items
 * @param {Clinic[]} listed
 * @param {(bbox: Item["bounds"]) => Promise<Item[]>} look Ask for what is in a box.
 * @returns {Promise<Item[]>}
 */
export async function withNames(items, listed, look) {
  const parts = items.map(async (item) => {
    const [rest] = withoutListed([item], listed);
    if (rest?.count !== 1 || item.clinics.length) return [item];
    const [west, south, east, north] = item.bounds;
    // The box touches the cells around it.
    const inside = (await look(item.bounds)).filter(
      ({ bounds: [w, s, e, n] }) => w >= west && s >= south && e <= east && n <= north,
    );
    return withNames(inside, listed, look);
  });
  return (await Promise.all(parts)).flat();
}

/** @param {Item} item @returns {Clinic[]} */
export function clinicsOf({ clinics, latitude: lat, longitude: lng }) {
  return clinics.map(({ id, name, url }) => ({ id: String(id), name, url, lat, lng }));
}
