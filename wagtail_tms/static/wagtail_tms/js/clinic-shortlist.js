/**
 * The short list of a finder, and some of its clinics side by side.
 *
 * Both are in the fragment of the address and nowhere else, so that no server learns of
 * them; who shares the address shares the list. Loaded once there is a list.
 *
 * @typedef {{label: string}} Term
 * @typedef {object} Clinic What `clinics/{slug}` of the API says.
 * @property {string} slug
 * @property {string} name
 * @property {string} url
 * @property {{street: string, city: string, state: string, postal_code: string}} address
 * @property {{display: string} | null} phone
 * @property {Term} accepting
 * @property {Term} open_state
 * @property {(Term & {evidence: string})[]} conditions
 * @property {(Term & {status: string})[]} insurers
 * @property {Term[]} devices
 * @property {Term[]} protocols
 * @property {Term[]} age_groups
 * @property {Term[]} services
 * @property {Term[]} languages
 */

const MOST = 12;
const MOST_COMPARED = 3;
const SLUG = /^[-\w]+$/;

/** @param {Term[]} terms */
const labels = (terms) => terms.map(({ label }) => label).join(", ");

/** @param {string} evidence @returns {(clinic: Clinic) => string} */
const treated = (evidence) => ({ conditions }) =>
  labels(conditions.filter((condition) => condition.evidence === evidence));

/** @type {Record<string, (clinic: Clinic, card: Element | null) => string | undefined>} */
const FACTS = {
  name: ({ name }) => name,
  distance: (_, card) => card?.querySelector(".tms-card__where b")?.textContent ?? "",
  address: ({ address: { street, city, state, postal_code: code } }) =>
    [street, city, `${state} ${code}`].filter(Boolean).join(", "),
  phone: ({ phone }) => phone?.display,
  accepting: ({ accepting }) => accepting.label,
  hours: ({ open_state: state }) => state.label,
  cleared: treated("cleared"),
  off_label: treated("off_label"),
  unknown: treated("unknown"),
  ages: (clinic) => labels(clinic.age_groups),
  devices: (clinic) => labels(clinic.devices),
  protocols: (clinic) => labels(clinic.protocols),
  insurers: ({ insurers }) => labels(insurers.filter(({ status }) => status !== "ask")),
  services: (clinic) => labels(clinic.services),
  languages: (clinic) => labels(clinic.languages),
};

/**
 * Return the slugs that a fragment holds under a name.
 *
 * @param {string} fragment
 * @param {string} name
 */
export function slugsIn(fragment, name) {
  const slugs = new URLSearchParams(fragment.slice(1)).get(name)?.split(",") ?? [];
  return [...new Set(slugs)].filter((slug) => SLUG.test(slug)).slice(0, MOST);
}

/**
 * Return a fragment with slugs under a name; without any, without the name.
 *
 * @param {string} fragment
 * @param {string} name
 * @param {string[]} slugs
 */
export function withSlugs(fragment, name, slugs) {
  const lists = new URLSearchParams(fragment.includes("=") ? fragment.slice(1) : "");
  if (slugs.length) lists.set(name, slugs.join(","));
  else lists.delete(name);
  return `${lists}`.replaceAll("%2C", ",");
}

export class ShortList {
  /** @type {Map<string, Promise<Clinic>>} */
  #clinics = new Map();

