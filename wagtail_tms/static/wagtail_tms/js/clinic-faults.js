/**
 * What the API finds wrong in a search. Loaded once there is something wrong.
 *
 * @import { Fault } from "./clinic-types.js"
 */

/**
 * Put messages at their fields, as the server does.
 *
 * @param {HTMLElement} finder
 * @param {Fault[]} faults
 * @param {URLSearchParams} own What was asked for.
 * @param {string} prefix
 * @param {string} words
 */
export function blame(finder, faults, own, prefix, words) {
  const results = finder.querySelector(".tms-locator__results");
  for (const { parameter, message } of faults) {
    const text = document.createElement("p");
    text.className = "tms-field__error";
    text.id = `${finder.id}-${parameter}-error`;
    text.textContent = message;
    const field = finder.querySelector(`[name="${prefix}${parameter}"]`);
    const wrapper = field?.closest(".tms-field, .tms-filter");
    if (field && wrapper) {
      mark(field, text.id, own.get(parameter) ?? "");
      wrapper.classList.add("tms-field--wrong");
      wrapper.querySelector("label, summary")?.after(text);
    } else results?.prepend(text);
  }
  const note = document.createElement("div");
  note.className = "tms-note tms-note--warning";
  note.append(Object.assign(document.createElement("p"), { textContent: words }));
  results?.prepend(note);
}

/** @param {Element} field @param {string} id @param {string} value What was typed. */
function mark(field, id, value) {
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  if (field.matches("input:not([type=checkbox])")) field.setAttribute("value", value);
}
