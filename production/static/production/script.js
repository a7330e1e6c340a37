// The writing page, put together: what keys, buttons and drags do to the script.

import { stateLine } from "./queue_state.js";
import { Adding } from "./script_add.js";
import { AddDialog, DetailsDialog, SceneDialog } from "./script_dialogs.js";
import { drags } from "./script_drag.js";
import { Drawer } from "./script_drawer.js";
import { listen } from "./script_keys.js";
import { Pending } from "./script_pending.js";
import { Problems } from "./script_problems.js";
import { Sheet, clock } from "./script_rows.js";
import { Sync } from "./script_sync.js";
import { Trim } from "./script_trim.js";
import { Warnings } from "./script_warnings.js";
import { Writer } from "./script_write.js";

const data = JSON.parse(document.getElementById("script-data").textContent);
const { words, mayEdit } = data;
const by = (id) => document.getElementById(id);
const root = by("script");

let said = 0;
function say(text, level = "info") {
  clearTimeout(said);
  by("s-say").textContent = text;
  by("s-say").className = `s-say is-${level}`;
  said = setTimeout(() => (by("s-say").textContent = ""), 6000);
}

// The pieces --------------------------------------------------------------------------------------

const onCount = () => (showTime(), showScene(sheet.current));
const sheet = new Sheet({ words, onChoose: showScene, onCount, onTheirs: () => say(words.meanwhile, "warning") });
const state = stateLine({ of: "s", words, say, onProblems: (found) => problems.draw(found) });
const sync = new Sync({ data, film: root.dataset.film, sheet, onState: state.show, onAnswer: answered, onTheirs: theirs, onSources: sourcesChanged });
const names = new Map(data.elements);
const pending = new Pending({ names, sheet, sync });
const writer = new Writer({ words, sheet, onTyped: state.typed });
const warnings = new Warnings({ url: data.urls["warning-count"], words, isBusy: () => sync.isSending });
const adding = new Adding({ sheet, sync, pending, writer, words, say });
const back = () => sheet.current?.focus({ preventScroll: true });
const drawer = new Drawer({ data, insert: (hit, where) => adding.insert(hit, where), back });
const trim = mayEdit ? new Trim({ names, sync, words, onClose: back }) : null;
const add = mayEdit ? new AddDialog({ data, onAdd: (element, where) => adding.element(element, where), onClose: back }) : null;
const sceneDialog = mayEdit ? new SceneDialog({ sheet, sync, words, onClose: back }) : null;
const details = mayEdit ? new DetailsDialog({ names, sync, moveCell, removeCell, onClose: back }) : null;
const problems = new Problems({ words, sheet, keep, giveUp });

// Answers -----------------------------------------------------------------------------------------

function answered(entry, answer, { status = 200, others = false }) {
  const isTaken = status < 400;
  if (isTaken) settle(entry, answer);
  if (answer.reload) return reload();
  sync.wrote = isTaken && entry.what.text !== undefined && !others ? { cell: entry.what.key, revision: answer.revision } : null;
  if (sync.wrote) sync.goOn();
  const own = answer.of === "cell" ? sheet.cellOf(answer.id)?.closest(".s-row")?.dataset.row : String(answer.id ?? "");
  sheet.take(answer, { note: others ? words.others : "", own });
  pending.lay();
  tellSteps(answer);
  if (!isTaken) return;
  warnings.later();
  const told = [entry.what.says, answer.note].filter(Boolean).join(". ");
  if (told) say(told, answer.note ? "warning" : "info");
  if (entry.what.opens) openMade(entry, answer);
  drawer.refresh();
}

/** What stood for it goes. */
function settle(entry, answer) {
  pending.settle(entry);
  if (answer.of === "scene" && answer.version === 0) sheet.scene(answer.id)?.remove();
}

let reloads = 0;

/** Too much is different: the page is asked for anew, once nothing is typed. */
function reload() {
  clearTimeout(reloads);
  if (writer.isOpen || sync.entries.length || document.querySelector("dialog[open]")) reloads = setTimeout(reload, 2000);
  else location.reload();
}

