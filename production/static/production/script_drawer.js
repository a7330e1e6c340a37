// The drawer: looks for segments, clips and shots while one types; Enter inserts, a drag drops.

const WAIT = 180; // ms after the last key

export class Drawer {
  #asked = 0;
  #timer = 0;
  #query = null;

  constructor({ data, insert, back }) {
    Object.assign(this, { data, insert, back });
    this.drawer = document.getElementById("s-drawer");
    if (!this.drawer) return;
    this.form = document.getElementById("s-search");
    this.input = this.form.querySelector('[name="q"]');
    this.found = document.getElementById("s-found");
    this.form.addEventListener("input", () => this.#later());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#step(null, 1);
    });
    this.drawer.addEventListener("keydown", (event) => this.#key(event));
    this.found.addEventListener("click", (event) => this.#click(event));
    this.found.addEventListener("focusin", (event) => this.#light(event.target.closest(".hit")));
  }

  get isOpen() {
    return Boolean(this.drawer) && !this.drawer.hidden;
  }

  open() {
    if (!this.drawer) return false;
    this.drawer.hidden = false;
    document.getElementById("script").classList.add("has-drawer");
    this.input.focus({ preventScroll: true });
    this.input.select();
    if (this.#query === null) this.look();
  }

  close() {
    this.drawer.hidden = true;
    document.getElementById("script").classList.remove("has-drawer");
    this.back();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), WAIT);
  }

  /** Ask again, where something was put in or the question is another one. */
  async look(query = null) {
    clearTimeout(this.#timer);
    const more = query !== null;
    const asks = query ?? new URLSearchParams([...new FormData(this.form)].filter(([, value]) => value)).toString();
    if (!more) this.#query = asks;
    const number = ++this.#asked;
    this.found.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${this.data.urls.drawer}?${asks}`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      if (number !== this.#asked || document.querySelector(".holds-hit")) return;
      this.#draw(text, more);
    } catch {
      if (number === this.#asked) this.#tell(this.data.words.failedToAsk);
    } finally {
      if (number === this.#asked) this.found.removeAttribute("aria-busy");
    }
  }

  #draw(html, more) {
    const parts = new DOMParser().parseFromString(html, "text/html").body;
    if (!more) return this.found.replaceChildren(...parts.childNodes);
    const list = this.found.querySelector(".hits");
    const first = parts.querySelector(".hit");
    list.append(...parts.querySelectorAll(".hit"));
    this.found.querySelector(".hits-more")?.remove();
    const next = parts.querySelector(".hits-more");
    if (next) this.found.append(next);
    first?.focus();
  }

  #tell(text) {
    this.found.replaceChildren(Object.assign(document.createElement("p"), { className: "soft", textContent: text }));
  }

  /** Once more, so that "used here" is right, and the place in the list stays. */
  async refresh() {
    if (!this.isOpen || this.#query === null) return;
    const hit = document.activeElement?.closest?.(".hit");
    const name = hit && `[data-kind="${hit.dataset.kind}"][data-key="${hit.dataset.key}"]`;
    await this.look();
    const isLost = document.activeElement === document.body; // who went on to the search field stays there
    if (name && isLost) this.found.querySelector(`.hit${name}`)?.focus({ preventScroll: true });
  }

  get hits() {
    return [...this.found.querySelectorAll(".hit")];
  }

  #light(hit) {
    for (const one of this.hits) one.classList.toggle("is-at", one === hit);
  }

  #step(from, way) {
    const hits = this.hits;
    const next = from ? hits[hits.indexOf(from) + way] : hits[0];
    if (next) next.focus();
    else if (way < 0) this.input.focus();
  }

  #key(event) {
    const hit = event.target.closest(".hit");
    const isField = event.target.matches("input, select");
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown" && (hit || event.target === this.input)) this.#step(hit, 1);
    else if (event.key === "ArrowUp" && hit) this.#step(hit, -1);
    else if (event.key === "Enter" && hit && event.target === hit) this.#put(hit, event.altKey ? "other" : event.shiftKey ? "cell" : "row");
    else if (event.key === "/" && !isField) this.open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #click(event) {
    const more = event.target.closest("[data-more]");
    if (more) return this.look(more.dataset.more);
    const button = event.target.closest("[data-insert]");
    const hit = event.target.closest(".hit");
    if (button) this.#put(hit, button.dataset.insert);
    else hit?.focus();
  }

  #put(hit, where) {
    this.insert({ ...hit.dataset }, where);
  }
}
