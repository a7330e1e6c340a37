// The keys of the log. In mark mode they belong to the player; while somebody types in a field, in a
// dialog or in a cell, they wait. What isn't named here goes on to the keys of every page.

import { presses, Presses, types } from "./keys.js";

/** The name of a key with its Shift, as the tables below have it. */
const nameOf = (event) => (event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key.length === 1 ? event.key.toLowerCase() : event.key);

export function listen({ acts, isWriting, setMode, inTranscript }) {
  const mark = {
    " ": acts.toggle,
    j: acts.back,
    k: acts.pause,
    l: acts.on,
    ArrowLeft: () => acts.step(-1),
    ArrowRight: () => acts.step(1),
    "Shift+ArrowLeft": (event) => (inTranscript(event) ? acts.extend(-1) : acts.second(-1)),
    "Shift+ArrowRight": (event) => (inTranscript(event) ? acts.extend(1) : acts.second(1)),
    ArrowUp: () => acts.neighbour(-1),
    ArrowDown: () => acts.neighbour(1),
    Home: acts.toIn,
    i: acts.setIn,
    o: (event) => acts.setOut(event.shiftKey),
    s: acts.takeWords,
    Enter: acts.enter,
    t: acts.themes,
    n: acts.note,
    c: acts.counter,
    f: acts.follow,
    u: acts.undo,
    Delete: acts.bin,
    "/": acts.search,
    Escape: acts.escape,
    w: () => setMode("write"),
  };
  for (const stars of "012345") mark[stars] = () => acts.rate(Number(stars));
  const write = { m: () => setMode("mark"), Enter: acts.enter, ArrowUp: mark.ArrowUp, ArrowDown: mark.ArrowDown, u: acts.undo, " ": acts.toggle };

  const pressed = new Presses({ goesOn: /^Arrow/ });
  document.addEventListener(
    "keydown",
    (event) => {
      if (pressed.ends(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
      if (event.key === "F2") return pressed.act(() => setMode(isWriting() ? "mark" : "write"), event);
      if (types(event.target)) return;
      if ((event.key === " " || event.key === "Enter") && presses(event.target)) return;
      pressed.act((isWriting() ? write : mark)[nameOf(event)], event);
    },
    true, // before the keys of every page
  );
}
