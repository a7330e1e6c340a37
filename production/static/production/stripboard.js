// Moving strips: by mouse and finger, by keyboard, and by a dialog. The server decides; it answers
// with the days that the move touched, and these take the place of what stands on the page.

import { ownHeaders } from "./app.js";

const board = document.getElementById("board");
const { default: Sortable } = await import(board.dataset.sortable);
const live = document.getElementById("board-say");
const words = board.dataset;
const touch = matchMedia("(pointer: coarse)").matches;

const say = (text) => {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
};
const lists = () => [...board.querySelectorAll(".strips")];
const strips = (list) => [...list.querySelectorAll(":scope > .strip")];

// Sending ---------------------------------------------------------------------------------------

let busy = false;

/** Tell the server where a strip stands now; put it back when that fails. */
async function send(strip, home) {
  const list = strip.closest(".strips");
  const body = new FormData();
  body.set("answer", "board");
  body.set("day", list.dataset.day);
  body.set("before", strip.nextElementSibling?.dataset.item ?? "");
  if (strip.dataset.version) body.set("version", strip.dataset.version);
  busy = true;
  board.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(strip.dataset.move + location.search, {
      method: "POST",
      body,
      headers: ownHeaders(),
      credentials: "same-origin",
    });
    const text = await answer.text();
    const parts = new DOMParser().parseFromString(text, "text/html");
    if (!parts.getElementById("board-answer")) throw new Error(answer.statusText);
    replace(parts);
  } catch {
    home.put(strip);
    notice(words.lost);
  } finally {
    busy = false;
    board.removeAttribute("aria-busy");
  }
}

function replace(parts) {
  for (const section of parts.querySelectorAll(".board-day, .board-pool")) {
    document.getElementById(section.id)?.replaceWith(section);
  }
  const told = parts.getElementById("board-answer").dataset;
  lists().forEach(sortable);
  const moved = told.moved && document.getElementById(told.moved);
  if (moved) {
    moved.classList.add("is-moved");
    moved.querySelector(".strip-handle").focus({ preventScroll: false });
  }
  const clash = moved ? [...moved.querySelectorAll(".strip-clash")].map((line) => line.textContent.trim()) : [];
  const offered = parts.getElementById("board-messages");  // the way back from this move
  document.getElementById("messages").replaceChildren(...(offered ? offered.childNodes : []));
  if ("refused" in told) notice(told.say);
  else say([told.say, ...clash].join(". "));
}

function notice(text) {
  say(text);
  document.querySelector(".board-notice")?.remove();
  const line = document.createElement("p");
  line.className = "notice is-warn board-notice";
  line.textContent = text;
  board.before(line);
}

/** Where a strip stood, so that it can go back there. */
const homeOf = (strip) => {
  const [list, sibling] = [strip.parentElement, strip.nextElementSibling];
  return {
    put: (it) => list.insertBefore(it, sibling?.parentElement === list ? sibling : null),
    is: (it) => it.parentElement === list && it.nextElementSibling === sibling,
  };
};

/** A scene that waits can't be sorted in the pool: only the server knows its order. */
const isRefused = (strip) => "scene" in strip.dataset && !strip.closest(".strips").dataset.day;

// Mouse and finger ------------------------------------------------------------------------------

const sorted = new WeakMap();

function sortable(list) {
  if (sorted.has(list)) return;
  let home;
  sorted.set(
    list,
    Sortable.create(list, {
      group: "strips",
      draggable: ".strip",
      handle: touch ? ".strip-handle" : undefined,
      filter: ".strip-move",
      preventOnFilter: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "is-ghost",
      onStart: (event) => {
        home = homeOf(event.item);
      },
      onEnd: (event) => {
        if (event.from === event.to && event.oldDraggableIndex === event.newDraggableIndex) return;
        const origin = originOf(event);
        if (busy || isRefused(event.item)) origin.put(event.item);
        else send(event.item, origin);
      },
    }),
  );
  // after a drop the strip has left its place: remember it by index
  const originOf = (event) => ({
    put: (it) => {
      const others = strips(event.from).filter((strip) => strip !== it);
      event.from.insertBefore(it, others[event.oldDraggableIndex] ?? null);
    },
    home,
  });
}

// Keyboard --------------------------------------------------------------------------------------

let lifted = null;

const where = (strip) => {
  const list = strip.closest(".strips");
  const all = strips(list);
  return words.place
    .replace("%(place)s", all.indexOf(strip) + 1)
    .replace("%(count)s", all.length)
    .replace("%(where)s", list.dataset.words);
};

