// The connection: what waits, what the server doesn't hear, what it refused; and what is still being typed.

import { drawProblems } from "./log_dialogs.js";

const LOST = { lost: "lost", signedOut: "signIn", failed: "failed" };
const by = (id) => document.getElementById(id);

/** What shows the state of the queue, and whether something typed isn't in it yet; the store is asked for when it is there. */
export function stateLine({ words, say, nameOf, store }) {
  let was = "saved";
  let isTyped = false;
  let last = { state: "saved", waits: 0, problems: [] };

  function draw({ state, waits, problems }) {
    const line = by("log-state");
    const isLost = state in LOST;
    const rest = problems.length ? words.notTaken.replace("%(count)s", problems.length) : isTyped ? words.typed : words.saved;
    line.textContent = waits ? words.waits.replace("%(count)s", waits) : isLost ? "" : rest;
    line.className = `log-state is-${isLost ? "stop" : waits || problems.length || isTyped ? "warn" : "ok"}`;
  }

  function show({ state, waits, problems }) {
    last = { state, waits, problems };
    draw(last);
    const isLost = state in LOST;
    by("log-lost").hidden = !isLost;
    by("log-lost").textContent = isLost ? words[LOST[state]] : "";
    if (state === "saved" && was in LOST) say(words.back, "success");
    was = state;
    queueMicrotask(() => drawProblems(problems, { store: store(), words, nameOf }));
  }

  function typed(isOn) {
    if (isOn === isTyped) return;
    isTyped = isOn;
    draw(last);
  }
  return { show, typed };
}
