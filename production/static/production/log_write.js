// Write mode: the table is typed into. The cell opens, its range plays in a loop; Enter saves and goes
// on to the next row, Tab to the next cell, Escape leaves what stood there.

import { source, typed } from "./log_timecode.js";
import { folded } from "./log_text.js";

const FIELDS = ["in", "out", "gist", "rating", "themes", "speaker", "note"];

export class Writer {
  #open = null; // { on, field, cell, input, read }: the row as it stood when the cell was opened

  constructor({ store, table, clock, place, data, say, onTyped }) {
    Object.assign(this, { store, table, clock, place, data, say, onTyped });
    this.body = document.querySelector("#segments tbody");
    this.body.addEventListener("keydown", (event) => this.#key(event));
    this.body.addEventListener("focusout", (event) => {
      if (event.target === this.#open?.input && document.hasFocus()) this.save();
    });
    this.body.addEventListener("input", () => this.#open && this.onTyped(this.#isNew()));
    // whoever closes the page, or looks elsewhere on a phone, loses nothing: the queue keeps it
    addEventListener("pagehide", () => this.save());
  }

  get isOpen() {
    return this.#open !== null;
  }

  /** Open a cell of a row; its range plays until it is closed. */
  open(on, field = "gist") {
    this.save();
    const row = this.store.get(on);
    const cell = this.table.row(on)?.querySelector(`[data-field="${field}"]`);
    if (!row || !cell) return;
    this.table.choose(on);
    const input = this.#input(field, row);
    cell.append(input);
    cell.classList.add("is-typed");
    this.table.row(on).classList.add("is-open");
    this.#open = { on, field, cell, input, read: row };
    input.focus();
    input.select();
    this.#play(row);
  }

  #play(row) {
    const isNew = this.clock.loop?.[0] !== row.in || this.clock.loop?.[1] !== row.out;
    this.clock.loop = [row.in, row.out];
    if (!isNew && this.clock.speed) return;
    this.clock.seek(row.in);
    this.clock.run(1);
  }

  #input(field, row) {
    const input = document.createElement(field === "note" ? "textarea" : "input");
    input.className = "cell-input";
    input.setAttribute("aria-label", this.data.words[field]);
    input.value = this.#valueOf(field, row);
    if (field === "gist") input.maxLength = 300;
    if (field === "note") input.rows = 2;
    if (field === "speaker") input.setAttribute("list", "log-people");
    if (field === "themes") input.setAttribute("list", "log-themes");
    return input;
  }

  #valueOf(field, row) {
    if (field === "in" || field === "out") return source(row[field], this.place);
    if (field === "themes") return row.themes.map(([, name]) => name).join(", ");
    if (field === "speaker") return row.speaker ? row.speakerName : "";
    return String(row[field] || "");
  }

  /** Something is typed that isn't saved. */
  #isNew() {
    const { field, input, read } = this.#open;
    return input.value.trim() !== this.#valueOf(field, read).trim();
  }

  #close() {
    const { on, cell, input } = this.#open;
    this.#open = null;
    this.onTyped(false);
    input.remove();
    cell.classList.remove("is-typed");
    this.table.row(on)?.classList.remove("is-open");
    this.table.drawAll();
  }

  /** Keep what was typed; false where it can't be, and the cell stays open. */
  save() {
    if (!this.#open) return true;
    const { on, field, input, read } = this.#open;
    if (!this.#isNew()) return (this.#close(), true);
    const refused = this.#take(on, field, input.value.trim(), read);
    if (refused) {
      input.setAttribute("aria-invalid", "true");
      this.say(refused, "warning");
      return false;
    }
    this.#close();
    return true;
  }

  #take(on, field, text, read) {
    if (field === "in" || field === "out") return this.#takeTime(on, field, text, read);
    if (field === "themes") return this.#takeThemes(on, text, read);
    if (field === "speaker") return this.#takeSpeaker(on, text, read);
    if (field === "rating" && !/^[0-5]?$/.test(text)) return this.data.words.rating + ": 0–5";
    this.store.change(on, { [field]: field === "rating" ? Number(text) : text }, this.data.words[field], read);
    return "";
  }

  #takeTime(on, field, text, read) {
    const row = this.store.get(on);
    try {
      const frame = typed(text, this.place, row.in);
      const [start, end] = field === "in" ? [frame, row.out] : [row.in, frame];
      if (end <= start) return this.data.words.outFirst;
      this.store.change(on, { [field]: frame }, this.data.words[field], read);
      this.clock.loop = [start, end];
      return "";
    } catch (error) {
      return timeRefused(error, this.place, this.data.words);
    }
  }

  /** Those that were written or struck out here; what others put on or took off meanwhile stays so. */
  #takeThemes(on, text, read) {
    const wanted = text.split(",").map((name) => name.trim()).filter(Boolean);
    const keysOf = (themes) => new Set(themes.map(([, name]) => folded(name)));
    const [stood, there] = [keysOf(read.themes), keysOf(this.store.get(on).themes)];
    const keys = new Set(wanted.map(folded));
    for (const theme of this.store.get(on).themes) {
      const name = folded(theme[1]);
      if (stood.has(name) && !keys.has(name)) this.store.toggleTheme(on, theme);
    }
    for (const name of wanted) {
      if (stood.has(folded(name)) || there.has(folded(name))) continue;
      const known = this.data.themes.find(([, called]) => folded(called) === folded(name));
      this.store.toggleTheme(on, known ?? [null, name]);
    }
    return "";
  }

  #takeSpeaker(on, text, read) {
    const found = this.data.people.find(([, name]) => folded(name) === folded(text));
    if (text && !found) return this.data.words.unknown;
    this.store.change(on, { speaker: found?.[0] ?? null }, this.data.words.speaker, read);
    return "";
  }

  #key(event) {
    if (!this.#open || event.target !== this.#open.input || event.isComposing) return;
    const { on, field } = this.#open;
    const how = {
      Enter: () => this.#down(on, field, event.shiftKey ? -1 : 1),
      Tab: () => this.#along(on, field, event.shiftKey ? -1 : 1),
      Escape: () => this.leave(),
    }[event.key];
    if (event.key === " " && event.ctrlKey) this.clock.toggle();
    else if (!how || event.ctrlKey || event.altKey || event.metaKey) return;
    else how();
    event.preventDefault();
    event.stopPropagation();
  }

  leave() {
    if (this.#open) this.#close();
    this.clock.loop = null;
    this.clock.pause();
    this.body.closest(".log-scroll").focus({ preventScroll: true });
  }

  #down(on, field, way) {
    const shown = this.table.shown.map((row) => row.on);
    const next = shown[shown.indexOf(on) + way];
    if (!this.save()) return;
    if (next) this.open(next, field);
    else this.leave();
  }

  #along(on, field, way) {
    const next = FIELDS[FIELDS.indexOf(field) + way];
    if (!this.save()) return;
    if (next) return this.open(on, next);
    const shown = this.table.shown.map((row) => row.on);
    const other = shown[shown.indexOf(on) + way];
    if (other) this.open(other, FIELDS.at(way > 0 ? 0 : -1));
    else this.leave();
  }
}

/** What is wrong with a typed time, in words. */
export function timeRefused(error, place, words) {
  if (error.code !== "outside") return words.badTime;
  return words.outside.replace("%(start)s", source(0, place)).replace("%(end)s", source(place.duration ?? 0, place));
}