  /**
   * @param {Element} finder
   * @param {string} prefix What the names in the fragment begin with.
   * @param {(slug: string) => Promise<Clinic>} load
   */
  constructor(finder, prefix, load) {
    this.finder = finder;
    this.prefix = prefix;
    this.load = load;
    this.section = part(finder, ".tms-shortlist");
    this.dialog = /** @type {HTMLDialogElement} */ (part(finder, ".tms-compare"));
    this.section.addEventListener("click", (event) => this.#onClick(event));
  }

  get saved() {
    return slugsIn(location.hash, `${this.prefix}saved`);
  }

  /** Those of the list that are side by side. */
  get compared() {
    const { saved } = this;
    const slugs = slugsIn(location.hash, `${this.prefix}compared`);
    return slugs.filter((slug) => saved.includes(slug)).slice(0, MOST_COMPARED);
  }

  /** Put the clinic that an element is about on the list, if it can be shown; or take it off. */
  async toggle(/** @type {Element} */ element) {
    const slug = slugOf(element);
    const isSaved = this.saved.includes(slug);
    const saved = isSaved ? without(this.saved, slug) : [...this.saved, slug];
    const isFull = this.compared.length === MOST_COMPARED;
    const compared = isSaved || isFull ? without(this.compared, slug) : [...this.compared, slug];
    this.#write(saved, compared);
    try {
      await Promise.all([this.show(), isSaved || this.#clinic(slug)]);
    } catch (error) {
      if (!isSaved) this.#write(without(this.saved, slug), without(this.compared, slug));
      this.show().catch(() => {});
      throw error;
    }
  }

  /** Show what the address says; also when it, or the cards, are others. @returns {Promise<void>} */
  async show() {
    const { saved } = this;
    for (const button of this.finder.querySelectorAll("[data-do=save]")) {
      const isSaved = saved.includes(slugOf(button));
      button.setAttribute("aria-pressed", `${isSaved}`);
      button.toggleAttribute("disabled", !isSaved && saved.length >= MOST);
    }
    const clinics = await this.#known(saved);
    if (`${saved}` !== `${this.saved}`) return;
    const slugs = clinics.map(({ slug }) => slug);
    if (`${slugs}` !== `${saved}`) {
      this.#write(slugs, this.compared);
      return this.show();
    }
    part(this.section, "ul").replaceChildren(...clinics.map((each) => this.#row(each)));
    part(this.section, ".tms-count").textContent = `${clinics.length}`;
    part(this.section, "[data-full]").toggleAttribute("hidden", clinics.length < MOST);
    this.section.toggleAttribute("hidden", !clinics.length);
    this.#limit();
  }

  /** Note both lists in the address; what is not saved is not compared. */
  #write(/** @type {string[]} */ saved, /** @type {string[]} */ slugs) {
    const compared = slugs.filter((slug) => saved.includes(slug));
    const url = new URL(location.href);
    url.hash = withSlugs(url.hash, `${this.prefix}saved`, saved);
    url.hash = withSlugs(url.hash, `${this.prefix}compared`, compared);
    history.replaceState(history.state, "", url);
  }

  #onClick(/** @type {Event} */ event) {
    const button = /** @type {Element} */ (event.target).closest("[data-do]");
    if (!button) return;
    const act = button.getAttribute("data-do");
    const slug = slugOf(button);
    if (act === "compare") this.#compare();
    if (act === "remove") {
      this.#leave(slug);
      this.toggle(button);
    }
    if (act === "choose") {
      const { saved, compared } = this;
      this.#write(saved, compared.includes(slug) ? without(compared, slug) : [...compared, slug]);
      this.#limit();
    }
  }

  /** Lead the reader from a clinic to what stays: the list, or where else it is saved. */
  #leave(/** @type {string} */ slug) {
    const isLast = this.section.querySelectorAll("li").length === 1;
    const save = part(this.finder, `.tms-card[data-slug="${slug}"] [data-do=save]`);
    const results = part(this.finder, ".tms-locator__results");
    (isLast ? (save ?? results) : part(this.section, "summary")).focus();
  }

  /** Let the reader choose three clinics at most, and compare two at least. */
  #limit() {
    const { compared } = this;
    for (const box of this.section.querySelectorAll("input")) {
      const slug = slugOf(box);
      box.checked = compared.includes(slug);
      box.disabled = !box.checked && compared.length === MOST_COMPARED;
    }
    const button = part(this.section, "[data-do=compare]");
    button.toggleAttribute("disabled", compared.length < 2);
  }

  /** Return the clinics that are there; one that closed meanwhile is not. */
  async #known(/** @type {string[]} */ slugs) {
    const gone = (/** @type {any} */ error) => {
      if (![404, 410].includes(error.status)) throw error;
      return null;
    };
    const asked = slugs.map((slug) => this.#clinic(slug).catch(gone));
    return (await Promise.all(asked)).filter((clinic) => clinic !== null);
  }

  /** Ask for a clinic once; for one that did not come, again. */
  #clinic(/** @type {string} */ slug) {
    const asked = this.#clinics.get(slug) ?? this.load(slug);
    this.#clinics.set(slug, asked);
    asked.catch(() => this.#clinics.delete(slug));
    return asked;
  }

  #row(/** @type {Clinic} */ clinic) {
    const template = /** @type {HTMLTemplateElement} */ (part(this.section, "template"));
    const row = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
    row.setAttribute("data-slug", clinic.slug);
    for (const name of row.querySelectorAll("[data-name]")) name.textContent = clinic.name;
    const link = part(row, "[data-link]");
    link.textContent = `${clinic.address.city}, ${clinic.address.state}`;
    if (clinic.url) link.setAttribute("href", clinic.url);
    return row;
  }

  async #compare() {
    const clinics = await this.#known(this.compared);
    for (const row of this.dialog.querySelectorAll("tr")) {
      const tell = FACTS[row.dataset.fact ?? ""];
      const facts = clinics.map((clinic) => tell(clinic, this.#card(clinic)) ?? "");
      while (row.cells.length > 1) row.deleteCell(1);
      row.append(...facts.map((fact, index) => cell(row, fact, clinics[index].name)));
      row.hidden = !facts.some(Boolean);
    }
    this.dialog.showModal();
  }

  #card(/** @type {Clinic} */ { slug }) {
    return this.finder.querySelector(`.tms-card[data-slug="${slug}"]`);
  }
}

/** @param {HTMLTableRowElement} row @param {string} fact @param {string} name */
function cell(row, fact, name) {
  const isHead = row.dataset.fact === "name";
  const element = document.createElement(isHead ? "th" : "td");
  element.setAttribute("role", isHead ? "columnheader" : "cell");
  if (isHead) element.setAttribute("scope", "col");
  else element.className = "tms-table__labelled";
  element.dataset.label = name;
  // Names and telephone numbers read from left to right on a page that does not.
  const words = document.createElement("bdi");
  words.textContent = fact || "–";
  element.append(words);
  return element;
}

/** Return the slug of the clinic that an element is about. @param {Element} element */
function slugOf(element) {
  return element.closest("[data-slug]")?.getAttribute("data-slug") ?? "";
}

/** @param {ParentNode} parent @param {string} selector */
function part(parent, selector) {
  return /** @type {HTMLElement} */ (parent.querySelector(selector));
}

/** @param {string[]} slugs @param {string} slug */
function without(slugs, slug) {
  return slugs.filter((each) => each !== slug);
}
