// Rows of a spreadsheet are looked at, then taken, and can be taken back.

import { announce, blank, body, cellOf, focus, roving, rows, table, valueOf, words } from "./shots_cells.js";
import { close } from "./shots_keys.js";
import { post, save, tell, write } from "./shots_save.js";

const dialog = document.getElementById("shots-paste");

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
