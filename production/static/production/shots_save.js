// What was typed into a row is sent, and the answer put in its place.

import { ownHeaders } from "./app.js";
import { announce, begin, blank, cellOf, cellsOf, focus, isDirty, isTyping, note, roving, rows, say, valueOf, values, words } from "./shots_cells.js";

const REST = 1200; // without a key, and a row is saved
const AGAIN = 4000; // without a connection, until the next try
const PATIENCE = 20000; // until an answer counts as lost

/** What is typed into a cell; the value that the server knows is remembered beside it. */
export function write(cell, text) {
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

const waits = new WeakMap(); // row: timer
const sending = new WeakSet();

function rest(row, after = REST) {
  clearTimeout(waits.get(row));
  waits.set(row, setTimeout(() => save(row), after));
}

let turn = Promise.resolve(); // one after the other: new shots take their numbers in the order of their rows

/** Send a row if something in it isn't saved, and put the answer in its place. */
export function save(row, { left = false } = {}) {
  clearTimeout(waits.get(row));
  if (!row.isConnected || !isDirty(row) || row.querySelector(".cell[data-theirs]")) return; // a conflict waits for a choice
  // a new row is complete when one leaves it; an old one is saved at rest too
  if (sending.has(row) || isTyping(row) || (!row.dataset.url && !left && row.contains(document.activeElement))) return rest(row);
  sending.add(row);
  const sent = values(row);
  turn = turn.then(() => send(row, sent));
  return turn;
}

async function send(row, sent) {
  const data = { ...sent, version: row.dataset.version ?? "" };
  if (!row.dataset.url) data.form_key = row.dataset.key;
  try {
    if (!row.isConnected) return; // deleted while it waited for its turn
    const { parts, status } = await post(row.dataset.url ?? words.add, data, { signal: AbortSignal.timeout(PATIENCE) });
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

export async function post(url, data, options = {}) {
  const form = new FormData();
  form.set(words.of, words.owner);
  for (const [name, value] of Object.entries(data)) form.set(name, value);
  const answer = await fetch(url, { method: "POST", body: form, headers: ownHeaders(), credentials: "same-origin", ...options });
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { parts, status: answer.status };
}

export function rowIn(parts) {
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

export function tell(parts) {
  const progress = parts.getElementById("shots-progress");
  if (progress) document.getElementById("shots-progress").textContent = progress.textContent.trim();
  const said = parts.getElementById("shots-said")?.textContent.trim();
  if (said) announce(said);
}

const saveAll = () => rows().forEach((row) => save(row, { left: true }));

addEventListener("online", saveAll);
addEventListener("beforeunload", (event) => {
  if (rows().some((row) => isDirty(row) || isTyping(row))) event.preventDefault();
});

/** After a conflict: send the row once more, with what was typed or with what the other wrote. */
export function settle(row, theirs) {
  const both = cellsOf(row).filter((cell) => "theirs" in cell.dataset);
  for (const cell of both) {
    cell.dataset.was ??= cell.dataset.theirs;
    if (theirs) cell.querySelector(".cell-value").textContent = cell.dataset.theirs === "–" ? "" : cell.dataset.theirs;
    delete cell.dataset.theirs;
  }
  focus(both[0]);
  save(row, { left: true });
}
