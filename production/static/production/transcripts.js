// A transcript that is worked on in place: words, speakers and lines of a translation are typed where
// they stand, cues are parted and merged. What was typed is sent when it rests or is left; what the
// server can't be told, or won't take, stays where it was typed and is sent again.

import { more, onRows } from "./cue_window.js";
import { follows } from "./keys.js";
import { acts, settle, stillRight } from "./transcript_acts.js";
import { close, draftKey, save, unshelve } from "./transcript_drafts.js";
import { cell, choose, editor, list, notice, roving, rowOf, tools } from "./transcript_rows.js";
import { open } from "./transcript_typing.js";

// Keys ------------------------------------------------------------------------------------------

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
  if (follows() || !moves[event.key]) return;
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

if (list) {
  unshelve();
  onRows(roving);
  roving();
  const there = location.hash && document.querySelector(`.cue${CSS.escape(location.hash).replace("\\#", "#")}`);
  if (there) choose(there, { focus: true });
}
