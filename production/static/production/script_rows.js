// The script on the page: its scenes, rows and cells. It knows which row and which of its cells is the
// chosen one, takes what the server answers, and counts rows and running time anew after each change.

const fragment = (html) => {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return box.content.firstElementChild;
};

/** 52:10, 1:02:03: rounded to the second, a half up, as the server does it. */
export function clock(seconds) {
  const whole = Math.floor(Number(seconds) + 0.5 + 1e-6);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

const UNCLEARED = new Set(["open", "blocked"]);

export class Sheet {
  current = null;
  cell = null;

  constructor({ words, onChoose, onCount, onTheirs }) {
    Object.assign(this, { words, onChoose, onCount, onTheirs });
    this.paper = document.getElementById("s-paper");
  }

  get scenes() {
    return [...this.paper.querySelectorAll(":scope > .s-scene")];
  }

  get rows() {
    return [...this.paper.querySelectorAll(".s-row:not([hidden])")];
  }

  get headings() {
    return [...this.paper.querySelectorAll(".s-scene-head")];
  }

  row(key) {
    return this.paper.querySelector(`.s-row[data-row="${CSS.escape(key)}"]`);
  }

  cellOf(key) {
    return this.paper.querySelector(`.s-cell[data-cell="${CSS.escape(key)}"]`);
  }

  scene(key) {
    return this.paper.querySelector(`.s-scene[data-scene="${CSS.escape(key)}"]`);
  }

  // The chosen one ----------------------------------------------------------------------------------

  choose(row, { cell = null, focus = true, scroll = true } = {}) {
    const was = this.current;
    if (was && was !== row) {
      was.classList.remove("is-current");
      was.tabIndex = -1;
      was.removeAttribute("aria-current");
    }
    this.current = row;
    if (row) {
      row.classList.add("is-current");
      row.classList.remove("is-theirs");
      row.tabIndex = 0;
      row.setAttribute("aria-current", "true");
    }
    this.chooseCell(cell ?? row?.querySelector(".s-sound .s-cell") ?? row?.querySelector(".s-cell") ?? null);
    if (row && focus) row.focus({ preventScroll: true });
    if (row && scroll) this.reveal(row);
    if (was !== row) this.onChoose(row);
  }

  chooseCell(cell) {
    this.cell?.classList.remove("is-chosen");
    this.cell = cell;
    cell?.classList.add("is-chosen");
  }

  /** Into sight, below the bar and above what lies at the bottom. */
  reveal(row) {
    const top = document.getElementById("s-bar").getBoundingClientRect().bottom + 30;
    const bottom = innerHeight - (matchMedia("(max-width: 991.98px)").matches ? 170 : 60); // what is said stands there too
    const box = row.getBoundingClientRect();
    if (box.top < top) scrollBy({ top: box.top - top });
    else if (box.bottom > bottom) scrollBy({ top: Math.min(box.bottom - bottom, box.top - top) });
  }

  step(way) {
    const rows = this.rows;
    const at = rows.indexOf(this.current);
    const next = rows[at < 0 ? (way > 0 ? 0 : rows.length - 1) : at + way];
    if (next) this.choose(next);
  }

  stepScene(way) {
    const scenes = this.scenes.filter((one) => one.querySelector(".s-row:not([hidden])"));
    const at = scenes.indexOf(this.current?.closest(".s-scene"));
    const scene = scenes[at < 0 ? 0 : at + way];
    if (scene) this.choose(scene.querySelector(".s-row:not([hidden])"));
  }

  stepCell(way) {
    const cells = [...(this.current?.querySelectorAll(".s-cell") ?? [])];
    const next = cells[cells.indexOf(this.cell) + way];
    if (!next) return false;
    this.chooseCell(next);
  }

  /** The scene at hand: of the chosen row, else the last one. */
  get sceneAtHand() {
    return this.current?.closest(".s-scene") ?? this.scenes.at(-1) ?? null;
  }

  // Answers -----------------------------------------------------------------------------------------

  #held = null; // answers that wait until the hand lets go

  /** While something is carried nothing is drawn under the hand; letting go draws what came meanwhile. */
  hold() {
    this.#held ??= [];
  }

  letGo() {
    const held = this.#held ?? [];
    this.#held = null;
    for (const [answer, how] of held) this.take(answer, how);
  }

  get isHeld() {
    return this.#held !== null;
  }

  /** Take what changed; `note` marks what the reader didn't do themselves, all but the row `own`. What waits here
      is to be laid over it, which counts anew. */
  take(answer, { note = "", own = "" } = {}) {
    if (this.#held) return void this.#held.push([answer, { note, own }]);
    const made = new Map();
    this.#takeScenes(answer);
    for (const [key, html] of Object.entries(answer.rows ?? {})) this.#takeRow(key, html, made, key === own ? "" : note);
    for (const [scene, keys] of Object.entries(answer.order ?? {})) this.#order(scene, keys, made);
    for (const key of answer.gone ?? []) this.remove(this.row(key));
    if (this.scenes.length) document.getElementById("s-empty")?.remove();
  }

  #takeScenes({ scenes = {}, scene_order: order }) {
    for (const [key, html] of Object.entries(scenes)) {
      const head = fragment(html);
      const there = this.scene(key);
      if (there) there.querySelector(".s-scene-head").replaceWith(head);
      else this.#newScene(key, head);
    }
    if (!order?.length) return;
    const known = new Set(order.map(String));
    for (const scene of this.scenes) if (!known.has(scene.dataset.scene)) this.#forget(scene);
    const wanted = order.map((key) => this.scene(key)).filter(Boolean);
    wanted.forEach((scene, at) => {
      const there = this.scenes[at];
      if (there !== scene) this.put(this.paper, scene, there);
    });
  }

  /** To another place; whoever types in it goes on typing. */
  put(list, one, next) {
    const held = one.contains(document.activeElement) ? document.activeElement : null;
    this.isMoving = true; // leaving the field like this saves and closes nothing
    list.insertBefore(one, next);
    held?.focus({ preventScroll: true });
    this.isMoving = false;
  }

  #newScene(key, head) {
    const scene = document.createElement("section");
    scene.className = "s-scene";
    scene.id = `scene-${key}`;
    scene.dataset.scene = key;
    const rows = document.createElement("ol");
    rows.className = "s-rows";
    Object.assign(rows.dataset, { rows: key, empty: this.words.emptyScene });
    scene.append(head, rows);
    this.paper.insertBefore(scene, this.paper.querySelector(".s-foot"));
  }

  #forget(scene) {
    if (scene.contains(this.current)) this.choose(null);
    scene.remove();
  }

  #takeRow(key, html, made, note) {
    const row = fragment(html);
    const there = this.row(key);
    if (note) this.mark(row, note);
    if (!there) return void made.set(String(key), row);
    if (!there.classList.contains("is-typing")) return this.replace(there, row);
    there.later = row; // somebody types in it: what is typed stays, and is asked about when it is saved
    if (note === this.words.others) this.onTheirs();
  }

  replace(there, row) {
    const at = [...there.querySelectorAll(".s-cell")].indexOf(this.cell);
    const key = this.cell?.dataset.cell;
    const had = there === document.activeElement;
    there.replaceWith(row);
    if (there !== this.current) return;
    const cells = [...row.querySelectorAll(".s-cell")];
    const cell = cells.find((one) => one.dataset.cell === key) ?? cells[Math.min(at, cells.length - 1)];
    this.current = null;
    this.choose(row, { cell, focus: had, scroll: false });
  }

  mark(row, text) {
    row.classList.add("is-theirs");
    row.querySelector(".s-side").append(Object.assign(document.createElement("span"), { className: "s-theirs", textContent: text }));
  }

  #order(scene, keys, made) {
    const list = this.scene(scene)?.querySelector(".s-rows");
    if (!list) return;
    const waiting = [...list.querySelectorAll(":scope > .is-placeholder")].map((one) => [one, one.previousElementSibling]);
    let before = null;
    for (const key of keys) {
      const row = made.get(String(key)) ?? this.row(key);
      if (!row) continue;
      const next = before ? before.nextElementSibling : list.firstElementChild;
      if (next !== row) this.put(list, row, next);
      before = row;
    }
    for (const [one, anchor] of waiting) if (one.isConnected) anchor?.isConnected ? anchor.after(one) : list.prepend(one);
  }

  /** Take a row off; the one after it is chosen, else the one before. */
  remove(row) {
    if (!row) return;
    if (row === this.current) {
      const rows = this.rows;
      const at = rows.indexOf(row);
      this.choose(rows[at + 1] ?? rows[at - 1] ?? null);
    }
    row.remove();
  }

  // Counting ----------------------------------------------------------------------------------------

  without = { uncleared: false, estimated: false };

  /** Numbers of rows, and running times of scenes and of all, as they stand now. */
  recount() {
    for (const scene of this.scenes) {
      const { number } = scene.querySelector(".s-scene-head").dataset;
      scene.querySelector(".s-rows").setAttribute("aria-label", this.words.rowsOf.replace("%(number)s", number));
      const rows = [...scene.querySelectorAll(".s-row:not([hidden])")];
      rows.forEach((row, at) => {
        const place = row.querySelector(".s-number");
        const text = `${number}.${at + 1}`;
        if (place && place.textContent !== text) place.textContent = text;
      });
      this.#tellTime(scene, rows);
    }
    this.#drawJump();
    this.onCount();
  }

  #tellTime(scene, rows) {
    const target = Number(scene.querySelector(".s-scene-head").dataset.target || 0);
    const seconds = this.sum(rows);
    const line = scene.querySelector("[data-scene-time]");
    scene.dataset.seconds = seconds;
    line.textContent = target ? this.words.of.replace("%(time)s", clock(seconds)).replace("%(target)s", clock(target)) : clock(seconds);
    line.classList.toggle("is-over", target > 0 && seconds > target + 0.5);
  }

  sum(rows) {
    const { uncleared, estimated } = this.without;
    let seconds = 0;
    for (const { dataset } of rows) {
      if (uncleared && UNCLEARED.has(dataset.c)) continue;
      seconds += Number((estimated ? dataset.m : dataset.s) || 0);
    }
    return seconds;
  }

  #drawJump() {
    document.getElementById("s-jump").replaceChildren(...this.scenes.map(jumpLine));
  }
}

function jumpLine(scene) {
  const { number, title, target: wanted } = scene.querySelector(".s-scene-head").dataset;
  const { scene: key, seconds } = scene.dataset;
  const target = Number(wanted || 0);
  const isOver = target && Number(seconds) > target + 0.5;
  const time = target ? `${clock(seconds)} / ${clock(target)}` : clock(seconds);
  const link = Object.assign(document.createElement("a"), { className: "menu-item", href: `#scene-${key}` });
  link.dataset.jump = key;
  const part = (name, text) => Object.assign(document.createElement("span"), { className: name, textContent: text });
  link.append(part("s-scene-number", number), part("s-jump-title", title || "–"), part(`s-jump-time${isOver ? " is-over" : ""}`, time));
  const item = document.createElement("li");
  item.append(link);
  return item;
}
