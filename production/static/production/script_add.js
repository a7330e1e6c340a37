// New rows and cells: begun on the page and typed in, or put in from the drawer. The server makes them
// when there is something to make.

import { newKey } from "./queue.js";

const PICTURES = new Set(["archive", "b_roll", "still", "lower_third", "card", "subtitle"]);
const columnOf = (element) => (PICTURES.has(element) ? "picture" : "sound");
const rowName = () => `new-${newKey()}`; // what follows on a row calls it so until the server has made it
const ofHit = (hit, column = hit.column) => ({ column, element: hit[column], [hit.kind]: Number(hit.key) });

export class Adding {
  constructor(pieces) {
    Object.assign(this, pieces); // sheet, sync, pending, writer, words, say
  }

  /** Into the chosen row, or as a row of its own. */
  element(element, where) {
    const row = this.sheet.current;
    if (where === "cell" && row && !row.classList.contains("is-placeholder")) this.#cell(row, element);
    else this.row(element);
  }

  /** A row of this page alone, to type in. */
  row(element) {
    const place = this.#place();
    if (!place) return;
    const column = columnOf(element);
    const name = rowName();
    const row = this.pending.placeholder(name, element, column);
    place.before ? place.before.after(row) : place.list.prepend(row);
    this.sheet.recount();
    const { scene, after } = place;
    this.writer.open(row.querySelector(".s-cell"), {
      text: "",
      onSave: (text) => this.#post({ scene, after }, { column, element, text }, { on: name, element, column, text }),
      onCancel: () => {
        row.remove();
        this.sheet.recount();
        if (place.before?.isConnected) this.sheet.choose(place.before);
      },
    });
    this.sheet.choose(row, { focus: false });
  }

  /** After the chosen row, else at the end of the scene at hand. */
  #place() {
    const { sheet } = this;
    const scene = sheet.sceneAtHand;
    if (!scene) return this.say(this.words.noScene, "warning"), null;
    const before = sheet.current ?? [...scene.querySelectorAll(".s-row:not([hidden])")].at(-1);
    return { scene: scene.dataset.scene, after: before?.dataset.row ?? 0, before, list: scene.querySelector(".s-rows") };
  }

  #post(place, cell, what) {
    this.sync.post("row-new", "", { ...place, cells: JSON.stringify([cell]) }, { ...place, opens: "row", ...what });
    this.pending.lay();
  }

  #cell(row, element) {
    const column = columnOf(element);
    const shown = this.pending.blankCell(element);
    const { row: key } = row.dataset;
    row.querySelector(`[data-column="${column}"]`).append(shown);
    this.writer.open(shown, {
      text: "",
      onSave: (text) => {
        shown.remove();
        const cell = { row: key, column, element, text };
        this.sync.post("cell-new", "", cell, cell);
        this.pending.lay();
      },
      onCancel: () => shown.remove(),
    });
  }

  /** From the drawer: a row of its own, or into the chosen one, in its own column or in the other. */
  insert(hit, where) {
    const row = this.sheet.current;
    if (where === "row") {
      const place = this.#place();
      if (place) this.insertAt(hit, place.scene, place.after);
      return;
    }
    const column = where === "cell" ? hit.column : hit.column === "sound" ? "picture" : "sound";
    if (!hit[column]) return this.say(this.words.noOther, "warning");
    if (!row || row.classList.contains("is-placeholder")) return this.say(this.words.chooseRow, "warning");
    this.insertInto(hit, row.dataset.row, column);
  }

  insertInto(hit, row, column) {
    this.sync.post("cell-new", "", { row, ...ofHit(hit, column), fits: "1" }, { says: this.#says(hit) });
  }

  insertAt(hit, scene, after) {
    const { title, column } = hit;
    this.#post({ scene, after }, ofHit(hit), { on: rowName(), says: this.#says(hit), title, element: hit[column], column });
  }

  #says({ title }) {
    return this.words.inserted.replace("%(what)s", title);
  }
}
