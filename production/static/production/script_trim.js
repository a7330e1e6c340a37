// Trimming: the words of a range and around it; in and out go word by word, or as typed timecode.

import { nameOf } from "./script_dialogs.js";

const by = (id) => document.getElementById(id);

export class Trim {
  #cell = null;
  #asked = 0; // an answer about another cell or range, or to a dialog that was closed, comes too late
  #part = 0;
  #parts = 1;
  #words = [];
  #first = 0; // of what is inside, by its place among the words
  #last = -1;
  #ranges = []; // as they are now
  #typed = false;

  constructor({ names, sync, words, onClose }) {
    Object.assign(this, { names, sync, words, onClose });
    this.dialog = by("trim-dialog");
    if (!this.dialog) return;
    this.box = by("trim-words");
    this.form = this.dialog.querySelector("form");
    this.error = this.form.querySelector(".invalid-feedback");
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => (this.#asked++, this.onClose()));
    this.dialog.addEventListener("click", (event) => this.#click(event));
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("input", () => (this.#typed = true));
    this.form.addEventListener("submit", (event) => this.#save(event));
  }

  async open(cell) {
    this.#asked++;
    this.#cell = cell;
    by("trim-title").textContent = nameOf(cell, this.names);
    this.#part = 0;
    this.#ranges = this.#typedOf(cell).ranges?.split(",").map((one) => one.split("~")) ?? [];
    this.#parts = Math.max(this.#ranges.length, 1);
    this.error.textContent = "";
    if (cell.dataset.element === "archive") return this.#openClip(cell);
    await this.#ask();
  }

  /** An archive clip has timecodes alone. */
  #openClip(cell) {
    const typed = this.#typedOf(cell);
    this.#words = [];
    this.#parts = 1;
    this.#show(typed.in ?? "", typed.out ?? "");
  }

  #typedOf(cell) {
    return Object.fromEntries(cell.dataset.typed.split("|").map((one) => one.split("=")));
  }

  async #ask() {
    const url = new URL(this.sync.address("cell-words", this.#cell.dataset.cell), location.href);
    url.searchParams.set("part", this.#part);
    const number = ++this.#asked;
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { words, version } = await answer.json();
      if (number !== this.#asked) return;
      this.#words = words;
      this.#cell.dataset.version = version;
      this.#first = words.findIndex((word) => word.inside);
      this.#last = words.findLastIndex((word) => word.inside);
      this.#show(...(this.#ranges[this.#part] ?? ["", ""]));
    } catch {
      if (number !== this.#asked) return;
      this.#words = [];
      this.#show("", "");
      this.error.textContent = this.words.failedToAsk;
    }
  }

  #show(start, end) {
    this.form.elements.in.value = start;
    this.form.elements.out.value = end;
    this.#typed = false;
    by("trim-part").hidden = this.#parts < 2;
    by("trim-part").querySelector("span").textContent = this.words.range.replace("%(number)s", this.#part + 1).replace("%(total)s", this.#parts);
    const hasWords = this.#words.length > 0;
    this.box.hidden = !hasWords;
    for (const part of this.dialog.querySelectorAll("[data-with-words]")) part.hidden = !hasWords;
    by("trim-none").hidden = hasWords || this.#cell.dataset.element === "archive";
    this.box.replaceChildren(
      ...this.#words.flatMap((word, at) => {
        const one = Object.assign(document.createElement("span"), { textContent: word.text, className: "s-word" });
        one.dataset.at = at;
        return [one, " "];
      }),
    );
    this.#light();
    if (!this.dialog.open) this.dialog.showModal();
    (hasWords ? this.box : this.form.elements.in).focus();
  }

  #light() {
    for (const one of this.box.children) {
      const at = Number(one.dataset.at);
      one.classList.toggle("is-inside", at >= this.#first && at <= this.#last);
      one.classList.toggle("is-in", at === this.#first);
      one.classList.toggle("is-out", at === this.#last);
    }
    this.box.querySelector(".is-in")?.scrollIntoView({ block: "nearest" });
  }

  #move(end, way) {
    if (!this.#words.length) return;
    const inside = (at) => Math.min(Math.max(at, 0), this.#words.length - 1);
    if (end === "in") this.#first = Math.min(inside(this.#first + way), this.#last);
    else this.#last = Math.max(inside(this.#last + way), this.#first);
    this.#tell();
  }

  /** The times of the words that are chosen now. */
  #tell() {
    this.#typed = false;
    const [first, last] = [this.#words[this.#first], this.#words[this.#last]];
    if (typeof first?.in === "string") this.form.elements.in.value = first.in;
    if (typeof last?.out === "string") this.form.elements.out.value = last.out;
    this.#light();
  }

  #key(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way) this.#move(event.shiftKey ? "out" : "in", way);
    else if (event.key === "Enter") this.form.requestSubmit();
    else return;
    event.preventDefault();
  }

  #click(event) {
    const word = event.target.closest(".s-word");
    const button = event.target.closest("[data-end]");
    const part = event.target.closest("[data-part]");
    if (button) return this.#move(button.dataset.end, Number(button.dataset.by));
    if (part) return this.#turn(Number(part.dataset.part));
    if (!word) return;
    const at = Number(word.dataset.at);
    if (event.shiftKey || at > this.#last) this.#last = Math.max(at, this.#first);
    else this.#first = Math.min(at, this.#last);
    this.#tell();
  }

  #turn(way) {
    this.#part = (this.#part + way + this.#parts) % this.#parts;
    this.#ask();
  }

  #save(event) {
    event.preventDefault();
    const { cell, version } = this.#cell.dataset;
    const byWords = this.#words.length > 0 && !this.#typed;
    const { in: start, out: end } = this.form.elements;
    if (this.#cell.dataset.element === "archive") {
      this.sync.post("cell-edit", cell, { version, clip_in: start.value.trim(), clip_out: end.value.trim() });
    } else {
      const [first, last] = [this.#words[this.#first], this.#words[this.#last]];
      const range = byWords
        ? { from_word: this.#first, to_word: this.#last, in: first.in, out: last.out }
        : { in: start.value.trim(), out: end.value.trim() };
      this.sync.post("cell-trim", cell, { version, part: this.#part, ...range });
    }
    this.dialog.close();
  }
}
