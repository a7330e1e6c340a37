// The line above a log or a script: what waits, what the server doesn't hear, what it refused; and what is
// still being typed.

const LOST = { lost: "lost", signedOut: "signIn", failed: "failed" };
const by = (id) => document.getElementById(id);

/** What shows the state of a queue, and whether something typed isn't in it yet. Elements begin with `of`. */
export function stateLine({ of, words, say, onProblems }) {
  let was = "saved";
  let isTyped = false;
  let last = { state: "saved", waits: 0, problems: [] };

  function draw({ state, waits, problems }) {
    const line = by(`${of}-state`);
    const isLost = state in LOST;
    const rest = problems.length ? words.notTaken.replace("%(count)s", problems.length) : isTyped ? words.typed : words.saved;
    line.textContent = waits ? words.waits.replace("%(count)s", waits) : isLost ? "" : rest;
    line.className = `${of}-state is-${isLost ? "stop" : waits || problems.length || isTyped ? "warn" : "ok"}`;
  }

  function show({ state, waits, problems }) {
    last = { state, waits, problems };
    draw(last);
    const isLost = state in LOST;
    by(`${of}-lost`).hidden = !isLost;
    by(`${of}-lost`).textContent = isLost ? words[LOST[state]] : "";
    if (state === "saved" && was in LOST) say(words.back, "success");
    was = state;
    queueMicrotask(() => onProblems(problems));
  }

  function typed(isOn) {
    if (isOn === isTyped) return;
    isTyped = isOn;
    draw(last);
  }
  return { show, typed };
}
