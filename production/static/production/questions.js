// Questions change places by mouse and finger; by keyboard the arrows beside each do the same.
// The server decides: its answer takes the place of the list.

import { ownHeaders, say } from "./app.js";

const touch = matchMedia("(pointer: coarse)").matches;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const list = () => document.getElementById("question-list");
const { default: Sortable } = await import(list().dataset.sortable);

let moves = Promise.resolve(); // one after the other, as they were made
let waiting = 0;

function send(question) {
  const before = question.nextElementSibling?.dataset.question ?? "";
  list().setAttribute("aria-busy", "true");
  waiting += 1;
  moves = moves.then(() => move(question.dataset.move, before));
}

/** The answer is shown where no other move waits: it would take back what was moved meanwhile. */
async function move(url, before) {
  const body = new FormData();
  body.set("before", before);
  try {
    const headers = ownHeaders({ "HX-Request": "true" });
    const answer = await fetch(url, { method: "POST", body, headers, credentials: "same-origin" });
    const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = parts.getElementById("question-list");
    if (!fresh) throw new Error(answer.statusText);
    waiting -= 1;
    if (waiting) return;
    list().replaceWith(fresh);
    window.htmx?.process(fresh);
    sortable();
  } catch {
    say(document.body.dataset.lost);
    location.reload();
  }
}

function sortable() {
  const questions = list()?.querySelector(".questions");
  if (!questions) return;
  Sortable.create(questions, {
    draggable: ".question",
    handle: ".question-handle",
    animation: calm || touch ? 0 : 120,
    ghostClass: "is-ghost",
    onEnd: (event) => {
      if (event.oldDraggableIndex !== event.newDraggableIndex) send(event.item);
    },
  });
}

sortable();

// After a step up or down the same button of the same question has the focus again, or its twin.
let pressed = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  pressed = event.target.closest?.("#question-list") ? document.activeElement?.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!pressed) return;
  sortable();
  const button = document.getElementById(pressed);
  const twin = pressed.replace(/^(up|down)-/, (word) => (word === "up-" ? "down-" : "up-"));
  (button?.form.hidden ? document.getElementById(twin) : button)?.focus();
  pressed = null;
});
