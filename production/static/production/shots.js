// The table of shots, typed into as into a spreadsheet. Each row is saved by itself: when one leaves
// it, or rests. The server answers with the row. What it can't take, or can't be told, stays where it
// was typed, marked, and is sent again.

import { csrfToken } from "./app.js";

const table = document.getElementById("shot-table");
const body = table.tBodies[0];
const words = table.dataset;
const live = document.getElementById("shots-say");
const notice = document.getElementById("shots-notice");
const dialog = document.getElementById("shots-paste");
const REST = 1200; // without a key, and a row is saved
const AGAIN = 4000; // without a connection, until the next try

const say = (text) => {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
};

const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

// Cells -----------------------------------------------------------------------------------------

const cellsOf = (row) => [...row.querySelectorAll(".cell")];
const rows = () => [...body.querySelectorAll(".shot-row:not(.is-gone)")];
const valueOf = (cell) => cell.querySelector(".cell-value").textContent.trim();
const cellOf = (row, name) => row?.querySelector(`[data-field="${name}"]`);
const isDirty = (row) => Boolean(row.querySelector("[data-was]"));
const values = (row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.field, valueOf(cell)]));

function focus(cell) {
  if (!cell) return;
  cell.tabIndex = 0;
  cell.focus();
}

/** What is typed into a cell; the value that the server knows is remembered beside it. */
function write(cell, text) {
  const before = valueOf(cell);
  if (text === before) return;
  const row = cell.parentElement;
  const isNew = row === blank();
  cell.dataset.was ??= before;
  cell.querySelector(".cell-value").textContent = text;
  cell.querySelector(".cell-error, .cell-theirs")?.remove();
  cell.removeAttribute("aria-invalid");
  if (cell.dataset.was === text && !("theirs" in cell.dataset)) delete cell.dataset.was;
  delete cell.dataset.theirs;
  if (isNew) begin(row);
  note(row, isDirty(row) ? words.unsaved : "");
  rest(row);
}

// The blank row at the end ----------------------------------------------------------------------

const blank = () => {
  const last = body.lastElementChild;
  return last?.classList.contains("is-blank") && !isDirty(last) ? last : null;
};

function addBlank() {
  if (blank()) return;
  body.append(document.getElementById("shot-blank").content.querySelector("tr").cloneNode(true));
  roving();
}

