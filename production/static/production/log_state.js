// The connection: what waits, what the server doesn't hear, what it refused.

import { drawProblems } from "./log_dialogs.js";

const LOST = { lost: "lost", signedOut: "signIn", failed: "failed" };
const by = (id) => document.getElementById(id);

/** What shows the state of the queue; the store is asked for when it is there. */
export function stateLine({ words, say, nameOf, store }) {
  let was = "saved";
  return ({ state, waits, problems }) => {
    const line = by("log-state");
    const isLost = state in LOST;
    line.textContent = waits ? words.waits.replace("%(count)s", waits) : isLost ? "" : words.saved;
    line.className = `log-state is-${isLost ? "stop" : waits ? "warn" : "ok"}`;
    by("log-lost").hidden = !isLost;
    by("log-lost").textContent = isLost ? words[LOST[state]] : "";
    if (state === "saved" && was in LOST) say(words.back, "success");
    was = state;
    queueMicrotask(() => drawProblems(problems, { store: store(), words, nameOf }));
  };
}
