// A shot is moved among those of its scene.

import { announce, body, words } from "./shots_cells.js";
import { post } from "./shots_save.js";

export async function place(row, back) {
  const next = row.nextElementSibling?.dataset.shot ?? "";
  try {
    const { status } = await post(row.dataset.url.replace(/row\/$/, "move/"), { before: next });
    if (status !== 204) throw new Error(status);
  } catch {
    back();
    announce(words.failed);
  }
}

export async function shift(row, isDown) {
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
