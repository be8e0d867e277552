/**
 * <tms-clinic-locator>: the clinic finder, kept up to date without a new page.
 *
 * The server renders, the element swaps. Around a finder of the server, a search is the
 * page's own address, fetched; alone on a page, finders come from `{api}finder`.
 *
 * @import { Choice, Entry, Fault, How, Query, Spot, Suggestion } from "./clinic-types.js"
 */

const TAG = "tms-clinic-locator";
const TIMEOUT = 10_000;
const PATIENCE_WITH_LOCATION = { timeout: 8_000, maximumAge: 600_000 };
const PATIENCE_WITH_READER = 20_000;
const GRID = 0.02;
const BUSY_AFTER = 1_500;
const PAUSE = 250;
const PAUSE_OF_TYPING = 600;
const PAUSE_OF_SUGGESTIONS = 150;

const LISTS = ["condition", "device", "protocol", "insurer", "service", "language"];
const NUMBERS = ["radius", "age", "page"];
const LAYOUT_NUMBERS = ["page_size", "heading_level", "directory"];
const FLAGS = ["accepting", "open_now"];
const NAMES = new Set([
  "near", "unit", "state", "q", "sort", ...LISTS, ...NUMBERS, ...FLAGS,
]);

/** For a page that the finder's words cannot reach. */
const WORDS = { failed: "The clinic finder cannot be reached.", retry: "Try again" };

// Addresses

/**
 * Return the parameters that belong to a finder, without its prefix.
 *
 * @param {string | URLSearchParams} search
 */
export function ownParams(search, prefix = "") {
  const own = new URLSearchParams();
  for (const [key, value] of new URLSearchParams(search)) {
    if (isOwn(key, prefix)) own.append(key.slice(prefix.length), value);
  }
  return own;
}

/**
 * Return an address with other parameters of a finder; what is not the finder's stays.
 *
 * @param {string} href
 * @param {URLSearchParams} own
 */
export function withParams(href, own, prefix = "") {
  const url = new URL(href);
  for (const key of [...url.searchParams.keys()]) {
    if (isOwn(key, prefix)) url.searchParams.delete(key);
  }
  for (const [name, value] of own) url.searchParams.append(prefix + name, value);
  return url;
}

/**
 * Put a coordinate on a grid: what leaves the browser is a neighborhood, not a house.
 *
 * @param {number} degrees
 */
export function snap(degrees) {
  return Number((Math.round(degrees / GRID) * GRID).toFixed(2));
}

/** @param {string} key @param {string} prefix */
function isOwn(key, prefix) {
  return key.startsWith(prefix) && NAMES.has(key.slice(prefix.length));
}

// The document

/**
 * Make a part of the document what the server says it is now. Its elements stay, and
 * with them the focus, what is open and what is scrolled.
 *
 * @param {Element} from
 * @param {Element} to
 * @param {Element | null} [typing] The field whose text is the reader's.
 */
export function morph(from, to, typing = null) {
  if (from.hasAttribute("data-keep")) return;
  morphAttributes(from, to);
  morphChildren(from, to, typing);
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
    from.checked = to.checked;
    if (from !== typing && from.value !== to.value) from.value = to.value;
  }
  if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) {
    from.value = to.value;
  }
}

/** What is not the server's to say. */
const KEPT = new Set([
  "action", "open", "role", "aria-expanded", "aria-controls", "aria-autocomplete",
  "aria-activedescendant",
]);

/** @param {Element} from @param {Element} to */
function morphAttributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!KEPT.has(name) && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (!KEPT.has(name) && from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}

/** @param {Element} from @param {Element} to @param {Element | null} typing */
function morphChildren(from, to, typing) {
  const free = [...from.childNodes];
  const pairs = [...to.childNodes].map((next) => {
    const found = free.findIndex((node) => keyOf(node) === keyOf(next));
    return { next, node: found < 0 ? null : free.splice(found, 1)[0] };
  });
  free.forEach((node) => node.remove());
  let place = from.firstChild;
  for (const { next, node } of pairs) {
    if (node !== null && node === place) place = place.nextSibling;
    else from.insertBefore(node ?? document.importNode(next, true), place);
    if (node instanceof Element && next instanceof Element) morph(node, next, typing);
    else if (node && node.nodeValue !== next.nodeValue) node.nodeValue = next.nodeValue;
  }
}

/** @param {Node} node */
function keyOf(node) {
  if (!(node instanceof HTMLElement)) return node.nodeName;
  const box = node.querySelector(":scope > input[type=checkbox]");
  const name =
    node.id || node.dataset.key || box?.getAttribute("value") || node.getAttribute("name");
  return `${node.localName} ${name || node.classList[0] || ""}`;
}

/**
 * Return a text of the server with its “{names}” filled in.
 *
 * @param {string | undefined} text
 * @param {Record<string, string | number>} values
 */
export function fill(text = "", values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => `${values[name] ?? all}`);
}

