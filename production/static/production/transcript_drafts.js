// What was typed and isn't saved: it is kept by the browser, sent, and what the server answers is put
// in its place.

import { ownHeaders } from "./app.js";
import { announce, attach, cell, choose, editor, insert, note, restTools, roving, rowOf, showDraft, stored, tools, words } from "./transcript_rows.js";

const REST = 1500; // without a key, and what was typed is saved
const AGAIN = 4000; // without a connection, until the next try
const PATIENCE = 20000; // until an answer counts as lost
const LATER = 30000; // where the server itself failed

export const drafts = new Map(); // "12/text": what was read, what was typed, how far it has come
const turns = new Map(); // by cue: the last of what is sent about it
const others = []; // lines of a translation that isn't beside the original now: they wait until it is

const shelf = `rodaje:transcript:${document.body.dataset.reader}:${words.base}`;

/** The browser keeps it too, until the server has it: a closed lid, a reload. */
export function shelve() {
  const kept = [...others, ...[...drafts.values()].map(({ timer, sending, held, ...draft }) => draft)];
  try {
    if (kept.length) localStorage.setItem(shelf, JSON.stringify(kept));
    else localStorage.removeItem(shelf);
  } catch {
    // full, or forbidden: it stays in the page
  }
}

export function unshelve() {
  try {
    for (const draft of JSON.parse(localStorage.getItem(shelf)) ?? []) {
      if (draft.field === "line" && draft.with !== words.with) {
        others.push(draft);
        continue;
      }
      drafts.set(`${draft.row}/${draft.field}`, { ...draft, onto: "", timer: 0 });
      if (rowOf(draft.row)) showDraft(rowOf(draft.row), draft);
    }
  } catch {
    // nothing that can be read
  }
  saveAll();
}

export const draftKey = (row, field) => `${row.dataset.cue}/${field}`;

export function draftOf(row, field) {
  const version = field === "line" ? cell(row, field).dataset.version : row.dataset.version;
  return { row: row.dataset.cue, field, with: words.with, was: stored(row, field), version, wording: row.dataset.wording, onto: "", timer: 0 };
}

export function typed(row, field, text) {
  const key = draftKey(row, field);
  const draft = drafts.get(key) ?? draftOf(row, field);
  clearTimeout(draft.timer);
  draft.text = text;
  draft.held = false;
  const isSame = text === draft.was && !draft.sending;
  if (isSame) drafts.delete(key);
  else drafts.set(key, draft);
  note(row, isSame ? "" : words.unsaved);
  if (!isSame && field !== "speaker") draft.timer = setTimeout(() => save(key), REST);
  shelve();
}

const address = ({ row, field }) => (field === "line" ? `${words.lines}${row}/` : `${words.base}cues/${row}/${field}/`);

export async function save(key) {
  const draft = drafts.get(key);
  if (!draft || draft.sending || draft.held) return draft?.sending;
  clearTimeout(draft.timer);
  draft.sending = inTurn(draft.row, () => send(key, draft)).finally(() => (draft.sending = null));
  return draft.sending;
}

/** One after the other about each cue: no answer shows what is older than the one before it. */
function inTurn(row, how) {
  const turn = (turns.get(row) ?? Promise.resolve()).then(how, how);
  turns.set(row, turn);
  return turn;
}

async function send(key, draft) {
  const sent = draft.text;
  const { was, version, wording, onto } = draft;
  try {
    const { parts, status, said } = await post(address(draft), { text: sent, was, version, wording, onto }, { signal: AbortSignal.timeout(PATIENCE) });
    if (status === 200) settled(key, draft, sent, parts, said);
    else kept(draft, parts, status, said);
    return status === 200;
  } catch (error) {
    const isLost = error instanceof TypeError || error.name === "TimeoutError"; // fetch: no connection
    note(rowOf(draft.row), isLost ? words.lost : words.failed, true);
    draft.timer = setTimeout(() => save(key), isLost ? AGAIN : LATER);
    return false;
  }
}

/** Saved; what was typed since it was sent goes on from there. */
function settled(key, draft, sent, parts, said) {
  const fresh = [...parts.querySelectorAll(".cue")].find((row) => row.dataset.cue === draft.row);
  const isOn = draft.text !== sent;
  if (!isOn) drafts.delete(key);
  if (fresh) {
    const next = draftOf(fresh, draft.field);
    Object.assign(draft, { was: next.was, version: next.version, wording: next.wording });
  }
  draft.onto = said.dataset.step ?? "";
  lastStep.set(key, draft.onto);
  putAll(parts);
  note(rowOf(draft.row), isOn ? words.unsaved : "");
  if (isOn) draft.timer = setTimeout(() => save(key), REST);
  else tell(said);
  shelve();
}

