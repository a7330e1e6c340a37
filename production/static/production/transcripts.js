// A transcript that is worked on in place: words, speakers and lines of a translation are typed where
// they stand, cues are parted and merged. What was typed is sent when it rests or is left; what the
// server can't be told, or won't take, stays where it was typed and is sent again.

import { csrfToken } from "./app.js";
import { more, onRows, rowsOf } from "./cue_window.js";

const list = document.getElementById("cues");
const words = list?.dataset ?? {};
const tools = document.getElementById("cue-tools");
const notice = document.getElementById("cues-notice");
const REST = 1500; // without a key, and what was typed is saved
const AGAIN = 4000; // without a connection, until the next try
const LATER = 30000; // where the server itself failed

const cell = (row, field) => row?.querySelector(`[data-field="${field}"]:not(.cue-conflict)`);
const stored = (row, field) => (field === "speaker" ? cell(row, field).dataset.name : cell(row, field).textContent);
const rowOf = (key) => document.getElementById(`cue-${key}`);
const editor = (row) => row?.querySelector(".cue-input");

// What was typed and isn't saved ----------------------------------------------------------------

const drafts = new Map(); // "12/text": what was read, what was typed, how far it has come
const others = []; // lines of a translation that isn't beside the original now: they wait until it is

const shelf = `rodaje:transcript:${words.user}:${words.base}`;

/** The browser keeps it too, until the server has it: a closed lid, a reload. */
function shelve() {
  const kept = [...others, ...[...drafts.values()].map(({ timer, sending, held, ...draft }) => draft)];
  try {
    if (kept.length) localStorage.setItem(shelf, JSON.stringify(kept));
    else localStorage.removeItem(shelf);
  } catch {
    // full, or forbidden: it stays in the page
  }
}

