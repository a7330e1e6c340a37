// A pinned line of the script takes what its source says now, without leaving the page of the draft.

import { ownHeaders } from "./app.js";

for (const form of document.querySelectorAll("form[data-accept]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    const told = form.parentElement.querySelector("[data-told]");
    told.setAttribute("role", "status");
    try {
      const headers = ownHeaders({ Accept: "application/json" });
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers, credentials: "same-origin" });
      const isTaken = answer.ok && !answer.url.includes("/login");
      told.textContent = isTaken ? form.dataset.accepted : form.dataset.refused;
      form.hidden = isTaken || answer.status === 409;
    } catch {
      told.textContent = form.dataset.refused;
    }
    button.disabled = false;
  });
}