function openMade(entry, answer) {
  if (entry.what.opens === "scene") {
    const scene = sheet.scene(answer.id) ?? sheet.scenes.find((one) => one.dataset.scene in (answer.scenes ?? {}));
    scene?.scrollIntoView({ block: "center" });
    return;
  }
  const row = sheet.row(answer.id);
  const isBusy = document.activeElement?.closest("dialog, .s-drawer, .is-typing");
  if (row && !isBusy) sheet.choose(row, { scroll: true });
  else if (row && !writer.isOpen) sheet.choose(row, { focus: false });
}

function theirs(answer, { isNews, isTold }) {
  if (answer.reload) return reload();
  const rows = Object.keys(answer.rows ?? {}).length + (answer.gone?.length ?? 0);
  if (isNews || isTold) sheet.take(answer, { note: isNews ? words.others : "" });
  pending.lay();
  if (isNews) warnings.later();
  if (isNews && rows) say(words.othersSay.replace("%(count)s", rows));
  tellSteps(answer);
}

/** Transcripts, clips, releases: what rows cite goes on while the page is open. */
function sourcesChanged({ rows, scenes, target, reload: anew }) {
  if (anew) return reload();
  by("s-progress").dataset.target = target;
  warnings.later();
  const count = Object.keys(rows).length;
  sheet.take({ rows, scenes }, { note: words.sources });
  pending.lay();
  if (count) say(words.sourcesSay.replace("%(count)s", count));
}

const steps = { undo: null, redo: null }; // in words, what each would do; null until the server said it
let toldAt = 0; // the revision of which it was said

function tellSteps({ undo, redo, revision = 0 }) {
  if (revision < toldAt) return; // asked before what was done since, answered after it
  toldAt = revision;
  for (const [name, what, text] of [["s-undo", undo, "undo"], ["s-redo", redo, "redo"]]) {
    const button = by(name);
    if (!button || what === undefined) continue;
    steps[text] = what;
    button.disabled = !what;
    button.title = what ? words[`${text}What`].replace("%(what)s", what) : words[text];
  }
}

/** Mine once more, upon what they wrote. */
function keep({ key, problem }) {
  sync.queue.resolve(key, { version: problem.body.version, revision: problem.body.revision });
}

function giveUp(entry) {
  sync.queue.drop(entry.key);
  pending.settle(entry);
  pending.lay();
  sync.tellAgain(entry.what.verb.split("-")[0], entry.what.key);
}

// Running time ------------------------------------------------------------------------------------

function showTime() {
  const rows = sheet.rows;
  const total = sheet.sum(rows);
  by("s-total").textContent = clock(total);
  const measured = rows.reduce((sum, { dataset }) => sum + Number(dataset.m || 0), 0);
  const whole = rows.reduce((sum, { dataset }) => sum + Number(dataset.s || 0), 0);
  by("s-measured").textContent = clock(measured);
  by("s-estimated").textContent = clock(whole - measured);
  const bar = by("s-progress");
  const target = Number(bar.dataset.target);
  bar.hidden = !target;
  by("s-target").textContent = target ? words.ofTarget.replace("%(target)s", clock(target)) : "";
  by("s-over").textContent = "";
  if (!target) return;
  bar.max = target;
  bar.value = Math.min(total, target);
  bar.classList.toggle("is-over", total > target + 0.5);
  by("s-over").textContent = (total > target ? words.over : words.under).replace("%(time)s", clock(Math.abs(total - target)));
}

function showScene(row) {
  const head = row?.closest(".s-scene")?.querySelector(".s-scene-head").dataset;
  if (head) by("s-scene-now").textContent = `${head.number} ${head.title}`;
}

// Changing ----------------------------------------------------------------------------------------

const edits = (act) => (mayEdit ? act : () => false);

const needsRow = (act) =>
  edits((...more) => {
    if (!sheet.current) return say(words.chooseRow, "warning");
    if (sheet.current.classList.contains("is-placeholder")) return;
    return act(sheet.current, ...more);
  });

const needsCell = (act) =>
  needsRow((row, ...more) => {
    if (!sheet.cell?.isConnected) return say(words.chooseCell, "warning");
    return act(sheet.cell, row, ...more);
  });

const textOf = (cell) => cell.querySelector(".s-text")?.textContent ?? "";

