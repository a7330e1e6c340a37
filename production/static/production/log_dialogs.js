// What opens over the log and closes again by keyboard: themes to put on, a note, what was not taken.

import { folded } from "./log_text.js";

/** T: type to find, Enter puts on or takes off; a name that there isn't becomes a new theme. */
export class ThemeDialog {
  #on = "";
  #at = 0;

  constructor({ store, data, onClose }) {
    Object.assign(this, { store, data, onClose });
    this.dialog = document.getElementById("theme-dialog");
    this.input = this.dialog.querySelector("input");
    this.list = this.dialog.querySelector("ul");
    this.input.addEventListener("input", () => this.#draw(0));
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("close", () => this.onClose());
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.list.addEventListener("click", (event) => this.#pick(event.target.closest("li")));
  }

  open(on) {
    this.#on = on;
    this.input.value = "";
    this.#draw(0);
    this.dialog.showModal();
    this.input.focus();
  }

  #draw(at) {
    const text = this.input.value.trim();
    const wanted = folded(text);
    const worn = new Set(this.store.get(this.#on).themes.map(([, name]) => folded(name)));
    const found = this.data.themes.filter(([, name]) => folded(name).includes(wanted));
    const isNew = text && !this.data.themes.some(([, name]) => folded(name) === wanted);
    const lines = found.map((theme) => this.#line(theme, theme[1], worn.has(folded(theme[1]))));
    if (isNew) lines.push(this.#line([null, text], this.data.words.newTheme.replace("%(name)s", text), false));
    lines.forEach((line, index) => (line.id = `theme-option-${index}`));
    this.list.replaceChildren(...lines);
    this.#light(Math.min(at, lines.length - 1));
  }

  #line(theme, words, isWorn) {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(isWorn));
    line.textContent = words;
    line.theme = theme;
    return line;
  }

  #light(at) {
    this.#at = at;
    [...this.list.children].forEach((line, index) => line.classList.toggle("is-at", index === at));
    const line = this.list.children[at];
    line?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", line?.id ?? "");
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#light(Math.min(Math.max(this.#at + step, 0), this.list.children.length - 1));
    else if (event.key === "Enter" && event.target === this.input && !event.isComposing) this.#pick(this.list.children[this.#at]);
    else return;
    event.preventDefault();
  }

  /** Put on; the box is empty for the next one, an empty Enter closes. */
  #pick(line) {
    if (!line) return;
    this.store.toggleTheme(this.#on, line.theme);
    if (!line.theme[0]) this.data.themes.push(line.theme);
    this.input.value = "";
    this.dialog.close();
  }
}

/** N: a note on the current segment; Enter saves, with Shift it is a new line. */
export class NoteDialog {
  #read = null; // the row as it stood when the dialog was opened

  constructor({ store, words, onTyped, onClose }) {
    Object.assign(this, { store, words, onTyped, onClose });
    this.dialog = document.getElementById("note-dialog");
    this.input = this.dialog.querySelector("textarea");
    this.input.addEventListener("input", () => this.onTyped(this.#isNew()));
    addEventListener("pagehide", () => this.dialog.open && this.#keep());
    this.dialog.querySelector("form").addEventListener("submit", (event) => this.#save(event));
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => (this.onTyped(false), this.onClose()));
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#save(event);
    });
  }

  open(on) {
    this.#read = this.store.get(on);
    this.input.value = this.#read.note;
    this.dialog.showModal();
    this.input.focus();
  }

  #isNew() {
    return this.input.value.trim() !== this.#read.note;
  }

  #keep() {
    this.store.change(this.#read.on, { note: this.input.value.trim() }, this.words.note, this.#read);
  }

  #save(event) {
    event.preventDefault();
    this.#keep();
    this.dialog.close();
  }
}

const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/** What was refused: mine beside theirs, and what can be done; it stays until somebody chooses. */
export function drawProblems(problems, { store, words, nameOf }) {
  const panel = document.getElementById("log-problems");
  panel.hidden = !problems.length;
  panel.replaceChildren(...problems.map((problem) => drawProblem(problem, store, words, nameOf)));
}

function drawProblem(entry, store, words, nameOf) {
  const { body } = entry.problem;
  const box = element("section", "", { className: "log-problem" });
  const what = entry.what.words ? `${nameOf(entry.on)}: ${entry.what.words}` : nameOf(entry.on);
  box.append(element("strong", body.conflicts ? words.conflict.replace("%(what)s", nameOf(entry.on)) : what));
  for (const one of body.conflicts ?? []) box.append(drawConflict(one, words));
  for (const text of Object.values(body.errors ?? {}).flat()) box.append(element("p", text));
  const buttons = element("div", "", { className: "log-problem-buttons" });
  const again = body.conflicts ? words.keepMine : body.gone ? words.bringBack : words.sendAgain;
  buttons.append(element("button", again, { type: "button", className: "btn btn-sm btn-primary", onclick: () => store.keep(entry) }));
  const leave = body.conflicts ? words.takeTheirs : words.giveUp;
  buttons.append(element("button", leave, { type: "button", className: "btn btn-sm btn-outline-secondary", onclick: () => store.giveUp(entry) }));
  box.append(buttons);
  return box;
}

function drawConflict({ label, base, theirs, mine }, words) {
  const facts = element("dl", "", { className: "log-conflict" });
  const lines = [[`${label} – ${words.base}`, base], [words.theirs, theirs], [words.mine, mine]];
  for (const [name, value] of lines) facts.append(element("dt", name), element("dd", value));
  return facts;
}