function unshelve() {
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

const draftKey = (row, field) => `${row.dataset.cue}/${field}`;

function draftOf(row, field) {
  const version = field === "line" ? cell(row, field).dataset.version : row.dataset.version;
  return { row: row.dataset.cue, field, with: words.with, was: stored(row, field), version, wording: row.dataset.wording, onto: "", timer: 0 };
}

function typed(row, field, text) {
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

function note(row, text, isBad = false) {
  row?.querySelector(".cue-note")?.remove();
  if (!row || !text) return;
  const line = document.createElement("p");
  line.className = `cue-note${isBad ? " is-bad" : ""}`;
  line.textContent = text;
  row.append(line);
}

const address = ({ row, field }) => (field === "line" ? `${words.lines}${row}/` : `${words.base}cues/${row}/${field}/`);

async function save(key) {
  const draft = drafts.get(key);
  if (!draft || draft.sending || draft.held) return draft?.sending;
  clearTimeout(draft.timer);
  draft.sending = send(key, draft).finally(() => (draft.sending = null));
  return draft.sending;
}

async function send(key, draft) {
  const sent = draft.text;
  const { was, version, wording, onto } = draft;
  try {
    const { parts, status, said } = await post(address(draft), { text: sent, was, version, wording, onto });
    if (status === 200) settled(key, draft, sent, parts, said);
    else kept(draft, parts, status, said);
    return status === 200;
  } catch (error) {
    const isLost = error instanceof TypeError; // fetch: no connection
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

const lastStep = new Map(); // the step that typing on in the same cell goes on with

async function post(url, data) {
  const form = new FormData();
  form.set("answer", "rows");
  if (words.with) form.set("with", words.with);
  for (const [name, value] of Object.entries(data)) if (value !== undefined) form.set(name, value);
  const answer = await fetch(url, { method: "POST", body: form, headers: { "X-CSRFToken": csrfToken() }, credentials: "same-origin" });
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

// Rows ------------------------------------------------------------------------------------------

function putAll(parts) {
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

function showDraft(row, draft) {
  const where = cell(row, draft.field);
  if (draft.text === undefined || !where || row.querySelector(".cue-conflict")) return;
  where.textContent = draft.text;
  where.classList.add("is-unsaved");
}

const placeOf = (row) => row.dataset.place.split("-").map(Number);

function insert(fresh) {
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
function roving() {
  const chosen = list.querySelector(".cue.is-chosen") ?? rowsOf()[0];
  for (const row of rowsOf()) {
    const index = row === chosen ? 0 : -1;
    if (row.tabIndex === index && row.hasAttribute("tabindex")) continue;
    row.tabIndex = index;
    for (const link of row.querySelectorAll("a")) link.tabIndex = index;
  }
}

function restTools() {
  tools.hidden = true;
  list.after(tools);
}

function choose(row, { focus = false } = {}) {
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

// Typing ----------------------------------------------------------------------------------------

const labels = { text: words.text, speaker: words.speaker, line: words.line };

function open(row, field, caret) {
  if (!row || !cell(row, field) || row.querySelector(".cue-conflict")) return;
  for (const other of list.querySelectorAll(".cue-input")) close(other.closest(".cue"), { keep: true });
  choose(row);
  const input = document.createElement(field === "speaker" ? "input" : "textarea");
  input.className = "cue-input form-control";
  input.dataset.of = field;
  input.setAttribute("aria-label", labels[field]);
  input.autocomplete = "off";
  if (field === "speaker") input.setAttribute("list", "speaker-names");
  else input.lang = cell(row, field).lang;
  input.value = drafts.get(draftKey(row, field))?.text ?? stored(row, field);
  attach(row, input);
  fit(input);
  input.focus();
  const at = caret ?? input.value.length;
  if (field === "speaker") input.select();
  else input.setSelectionRange(at, at);
}

function attach(row, input) {
  const where = cell(row, input.dataset.of);
  where.hidden = true;
  where.after(input);
}

function fit(input) {
  if (input.tagName !== "TEXTAREA") return;
  input.rows = 1;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

/** Leave the cell. What was typed is sent, or, with Escape, what isn't saved yet is let go. */
function close(row, { keep = true, focus = false } = {}) {
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

list?.addEventListener("input", (event) => {
  const row = event.target.closest(".cue");
  if (!event.target.matches(".cue-input")) return;
  const field = event.target.dataset.of;
  fit(event.target);
  typed(row, field, event.target.value);
  const draft = drafts.get(draftKey(row, field));
  if (draft) draft.onto = lastStep.get(draftKey(row, field)) ?? "";
});

list?.addEventListener("focusout", (event) => {
  if (!event.target.matches(".cue-input")) return;
  const row = event.target.closest(".cue");
  if (row?.contains(event.relatedTarget)) return; // to the tools
  setTimeout(() => {
    const input = editor(row);
    if (input && input !== document.activeElement && row.isConnected && document.hasFocus()) close(row);
  });
});

// Keys ------------------------------------------------------------------------------------------

let going = 0; // after g a letter leads to another page

async function step(row, by) {
  let next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (next?.matches(".cues-more")) {
    await more(next);
    next = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  }
  if (!next?.matches(".cue")) return false;
  choose(next, { focus: true });
  return next;
}

const moves = {
  ArrowDown: (row) => step(row, 1),
  ArrowUp: (row) => step(row, -1),
  Enter: (row) => open(row, "text"),
  F2: (row) => open(row, "text"),
  s: (row) => open(row, "speaker"),
  t: (row) => open(row, "line"),
  m: (row) => acts.merge(row),
  Delete: (row) => acts.delete(row),
};

async function onTyping(event, row) {
  const input = event.target;
  const isCtrl = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(row, { keep: false, focus: true });
  } else if (isCtrl && event.key.toLowerCase() === "s") {
    event.preventDefault();
    event.stopPropagation();
    save(draftKey(row, input.dataset.of));
  } else if (event.key === "Enter" && isCtrl) {
    event.preventDefault();
    if (input.dataset.of === "text") acts.split(row);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    const field = input.dataset.of;
    close(row, { focus: true });
    const next = await step(rowOf(row.dataset.cue) ?? row, 1);
    if (next && field === "line") open(next, field);
  }
}

list?.addEventListener("keydown", (event) => {
  const row = event.target.closest(".cue");
  if (!row || event.isComposing) return;
  if (event.target.matches(".cue-input")) return void onTyping(event, row);
  if (event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
  const isGoing = Date.now() - going < 1500;
  if (event.key === "g") going = Date.now();
  if (isGoing || !moves[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  moves[event.key](row);
});

// Mouse and finger ------------------------------------------------------------------------------

/** Where in the text somebody pointed. */
function caretAt(where, event) {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const found = at ? [at.offsetNode, at.offset] : pointed(event);
  if (!found || !where.contains(found[0])) return undefined;
  const range = document.createRange();
  range.setStart(where, 0);
  range.setEnd(...found);
  return range.toString().length;
}

function pointed(event) {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && [range.startContainer, range.startOffset];
}

let wasChosen = false; // before the mouse went down, which brings the focus

list?.addEventListener("pointerdown", (event) => {
  wasChosen = Boolean(event.target.closest(".cue.is-chosen"));
});

list?.addEventListener("click", (event) => {
  const row = event.target.closest(".cue");
  if (!row || event.target.closest("a, button, .cue-input, .cue-conflict")) return;
  const field = event.target.closest("[data-field]")?.dataset.field;
  choose(row);
  if (field && wasChosen && !getSelection().toString()) open(row, field, caretAt(cell(row, field), event));
  else if (!editor(row)) row.focus({ preventScroll: true });
});

list?.addEventListener("dblclick", (event) => {
  const row = event.target.closest(".cue");
  const field = event.target.closest("[data-field]")?.dataset.field;
  if (!row || !field || event.target.closest(".cue-input, .cue-conflict") || editor(row)) return;
  open(row, field, caretAt(cell(row, field), event));
});

list?.addEventListener("focusin", (event) => {
  if (event.target.matches(".cue")) choose(event.target);
});

list?.addEventListener("mousedown", (event) => {
  if (event.target.closest("#cue-tools button") && editor(event.target.closest(".cue"))) event.preventDefault(); // the caret stays
});

// What is done with a cue -----------------------------------------------------------------------

/** The word that the second cue would begin with: the one at the caret. */
function wordAt(input) {
  const before = input.value.slice(0, input.selectionStart);
  const count = before.split(/\s+/).filter(Boolean).length;
  const isInside = /\S$/.test(before) && /^\S/.test(input.value.slice(input.selectionStart));
  return isInside ? count - 1 : count;
}

async function act(row, verb, data = {}) {
  const key = row.dataset.cue;
  for (const name of drafts.keys()) if (name.startsWith(`${key}/`) && !(await save(name))) return null;
  const now = rowOf(key);
  try {
    const { parts, status, said } = await post(`${words.base}cues/${key}/${verb}/`, { version: now.dataset.version, ...data });
    if (status === 200) close(now);
    putAll(parts);
    tell(said, () => act(rowOf(key), verb, { ...data, anyway: "on" }));
    return status === 200 ? parts : null;
  } catch {
    announce(document.body.dataset.lost);
    return null;
  }
}

const acts = {
  text: (row) => open(row, "text"),
  speaker: (row) => open(row, "speaker"),
  line: (row) => open(row, "line"),
  async split(row) {
    const input = editor(row);
    if (input?.dataset.of !== "text") {
      open(row, "text", 0);
      return announce(words.splitFirst);
    }
    const parts = await act(row, "split", { word: wordAt(input) });
    if (parts) choose(rowOf(row.dataset.cue)?.nextElementSibling, { focus: true });
  },
  merge: (row) => act(row, "merge"),
  delete: (row) => act(row, "delete"),
};

// U, and outside what is typed Ctrl+Z, press the Undo that is offered, as in the log and elsewhere.
document.addEventListener("keydown", (event) => {
  const undo = notice.querySelector("[data-undo-step]");
  if (!undo || event.altKey || event.shiftKey || event.repeat || event.target.closest("input, textarea, select, dialog")) return;
  const isKey = event.ctrlKey || event.metaKey ? event.key.toLowerCase() === "z" : event.key.toLowerCase() === "u";
  if (!isKey) return;
  event.preventDefault();
  undo.click();
});

tools?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) acts[button.dataset.act](button.closest(".cue"));
});

list?.addEventListener("click", async (event) => {
  const row = event.target.closest(".cue");
  if (event.target.closest("[data-confirm-line]")) await stillRight(row);
  else if (event.target.closest("[data-keep]")) settle(row, false);
  else if (event.target.closest("[data-theirs]")) settle(row, true);
});

async function stillRight(row) {
  try {
    const { parts, said } = await post(`${words.lines}${row.dataset.cue}/`, { confirm: "on", wording: row.dataset.wording });
    putAll(parts);
    tell(said);
    choose(rowOf(row.dataset.cue), { focus: true });
  } catch {
    announce(document.body.dataset.lost);
  }
}

/** After a conflict: send once more what was typed, on top of what stands there now; or let it go. */
function settle(row, theirs) {
  const { field } = row.querySelector(".cue-conflict").dataset;
  const key = draftKey(row, field);
  const mine = drafts.get(key)?.text ?? row.querySelector("[data-mine]").textContent;
  row.querySelector(".cue-conflict").remove();
  row.classList.remove("is-conflict");
  drafts.delete(key);
  shelve();
  note(row, "");
  if (!theirs) {
    const draft = { ...draftOf(row, field), text: mine };
    drafts.set(key, draft);
    showDraft(row, draft);
    save(key);
  }
  row.focus({ preventScroll: true });
}

// What is said ----------------------------------------------------------------------------------

function announce(text, ...more) {
  const line = document.createElement("span");
  line.textContent = text;
  notice.replaceChildren(line, ...more);
}

function tell(said, anyway) {
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

if (list) {
  unshelve();
  onRows(roving);
  roving();
  const there = location.hash && document.querySelector(`.cue${CSS.escape(location.hash).replace("\\#", "#")}`);
  if (there) choose(there, { focus: true });
}