function write(cell) {
  const { element } = cell.dataset;
  if (element === "soundbite") return trim.open(cell);
  let was = textOf(cell);
  const { cell: key } = cell.dataset;
  writer.open(cell, {
    text: was,
    lang: cell.querySelector(".s-text")?.lang,
    saves: true,
    onSave: (text) => {
      sync.post("cell-edit", key, { version: cell.dataset.version, text, was, ...sync.onto(key) }, { text });
      was = text;
      pending.lay();
    },
    onSplit: element === "narration" ? (word) => splitAt(cell, word) : null,
  });
}

function splitAt(cell, word) {
  const row = (cell.isConnected ? cell : sheet.cellOf(cell.dataset.cell))?.closest(".s-row");
  if (row) sync.post("row-split", row.dataset.row, { cell: cell.dataset.cell, word }, { opens: "row" });
}

function split(cell) {
  if (!["soundbite", "narration"].includes(cell.dataset.element) || !textOf(cell)) return say(words.noSplit, "warning");
  say(words.splitHow);
  writer.open(cell, { text: textOf(cell), lang: cell.querySelector(".s-text").lang, onSplit: (word) => splitAt(cell, word) });
}

/** It stands where it was put; the server is told. */
function moved(row) {
  const scene = row.closest(".s-scene").dataset.scene;
  let before = row.previousElementSibling;
  while (before && (before.hidden || before.classList.contains("is-placeholder"))) before = before.previousElementSibling;
  const after = before?.dataset.row ?? 0;
  sync.post("row-move", row.dataset.row, { scene, after }, { scene, after });
  sheet.recount();
  showScene(row);
}

function moveRow(row, way) {
  const rows = sheet.rows;
  const scene = row.closest(".s-scene");
  const list = [...scene.querySelectorAll(".s-row:not([hidden])")];
  const at = list.indexOf(row);
  const next = list[at + way];
  if (next) way > 0 ? next.after(row) : next.before(row);
  else {
    const scenes = sheet.scenes.filter((one) => !one.querySelector(".s-scene-head").classList.contains("is-omitted"));
    const other = scenes[scenes.indexOf(scene) + way]?.querySelector(".s-rows");
    if (!other) return;
    way > 0 ? other.prepend(row) : other.append(row);
  }
  if (rows.length) row.focus({ preventScroll: true });
  sheet.reveal(row);
  moved(row);
  say(words.moved);
}

function moveCell(cell, way) {
  const rows = sheet.rows;
  const shown = sheet.cellOf(cell.dataset.cell); // its row may have been drawn anew while a dialog was open
  const other = shown && rows[rows.indexOf(shown.closest(".s-row")) + way];
  if (!other) return;
  const { column } = shown.closest(".s-col").dataset;
  sync.post("cell-move", cell.dataset.cell, { row: other.dataset.row, column });
}

function removeCell(cell) {
  const { cell: key, version } = cell.dataset;
  sync.post("cell-delete", key, { version });
}

function remove(row) {
  if (row.classList.contains("is-placeholder")) return;
  const { row: key, version } = row.dataset;
  const rows = sheet.rows;
  const at = rows.indexOf(row);
  sheet.choose(rows[at + 1] ?? rows[at - 1] ?? null);
  sync.post("row-delete", key, { version }, { gone: true });
  pending.lay();
  say(words.deleted);
}

function goBack(way, says) {
  if (steps[way] === "" && !sync.entries.length) return;
  const what = sync.isSending ? "" : steps[way]; // of what waits nobody knows yet which comes to be the last
  sync.post(way, "", {}, { on: "script", says: what && says.replace("%(what)s", what) });
}

