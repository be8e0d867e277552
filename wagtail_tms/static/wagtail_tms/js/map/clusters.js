/**
 * The clinics of a search that are not in the list, as the API counts them.
 *
 * @typedef {import("./pins.js").Clinic} Clinic
 * @typedef {import("./pins.js").Item} Item
 */

import { isIn } from "./pins.js";

/** What a map does not ask for: it has no pages. */
const OF_THE_LIST = ["page", "sort", "limit", "offset"];

/**
 * @param {string | URL} api
 * @param {URLSearchParams} params The search, without a view.
 * @param {[number, number, number, number]} bbox
 * @param {number} zoom
 * @param {AbortSignal} signal
 * @returns {Promise<Item[]>}
 */
export async function fetchClusters(api, params, bbox, zoom, signal) {
  const url = new URL("clinics/clusters", new URL(api, document.baseURI));
  const asked = new URLSearchParams(params);
  OF_THE_LIST.forEach((name) => asked.delete(name));
  for (const [name, value] of [...asked]) {
    if (!value) asked.delete(name);
  }
  asked.set("bbox", bbox.join(","));
  asked.set("zoom", String(zoom));
  url.search = String(asked);
  const response = await fetch(url, { signal, credentials: "omit" });
  if (!response.ok) throw new Error(`The map's clinics: ${response.status}`);
  return (await response.json()).items;
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

/** @param {Item} item @returns {Clinic[]} */
export function clinicsOf({ clinics, latitude: lat, longitude: lng }) {
  return clinics.map(({ id, name, url }) => ({ id: String(id), name, url, lat, lng }));
}
