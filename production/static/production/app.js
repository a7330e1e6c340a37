// What every page has: saving by keyboard, no lost typing, no double sending, menus that close,
// and words when the server can't be reached. Pages work without it.

const main = document.getElementById("main");
const words = document.body.dataset;

const csrfToken = () => document.querySelector('meta[name="csrf-token"]').content;

/** What goes with all that a page sends by itself: nobody who signs in after its reader signs for it. */
export const ownHeaders = (more = {}) => ({ "X-CSRFToken": csrfToken(), "X-Reader": words.reader, ...more });

/** Say something in the page's live region. */
export function say(text, level = "error") {
  const line = document.createElement("div");
  line.className = `message is-${level}`;
  const span = document.createElement("span");
  span.className = "message-words";
  span.textContent = text;
  line.append(span);
  document.getElementById("messages").append(line);
}

// Forms -----------------------------------------------------------------------------------------

const edited = new Set();
const guards = (form) =>
  form && form.method === "post" && !form.hasAttribute("hx-post") && !form.closest("[data-no-guard]") && main.contains(form);

document.addEventListener("input", (event) => {
  if (guards(event.target.form)) edited.add(event.target.form);
});

addEventListener("beforeunload", (event) => {
  if ([...edited].some((form) => form.isConnected)) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  edited.delete(form);
  form.dataset.sent = "yes";
  // after the browser has read which button was pressed
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true;
  });
  setTimeout(() => release(form), 20_000); // a download leaves the page where it is
});

const release = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
};

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});

const formAtHand = () => {
  const focused = document.activeElement?.closest?.("form");
  if (focused && main.contains(focused)) return focused;
  const forms = [...main.querySelectorAll("form[method=post]")].filter(guards);
  return forms.find((form) => edited.has(form)) ?? (forms.length === 1 ? forms[0] : undefined);
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    const form = formAtHand();
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }
});

// Outside fields Ctrl/⌘+Z presses the Undo of the last message; inside them it is the browser's.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "z") return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const undo = [...document.querySelectorAll("#messages [data-undo]")].at(-1);
  if (!undo) return;
  event.preventDefault();
  undo.form.requestSubmit(undo);
});

// Where a form comes back with mistakes, or a page with a conflict, begin there.
main?.querySelector("[data-focus], .is-invalid")?.focus({ preventScroll: false });

// Messages and menus ----------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".message")?.remove();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Lists on a phone: each row becomes a small card, each cell says its heading (.stack in rodaje.css).

const nameCells = (root) => {
  for (const table of root.querySelectorAll("table.list-table")) {
    const names = [...table.querySelectorAll("thead th")].map((th) => th.querySelector("a")?.firstChild.textContent ?? th.textContent);
    for (const row of table.tBodies[0]?.rows ?? []) {
      for (const cell of row.cells) {
        const name = names[cell.cellIndex]?.trim();
        if (name && cell.tagName === "TD") cell.dataset.label ??= name;
        cell.classList.toggle("is-blank", !cell.textContent.trim() && !cell.querySelector("img, input"));
      }
    }
    table.classList.add("stack");
  }
};
nameCells(document);
document.addEventListener("htmx:load", (event) => nameCells(event.target.parentElement ?? document));

// htmx ------------------------------------------------------------------------------------------

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") Object.assign(event.detail.headers, ownHeaders());
});
document.addEventListener("htmx:sendError", () => say(words.lost));
document.addEventListener("htmx:timeout", () => say(words.lost));
document.addEventListener("htmx:responseError", () => say(words.failed));
