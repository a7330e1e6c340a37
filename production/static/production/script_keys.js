// The keys of the script. While somebody types in a field, or a dialog is open, they wait; what isn't
// named here goes on to the keys of every page.

import { follows, presses, Presses, types } from "./keys.js";

const nameOf = (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && (event.key.length > 1 || event.ctrlKey || event.metaKey) ? "Shift+" : ""}${key}`;
};

export function listen(acts) {
  const keys = {
    ArrowDown: acts.next,
    ArrowUp: acts.before,
    j: acts.next,
    k: acts.before,
    "Shift+ArrowDown": acts.nextScene,
    "Shift+ArrowUp": acts.sceneBefore,
    ArrowLeft: acts.cellBefore,
    ArrowRight: acts.nextCell,
    Enter: acts.edit,
    n: acts.narration,
    b: acts.bRoll,
    a: acts.add,
    c: acts.scene,
    i: acts.source,
    "/": acts.source,
    "Alt+ArrowUp": acts.up,
    "Alt+ArrowDown": acts.down,
    "Alt+Shift+ArrowUp": acts.cellUp,
    "Alt+Shift+ArrowDown": acts.cellDown,
    s: acts.split,
    "+": acts.join,
    m: acts.join,
    t: acts.trim,
    d: acts.details,
    p: acts.pin,
    r: acts.read,
    Delete: acts.remove,
    "Shift+Delete": acts.removeCell,
    "Mod+z": acts.undo,
    "Mod+Shift+z": acts.redo,
    "Mod+y": acts.redo,
    Escape: acts.escape,
  };
  const pressed = new Presses({ goesOn: /^Arrow|^[jk]$/ });
  document.addEventListener(
    "keydown",
    (event) => {
      if (follows()) return;
      if (pressed.ends(event)) return;
      if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (types(event.target)) return;
      if ((event.key === " " || event.key === "Enter") && presses(event.target)) return;
      if (event.target.closest?.(".hits, .menu[open], .side, .topbar") && event.key !== "/") return;
      pressed.act(keys[nameOf(event)], event);
    },
    true, // before the keys of every page
  );
}
