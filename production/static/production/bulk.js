// Ticks of a list: a whole page, a range with Shift, and how many there are. Without it they work one by one.

const form = document.querySelector("[data-bulk]");
const boxes = [...document.querySelectorAll('input[name="pick"][form="bulk"]')];
const page = document.querySelector("[data-bulk-page]");
const all = form?.querySelector("[data-bulk-all]");
const count = form?.querySelector(".bulk-count");
const before = count?.textContent;
let last;

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  page.checked = ticked === boxes.length;
  page.indeterminate = ticked > 0 && ticked < boxes.length;
  const words = ticked === 1 ? count.dataset.one : count.dataset.many.replace("#", ticked);
  count.textContent = all?.checked || !ticked ? before : words;
  for (const box of [...boxes, page]) box.disabled = Boolean(all?.checked);
}

if (form && page) {
  page.hidden = false;
  page.addEventListener("change", () => {
    for (const box of boxes) box.checked = page.checked;
    tell();
  });
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last && last !== box) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
      tell();
    });
  }
  all?.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  tell();
}