/** @param {Element | null} element */
function textOf(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

// Asking the server

class Failure extends Error {
  /**
   * @param {"offline" | "slow" | "failed" | "refused"} kind
   * @param {string} [detail] The server's words for the reader.
   * @param {Fault[]} [faults]
   */
  constructor(kind, detail = "", faults = []) {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail;
    this.faults = faults;
  }
}

/**
 * Return the text of an answer; a breakdown is asked again, in what is left of the time.
 *
 * @param {string | URL} url
 * @param {RequestInit} init
 * @param {AbortSignal} signal
 */
async function request(url, init, signal) {
  const patience = AbortSignal.timeout(TIMEOUT);
  const either = AbortSignal.any([signal, patience]);
  const ask = async () => {
    const response = await fetch(url, { ...init, signal: either });
    if (response.ok) return response.text();
    throw await refusal(response);
  };
  try {
    return await ask().catch((error) => {
      if (error.kind === "refused" || either.aborted || !navigator.onLine) throw error;
      return ask();
    });
  } catch (error) {
    if (error instanceof Failure || signal.aborted) throw error;
    if (!navigator.onLine) throw new Failure("offline");
    throw new Failure(patience.aborted ? "slow" : "failed");
  }
}

/** @param {Response} response */
async function refusal(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/problem+json")) return new Failure("failed");
  const { detail, errors } = await response.json();
  const { status } = response;
  return Object.assign(new Failure("refused", detail, errors), { status });
}

/**
 * Return the body of a search by POST: the parameters, each of its JSON type.
 *
 * @param {URLSearchParams} own
 * @param {Spot} [spot]
 */
function toBody(own, spot) {
  /** @type {Record<string, unknown>} */
  const body = { ...spot };
  for (const [name, value] of own) {
    if (LISTS.includes(name)) body[name] = own.getAll(name);
    else if (FLAGS.includes(name)) body[name] = /^(1|true|on|yes)$/i.test(value);
    // What is no number is told to be out of bounds, in words for a reader.
    else if ([...NUMBERS, ...LAYOUT_NUMBERS].includes(name)) {
      body[name] = Number.isFinite(+value) ? +value : -1;
    }
    else body[name] = value;
  }
  return body;
}

/**
 * Suggestions under a field: the combobox of ARIA 1.2 with a list. What the reader typed
 * stays until they choose.
 */
class Combobox {
  /** @type {Suggestion[]} */
  #found = [];
  #active = -1;
  #pause = 0;
  #asked = new AbortController();

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {object} by
   * @param {(text: string, signal: AbortSignal) => Promise<Suggestion[]>} by.find
   * @param {(suggestion: Suggestion, by: Choice) => void} by.choose
   * @param {(suggestion: Suggestion) => string} by.describe
   */
  constructor(input, list, by) {
    this.input = input;
    this.list = list;
    this.by = by;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    this.close();
    input.addEventListener("input", () => this.#onInput());
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.#choose([...list.children].indexOf(option), "pointer");
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  close() {
    clearTimeout(this.#pause);
    this.#asked.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #onInput() {
    clearTimeout(this.#pause);
    this.#asked.abort();
    this.#pause = setTimeout(() => this.#find(), PAUSE_OF_SUGGESTIONS);
  }

  async #find() {
    const { signal } = (this.#asked = new AbortController());
    const text = this.input.value.trim();
    const found = text ? await this.by.find(text, signal) : [];
    if (!signal.aborted) this.#open(found);
  }

  #open(/** @type {Suggestion[]} */ found) {
    this.close();
    this.#found = found;
    this.list.replaceChildren(...found.map((each, index) => this.#option(each, index)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", `${this.isOpen}`);
  }

  #option(/** @type {Suggestion} */ suggestion, /** @type {number} */ index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const about = document.createElement("small");
    about.textContent = this.by.describe(suggestion);
    option.append(`${suggestion.label} `, about);
    return option;
  }

  #onKey(/** @type {KeyboardEvent} */ event) {
    const { key, altKey, isComposing } = event;
    const isChosen = this.#active >= 0;
    if (isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") this.#move(key === "ArrowDown" ? 1 : -1, altKey);
    else if (key === "Escape" && this.isOpen) this.close();
    else if (key === "Enter" && isChosen) this.#choose(this.#active, "enter");
    else {
      if (key === "Tab" && isChosen) this.#choose(this.#active, "tab");
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) this.#activate(-1);
      return;
    }
    event.preventDefault();
  }

  /** Go round the options and the field. */
  #move(/** @type {number} */ step, /** @type {boolean} */ isAlt) {
    if (isAlt && step < 0) this.close();
    else if (!this.isOpen) this.#find();
    else if (!isAlt) {
      const places = this.#found.length + 1;
      this.#activate(((this.#active + 1 + step + places) % places) - 1);
    }
  }

  #activate(/** @type {number} */ index) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.list.children[index];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #choose(/** @type {number} */ index, /** @type {Choice} */ by) {
    const suggestion = this.#found[index];
    this.close();
    this.by.choose(suggestion, by);
  }
}

export class ClinicLocator extends HTMLElement {
  #live = document.createElement("p");
  #stay = new AbortController();
  #search = new AbortController();
  /** Whether a search leads to its results; a suggestion taken by key leaves the reader. */
  #leads = true;
  /** @type {Entry} */
  #entry = { key: newKey(), query: { own: new URLSearchParams() }, pages: [] };
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Record<string, string>} */
  #words = WORDS;
  #isAlone = false;
  /** @type {Map<string, string | null>} What a state's or city's page is about. */
  #home = new Map();
  /** @type {Combobox | null} */
  #combobox = null;
  /** @type {any} The map, once it is shown. */
  clinicMap = null;
  /** @type {Promise<import("./clinic-shortlist.js").ShortList> | null} */
  #list = null;
  #pause = 0;
  #saying = 0;
  #locating = 0;

  static observedAttributes = ["api"];

  connectedCallback() {
    const { signal } = (this.#stay = new AbortController());
    this.addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    this.addEventListener("input", (event) => this.#onInput(event), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    addEventListener("popstate", () => this.#onPopState(), { signal });
    addEventListener("pagehide", () => this.#keepPlace(), { signal });
    const begin = () => this.#begin();
    if (document.readyState !== "loading") begin();
    else document.addEventListener("DOMContentLoaded", begin, { signal });
  }

  disconnectedCallback() {
    this.#expandMap(false);
    this.#stay.abort();
    this.#search.abort();
    clearTimeout(this.#pause);
    this.#hint("");
    this.clinicMap?.destroy();
    this.clinicMap = null;
  }

  attributeChangedCallback() {
    if (this.#live.isConnected) this.#begin(); // Told late.
  }

  // What it is made of

  // For frameworks, which set properties.

  get api() {
    return this.getAttribute("api") ?? "";
  }

  set api(value) {
    this.setAttribute("api", value);
  }

  get map() {
    return this.hasAttribute("map");
  }

  set map(value) {
    this.toggleAttribute("map", value);
  }

  /** Return the address of a part of the API. */
  #url(/** @type {string} */ path) {
    return new URL(path, new URL(this.api, document.baseURI));
  }

  /** @returns {string} */
  get #prefix() {
    const usual = this.#number > 1 ? `l${this.#number}-` : "";
    return this.#finder?.dataset.prefix ?? this.getAttribute("field-prefix") ?? usual;
  }

  /** @returns {string} */
  get #formId() {
    const usual = `tms-locator-${this.#number}`;
    return this.#finder?.id || this.getAttribute("form-id") || usual;
  }

  /** @returns {number} Its place among the finders of the page, from 1. */
  get #number() {
    return [...document.querySelectorAll(TAG)].indexOf(this) + 1;
  }

  get #finder() {
    return part(this, ".tms-locator");
  }

  get #form() {
    return /** @type {HTMLFormElement | null} */ (part(this, ".tms-locator__form"));
  }

  get #results() {
    return part(this, ".tms-locator__results");
  }

  /** Whether what a reader looks for stands in no address. */
  get #isPrivate() {
    return this.#form?.method === "post";
  }

  /** Whether the search is in no address. */
  get #isUnsaid() {
    const { own, spot } = this.#entry.query;
    return !!spot || (this.#isPrivate && `${own}` !== "");
  }

  /** Whether a search of the form leads to this page. */
  get #isHere() {
    return this.#form !== null && isHere(this.#form.action);
  }

  /** Tell whether this page shows what is found. */
  #shows(/** @type {Query} */ { own, spot }) {
    return spot || (this.#isHere && ![...this.#home.keys()].some((name) => own.has(name)));
  }

  // The beginning

  #begin() {
    if (this.#entry.pages.length) return; // It was moved.
    this.#live.className = "tms-vh";
    this.#live.setAttribute("role", "status");
    this.append(this.#live);
    const finder = this.#finder;
    this.#isAlone = !finder;
    if (finder) this.#adopt(finder);
    else if (this.api) {
      this.classList.add("tms");
      const query = { own: ownParams(location.search, this.#prefix) };
      this.search(query, { kept: this.#kept() });
    }
  }

  /** Take over what the server rendered. */
  #adopt(/** @type {HTMLElement} */ finder) {
    const kept = this.#kept();
    const { area, count } = finder.dataset;
    const isPosted = this.#isPrivate && count && !area;
    const query = isPosted ? this.#asked() : { own: ownParams(location.search, this.#prefix) };
    const page = /** @type {HTMLElement} */ (finder.cloneNode(true));
    this.#remember({ key: kept?.key ?? newKey(), query, pages: [page] });
    this.#read(finder);
    this.#prepare(finder);
    const { own } = this.#asked();
    for (const name of area?.split(" ") ?? []) this.#home.set(name, own.get(name));
    this.#suggest();
    this.#showList();
    this.#restore(kept);
    this.#grow(kept?.pages);
  }

  /** Bring back what is not in the address; of a spot, only that there was one. */
  #restore(/** @type {How["kept"]} */ kept) {
    if (kept?.map && !this.#isMapOpen) this.#toggleMap();
    if (kept?.isUnsaid && !this.#isUnsaid) this.#hint("unkept");
  }

  /** Learn the words that the server has for what this script shows. */
  #read(/** @type {Element} */ finder) {
    const template = part(finder, "template[data-messages]");
    if (!(template instanceof HTMLTemplateElement)) return;
    const rows = template.content.querySelectorAll("[data-key]");
    this.#words = Object.fromEntries(
      [...rows].map((row) => [row.getAttribute("data-key"), textOf(row)]),
    );
  }

  /** Make what the server rendered for every page fit for one that has this script. */
  #prepare(/** @type {Element} */ finder) {
    for (const part of finder.querySelectorAll(".tms-script")) {
      part.removeAttribute("hidden");
    }
    const near = part(finder, `[id="${this.#formId}-near"]`);
    const error = near?.getAttribute("aria-describedby") ?? "";
    if (this.api && part(finder, "[role=listbox]")) near?.setAttribute("aria-describedby", `${error} ${near.id}-help`.trim());
    const map = part(finder, "[data-do=map]");
    map?.toggleAttribute("hidden", !this.map || !this.api);
    map?.setAttribute("aria-expanded", `${this.#isMapOpen}`);
    // Two regions would tell it twice.
    const told = ".tms-locator__results :is([role=status], [role=alert])";
    finder.querySelectorAll(told).forEach((part) => part.removeAttribute("role"));
  }

  /** Suggest places, and clinics, while the reader types. */
  #suggest() {
    const input = /** @type {HTMLInputElement} */ (this.#byId("near"));
    const list = this.#byId("near-list");
    if (!this.api || !input || !list) return;
    this.#combobox = new Combobox(input, list, {
      find: (text, signal) => this.#find(text, signal),
      choose: (suggestion, by) => this.#choose(suggestion, by),
      describe: ({ kind, matched }) => matched || (this.#words[kind] ?? ""),
    });
  }

  #byId(/** @type {string} */ name) {
    return part(this, `[id="${this.#formId}-${name}"]`);
  }

  /** @param {string} text @param {AbortSignal} signal @returns {Promise<Suggestion[]>} */
  async #find(text, signal) {
    const url = this.#url("places");
    url.searchParams.set("q", text);
    try {
      const answer = await request(url, this.#init, signal);
      const found = /** @type {Suggestion[]} */ (JSON.parse(answer).items);
      const useful = found.filter(({ near, url: page }) => near || page);
      const words = useful.length ? this.#words.suggestions : this.#words["no-suggestions"];
      this.#say(fill(words, { count: useful.length }));
      return useful;
    } catch {
      return []; // The field works without.
    }
  }

  #choose(/** @type {Suggestion} */ { near, url, slug }, /** @type {Choice} */ by) {
    if (near) {
      /** @type {HTMLInputElement} */ (this.#byId("near")).value = near;
      if (by === "tab") return;
      this.#leads = by === "pointer";
      this.#form?.requestSubmit();
      this.#leads = true;
    } else if (by !== "tab") {
      const page = this.#url(url).href;
      if (this.#tell("tms-select", { slug, url: page })) location.assign(page);
    }
  }

  // What the reader does

  #onSubmit(/** @type {SubmitEvent} */ event) {
    const form = this.#form;
    if (!form || event.target !== form) return;
    this.#combobox?.close();
    this.#hint("");
    const { name, value } = /** @type {any} */ (event.submitter ?? {});
    const query = name ? this.#with(ownParams(value, this.#prefix)) : this.#asked();
    if (!this.#shows(query)) {
      if (hasList(location.hash)) form.action = form.action.replace(/#.*/, location.hash);
      return;
    }
    event.preventDefault();
    this.search(query, { push: true, focus: this.#leads });
  }

  #onInput(/** @type {Event} */ event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!this.#form?.contains(field)) return;
    // An answer to the choices before this one would undo it.
    this.#search.abort();
    clearTimeout(this.#pause);
    const isStart = this.#finder?.classList.contains("tms-locator--start");
    const asked = this.#asked();
    if (isStart || field.name === `${this.#prefix}near` || !this.#shows(asked)) return;
    this.#hint("");
    const pause = isText(field) ? PAUSE_OF_TYPING : PAUSE;
    this.#pause = setTimeout(() => this.search(asked, { push: true }), pause);
  }

  #onClick(/** @type {MouseEvent} */ event) {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    const button = /** @type {HTMLElement | null} */ (event.target.closest("[data-do]"));
    if (link) this.#onLink(event, link);
    else if (button) this.#do(button);
  }

  #do(/** @type {HTMLElement} */ button) {
    const act = button.dataset.do;
    if (act === "locate") this.#locate();
    else if (act === "more") this.#more();
    else if (act === "share") this.#share(button);
    else if (act === "save") this.#save(button);
    else if (act === "map") {
      this.#toggleMap();
      const map = this.#byId("map");
      if (map && map.getBoundingClientRect().top > innerHeight / 2) map.scrollIntoView({ block: "nearest" });
    }
  }

  #onLink(/** @type {MouseEvent} */ event, /** @type {HTMLAnchorElement} */ link) {
    const { metaKey, ctrlKey, shiftKey, altKey } = event;
    if (metaKey || ctrlKey || shiftKey || altKey || event.defaultPrevented) return;
    const card = /** @type {HTMLElement | null} */ (link.closest(".tms-card"));
    if (card && link.closest(".tms-card__name")) {
      const { id, slug } = card.dataset;
      if (!this.#tell("tms-select", { id: Number(id), slug, url: link.href })) {
        event.preventDefault();
      }
    } else if (isHere(link.href) && link.hash === `#${this.#formId}-results`) {
      event.preventDefault();
      this.#hint("");
      const own = ownParams(link.search, this.#prefix);
      this.search(this.#with(own), { push: true, focus: true });
    }
  }

  /** Look around the reader: asked for by a click, and only then. */
  #locate() {
    this.#hint("locating");
    const mine = setTimeout(() => failed({ code: 3 }), PATIENCE_WITH_READER);
    this.#locating = mine;
    const told = (/** @type {GeolocationPosition} */ { coords }) => {
      if (this.#locating !== mine) return; // Too late.
      this.#hint("");
      const position = { lat: coords.latitude, lng: coords.longitude };
      const { own } = this.#asked();
      own.delete("near");
      this.search({ own, spot: { position } }, { push: true, focus: true });
    };
    const failed = (/** @type {{code: number}} */ { code }) => {
      if (this.#locating === mine) this.#hint(code === 3 ? "location-slow" : "location-denied");
    };
    if (!navigator.geolocation) failed({ code: 1 });
    else navigator.geolocation.getCurrentPosition(told, failed, PATIENCE_WITH_LOCATION);
  }

  /** Say something below the fields; a position is then no longer waited for. */
  #hint(/** @type {string} */ key) {
    clearTimeout(this.#locating);
    this.#locating = 0;
    const hint = this.#byId("note");
    if (!hint) return;
    hint.textContent = this.#words[key] ?? "";
    hint.hidden = !key;
    if (key) this.#say(hint.textContent);
  }

  /** What the form would send. */
  get #fields() {
    const data = /** @type {any} */ (new FormData(/** @type {any} */ (this.#form)));
    return new URLSearchParams(data);
  }

  /** Return what the form asks for; what is empty goes without saying. */
  #asked() {
    const own = ownParams(this.#fields, this.#prefix);
    for (const [name, value] of [...own]) {
      if ((!value && name !== "near") || this.#home.get(name) === value) own.delete(name);
    }
    return this.#with(own);
  }

  /** Keep to where the reader is or looks, unless there is a place to go by. */
  #with(/** @type {URLSearchParams} */ own) {
    const { spot } = this.#entry.query;
    if (!spot || own.get("near")) return { own };
    own.delete("near");
    return { own, spot };
  }

  // Searching

  /**
   * Look for clinics, and show what is found: the one way of every search, and so of
   * every position, which is put on the grid here.
   *
   * @param {Query} asked
   * @param {How} [how]
   */
  async search(asked, how = {}) {
    const at = asked.spot?.position;
    const spot = at ? { position: { lat: snap(at.lat), lng: snap(at.lng) } } : asked.spot;
    const query = { ...asked, spot };
    clearTimeout(this.#pause);
    if (!this.#locating) this.#hint("");
    await this.#ask(
      async (signal) => {
        const pages = [await this.#load(query, signal)];
        if (how.push) this.#push(query);
        this.#remember({ key: how.kept?.key ?? this.#entry.key, query, pages });
        this.#show(how);
        await this.#grow(how.kept?.pages);
      },
      () => this.search(query, { ...how, focus: true }),
    );
  }

  /** Add the next page to the list; the reader stays where they are. */
  async #more() {
    const button = /** @type {any} */ (part(this, "[data-do=more]"));
    if (!button) return;
    const query = { ...this.#entry.query, own: ownParams(button.value, this.#prefix) };
    await this.#ask(
      async (signal) => {
        const page = await this.#load(query, signal);
        this.#forget();
        this.#entry.pages.push(page);
        this.#stamp();
        this.#append(page)?.querySelector("a")?.focus({ preventScroll: true });
        this.#say(fill(this.#words.shown, { count: this.cards.length }));
        this.#updateMap();
        this.#showList();
      },
      () => this.#more(),
      button.closest("nav"),
    );
  }

  /** Ask the server instead of what was asked before; tell what takes long, or fails. */
  async #ask(
    /** @type {(signal: AbortSignal) => Promise<void>} */ act,
    /** @type {() => void} */ again,
    /** @type {Element | null} */ before = null,
  ) {
    this.#search.abort();
    const { signal } = (this.#search = new AbortController());
    const { classList } = this.#live;
    this.#results?.setAttribute("aria-busy", "true");
    const timer = setTimeout(() => {
      classList.remove("tms-vh");
      this.#say(this.#words.busy ?? "");
    }, BUSY_AFTER);
    try {
      await act(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, again, before);
    }
    clearTimeout(timer);
    if (this.#search.signal !== signal) return;
    classList.add("tms-vh");
    this.#results?.removeAttribute("aria-busy");
  }

  /** Add pages until there are as many as there were, and go back to the place. */
  async #grow(/** @type {number} */ pages = 1) {
    if (pages < 2) return;
    const place = history.state?.tmsScroll ?? scrollY;
    for (let count = 1; count < pages; count++) await this.#more();
    scrollTo({ top: place, behavior: "instant" });
  }

  /** Return the finder that the server renders for a search. */
  async #load(/** @type {Query} */ query, /** @type {AbortSignal} */ signal) {
    if (this.#isAlone || query.spot) return this.#loadFromApi(query, signal);
    const { href } = location;
    const sent = this.#isPrivate ? `a:?${this.#fields}` : href;
    const url = withParams(sent, query.own, this.#prefix);
    const html = this.#isPrivate
      ? request(href, { method: "POST", body: url.searchParams }, signal)
      : request(url, { headers: { Accept: "text/html" } }, signal);
    return parse(await html, this.#formId);
  }

  /**
   * Leave out what the API refuses, as a page of the site does, and say so at its field.
   *
   * @param {Query} query
   * @param {AbortSignal} signal
   * @returns {Promise<HTMLElement>}
   */
  async #loadFromApi(query, signal) {
    try {
      const finder = parse(await this.#requestFinder(query, signal), this.#formId);
      this.#read(finder);
      return finder;
    } catch (error) {
      const faults = error instanceof Failure ? error.faults : [];
      const wrong = faults.filter(({ parameter }) => query.own.has(parameter));
      if (!wrong.length) throw error;
      const own = new URLSearchParams(query.own);
      wrong.forEach(({ parameter }) => own.delete(parameter));
      const finder = await this.#loadFromApi({ ...query, own }, signal);
      const { blame } = await import("./clinic-faults.js");
      blame(finder, wrong, query.own, this.#prefix, this.#words.wrong);
      return finder;
    }
  }

  /** @param {Query} query @param {AbortSignal} signal */
  #requestFinder({ own, spot }, signal) {
    const url = this.#url("finder");
    const asked = new URLSearchParams([...own, ...this.#layout()]);
    if (!spot) {
      url.search = `${asked}`;
      return request(url, this.#init, signal);
    }
    const headers = { ...this.#init.headers, "Content-Type": "application/json" };
    const body = JSON.stringify(toBody(asked, spot));
    return request(url, { ...this.#init, method: "POST", headers, body }, signal);
  }

  /** @returns {string[][]} How the finder is laid out, as it is here. */
  #layout() {
    const { pageSize, headingLevel, directory } = this.#finder?.dataset ?? {};
    return [
      ["form_id", this.#formId],
      ["prefix", this.#prefix],
      ["directory", directory ?? ""],
      ["page_size", pageSize ?? this.getAttribute("page-size") ?? ""],
      ["heading_level", headingLevel ?? this.getAttribute("heading-level") ?? ""],
    ].filter(([, value]) => value);
  }

  /** @returns {RequestInit} How the API is asked: for no one, in the page's language. */
  get #init() {
    const language = this.closest("[lang]")?.getAttribute("lang") || navigator.language;
    return { credentials: "omit", headers: { "Accept-Language": language } };
  }

  // Showing

  /** Show the entry of the history that is the current one. */
  #show(/** @type {How} */ how) {
    const [page, ...others] = this.#entry.pages;
    const next = /** @type {HTMLElement} */ (document.importNode(page, true));
    this.#prepare(next);
    if (this.#finder) this.#swap(this.#finder, next, how);
    else {
      this.replaceChildren(next, this.#live);
      this.#suggest();
    }
    others.forEach((other) => this.#append(other));
    this.#placed(this.#entry.query);
    if (!this.#locating) this.#hint("");
    const told = this.querySelectorAll(".tms-locator__results > :is(.tms-note, .tms-status-line)");
    this.#say([...told].map(textOf).join(" "));
    this.#restore(how.kept);
    if (how.focus) this.#lead();
    this.#tell("tms-results", { count: this.count, url: location.href });
    this.#updateMap();
    this.#showList();
  }

  /** Add a page's cards to the list, and return the first of them. */
  #append(/** @type {Element} */ page) {
    const next = /** @type {HTMLElement} */ (document.importNode(page, true));
    this.#prepare(next);
    const cards = part(next, ".tms-results")?.children ?? [];
    const [first] = cards;
    part(this, ".tms-results")?.append(...cards);
    const pages = part(next, ".tms-pagination");
    part(this, ".tms-pagination")?.replaceWith(...(pages ? [pages] : []));
    return first;
  }

  /** Say by what place the results are, where the server does not know it. */
  #placed(/** @type {Query} */ { spot }) {
    const words = (spot?.position && this.#words.located) || "";
    this.#byId("near")?.setAttribute("placeholder", words);
    part(this, "[data-do=share]")?.toggleAttribute("hidden", !!spot);
  }

  #swap(/** @type {Element} */ finder, /** @type {Element} */ next, /** @type {How} */ how) {
    const active = /** @type {HTMLElement} */ (document.activeElement);
    morph(finder, next, !how.kept && isText(active) ? active : null);
    // What moved in the document lost it.
    if (active?.isConnected) active.focus({ preventScroll: true });
    for (const error of this.querySelectorAll("details .tms-field__error")) {
      error.closest("details")?.setAttribute("open", "");
    }
  }

  /** How many clinics the search found. */
  get count() {
    return Number(this.#finder?.dataset.count ?? 0);
  }

  /** The cards of the list, as they are shown. */
  get cards() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".tms-card")]);
  }

  #lead() {
    this.#results?.focus({ preventScroll: true });
    this.#results?.scrollIntoView();
  }

  /** Show that a search failed; what was there stays there. */
  #fail(
    /** @type {unknown} */ error,
    /** @type {() => void} */ again,
    /** @type {Element | null} */ before = null,
  ) {
    const kind = navigator.onLine ? "failed" : "offline";
    const failure = error instanceof Failure ? error : new Failure(kind);
    const note = document.createElement("div");
    note.className = "tms-note tms-note--warning";
    const words = document.createElement("p");
    words.textContent = this.#words[failure.kind] ?? (failure.detail || this.#words.failed);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tms-button";
    button.textContent = this.#words.retry;
    button.addEventListener("click", again);
    note.append(words, button);
    if (before) before.before(note);
    else (this.#results ?? this).prepend(note);
    this.#forget(button);
    note.setAttribute("data-failure", failure.kind);
    note.scrollIntoView({ block: "nearest" });
    this.#say(textOf(words));
    const { message, faults: errors } = failure;
    this.#tell("tms-error", { kind: failure.kind, message, errors });
    if (!(error instanceof Failure)) console.error(error);
  }

  /** Take the last failure away, and a reader who was at it elsewhere. */
  #forget(/** @type {HTMLElement | null} */ elsewhere = null) {
    const note = part(this, "[data-failure]");
    const wasThere = note?.contains(document.activeElement);
    note?.remove();
    if (wasThere) elsewhere?.focus();
  }

  // The short list, the map, and sharing

  /** Return the short list, whose script is loaded with the first clinic on it. */
  #shortList() {
    const load = async (/** @type {string} */ slug) => {
      const url = this.#url(`clinics/${slug}`);
      const clinic = JSON.parse(await request(url, this.#init, this.#stay.signal));
      return { ...clinic, url: clinic.url && new URL(clinic.url, url).href };
    };
    const finder = /** @type {HTMLElement} */ (this.#finder);
    const list = (this.#list ??= import("./clinic-shortlist.js").then(
      ({ ShortList }) => new ShortList(finder, this.#prefix, load),
    ));
    list.catch(() => (this.#list = null));
    return list;
  }

  async #save(/** @type {HTMLElement} */ button) {
    try {
      await (await this.#shortList()).toggle(button);
      this.#forget(button);
    } catch (error) {
      this.#fail(error, () => this.#save(button), button.closest("ul"));
    }
  }

  async #showList() {
    if (!this.api || !(this.#list || hasList(location.hash))) return;
    try {
      await (await this.#shortList()).show();
      this.#forget(part(this, ".tms-shortlist summary"));
    } catch (error) {
      this.#fail(error, () => this.#showList());
    }
  }

  get #isMapOpen() {
    return this.#byId("map")?.hidden === false;
  }

  #expandMap(/** @type {boolean} */ isOpen) {
    this.#byId("map")?.toggleAttribute("hidden", !isOpen);
    part(this, "[data-do=map]")?.setAttribute("aria-expanded", `${isOpen}`);
  }

  async #toggleMap() {
    this.#expandMap(!this.#isMapOpen);
    this.#stamp();
    const place = /** @type {HTMLElement} */ (this.#byId("map"));
    if (this.clinicMap || place.hidden) return;
    const onFail = (/** @type {unknown} */ error) => {
      this.clinicMap?.destroy();
      this.clinicMap = null;
      this.#expandMap(false);
      this.#fail(error, () => this.#toggleMap(), place);
    };
    try {
      const { ClinicMap } = await import("./clinic-map.js");
      this.clinicMap ??= new ClinicMap(place, {
        api: this.#url(""),
        params: this.#entry.query.own,
        messages: this.#words,
        list: this,
        onArea: (/** @type {number[]} */ box) => this.#searchArea(box),
        onFail,
      });
      this.#updateMap();
      this.#forget(part(this, "[data-do=map]"));
    } catch (error) {
      onFail(error);
    }
  }

  #updateMap() {
    const { own, spot } = this.#entry.query;
    const { lat, lng } = this.#finder?.dataset ?? {};
    const body = spot && toBody(own, spot);
    this.clinicMap?.update(own, this.cards, body, lat && { lat: +lat, lng: Number(lng) });
  }

  /** Look in the part of the map that the reader sees. */
  #searchArea(/** @type {number[]} */ [west, south, east, north]) {
    const { own } = this.#asked();
    own.delete("near");
    this.#hint("");
    this.search({ own, spot: { area: { west, south, east, north } } }, { push: true });
  }

  async #share(/** @type {HTMLElement} */ button) {
    const url = location.href;
    if (navigator.share) {
      return navigator.share({ title: document.title, url }).catch(() => {}); // Or not.
    }
    const copied = navigator.clipboard?.writeText(url).then(() => "copied");
    button.textContent = this.#words[(await copied?.catch(() => "")) || "uncopied"];
    this.#say(textOf(button));
  }

  /** Have a screen reader say something, even what it said last. */
  #say(/** @type {string} */ text) {
    this.#live.textContent = "";
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => (this.#live.textContent = text), 100);
  }

  /** Tell the page what happened; return false if it takes care of it. */
  #tell(/** @type {string} */ type, /** @type {object} */ detail) {
    const options = { bubbles: true, composed: true, cancelable: true, detail };
    return this.dispatchEvent(new CustomEvent(type, options));
  }

  // The history

  /** Return what the current step of the browser's history says about this finder. */
  #kept() {
    return history.state?.tms?.[this.#formId];
  }

  /** Keep where the reader is in a list that grew: the browser cannot go back to it. */
  #keepPlace() {
    if (this.#entry.pages.length > 1) {
      history.replaceState({ ...history.state, tmsScroll: scrollY }, "");
    }
  }

  #remember(/** @type {Entry} */ entry) {
    this.#entry = entry;
    this.#entries.set(entry.key, entry);
    this.#stamp();
  }

  /** Note in the browser's history which entry its current step is. */
  #stamp() {
    const { key, pages } = this.#entry;
    const kept = { key, pages: pages.length, map: this.#isMapOpen, isUnsaid: this.#isUnsaid };
    const tms = { ...history.state?.tms, [this.#formId]: kept };
    history.replaceState({ ...history.state, tms }, "");
  }

  /** Make a step: its address is the one that the search has without this script. */
  #push(/** @type {Query} */ query) {
    // The address of a state's page says nothing of who looks elsewhere.
    const isElsewhere = query.spot && (this.#home.size || !this.#isHere);
    const own = this.#isPrivate || isElsewhere ? new URLSearchParams() : query.own;
    const url = withParams(location.href, own, this.#prefix);
    if (!hasList(url.hash)) url.hash = "";
    this.#entry = { ...this.#entry, key: newKey() };
    if (!this.#isPrivate && !query.spot && url.search === location.search) return;
    history.pushState(history.state, "", url);
  }

  #onPopState() {
    const kept = this.#kept();
    const own = ownParams(location.search, this.#prefix);
    this.#showList();
    // A step to another part of the same page.
    if (!kept && `${own}` === `${this.#entry.query.own}`) return this.#stamp();
    // What was asked for elsewhere belongs there.
    this.#search.abort();
    clearTimeout(this.#pause);
    this.#hint("");
    this.#forget();
    if (kept?.key === this.#entry.key) return;
    const entry = this.#entries.get(kept?.key);
    if (!entry) return this.search({ own }, { kept: kept ?? { key: newKey(), pages: 1 } });
    this.#remember(entry);
    this.#show({ kept });
  }
}

function newKey() {
  return `${Math.random()}`;
}

/** @param {string} hash */
function hasList(hash) {
  return hash.includes("saved=");
}

/** @param {ParentNode} parent @param {string} selector */
function part(parent, selector) {
  return /** @type {HTMLElement | null} */ (parent.querySelector(selector));
}

/** @param {string} href */
function isHere(href) {
  const url = new URL(href, document.baseURI);
  return url.origin === location.origin && url.pathname === location.pathname;
}

/** @param {Element} field */
function isText(field) {
  return field instanceof HTMLInputElement && field.type !== "checkbox";
}

/** @param {string} html @param {string} id @returns {HTMLElement} */
function parse(html, id) {
  const finder = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  if (!finder) throw new Failure("failed");
  return finder;
}

if (!customElements.get(TAG)) customElements.define(TAG, ClinicLocator);
