/**
 * Moving the map without taking the page from the reader: the wheel scrolls the page
 * unless Ctrl or Command is held, one finger scrolls it, and keys work on the map alone.
 */

import { motion } from "./view.js";

const STEP = 100;
const HINT_FOR = 1500;

/** @type {Record<string, number[]>} */
const ARROWS = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};

/**
 * @param {any} map
 * @param {HTMLElement} canvas
 * @param {(key: "map_wheel" | "map_touch" | "") => void} hint
 * @param {AbortSignal} signal
 */
export function moveWithCare(map, canvas, hint, signal) {
  let timer = 0;
  const tell = (/** @type {"map_wheel" | "map_touch"} */ key) => {
    clearTimeout(timer);
    hint(key);
    timer = setTimeout(() => hint(""), HINT_FOR);
  };
  /** Listen before Leaflet does. */
  const first = { capture: true, signal };

  canvas.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      tell("map_wheel");
    },
    first,
  );
  canvas.addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      map.dragging[pointerType === "touch" ? "disable" : "enable"]();
    },
    first,
  );
  canvas.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (touches.length === 1) tell("map_touch");
    },
    { ...first, passive: true },
  );
  canvas.addEventListener(
    "keydown",
    (event) => {
      const step = ARROWS[event.key];
      const isOurs = event.target === canvas && !event.altKey && !event.metaKey && !event.ctrlKey;
      if (!step || !isOurs) return;
      event.preventDefault();
      map.panBy(step, motion());
    },
    { signal },
  );
  signal.addEventListener("abort", () => clearTimeout(timer));
}
