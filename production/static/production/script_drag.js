// By mouse and finger: rows are taken by their number, hits of the drawer wherever one grips them.

export async function drags({ root, sheet, moveRow, insertAt }) {
  const { default: Sortable } = await import(root.dataset.sortable);
  const made = new WeakSet();
  const touch = matchMedia("(pointer: coarse)").matches;
  const common = { animation: 0, delay: touch ? 250 : 0, delayOnTouchOnly: true, ghostClass: "is-ghost", scroll: true };

  function rows(list) {
    Sortable.create(list, {
      ...common,
      group: { name: "rows", pull: true, put: ["rows", "hits"] },
      draggable: ".s-row",
      handle: ".s-number",
      filter: ".is-typing, .is-placeholder",
      onAdd: ({ item, to }) => {
        if (!item.classList.contains("hit")) return; // onEnd of where it came from tells
        const after = item.previousElementSibling?.dataset.row ?? 0;
        const { ...hit } = item.dataset;
        item.remove();
        insertAt(hit, to.dataset.rows, after);
      },
      onEnd: ({ item, from, to, oldIndex, newIndex }) => {
        if (from === to && oldIndex === newIndex) return;
        moveRow(item, { from, to });
      },
    });
  }

  function hits(list) {
    Sortable.create(list, { ...common, group: { name: "hits", pull: "clone", put: false }, sort: false, draggable: ".hit", filter: "button", preventOnFilter: false });
  }

  function all() {
    for (const list of sheet.paper.querySelectorAll(".s-rows")) if (!made.has(list)) (made.add(list), rows(list));
    for (const list of document.querySelectorAll("#s-found .hits")) if (!made.has(list)) (made.add(list), hits(list));
  }
  all();
  new MutationObserver(all).observe(document.getElementById("s-found"), { childList: true });
  new MutationObserver(all).observe(sheet.paper, { childList: true });
}
