// The table of segments: sorted by where they begin, filtered, the current one and the one under the
// playhead told apart. A row is drawn from the template that the server's rows are made of, too.

import { lasting, source } from "./log_timecode.js";
import { folded } from "./log_text.js";

const part = (row, name) => row.querySelector(`[data-part="${name}"]`);

export class Table {
  #body = document.querySelector("#segments tbody");
  #blank = document.getElementById("segment-blank").content.querySelector("tr");
  #drawn = new Map();
  current = "";

  constructor({ store, place, words, onChoose }) {
    Object.assign(this, { store, place, words, onChoose });
    this.filters = document.getElementById("segment-filters");
    this.filters.addEventListener("input", () => this.drawAll());
    this.filters.addEventListener("submit", (event) => event.preventDefault());
    this.#body.replaceChildren();
    this.#body.addEventListener("click", (event) => {
      const row = event.target.closest("tr[data-on]");
      if (row && !event.target.closest("a, button, input, textarea, select")) this.onChoose(row.dataset.on, event);
    });
  }

  /** Those that the filters let through. */
  get shown() {
    const { search, stars, theme } = Object.fromEntries(new FormData(this.filters));
    const words = folded(search ?? "").split(" ").filter(Boolean);
    return this.store.rows.filter((row) => {
      if (row.rating < Number(stars || 0)) return false;
      if (theme && !row.themes.some(([key]) => String(key) === theme)) return false;
      if (!words.length) return true;
      const text = folded([row.gist, row.note, row.words, row.speakerName, ...row.themes.map(([, name]) => name)].join(" "));
      return words.every((word) => text.includes(word));
    });
  }

  drawAll() {
    const shown = this.shown;
    const all = this.store.rows.length;
    const rows = shown.map((row) => this.#draw(row));
    const open = rows.indexOf(this.#body.querySelector("tr.is-open"));
    if (open < 0 || rows.some((row, at) => this.#body.children[at] !== row)) this.#place(rows);
    const text = shown.length === all ? String(all) : this.words.shown.replace("%(shown)s", shown.length).replace("%(total)s", all);
    document.getElementById("segment-count").textContent = text;
    document.getElementById("segments-none").hidden = all > 0;
    this.#lightCurrent();
  }

  /** Moved one by one, so that the cell that is typed into keeps the focus. */
  #place(rows) {
    for (const row of [...this.#body.children]) if (!rows.includes(row)) row.remove();
    rows.forEach((row, at) => {
      if (this.#body.children[at] === row) return;
      if (row.classList.contains("is-open")) for (const other of rows.slice(0, at)) row.before(other);
      else this.#body.insertBefore(row, this.#body.children[at] ?? null);
    });
  }

  #draw(row) {
    let line = this.#drawn.get(row.on);
    if (!line) {
      line = this.#blank.cloneNode(true);
      line.dataset.on = row.on;
      this.#drawn.set(row.on, line);
    }
    this.#fill(line, row);
    return line;
  }

  #fill(line, row) {
    const texts = {
      in: source(row.in, this.place),
      out: source(row.out, this.place),
      length: lasting(row.out - row.in, this.place.rate),
      rating: row.rating ? "★".repeat(row.rating) + "☆".repeat(5 - row.rating) : "",
      speaker: row.speakerName || "",
      note: row.note,
    };
    for (const [name, text] of Object.entries(texts)) this.#write(line, name, text);
    this.#nameStars(part(line, "rating"), row.rating);
    if (!line.querySelector('[data-field="gist"] .cell-input')) this.#fillGist(line, row);
    if (!line.querySelector('[data-field="themes"] .cell-input')) this.#fillThemes(line, row);
    line.classList.toggle("is-waiting", this.#waits(row.on));
    if (!row.id) return;
    line.id = `segment-${row.id}`;
    const link = part(line, "edit"); // for who may edit
    if (link) Object.assign(link, { hidden: false, href: this.store.urls.edit.replace("{id}", row.id) });
  }

  #nameStars(stars, rating) {
    if (rating) stars.setAttribute("role", "img");
    else stars.removeAttribute("role");
    if (rating) stars.setAttribute("aria-label", `${rating}/5`);
    else stars.removeAttribute("aria-label");
  }

  #write(line, name, text) {
    const spot = part(line, name);
    if (!spot.closest("td, th").querySelector(".cell-input") && spot.textContent !== text) spot.textContent = text;
  }

  #fillGist(line, row) {
    part(line, "gist").textContent = row.gist || (row.words ? "" : this.words.untitled);
    part(line, "gist").classList.toggle("soft", !row.gist);
    const ends = row.inWords === row.outWords ? row.inWords : `${row.inWords} … ${row.outWords}`;
    part(line, "words").textContent = row.words ? `“${ends}”` : "";
  }

  #fillThemes(line, row) {
    part(line, "themes").replaceChildren(
      ...row.themes.map(([, name]) => Object.assign(document.createElement("span"), { className: "theme-tag", textContent: name })),
    );
  }

  #waits(on) {
    return this.store.queue.entries.some((entry) => this.store.get(entry.on)?.on === on);
  }

  row(on) {
    return this.#drawn.get(on);
  }

  // The current one, and the one under the playhead ---------------------------------------------

  choose(on) {
    this.current = on ?? "";
    this.#lightCurrent();
    this.show(this.current);
  }

  show(on) {
    const row = this.row(on);
    if (row?.isConnected) reveal(row);
  }

  #lightCurrent() {
    for (const [on, row] of this.#drawn) {
      row.classList.toggle("is-current", on === this.current);
      if (on === this.current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  /** The neighbour of the current one in what is shown. */
  neighbour(way) {
    const shown = this.shown;
    const at = shown.findIndex((row) => row.on === this.current);
    return shown[at < 0 ? (way > 0 ? 0 : shown.length - 1) : at + way]?.on;
  }

  lightUnder(frame) {
    for (const row of this.store.rows) {
      this.row(row.on)?.classList.toggle("is-under", row.in <= frame && frame < row.out);
    }
  }

  /** The last that began among those under the playhead. */
  under(frame) {
    return this.store.rows.filter((row) => row.in <= frame && frame < row.out).at(-1)?.on;
  }
}

/** Into the middle of its own frame; the page itself stays where it is. */
function reveal(row) {
  const frame = row.closest(".log-scroll");
  const [box, around] = [row.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (box.top < around.top + 36 || box.bottom > around.bottom) {
    frame.scrollTop += box.top - around.top - frame.clientHeight / 3;
  }
}