/** Typing has begun in the blank row: it takes the category of the row above, and another follows it. */
function begin(row) {
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
function roving(at = body.querySelector('.cell[tabindex="0"]') ?? body.querySelector(".cell")) {
  for (const part of body.querySelectorAll("a, button, .cell[tabindex]")) {
    part.tabIndex = part === at || (!part.matches(".cell") && part.closest(".shot-row").contains(at)) ? 0 : -1;
  }
  if (at) at.tabIndex = 0;
}

// Saving ----------------------------------------------------------------------------------------

const waits = new WeakMap(); // row: timer
const sending = new WeakSet();

function rest(row, after = REST) {
  clearTimeout(waits.get(row));
  waits.set(row, setTimeout(() => save(row), after));
}

function note(row, text) {
  const acts = row.querySelector(".shot-acts");
  acts.querySelector(".shot-note")?.remove();
  if (!text) return;
  const line = document.createElement("span");
  line.className = "shot-note";
  line.textContent = text;
  acts.prepend(line);
}

const isTyping = (row) => Boolean(row.querySelector(".cell-input"));

/** Send a row if something in it isn't saved, and put the answer in its place. */
async function save(row, { left = false } = {}) {
  clearTimeout(waits.get(row));
  if (!row.isConnected || !isDirty(row) || row.querySelector(".cell[data-theirs]")) return; // a conflict waits for a choice
  // a new row is complete when one leaves it; an old one is saved at rest too
  if (sending.has(row) || isTyping(row) || (!row.dataset.url && !left && row.contains(document.activeElement))) return rest(row);
  const sent = values(row);
  const data = { ...sent, version: row.dataset.version ?? "" };
  if (!row.dataset.url) data.form_key = row.dataset.key;
  sending.add(row);
  try {
    const { parts, status } = await post(row.dataset.url ?? words.add, data);
    const fresh = rowIn(parts);
    take(row, fresh, sent, status);
    tell(parts);
  } catch {
    note(row, words.lost);
    say(words.lost);
    rest(row, AGAIN);
  } finally {
    sending.delete(row);
  }
}

async function post(url, data) {
  const form = new FormData();
  form.set(words.of, words.owner);
  for (const [name, value] of Object.entries(data)) form.set(name, value);
  const answer = await fetch(url, { method: "POST", body: form, headers: { "X-CSRFToken": csrfToken() }, credentials: "same-origin" });
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { parts, status: answer.status };
}

function rowIn(parts) {
  const row = parts.querySelector("tr.shot-row");
  if (!row) throw new Error("no row"); // the login, a page of the proxy
  return row;
}

/** The row as the server has it; what was typed since it was sent is kept. */
function take(row, fresh, sent, status) {
  const isSaved = status === 200;
  for (const name of ["id", "class", "data-shot", "data-url", "data-version"]) {
    if (fresh.hasAttribute(name)) row.setAttribute(name, fresh.getAttribute(name));
  }
  for (const cell of cellsOf(fresh)) takeCell(cellOf(row, cell.dataset.field), cell, sent, isSaved);
  for (const part of [".shot-grip", ".shot-acts"]) {
    row.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
  }
  roving();
  if (isSaved) {
    note(row, isDirty(row) ? words.unsaved : "");
    if (isDirty(row)) rest(row);
    say(words.saved);
  } else {
    const text = status === 409 ? words.conflict : words.refused;
    note(row, text);
    say(text);
  }
}

function takeCell(cell, fresh, sent, isSaved) {
  const typedSince = cell.querySelector(".cell-input") || valueOf(cell) !== sent[cell.dataset.field];
  if (typedSince) {
    if (isSaved) cell.dataset.was = valueOf(fresh);
    return;
  }
  for (const name of ["aria-invalid", "data-theirs"]) {
    if (fresh.hasAttribute(name)) cell.setAttribute(name, fresh.getAttribute(name));
    else cell.removeAttribute(name);
  }
  cell.replaceChildren(...fresh.childNodes);
  if (isSaved) delete cell.dataset.was;
  else if (fresh.hasAttribute("aria-invalid")) cell.dataset.was ??= "";
}

function tell(parts) {
  const progress = parts.getElementById("shots-progress");
  if (progress) document.getElementById("shots-progress").textContent = progress.textContent.trim();
  const said = parts.getElementById("shots-said")?.textContent.trim();
  if (said) announce(said);
}

function announce(text, ...more) {
  const line = document.createElement("span");
  line.textContent = text;
  notice.replaceChildren(line, ...more);
  say(text);
}

const saveAll = () => rows().forEach((row) => save(row, { left: true }));

addEventListener("online", saveAll);
addEventListener("beforeunload", (event) => {
  if (rows().some((row) => isDirty(row) || isTyping(row))) event.preventDefault();
});

// Typing ----------------------------------------------------------------------------------------

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

function close(cell, { keep = true } = {}) {
  const input = cell.querySelector(".cell-input");
  if (!input || !cell.classList.contains("is-typed")) return; // taking the input away closes the cell once more
  const text = input.value.trim().replace(/\s+/g, " ");
  cell.classList.remove("is-typed");
  input.remove();
  for (const part of cell.childNodes) part.hidden = false;
  if (keep) write(cell, text);
}

// Moving ----------------------------------------------------------------------------------------

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

// A row's buttons -------------------------------------------------------------------------------

const acts = {
  async copy(row, url) {
    await save(row, { left: true });
    const { parts } = await post(url, { answer: "row", form_key: newKey() });
    const fresh = rowIn(parts);
    row.after(fresh);
    tell(parts);
    focus(cellOf(fresh, "description"));
  },
  async bin(row, url) {
    const { parts } = await post(url, { answer: "row" });
    const gone = rowIn(parts);
    row.replaceWith(gone);
    gone.querySelector("button").focus();
    say(gone.textContent.trim());
  },
  async restore(row, url) {
    const { parts } = await post(url, { answer: "row" });
    const fresh = rowIn(parts);
    row.replaceWith(fresh);
    tell(parts);
    focus(cellOf(fresh, "description"));
  },
};

table.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  const row = button?.closest(".shot-row");
  if (!row) return;
  const act = button.dataset.act ?? ("restore" in button.dataset ? "restore" : "");
  if (act) {
    event.preventDefault();
    await acts[act](row, button.dataset.restore ?? button.formAction).catch(() => announce(words.failed));
    roving();
  } else if ("keep" in button.dataset) settle(row, false);
  else if ("theirs" in button.dataset) settle(row, true);
});

