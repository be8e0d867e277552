/** What the API finds wrong in a search. Loaded once there is something wrong. */

/**
 * Put a message at its field, as the server does.
 *
 * @param {HTMLElement} finder
 * @param {{parameter: string, message: string}} fault
 * @param {string} prefix
 * @param {string} value What was typed.
 */
export function blame(finder, { parameter, message }, prefix, value) {
  const text = document.createElement("p");
  text.className = "tms-field__error";
  text.id = `${finder.id}-${parameter}-error`;
  text.textContent = message;
  const field = finder.querySelector(`[name="${prefix}${parameter}"]`);
  const wrapper = field?.closest(".tms-field, .tms-filter");
  if (!field || !wrapper) {
    finder.querySelector(".tms-locator__results")?.prepend(text);
    return;
  }
  wrapper.classList.add("tms-field--wrong");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", text.id);
  if (field.matches("input:not([type=checkbox])")) field.setAttribute("value", value);
  wrapper.querySelector("label, summary")?.after(text);
}
