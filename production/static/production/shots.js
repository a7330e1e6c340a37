// The table of shots, typed into as into a spreadsheet. Each row is saved by itself: when one leaves
// it, or rests. The server answers with the row. What it can't take, or can't be told, stays where it
// was typed, marked, and is sent again.

import { addBlank, announce, body, cellOf, focus, newKey, roving, say, table, words } from "./shots_cells.js";
import { place } from "./shots_order.js";
import { post, rowIn, save, settle, tell } from "./shots_save.js";
import "./shots_keys.js";
import "./shots_paste.js";

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

// Order -----------------------------------------------------------------------------------------

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

addBlank();
