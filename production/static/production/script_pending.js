// What waits for the server, shown as if it were done: words typed, rows begun, moved and deleted. It is
// laid over the page again after each answer, and after a reload, from what the queue keeps.

const fragment = (text, more = {}, tag = "span") => Object.assign(document.createElement(tag), { textContent: text, ...more });

export class Pending {
  constructor({ names, sheet, sync }) {
    Object.assign(this, { names, sheet, sync, words: sync.data.words });
  }

  /** A cell of this page alone. */
  blankCell(element, text = "", title = "") {
    const cell = fragment("", { className: `s-cell is-${element} is-waiting` }, "div");
    cell.dataset.element = element;
    const head = fragment("", { className: "s-head" }, "p");
    const name = fragment("", { className: "s-name" });
    name.append(fragment(this.names.get(element) ?? element, { className: "s-kind" }), " ", fragment(title, { className: "s-title" }));
    head.append(name);
    cell.append(head);
    if (text) cell.append(fragment(text, { className: "s-text" }, "p"));
    return cell;
  }

  /** A row of this page alone. */
  placeholder(name, element, column, text = "", title = "") {
    const row = fragment("", { className: "s-row is-placeholder is-waiting", tabIndex: -1 }, "li");
    Object.assign(row.dataset, { row: name, s: "0", m: "0", c: "" });
    const side = fragment("", { className: "s-side" }, "div");
    side.append(fragment(this.words.new, { className: "s-number" }));
    const columns = ["picture", "sound"].map((one) => {
      const box = fragment("", { className: `s-col s-${one}` }, "div");
      box.dataset.column = one;
      return box;
    });
    columns[column === "picture" ? 0 : 1].append(this.blankCell(element, text, title));
    row.append(side, ...columns);
    return row;
  }

  /** It was taken, or given up: what stood for it goes. */
  settle({ key, what }) {
    const shown = this.#begun(key, what);
    if (shown && shown === this.sheet.current) this.sheet.current = null;
    shown?.remove();
  }

  /** The row, or the cell, that stands for what is begun here. */
  #begun(key, { on = "" }) {
    return this.sheet.row(on) ?? this.sheet.paper.querySelector(`[data-entry="${CSS.escape(key)}"]`);
  }

  lay() {
    if (this.sheet.isHeld) return; // once the hand lets go
    this.#forget();
    for (const one of this.sheet.paper.querySelectorAll(".is-waiting:not(.is-placeholder, .is-placeholder *)")) {
      const isBegun = !one.matches("[data-row], [data-cell]"); // where somebody types, it stays
      if (!isBegun) one.classList.remove("is-waiting");
      else if (!one.closest(".is-typing")) one.remove();
    }
    for (const row of this.sheet.paper.querySelectorAll(".s-row[hidden]")) row.hidden = false;
    for (const entry of this.sync.entries) this.#layOne(entry);
    this.sheet.recount();
  }

  /** Rows that stood for what another tab wrote, and has sent or given up. */
  #forget() {
    const keys = new Set(this.sync.entries.map((entry) => entry.key));
    for (const row of this.sheet.paper.querySelectorAll(".is-placeholder[data-entry]")) {
      if (!keys.has(row.dataset.entry) && !row.classList.contains("is-typing")) this.sheet.remove(row);
    }
  }

  #layOne({ key: name, what }) {
    const { verb, key } = what;
    if (verb === "cell-edit" && what.text !== undefined) this.#layText(key, what.text);
    else if (verb === "row-delete") this.sheet.row(key)?.setAttribute("hidden", "");
    else if (verb === "row-move") this.#move(this.sheet.row(key), what);
    else if (verb === "row-new") this.#begin(name, what);
    else if (verb === "cell-new" && what.text) this.#beginCell(name, what);
    else if (verb.startsWith("row-")) this.sheet.row(key)?.classList.add("is-waiting");
    else if (verb.startsWith("cell-")) this.sheet.cellOf(key)?.classList.add("is-waiting");
  }

  #layText(key, text) {
    const cell = this.sheet.cellOf(key);
    if (!cell) return;
    cell.classList.add("is-waiting");
    let shown = cell.querySelector(".s-text");
    if (!shown) {
      shown = fragment("", { className: "s-text" }, "p");
      cell.querySelector(".s-head").after(shown);
    }
    shown.textContent = text;
  }

  #move(row, { scene, after }) {
    const list = this.sheet.scene(scene)?.querySelector(".s-rows");
    if (!row || !list) return;
    row.classList.add("is-waiting");
    const before = Number(after) ? this.sheet.row(after) : null;
    const next = before ? before.nextElementSibling : list.firstElementChild;
    if (next !== row && before !== row) this.sheet.put(list, row, next);
  }

  #begin(name, what) {
    const { on, scene, after, element, column, text = "", title = "" } = what;
    const list = this.sheet.scene(scene)?.querySelector(".s-rows");
    const there = this.#begun(name, what);
    if (there) {
      if (!there.querySelector(".s-text, textarea") && text) there.querySelector(".s-head").after(fragment(text, { className: "s-text" }, "p"));
      return;
    }
    if (!list) return;
    const row = this.placeholder(on, element, column, text, title);
    row.dataset.entry = name;
    const before = this.sheet.row(String(after));
    before ? before.after(row) : String(after) === "0" ? list.prepend(row) : list.append(row);
  }

  #beginCell(name, { row, column, element, text }) {
    const box = this.sheet.row(row)?.querySelector(`[data-column="${column}"]`);
    if (!box || this.#begun(name, {})) return;
    const cell = this.blankCell(element, text);
    cell.dataset.entry = name;
    box.append(cell);
  }
}
