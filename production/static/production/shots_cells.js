// The cells of the table of shots, and the blank row at its end.

export const table = document.getElementById("shot-table");
export const body = table.tBodies[0];
export const words = table.dataset;
const live = document.getElementById("shots-say");
const notice = document.getElementById("shots-notice");

export const say = (text) => {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
};

export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

export const cellsOf = (row) => [...row.querySelectorAll(".cell")];
export const rows = () => [...body.querySelectorAll(".shot-row:not(.is-gone)")];
export const valueOf = (cell) => cell.querySelector(".cell-value").textContent.trim();
export const cellOf = (row, name) => row?.querySelector(`[data-field="${name}"]`);
export const isDirty = (row) => Boolean(row.querySelector("[data-was]"));
export const values = (row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.field, valueOf(cell)]));

export function focus(cell) {
  if (!cell) return;
  cell.tabIndex = 0;
  cell.focus();
}

export const blank = () => {
  const last = body.lastElementChild;
  return last?.classList.contains("is-blank") && !isDirty(last) ? last : null;
};

export function addBlank() {
  if (blank()) return;
  body.append(document.getElementById("shot-blank").content.querySelector("tr").cloneNode(true));
  roving();
}

/** Typing has begun in the blank row: it takes the category of the row above, and another follows it. */
export function begin(row) {
  row.classList.remove("is-blank");
  row.dataset.key = newKey();
  const [category, above] = [cellOf(row, "category"), cellOf(row.previousElementSibling, "category")];
  if (category && above && !valueOf(category)) {
    category.dataset.was = "";
    category.querySelector(".cell-value").textContent = valueOf(above);
  }
  addBlank();
}

/** From outside, Tab reaches one cell and the buttons of its row; the others are reached through it. */
export function roving(at = body.querySelector('.cell[tabindex="0"]') ?? body.querySelector(".cell")) {
  for (const part of body.querySelectorAll("a, button, .cell[tabindex]")) {
    part.tabIndex = part === at || (!part.matches(".cell") && part.closest(".shot-row").contains(at)) ? 0 : -1;
  }
  if (at) at.tabIndex = 0;
}

export function note(row, text) {
  const acts = row.querySelector(".shot-acts");
  acts.querySelector(".shot-note")?.remove();
  if (!text) return;
  const line = document.createElement("span");
  line.className = "shot-note";
  line.textContent = text;
  acts.prepend(line);
}

export const isTyping = (row) => Boolean(row.querySelector(".cell-input"));

export function announce(text, ...more) {
  const line = document.createElement("span");
  line.textContent = text;
  notice.replaceChildren(line, ...more);
  say(text);
}
