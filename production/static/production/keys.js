// Keys of every page: ? shows them, / searches, g and a letter goes to a room, n makes a new entry.
// They wait while somebody types; everything they do can be clicked as well.

const dialog = document.getElementById("keys");
const opener = document.querySelector("[data-keys-open]");

export const types = (element) => element?.closest?.("input:not([type=range]), textarea, select, [contenteditable], [role=textbox]");

const open = () => dialog.open || dialog.showModal();

opener?.addEventListener("click", open);
if (opener) opener.hidden = false;
dialog?.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close());
if (dialog) closesBeside(dialog);

/** A click beside an open dialog closes it; not one that only ends there, as where text was chosen by mouse. */
export function closesBeside(dialog) {
  const isBeside = ({ target, clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return target === dialog && (x < left || x > right || y < top || y > bottom);
  };
  let began = false;
  dialog.addEventListener("pointerdown", (event) => (began = isBeside(event)));
  dialog.addEventListener("click", (event) => began && isBeside(event) && dialog.close());
}

let going = 0;
let was = false;

const goTo = (key) => {
  const room = document.querySelector(`.side-list a[data-go="${CSS.escape(key)}"]`);
  room?.click();
  return Boolean(room);
};

const search = () => {
  const boxes = [...document.querySelectorAll("[data-search]")];
  const box = boxes.find((one) => one.checkVisibility?.() ?? one.offsetParent);
  if (box) {
    box.focus();
    box.select();
    return true;
  }
  const link = document.querySelector(".topbar a[data-search-page]");
  link?.click();
  return Boolean(link);
};

const anew = () => {
  const link = document.querySelector('main .page-actions a[href$="/new/"], main .empty a[href$="/new/"]');
  link?.click();
  return Boolean(link);
};

const moves = {
  "?": () => (open(), true),
  "/": search,
  n: anew,
  g: () => ((going = Date.now()), true),
};

// before all others: a key that a page keeps for itself ends what g began
window.addEventListener(
  "keydown",
  () => {
    was = Date.now() - going < 1500;
    going = 0;
  },
  true,
);

/** Whether this key follows on g: then it leads to a room, and a page's own keys may leave it alone. */
export const follows = () => was;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (types(event.target) || dialog?.open || document.querySelector("dialog[open]")) return;
  if ((was && event.key !== "g" && goTo(event.key)) || moves[event.key]?.()) event.preventDefault();
});

// Pages with keys of their own ---------------------------------------------------------------------

/** A button or a link that one came to by keyboard: Enter and the space bar press it. */
export const presses = (element) => element?.closest?.("button, a, summary")?.matches(":focus-visible");

/** Keys act once a press, all but those that go on while they are held; what one opened gets none of it. */
export class Presses {
  #held = ""; // what acted and wasn't let go of yet

  constructor({ goesOn }) {
    this.goesOn = goesOn;
    document.addEventListener("keyup", () => (this.#held = ""), true);
  }

  /** Stops a key that is still held down, wherever the focus went meanwhile. */
  ends(event) {
    const isSpent = event.key === this.#held && this.#isSpent(event);
    if (isSpent) stop(event);
    return isSpent;
  }

  act(how, event) {
    if (!how || (!this.#isSpent(event) && how(event) === false)) return;
    this.#held = event.key;
    stop(event);
  }

  #isSpent(event) {
    return event.repeat && !this.goesOn.test(event.key);
  }
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

// The box and its list ---------------------------------------------------------------------------

const links = (list) => [...list.querySelectorAll("a.result")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const down = event.key === "ArrowDown";
  const box = event.target.closest?.("[data-arrows]");
  const list = box ? document.getElementById(box.dataset.arrows) : event.target.closest?.("#quick, #results");
  if (!list) return;
  const all = links(list);
  const at = all.indexOf(event.target);
  if (!all.length || (box && !down)) return;
  event.preventDefault();
  const next = all[at + (down ? 1 : -1)];
  if (next) next.focus();
  else if (!down) document.querySelector(`[data-arrows="${list.id}"]`)?.focus();
});

const quick = document.getElementById("quick");
const box = document.querySelector('[data-arrows="quick"]');
const shut = () => quick?.replaceChildren();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !quick?.childElementCount) return;
  event.preventDefault(); // first the list; what was typed stays
  shut();
  box.focus();
});
document.addEventListener("focusin", (event) => {
  if (quick && !event.target.closest(".search-box")) shut();
});
document.addEventListener("click", (event) => {
  if (quick && !event.target.closest(".search-box")) shut();
});