/** After a conflict: send the row once more, with what was typed or with what the other wrote. */
function settle(row, theirs) {
  const both = cellsOf(row).filter((cell) => "theirs" in cell.dataset);
  for (const cell of both) {
    cell.dataset.was ??= cell.dataset.theirs;
    if (theirs) cell.querySelector(".cell-value").textContent = cell.dataset.theirs === "–" ? "" : cell.dataset.theirs;
    delete cell.dataset.theirs;
  }
  focus(both[0]);
  save(row, { left: true });
}

// Order -----------------------------------------------------------------------------------------

async function place(row, back) {
  const next = row.nextElementSibling?.dataset.shot ?? "";
  try {
    const { status } = await post(row.dataset.url.replace(/row\/$/, "move/"), { before: next });
    if (status !== 204) throw new Error(status);
  } catch {
    back();
    announce(words.failed);
  }
}

async function shift(row, isDown) {
  const neighbour = isDown ? row.nextElementSibling : row.previousElementSibling;
  if (!row.dataset.url || !neighbour?.dataset.shot) return;
  const sibling = row.nextElementSibling;
  if (isDown) neighbour.after(row);
  else neighbour.before(row);
  await place(row, () => sibling.before(row));
}

body.addEventListener("keydown", (event) => {
  const handle = event.target.closest(".shot-handle");
  if (!handle || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  shift(handle.closest(".shot-row"), event.key === "ArrowDown").then(() => handle.focus());
});

const { default: Sortable } = await import(words.sortable);
let sibling;
Sortable.create(body, {
  draggable: ".shot-row[data-shot]",
  handle: ".shot-handle",
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
  ghostClass: "is-ghost",
  onStart: (event) => (sibling = event.item.nextElementSibling),
  onEnd: (event) => event.oldIndex === event.newIndex || place(event.item, () => body.insertBefore(event.item, sibling)),
});

// Pasting ---------------------------------------------------------------------------------------

table.addEventListener("copy", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell || event.target !== cell || !getSelection().isCollapsed) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", valueOf(cell));
});

table.addEventListener("paste", (event) => {
  const cell = event.target.closest(".cell");
  const text = event.clipboardData.getData("text/plain");
  const isBlock = /[\t\n]/.test(text.replace(/\r?\n$/, ""));
  if (!cell || (event.target !== cell && !isBlock)) return;
  event.preventDefault();
  close(cell, { keep: false });
  if (isBlock) preview(cell, text);
  else write(cell, text.trim());
});

/** Show what would become of each row; nothing is saved yet. */
async function preview(cell, text) {
  const all = rows();
  const onto = all.slice(all.indexOf(cell.parentElement)).filter((row) => row.dataset.shot);
  await Promise.all(onto.map((row) => save(row, { left: true })));
  const data = { text, at: cell.dataset.field, onto: JSON.stringify(onto.map((row) => [Number(row.dataset.shot), Number(row.dataset.version)])) };
  const ask = async (more) => {
    const { parts, status } = await post(words.paste, { ...data, ...more });
    if (parts.querySelector(".shot-row, #shots-undo")) return taken(parts);
    if (!parts.getElementById("shots-paste-title")) throw new Error(status);
    dialog.replaceChildren(...parts.body.childNodes);
    dialog.querySelector("[data-close]").onclick = () => dialog.close();
    const button = dialog.querySelector("[data-take]");
    if (button) button.onclick = () => ask({ take: "yes" }).catch(failed);
    if (!dialog.open) dialog.showModal();
    (button ?? dialog.querySelector("[data-close]")).focus();
  };
  await ask({}).catch(failed);
}

function failed() {
  if (dialog.open) dialog.close();
  announce(words.failed);
}

/** The rows as they are saved now, each in its place, and the way back. */
function taken(parts) {
  if (dialog.open) dialog.close();
  const undo = parts.getElementById("shots-undo");
  put(parts);
  tell(parts);
  if (!undo) return;
  undo.onclick = async () => {
    const { parts: back, status } = await post(words.undo, { taken: undo.dataset.taken });
    put(back);
    tell(back);
    if (status !== 200 && !back.getElementById("shots-said")) announce(words.failed);
  };
  announce(words.saved, undo);
}

function put(parts) {
  for (const key of (parts.getElementById("shots-said")?.dataset.gone ?? "").split(",")) {
    if (key) document.getElementById(`shot-${key}`)?.remove();
  }
  let last;
  for (const fresh of parts.querySelectorAll("tr")) {
    const now = document.getElementById(fresh.id);
    if (now) now.replaceWith(fresh);
    else if (blank()) blank().before(fresh);
    else body.append(fresh);
    last = fresh;
  }
  roving();
  focus(cellOf(last ?? blank(), "description"));
}

addBlank();