/** Not taken: it waits for a choice, or for other words. */
function kept(draft, parts, status, said) {
  draft.held = true;
  const text = said.querySelector("[data-words]").textContent;
  if (status === 409 && parts.querySelector(".cue")) close(rowOf(draft.row), { keep: true });
  putAll(parts);
  if (status === 422) note(rowOf(draft.row), `${words.refused} ${text}`, true);
  shelve();
  if (said.dataset.gone) tell(said); // the row is gone, and what was typed stands in the notice
}

export const lastStep = new Map(); // the step that typing on in the same cell goes on with

export async function post(url, data, options = {}) {
  const form = new FormData();
  form.set("answer", "rows");
  if (words.with) form.set("with", words.with);
  for (const [name, value] of Object.entries(data)) if (value !== undefined) form.set(name, value);
  const answer = await fetch(url, { method: "POST", body: form, headers: ownHeaders(), credentials: "same-origin", ...options });
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = parts.getElementById("cue-said");
  if (!said) throw new Error(answer.status); // the login, a page of the proxy
  return { parts, status: answer.status, said };
}

const saveAll = () => Promise.all([...drafts.keys()].map(save));

addEventListener("online", saveAll);
addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});

export function putAll(parts) {
  const said = parts.getElementById("cue-said");
  for (const key of (said.dataset.gone ?? "").split(" ").filter(Boolean)) takeAway(key);
  for (const fresh of parts.querySelectorAll(".cue")) put(fresh);
  roving();
}

function takeAway(key) {
  const row = rowOf(key);
  if (!row) return;
  if (row.contains(tools)) restTools();
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const had = row.contains(document.activeElement);
  row.remove();
  for (const name of [...drafts.keys()]) if (name.startsWith(`${key}/`)) drafts.delete(name);
  if (had && next?.matches(".cue")) choose(next, { focus: true });
}

/** A row as the server has it, in its place; what is being typed in it goes on. */
function put(fresh) {
  const old = document.getElementById(fresh.id);
  const input = editor(old);
  const had = old?.contains(document.activeElement) ? document.activeElement : null;
  const caret = input && had === input ? [input.selectionStart, input.selectionEnd] : null;
  const isChosen = old?.classList.contains("is-chosen");
  if (isChosen) restTools();
  if (old) old.replaceWith(fresh);
  else insert(fresh);
  for (const [key, draft] of drafts) if (key.startsWith(`${fresh.dataset.cue}/`)) showDraft(fresh, draft);
  if (input) attach(fresh, input);
  if (isChosen) choose(fresh, { focus: Boolean(had) && !caret });
  if (caret) {
    input.focus({ preventScroll: true });
    input.setSelectionRange(...caret);
  }
}

/** Leave the cell. What was typed is sent, or, with Escape, what isn't saved yet is let go. */
export function close(row, { keep = true, focus = false } = {}) {
  const input = editor(row);
  if (!input) return;
  const field = input.dataset.of;
  const key = draftKey(row, field);
  input.remove();
  const where = cell(row, field);
  where.hidden = false;
  const draft = drafts.get(key);
  lastStep.delete(key);
  if (draft && !keep && !draft.sending) {
    clearTimeout(draft.timer);
    drafts.delete(key);
    shelve();
    note(row, "");
  } else if (draft) {
    showDraft(row, draft);
    save(key);
  }
  if (focus) row.focus({ preventScroll: true });
}

export function tell(said, anyway) {
  if ("reload" in said.dataset) return location.reload();
  const text = said.querySelector("[data-words]")?.textContent.trim() || words.saved;
  const undo = said.querySelector("[data-undo-step]");
  if ("asks" in said.dataset && anyway) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: words.mergeAnyway });
    button.onclick = anyway;
    return announce(text, button);
  }
  if (undo) undo.onclick = () => takeBack(undo.dataset.undoStep);
  return announce(text, ...(undo ? [undo] : []));
}

async function takeBack(url) {
  try {
    const { parts, said } = await post(url, {});
    putAll(parts);
    tell(said);
  } catch {
    announce(document.body.dataset.lost);
  }
}
