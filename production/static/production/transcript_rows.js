// The rows of a transcript: where each stands, which one is chosen, and what is said of them.

import { rowsOf } from "./cue_window.js";

export const list = document.getElementById("cues");
export const words = list?.dataset ?? {};
export const tools = document.getElementById("cue-tools");
export const notice = document.getElementById("cues-notice");

export const cell = (row, field) => row?.querySelector(`[data-field="${field}"]:not(.cue-conflict)`);
export const stored = (row, field) => (field === "speaker" ? cell(row, field).dataset.name : cell(row, field).textContent);
export const rowOf = (key) => document.getElementById(`cue-${key}`);
export const editor = (row) => row?.querySelector(".cue-input");

export function note(row, text, isBad = false) {
  row?.querySelector(".cue-note")?.remove();
  if (!row || !text) return;
  const line = document.createElement("p");
  line.className = `cue-note${isBad ? " is-bad" : ""}`;
  line.textContent = text;
  row.append(line);
}

export function showDraft(row, draft) {
  const where = cell(row, draft.field);
  if (draft.text === undefined || !where || row.querySelector(".cue-conflict")) return;
  where.textContent = draft.text;
  where.classList.add("is-unsaved");
}

const placeOf = (row) => row.dataset.place.split("-").map(Number);

export function insert(fresh) {
  const [frame, key] = placeOf(fresh);
  const after = rowsOf().find((row) => {
    const [otherFrame, other] = placeOf(row);
    return otherFrame > frame || (otherFrame === frame && other > key);
  });
  const end = list.querySelector('.cues-more[data-more="after"]');
  if (after) after.before(fresh);
  else if (end) return; // it belongs to rows that haven't come in yet
  else list.append(fresh);
}

/** From outside, Tab reaches one row and what stands in it; the others are reached by the arrows. */
export function roving() {
  const chosen = list.querySelector(".cue.is-chosen") ?? rowsOf()[0];
  for (const row of rowsOf()) {
    const index = row === chosen ? 0 : -1;
    if (row.tabIndex === index && row.hasAttribute("tabindex")) continue;
    row.tabIndex = index;
    for (const link of row.querySelectorAll("a")) link.tabIndex = index;
  }
}

export function restTools() {
  tools.hidden = true;
  list.after(tools);
}

export function choose(row, { focus = false } = {}) {
  if (!row) return;
  const before = list.querySelector(".cue.is-chosen");
  if (before !== row) {
    before?.classList.remove("is-chosen");
    row.classList.add("is-chosen");
    roving();
  }
  if (!row.contains(tools)) {
    row.append(tools);
    tools.hidden = false;
    tools.querySelector('[data-act="times"]').href = `${words.base}cues/${row.dataset.cue}/`;
    tools.querySelector('[data-act="shift"]').href = `${words.base}shift/?start=${row.dataset.cue}`;
  }
  if (focus) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
}

export function attach(row, input) {
  const where = cell(row, input.dataset.of);
  where.hidden = true;
  where.after(input);
}

export function fit(input) {
  if (input.tagName !== "TEXTAREA") return;
  input.rows = 1;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

export function announce(text, ...more) {
  const line = document.createElement("span");
  line.textContent = text;
  notice.replaceChildren(line, ...more);
}