function lift(strip) {
  lifted = { strip, home: homeOf(strip) };
  strip.classList.add("is-lifted");
  strip.querySelector(".strip-handle").setAttribute("aria-pressed", "true");
  say(`${strip.dataset.words.trim()}. ${words.lifted} ${where(strip)}`);
}

function settle() {
  const { strip } = lifted;
  lifted = null;
  strip.classList.remove("is-lifted");
  strip.querySelector(".strip-handle").setAttribute("aria-pressed", "false");
  return strip;
}

function drop() {
  const { home } = lifted;
  const strip = settle();
  if (home.is(strip)) return;
  if (busy || isRefused(strip)) putBack(strip, home);
  else send(strip, home);
}

function putBack(strip, home) {
  home.put(strip);
  strip.querySelector(".strip-handle").focus();
  say(words.putBack);
}

/** One place up or down, over the ends of a day into the next. */
function step(strip, down) {
  const neighbour = down ? strip.nextElementSibling : strip.previousElementSibling;
  if (neighbour) down ? neighbour.after(strip) : neighbour.before(strip);
  else leap(strip, down, !down);
}

/** To the day beside, at its end or its beginning. */
function leap(strip, forward, atEnd) {
  const all = lists();
  const target = all[all.indexOf(strip.closest(".strips")) + (forward ? 1 : -1)];
  if (!target) return;
  if (atEnd) target.append(strip);
  else target.prepend(strip);
}

const moves = {
  ArrowUp: (strip) => step(strip, false),
  ArrowDown: (strip) => step(strip, true),
  ArrowLeft: (strip) => leap(strip, false, true),
  ArrowRight: (strip) => leap(strip, true, true),
};

board.addEventListener("keydown", (event) => {
  const handle = event.target.closest(".strip-handle");
  if (!handle) return;
  const strip = handle.closest(".strip");
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) drop();
    else if (!busy) lift(strip);
  } else if (event.key === "Escape" && lifted) {
    event.preventDefault();
    const { home } = lifted;
    putBack(settle(), home);
  } else if (event.key in moves) {
    event.preventDefault();
    if (lifted) {
      moves[event.key](strip);
      handle.focus();
      strip.scrollIntoView({ block: "nearest" });
      say(where(strip));
    } else {
      const all = [...board.querySelectorAll(".strip-handle")];
      const ahead = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1;
      all[all.indexOf(handle) + ahead]?.focus();
    }
  }
});

// Leaving a lifted strip drops nothing: it goes back.
board.addEventListener("focusout", (event) => {
  if (!lifted || lifted.strip.contains(event.relatedTarget)) return;
  setTimeout(() => {
    if (!lifted || lifted.strip.contains(document.activeElement)) return;
    const { home } = lifted;
    home.put(settle());
    say(words.putBack);
  });
});

// Dialog ----------------------------------------------------------------------------------------

const dialog = document.getElementById("move-dialog");
const [days, places] = [document.getElementById("move-day"), document.getElementById("move-before")];
let asked = null;

function option(value, text) {
  const one = document.createElement("option");
  one.value = value;
  one.textContent = text;
  return one;
}

function fillPlaces() {
  const list = lists()[Number(days.value)];
  places.replaceChildren(
    option("", places.dataset.end),
    ...strips(list).filter((strip) => strip !== asked).map((strip) => option(strip.id, strip.dataset.words.trim())),
  );
}

board.addEventListener("click", (event) => {
  const link = event.target.closest(".strip-move");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  asked = link.closest(".strip");
  const title = document.getElementById("move-title");
  title.textContent = title.dataset.template.replace("%(strip)s", asked.dataset.words.trim());
  const options = lists()
    .map((list, index) => (list.dataset.day || !("scene" in asked.dataset) ? option(index, list.dataset.words) : null))
    .filter(Boolean);
  days.replaceChildren(...options);
  const here = options.find((one) => Number(one.value) === lists().indexOf(asked.closest(".strips")));
  if (here) here.selected = true;
  fillPlaces();
  dialog.showModal();
});

days.addEventListener("change", fillPlaces);

dialog.addEventListener("close", () => {
  if (dialog.returnValue !== "move" || busy) return;
  const home = homeOf(asked);
  const list = lists()[Number(days.value)];
  list.insertBefore(asked, places.value ? document.getElementById(places.value) : null);
  if (!home.is(asked)) send(asked, home);
});

lists().forEach(sortable);
