/**
 * Encoded polylines, as `tools/build_basemap` writes them: whole numbers, five bits to a
 * character, each point a step from the last.
 */

const BITS = 5;
const MORE = 1 << BITS;
const FIRST = 63;

/** @param {string} text @returns {[number, number][]} */
export function pointsOf(text) {
  /** @type {[number, number][]} */
  const points = [];
  const steps = numbersOf(text);
  for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([x, y]);
  }
  return points;
}

/** @param {string} text */
function numbersOf(text) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (const letter of text) {
    const digit = letter.charCodeAt(0) - FIRST;
    number |= (digit & (MORE - 1)) << shift;
    shift += BITS;
    if (digit & MORE) continue;
    numbers.push(number & 1 ? ~(number >> 1) : number >> 1);
    number = shift = 0;
  }
  return numbers;
}
