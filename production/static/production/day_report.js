// The production report at the wrap: saved while it is typed, sent again when the connection is back,
// and two buttons that fill what went as planned.

import { ownHeaders } from "./app.js";

const form = document.querySelector("[data-autosave]");
const state = form.querySelector("[data-autosave-state]");
const words = form.dataset;
let waiting, sending, again;

const schedule = (delay = 1500) => {
  clearTimeout(waiting);
  waiting = setTimeout(save, delay);
};

async function save() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: ownHeaders({ "X-Autosave": "1" }),
    });
    await tell(answer);
  } catch {
    state.textContent = words.unsaved;
    schedule(10_000);
  }
  sending = false;
  if (again) {
    again = false;
    schedule(0);
  }
}

async function tell(answer) {
  if (answer.status === 409 || answer.status === 422) {
    state.textContent = answer.status === 409 ? words.conflict : words.wrong;
    return;
  }
  if (!answer.ok) throw new Error(answer.status);
  const { fields } = await answer.json();
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
  state.textContent = `${words.saved} ${new Date().toTimeString().slice(0, 5)}`;
}

form.addEventListener("input", () => schedule());
form.addEventListener("change", () => schedule());
form.addEventListener("submit", () => clearTimeout(waiting));
addEventListener("online", () => schedule(0));

const filler = (name, fill) => {
  const button = form.querySelector(`[${name}]`);
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    fill();
    schedule(0);
  });
};

filler("data-all-done", () => {
  for (const select of form.querySelectorAll('select[name^="outcome_"]')) select.value ||= "done";
});
filler("data-as-called", () => {
  const wrap = form.elements.wrap.value;
  for (const line of form.querySelectorAll("[data-called]")) {
    line.querySelector('[name^="arrived_"]').value ||= line.dataset.called;
    line.querySelector('[name^="released_"]').value ||= wrap;
  }
});
