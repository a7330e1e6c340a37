// By mouse and finger: rows are taken by their number, hits of the drawer wherever one grips them. A hit
// falls between two rows, where a line is shown, or into a column of a row, which is lit.

const EDGE = 14; // px at the top and the bottom of a row that lie between the rows
const MOVES = ["dragover", "pointermove", "touchmove"];

/** The column over which a hit is held, if it can stand there. */
class Landing {
  column = null;
  #hit = null;

  constructor({ root, words }) {
    Object.assign(this, { root });
    this.says = { picture: words.asPicture, sound: words.asSound };
  }

  begin(hit) {
    this.#hit = hit;
    for (const name of MOVES) document.addEventListener(name, this.#moved, true);
  }

  /** Where it fell. */
  end() {
    for (const name of MOVES) document.removeEventListener(name, this.#moved, true);
    const { column } = this;
    this.#light(null);
    return column && { row: column.closest(".s-row").dataset.row, column: column.dataset.column };
  }

  #moved = (event) => {
    const { clientX, clientY } = event.touches?.[0] ?? event;
    this.#light(this.#under(clientX, clientY));
    if (this.column && event.type === "dragover") event.preventDefault();
  };

  #under(x, y) {
    const column = document.elementFromPoint(x, y)?.closest(".s-col");
    const row = column?.closest(".s-row:not(.is-placeholder, .is-typing)");
    if (!row || !this.#hit.dataset[column.dataset.column]) return null;
    const { top, bottom, height } = row.getBoundingClientRect();
    const edge = Math.min(EDGE, height / 4);
    return y > top + edge && y < bottom - edge ? column : null;
  }

  #light(column) {
    if (column === this.column) return;
    if (this.column) delete this.column.dataset.landing;
    if (column) column.dataset.landing = this.says[column.dataset.column];
    this.column = column;
    this.root.classList.toggle("has-landing", Boolean(column));
  }
}

export async function drags({ root, sheet, pending, words, moveRow, adding }) {
  const { default: Sortable } = await import(root.dataset.sortable);
  const made = new WeakSet();
  const landing = new Landing({ root, words });
  const touch = matchMedia("(pointer: coarse)").matches;
  const common = { animation: 0, delay: touch ? 250 : 0, delayOnTouchOnly: true, ghostClass: "is-ghost", scroll: true };

  function letGo() {
    sheet.letGo();
    pending.lay();
  }

  function rows(list) {
    Sortable.create(list, {
      ...common,
      group: { name: "rows", pull: true, put: ["rows", "hits"] },
      draggable: ".s-row",
      handle: ".s-number",
      filter: ".is-typing, .is-placeholder",
      onAdd: ({ item, to }) => {
        if (!item.classList.contains("hit")) return; // onEnd of where it came from tells
        const after = item.previousElementSibling?.dataset.row ?? 0;
        item.remove();
        if (!landing.column) adding.insertAt({ ...item.dataset }, to.dataset.rows, after);
      },
      onStart: () => sheet.hold(),
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        if (from !== to || oldIndex !== newIndex) moveRow(item);
        letGo();
      },
    });
  }

  function hits(list) {
    Sortable.create(list, {
      ...common,
      group: { name: "hits", pull: "clone", put: false },
      sort: false,
      draggable: ".hit",
      filter: "button",
      preventOnFilter: false,
      onChoose: () => root.classList.add("holds-hit"), // the list stays as it is meanwhile
      onUnchoose: () => root.classList.remove("holds-hit"),
      onStart: ({ item }) => {
        sheet.hold();
        landing.begin(item);
      },
      onMove: () => !landing.column,
      onEnd: ({ item }) => {
        const into = landing.end();
        if (into) adding.insertInto({ ...item.dataset }, into.row, into.column);
        letGo();
      },
    });
  }

  function all() {
    for (const list of sheet.paper.querySelectorAll(".s-rows")) if (!made.has(list)) (made.add(list), rows(list));
    for (const list of document.querySelectorAll("#s-found .hits")) if (!made.has(list)) (made.add(list), hits(list));
  }
  all();
  new MutationObserver(all).observe(document.getElementById("s-found"), { childList: true });
  new MutationObserver(all).observe(sheet.paper, { childList: true });
}
