/**
 * What the map says and where its files are: the page's own, or these.
 *
 * What the page (`locator/map_messages.html`) leaves out is English, and beside this file.
 *
 * @typedef {Record<string, string>} Words
 */

/** @type {Words} */
const DEFAULTS = {
  map_label: "Map of clinics",
  map_skip: "Skip the map",
  map_help: "The arrow keys move the map while it has the focus.",
  map_zoom_in: "Zoom in",
  map_zoom_out: "Zoom out",
  map_area: "Search this area",
  map_summary: "The map shows %(count)s clinics.",
  map_summary_one: "The map shows 1 clinic.",
  map_summary_none: "The map shows no clinics here.",
  map_numbers: "Those in the list have its numbers.",
  map_partly: "Only those in the list: the others could not be loaded.",
  map_failed: "The map could not be loaded. The list has all that it would show.",
  map_listed: "%(number)s: %(name)s",
  map_cluster: "%(count)s clinics: zoom in",
  map_cluster_one: "1 clinic: zoom in",
  map_together: "%(count)s clinics close together",
  map_address: "%(count)s clinics at one address",
  map_more: "and %(count)s more",
  map_close: "Close",
  map_wheel: "Hold Ctrl, or ⌘ on a Mac, to zoom by scrolling.",
  map_touch: "Move the map with two fingers.",
  map_credits: "Map without streets:",
  map_tiles_show: "Show streets from %(name)s",
  map_tiles_hide: "Hide the streets",
  map_tiles_hint: "%(name)s will then see which area you look at.",
};

/** @type {Words} */
const FILES = {
  map_leaflet: "../../vendor/leaflet/leaflet.js",
  map_leaflet_css: "../../vendor/leaflet/leaflet.css",
  map_css: "../../css/map.css",
  map_basemap: "../../map/basemap.json",
  map_states: "../../map/states/",
};

/**
 * @param {Words} messages
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function speaker(messages) {
  const words = { ...DEFAULTS, ...messages };
  return (key, values = {}) =>
    (words[key] ?? "").replace(/%\((\w+)\)s/g, (_, name) => shown(values[name] ?? ""));
}

/** Return a value as the page's language writes it. */
export function shown(/** @type {string | number} */ value) {
  return value.toLocaleString(document.documentElement.lang || undefined);
}

/**
 * Return the address of a file of the map: what the page says, or beside this script. A
 * copy of the script on another site has its own files.
 *
 * @param {Words} messages
 * @param {string} key
 * @param {string | URL} api
 */
export function fileUrl(messages, key, api) {
  const { origin } = new URL(import.meta.url);
  const isCopy = new URL(api, document.baseURI).origin !== origin;
  const told = messages[key] ?? "";
  const isTold = told && !(isCopy && told.startsWith("/"));
  return new URL(isTold ? told : FILES[key], import.meta.url).href;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/**
 * @param {string} className
 * @param {string} text
 * @param {(event: MouseEvent) => void} onClick
 */
export function button(className, text, onClick) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}
