/**
 * Leaflet, loaded when the first map is made.
 *
 * Leaflet is not typed here: `any` stands for its objects.
 *
 * @typedef {any} Leaflet
 */

/** @type {Promise<Leaflet> | undefined} */
let loaded;

/**
 * @param {(key: string) => string} fileUrl Where a file of the map is.
 * @returns {Promise<Leaflet>}
 */
export function loadLeaflet(fileUrl) {
  loaded ??= load(fileUrl).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** @param {(key: string) => string} fileUrl */
async function load(fileUrl) {
  const script = document.createElement("script");
  script.src = fileUrl("map_leaflet");
  // The style sheet of the map goes by that of Leaflet.
  await Promise.all([
    arrival(script),
    arrival(stylesheet(fileUrl("map_leaflet_css"))),
    arrival(stylesheet(fileUrl("map_css"))),
  ]);
  // A Leaflet that the page has for itself stays its own.
  return /** @type {any} */ (window).L.noConflict();
}

/** @param {string} url */
function stylesheet(url) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url;
  return link;
}

/** @param {HTMLScriptElement | HTMLLinkElement} element */
function arrival(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => {
      element.remove();
      reject(new Error("A file of the map did not load."));
    });
    document.head.append(element);
  });
}