const acts = {
  next: () => sheet.step(1),
  before: () => sheet.step(-1),
  nextScene: () => sheet.stepScene(1),
  sceneBefore: () => sheet.stepScene(-1),
  nextCell: () => sheet.stepCell(1),
  cellBefore: () => sheet.stepCell(-1),
  edit: needsCell((cell) => write(cell)),
  narration: edits(() => adding.row("narration")),
  bRoll: edits(() => adding.element("b_roll", "cell")),
  add: edits(() => add.open(Boolean(sheet.current))),
  scene: edits(() => sceneDialog.open()),
  source: edits(() => drawer.open()),
  closeDrawer: () => drawer.close(),
  up: needsRow((row) => moveRow(row, -1)),
  down: needsRow((row) => moveRow(row, 1)),
  cellUp: needsCell((cell) => moveCell(cell, -1)),
  cellDown: needsCell((cell) => moveCell(cell, 1)),
  split: needsCell((cell) => split(cell)),
  join: needsRow((row) => {
    if (!row.nextElementSibling) return say(words.noNext, "warning");
    sync.post("row-join", row.dataset.row, { version: row.dataset.version }, { opens: "row" });
  }),
  trim: needsCell((cell) => (["soundbite", "archive"].includes(cell.dataset.element) ? trim.open(cell) : say(words.noTrim, "warning"))),
  details: needsCell((cell) => details.open(cell)),
  pin: needsCell((cell) => {
    if (cell.dataset.element !== "soundbite") return say(words.noPin, "warning");
    sync.post("cell-pin", cell.dataset.cell, { version: cell.dataset.version, on: cell.classList.contains("is-pinned") ? "" : "1" });
  }),
  accept: needsCell((cell) => sync.post("cell-accept", cell.dataset.cell, { version: cell.dataset.version })),
  keep: needsCell((cell) => sync.post("cell-keep", cell.dataset.cell, { version: cell.dataset.version })),
  remove: needsRow((row) => remove(row)),
  removeCell: needsCell((cell) => removeCell(cell)),
  undo: edits(() => goBack("undo", words.undone)),
  redo: edits(() => goBack("redo", words.redone)),
  read() {
    const on = root.classList.toggle("is-reading");
    by("s-read").setAttribute("aria-pressed", String(on));
  },
  help: () => document.querySelector("[data-keys-open]").click(),
  escape() {
    if (drawer.isOpen) return drawer.close();
    return false;
  },
};

listen(acts);

// The mouse and the finger ------------------------------------------------------------------------

root.addEventListener("click", (event) => {
  const { target } = event;
  const cell = target.closest(".s-cell");
  const row = target.closest(".s-row");
  if (row && !target.closest("textarea, .s-field-buttons, .s-problem")) {
    if (row !== sheet.current || cell) sheet.choose(row, { cell, scroll: false, focus: !target.closest("a, button") });
  }
  const button = target.closest("[data-act]");
  if (button) return acts[button.dataset.act]?.();
  const head = target.closest(".s-scene-head");
  if (head && mayEdit && !getSelection().toString()) return sceneDialog.open(head.closest(".s-scene"));
  const jump = target.closest("[data-jump]");
  if (jump) return go(event, jump.dataset.jump);
  const without = target.closest("[data-without]");
  if (without) return toggle(without);
});

root.addEventListener("dblclick", (event) => {
  const cell = event.target.closest(".s-cell");
  if (cell && mayEdit && !event.target.closest("textarea, a, button")) write(cell);
});

function go(event, key) {
  event.preventDefault();
  by("s-scenes").open = false;
  const scene = sheet.scene(key);
  const row = scene?.querySelector(".s-row:not([hidden])");
  scene?.scrollIntoView({ block: "start" });
  if (row) sheet.choose(row, { scroll: false });
}

function toggle(button) {
  const name = button.dataset.without;
  sheet.without[name] = !sheet.without[name];
  button.setAttribute("aria-pressed", String(sheet.without[name]));
  sheet.recount();
}

by("s-shows")?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  root.dataset.show = button.dataset.show;
  for (const one of by("s-shows").querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === button));
});

by("s-into")?.addEventListener("change", (event) => {
  const url = new URL(location.href);
  event.target.value ? url.searchParams.set("into", event.target.value) : url.searchParams.delete("into");
  location.assign(url);
});

// Set off -----------------------------------------------------------------------------------------

pending.lay();
const leads = location.hash.match(/^#row-(\d+)/)?.[1] ?? new URLSearchParams(location.search).get("row"); // from search
const asked = leads ? sheet.row(leads) : null;
const first = asked ?? sheet.rows[0];
if (first) sheet.choose(first, { focus: Boolean(asked) || !location.hash, scroll: Boolean(asked) });
sync.queue.send();
if (mayEdit) await drags({ root, sheet, pending, words, moveRow: moved, adding });
sync.ask();
root.dataset.loaded = "yes";
