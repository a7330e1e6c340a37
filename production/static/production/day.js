// The running order of a day: times typed into the list are sent as soon as they are left, and
// Enter goes on to the next row; Alt with an arrow key moves a row.

let next = null; // the field that gets the focus when the list is back

const send = (form) => {
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  form.requestSubmit();
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-times]");
  if (form) send(form);
});

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".run-row");
  if (!row) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const button = row.querySelector(event.key === "ArrowUp" ? "[id^=up-]" : "[id^=down-]");
    if (button && !button.form.hidden) {
      event.preventDefault();
      next = event.target.id;
      button.click();
    }
    return;
  }
  const form = event.target.closest("form[data-times]");
  if (!form || event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  const [field] = event.target.id.split("-");
  const following = row.nextElementSibling?.querySelector(`[id^=${field}-]`);
  next = (following ?? event.target).id;
  if (event.target.value !== event.target.defaultValue) send(form);
  else document.getElementById(next)?.select();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-reload]")) return;
  event.preventDefault();
  location.reload();
});

document.addEventListener("htmx:afterSwap", (event) => {
  const form = event.target.querySelector?.("[data-call-form]");
  if (form) form.querySelector("select, input:not([type=hidden])").focus();
});

document.addEventListener("htmx:afterSettle", () => {
  const wrong = document.querySelector(".run-row [aria-invalid]");
  const field = wrong ?? (next && document.getElementById(next));
  if (!field) return;
  next = null;
  field.focus();
  field.select?.();
});

// A request that failed leaves the form as it was, to be sent again.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  });
}
