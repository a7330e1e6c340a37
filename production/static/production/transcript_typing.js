// A cell is opened and typed in.

import { close, draftKey, drafts, lastStep, typed } from "./transcript_drafts.js";
import { attach, cell, choose, editor, fit, list, stored, words } from "./transcript_rows.js";

const labels = { text: words.text, speaker: words.speaker, line: words.line };

export function open(row, field, caret) {
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
