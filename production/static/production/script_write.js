// Writing in place: the words of a cell become a field; leaving it saves. A row that is only begun is a
// row of this page until the server has made it.

const LINES = 2;
const PAUSE = 2_500; // ms after the last key until what was typed so far is saved
const LONGEST = 10_000; // ms after the first, where somebody types on without a pause

export class Writer {
  #field = null;
  #was = "";
  #onSave = null;
  #onSplit = null;
  #saves = false;
  #timer = 0;
  #since = 0; // when the first of what isn't saved was typed

  constructor({ words, sheet, onTyped }) {
    Object.assign(this, { words, sheet, onTyped });
    // whoever closes the page, or looks elsewhere on a phone, loses nothing: the queue keeps it
    addEventListener("pagehide", () => this.close());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#hidden());
  }

  get isOpen() {
    return this.#field !== null;
  }

  /** Over the words of a cell; `saves` keeps what is typed in each pause. `onSplit` is given the number of words before the cursor; without
      `onSave` the cursor moves and nothing is typed: Enter splits there. */
  open(cell, { text, lang, onSave = null, onSplit = null, onCancel = null, saves = false }) {
    this.close();
    const row = cell.closest(".s-row");
    const field = document.createElement("textarea");
    field.className = "form-control s-field";
    field.value = text;
    field.rows = LINES;
    if (lang) field.lang = lang;
    field.setAttribute("aria-label", cell.querySelector(".s-kind")?.textContent || this.words.write);
    if (!onSave) field.addEventListener("beforeinput", (event) => event.preventDefault());
    const buttons = this.#buttons(onSave, onSplit);
    const shown = cell.querySelector(".s-text");
    if (shown) shown.hidden = true;
    (shown ?? cell.querySelector(".s-head")).after(field, buttons);
    row.classList.add("is-typing");
    Object.assign(field, { cell, row, shown, buttons, onCancel });
    this.#field = field;
    this.#was = text;
    this.#onSave = onSave;
    this.#saves = saves;
    this.#onSplit = onSplit;
    field.addEventListener("input", () => {
      this.#grow();
      this.onTyped(this.#isNew());
      if (saves) this.#later();
    });
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", (event) => this.#left(event));
    this.#grow();
    field.focus({ preventScroll: true });
    const cursor = onSave ? field.value.length : Math.max(field.value.indexOf(" "), 0) + 1;
    field.setSelectionRange(cursor, cursor);
    this.sheet.reveal(row);
  }

  #buttons(onSave, onSplit) {
    const line = document.createElement("div");
    line.className = "s-field-buttons";
    const button = (text, kind, how) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className: `btn btn-sm ${kind}` });
      made.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus and its cursor
      made.addEventListener("click", how);
      line.append(made);
    };
    if (onSave) button(this.words.save, "btn-primary", () => this.save());
    if (onSplit) button(this.words.splitHere, onSave ? "btn-quiet" : "btn-primary", () => this.split());
    button(this.words.cancel, "btn-quiet", () => this.cancel());
    return line;
  }

  #grow() {
    const field = this.#field;
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${field.scrollHeight + 4}px`);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // Safari ends a composition before its Enter
    const isMod = event.ctrlKey || event.metaKey;
    const acts = { Escape: () => this.cancel() };
    if (event.key === "Enter" && (isMod || !this.#onSave) && this.#onSplit) acts.Enter = () => this.split();
    else if (event.key === "Enter" && !event.shiftKey) acts.Enter = () => this.save();
    if (event.key === "s" && isMod) acts.s = () => this.save();
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  /** Something is typed that isn't saved. */
  #isNew() {
    return this.#field.value.trim() !== this.#was.trim();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#since ||= Date.now();
    this.#timer = setTimeout(() => this.#keep(), Math.min(PAUSE, this.#since + LONGEST - Date.now()));
  }

  /** What is typed so far, while more is typed. */
  #keep() {
    this.#since = 0;
    const text = this.#field?.value.trim();
    if (!text || !this.#isNew()) return;
    this.#was = text;
    this.#onSave(text);
    this.onTyped(false);
  }

  /** A phone may end the page without a word while another is looked at: what isn't kept while it is typed is saved. */
  #hidden() {
    if (this.#saves) this.#keep();
    else if (matchMedia("(pointer: coarse)").matches) this.close();
  }

  /** Elsewhere on the page: saved as it is; a look into another window leaves it open. */
  #left(event) {
    if (this.sheet.isMoving) return;
    if (event.relatedTarget && this.#field?.buttons.contains(event.relatedTarget)) return;
    if (document.hasFocus()) this.save({ focus: false });
  }

  split() {
    const { value, selectionStart: at } = this.#field;
    const isWithin = /\S$/.test(value.slice(0, at)) && /^\S/.test(value.slice(at));
    // two strokes between joined ranges are no word
    const before = value.slice(0, at).split(/\s+/).filter((word) => word && word !== "//");
    const how = this.#onSplit;
    if (this.#onSave) this.save();
    else this.cancel();
    how(before.length - (isWithin ? 1 : 0));
  }

  save({ focus = true } = {}) {
    const field = this.#field;
    if (!field) return;
    const text = field.value.trim();
    const isNew = this.#isNew();
    const save = this.#onSave;
    this.#end(focus);
    if (isNew && save) save(text);
    else field.onCancel?.();
  }

  cancel() {
    const field = this.#field;
    if (!field) return;
    this.#end(true);
    field.onCancel?.();
  }

  close() {
    if (this.#field) this.save({ focus: false });
  }

  #end(focus) {
    const { row, shown, buttons, cell } = this.#field;
    clearTimeout(this.#timer);
    this.#since = 0;
    const field = this.#field;
    this.#field = null;
    this.onTyped(false);
    field.remove();
    buttons.remove();
    if (shown) shown.hidden = false;
    row.classList.remove("is-typing");
    if (row.later) {
      const later = row.later;
      delete row.later;
      this.sheet.replace(row, later);
      this.sheet.recount();
      if (focus) later.focus({ preventScroll: true });
    } else if (focus && row.isConnected) this.sheet.choose(row, { cell });
  }
}
