// The table is typed into and walked through as a spreadsheet is.

import { cellOf, cellsOf, focus, roving, rows, say, table, valueOf, words } from "./shots_cells.js";
import { shift } from "./shots_order.js";
import { save, write } from "./shots_save.js";

/** Open a cell. With a first key the old text gives way to it; else it is there to be changed. */
function open(cell, { anew = false } = {}) {
  const input = document.createElement("input");
  input.className = "cell-input";
  input.value = anew ? "" : valueOf(cell);
  input.setAttribute("aria-label", table.tHead.rows[0].cells[cell.cellIndex].textContent.trim());
  input.autocomplete = "off";
  const list = document.getElementById(`shot-list-${cell.dataset.field}`);
  if (list) input.setAttribute("list", list.id);
  if (cell.dataset.field === "fps") input.inputMode = "decimal";
  const shown = [...cell.childNodes];
  for (const part of shown) part.hidden = true;
  cell.append(input);
  cell.classList.add("is-typed");
  input.focus();
  if (!anew) input.select();
}

export function close(cell, { keep = true } = {}) {
  const input = cell.querySelector(".cell-input");
  if (!input || !cell.classList.contains("is-typed")) return; // taking the input away closes the cell once more
  const text = input.value.trim().replace(/\s+/g, " ");
  cell.classList.remove("is-typed");
  input.remove();
  for (const part of cell.childNodes) part.hidden = false;
  if (keep) write(cell, text);
}

let home = null; // the column in which a run of Tabs began: Enter goes back to it
let isFree = false; // Escape: the next Tab leaves the table

function across(cell, by) {
  const all = rows().flatMap(cellsOf);
  return all[all.indexOf(cell) + by];
}

function down(cell, by) {
  const all = rows();
  const row = all[all.indexOf(cell.parentElement) + by];
  return row && cellOf(row, home ?? cell.dataset.field);
}

function go(cell, target) {
  close(cell);
  focus(target ?? cell);
}

function onTab(event, cell) {
  close(cell); // first: what was typed into the blank row brings the next one
  const target = across(cell, event.shiftKey ? -1 : 1);
  if (isFree || !target) {
    isFree = false;
    if (cell !== document.activeElement) cell.focus(); // Tab goes on from the cell, not from its input
    return;
  }
  event.preventDefault();
  home ??= cell.dataset.field;
  go(cell, target);
}

function onEnter(event, cell) {
  event.preventDefault();
  close(cell);
  const target = down(cell, event.shiftKey ? -1 : 1);
  home = null;
  go(cell, target);
}

const arrows = {
  ArrowUp: (cell) => down(cell, -1),
  ArrowDown: (cell) => down(cell, 1),
  ArrowLeft: (cell) => cell.previousElementSibling?.closest(".cell"),
  ArrowRight: (cell) => cell.nextElementSibling?.closest(".cell"),
  Home: (cell) => cellsOf(cell.parentElement)[0],
  End: (cell) => cellsOf(cell.parentElement).at(-1),
};

function onKeyInCell(event, cell) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    shift(cell.parentElement, event.key === "ArrowDown").then(() => focus(cell));
  } else if (isPlain && arrows[event.key]) {
    event.preventDefault();
    home = null;
    focus(arrows[event.key](cell));
  } else if (event.key === "F2") {
    event.preventDefault();
    open(cell);
  } else if (event.key === "Escape") {
    isFree = true;
    say(words.free);
  } else if (isPlain && (event.key === "Delete" || event.key === "Backspace")) {
    event.preventDefault();
    write(cell, "");
  } else if (isPlain && (event.key.length === 1 || event.key === "Dead" || event.key === "Process")) {
    open(cell, { anew: true }); // the key itself goes into the input that has the focus now
  }
}

function onKeyInInput(event, cell) {
  const takesArrows = !event.target.list && (event.key === "ArrowUp" || event.key === "ArrowDown");
  if (event.key === "Escape") {
    event.stopPropagation();
    close(cell, { keep: false });
    focus(cell);
  } else if (takesArrows) {
    event.preventDefault();
    go(cell, arrows[event.key](cell));
  }
}

table.addEventListener("keydown", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell || event.isComposing) return;
  if (event.key !== "Escape" && event.key !== "Tab" && event.key !== "Shift") isFree = false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    event.stopPropagation();
    close(cell);
    focus(cell);
    save(cell.parentElement, { left: true });
  } else if (event.key === "Tab") onTab(event, cell);
  else if (event.key === "Enter") onEnter(event, cell);
  else if (event.target === cell) onKeyInCell(event, cell);
  else onKeyInInput(event, cell);
});

let lastRow = null;

table.addEventListener("focusin", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell || event.target !== cell) return;
  if (cell.parentElement !== lastRow) roving(cell);
  else for (const other of cell.parentElement.querySelectorAll('.cell[tabindex="0"]')) if (other !== cell) other.tabIndex = -1;
  lastRow = cell.parentElement;
});

table.addEventListener("focusout", (event) => {
  const cell = event.target.closest(".cell");
  const row = event.target.closest(".shot-row");
  if (cell && event.target !== cell) close(cell);
  if (row && !row.contains(event.relatedTarget)) setTimeout(() => row.contains(document.activeElement) || save(row, { left: true }));
});

table.addEventListener("mousedown", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell || event.target.closest(".cell-input, a, button")) return;
  if (cell === document.activeElement) {
    event.preventDefault();
    open(cell);
  } else {
    cell.tabIndex = -1;
    home = null;
  }
});
