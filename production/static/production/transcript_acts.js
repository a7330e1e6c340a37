// What is done with a cue: parted, merged, deleted, confirmed, settled.

import { close, draftKey, draftOf, drafts, post, putAll, save, shelve, tell } from "./transcript_drafts.js";
import { announce, choose, editor, note, rowOf, showDraft, words } from "./transcript_rows.js";
import { open } from "./transcript_typing.js";

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

export const acts = {
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

export async function stillRight(row) {
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
export function settle(row, theirs) {
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
