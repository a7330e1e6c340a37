// The log: the player, its transcript and its segments, put together.

import { say as announce } from "./app.js";
import { Clock } from "./log_clock.js";
import { drawProblems, NoteDialog, ThemeDialog } from "./log_dialogs.js";
import { listen } from "./log_keys.js";
import { Scrub } from "./log_scrub.js";
import { Store } from "./log_store.js";
import { Table } from "./log_table.js";
import { lasting, rateOf, running, source, typed } from "./log_timecode.js";
import { Transcript } from "./log_transcript.js";
import { timeRefused, Writer } from "./log_write.js";
import { stateLine } from "./queue_state.js";

const data = JSON.parse(document.getElementById("log-data").textContent);
const { words } = data;
const place = { rate: rateOf(data.rate), start: data.start, duration: data.duration };
const by = (id) => document.getElementById(id);
const root = by("log");
const label = (frame) => source(frame, place);

let said = 0;
function say(text, level = "info") {
  clearTimeout(said);
  by("log-say").textContent = text;
  by("log-say").className = `log-say is-${level}`;
  said = setTimeout(() => (by("log-say").textContent = ""), 6000);
}

// The pieces ------------------------------------------------------------------------------------

let start = null; // the in that waits for its out
const clock = new Clock({
  place,
  media: by("log-media"),
  offset: data.offset,
  onTick: showTime,
  onLost: () => {
    root.classList.add("has-no-media");
    by("log-no-media").textContent = words.notPlaying;
    by("log-no-media").hidden = false;
  },
});
const state = stateLine({ of: "log", words, say, onProblems: (problems) => drawProblems(problems, { store, words, nameOf }) });
const store = new Store({ data, film: root.dataset.film, onChange: changed, onState: state.show });
const table = new Table({ store, place, words, onChoose: chosen });
const transcript = new Transcript({ place, words, onSeek: (frame) => jump(frame), onSelect: showSelected });
const scrub = new Scrub({ place, clock, onSeek: (frame) => jump(frame) });
const writer = new Writer({ store, table, clock, place, data, say, onTyped: state.typed });
const back = () => root.focus({ preventScroll: true });
const themes = data.mayEdit ? new ThemeDialog({ store, data, onClose: back }) : null;
const note = data.mayEdit ? new NoteDialog({ store, words, onTyped: state.typed, onClose: back }) : null;

function changed(on) {
  table.drawAll();
  scrub.draw(store.rows);
  transcript.logged(store.rows);
  if (on && on === table.current) showCurrent();
  showTime();
}

let shownAt = -1;
function showTime() {
  const at = clock.frame;
  by("log-speed").textContent = clock.speed ? `${clock.speed < 0 ? "◀" : "▶"} ${Math.abs(clock.speed)}×` : words.paused;
  by("log-play").classList.toggle("is-running", clock.speed !== 0);
  if (at === shownAt) return;
  shownAt = at;
  by("log-source").textContent = label(at);
  by("log-running").textContent = running(at, place.rate);
  scrub.show(at);
  table.lightUnder(at);
  transcript.show(at);
}

function jump(frame) {
  clock.loop = null;
  clock.seek(frame);
  transcript.show(clock.frame, { jump: true });
}

function chosen(on, event) {
  const field = event?.target.closest("[data-field]")?.dataset.field;
  if (isWriting() && data.mayEdit && field) return writer.open(on, field);
  table.choose(on);
  jump(store.get(on).in);
  showCurrent();
}

// The current segment -----------------------------------------------------------------------------

const current = () => table.current || table.under(clock.frame) || "";

function needCurrent(act) {
  if (!data.mayEdit) return false;
  const on = current();
  if (!on) return say(words.choose, "warning");
  if (on !== table.current) table.choose(on);
  act(on);
  showCurrent();
}

let asked = "";
let taken = 0; // pixels
async function showCurrent() {
  const row = store.get(table.current);
  by("log-current").hidden = !row || row.gone;
  if (!row || row.gone) return;
  by("current-place").textContent = `${label(row.in)} – ${label(row.out)} · ${lasting(row.out - row.in, place.rate)}`;
  by("current-gist").textContent = row.gist;
  by("current-note").textContent = row.note;
  by("current-words").textContent = row.words || (transcript.cues.length ? words.noWords : "");
  by("current-words").lang = row.language || "";
  by("current-by").textContent = row.words ? (row.by === "words" ? words.byWords : words.byCue) : "";
  by("current-uses").replaceChildren(...(row.uses ?? []).map(useLine));
  const { offsetHeight } = by("log-current");
  if (offsetHeight !== taken) table.show(row.on); // what is said of it takes room from the table
  taken = offsetHeight;
  if (row.id && !row.uses && asked !== `${row.id}:${row.version}`) await askUses(row);
}

async function askUses(row) {
  asked = `${row.id}:${row.version}`;
  try {
    const answer = await fetch(data.urls.row.replace("{id}", row.id), { credentials: "same-origin" });
    if (answer.ok) store.detail(row.on, await answer.json());
  } catch {
    asked = ""; // no connection: asked again when it is chosen again
  }
}

function useLine(use) {
  const line = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: use.url, textContent: use.words });
  line.append(Object.assign(document.createElement("span"), { className: "soft", textContent: `${use.kind} ` }), link);
  return line;
}

function make(from, to) {
  const on = store.make(from, to);
  table.choose(on);
  showCurrent();
  const text = words.made.replace("%(start)s", label(from)).replace("%(length)s", lasting(to - from, place.rate));
  say(text, "success");
  return on;
}

// What the keys and the buttons do ------------------------------------------------------------------

const edits = (act) => (data.mayEdit ? act : () => false);
const acts = {
  toggle: () => (clock.toggle(), transcript.follow()),
  back: () => clock.shuttle(-1),
  on: () => (clock.shuttle(1), transcript.follow()),
  pause: () => clock.pause(),
  step: (frames) => (clock.step(frames), transcript.show(clock.frame, { jump: true })),
  second: (way) => acts.step(way * place.rate.base),
  extend: (way) => transcript.extend(way),
  toIn: () => store.get(current()) && jump(store.get(current()).in),
  follow: () => transcript.show(clock.frame, { jump: true }),
  neighbour(way) {
    const on = table.neighbour(way);
    if (on) chosen(on);
  },
  setIn: edits(() => {
    start = clock.frame;
    showStart();
    say(words.inSet.replace("%(at)s", label(start)));
  }),
  setOut: edits((opens) => {
    if (start === null) return say(words.inFirst, "warning");
    const end = clock.out;
    if (end <= start) return say(words.outFirst, "warning");
    const on = make(start, end);
    start = null;
    showStart();
    if (opens === true) write(on, "gist");
  }),
  takeWords: edits(() => {
    const chosenWords = transcript.selected;
    if (!chosenWords) return false;
    getSelection().removeAllRanges();
    make(chosenWords.in, chosenWords.out);
  }),
  enter: edits(() => {
    if (transcript.selected) return acts.takeWords();
    if (!store.get(current())) return false;
    write(current(), "gist");
  }),
  rate: (stars) =>
    needCurrent((on) => {
      store.change(on, { rating: stars }, words.rating);
      say(words.rated.replace("%(count)s", "★".repeat(stars) || "0"));
    }),
  themes: () => needCurrent((on) => themes.open(on)),
  note: () => needCurrent((on) => note.open(on)),
  bin: () =>
    needCurrent((on) => {
      const next = table.neighbour(1) ?? table.neighbour(-1);
      store.bin(on);
      table.choose(next ?? "");
    }),
  undo: edits(() => {
    say(store.undo());
    showCurrent();
  }),
  search: () => (by("cue-search").focus(), by("cue-search").select()),
  counter: () => (by("log-goto").focus(), by("log-goto").select()),
  escape() {
    if (getSelection().type === "Range") return void getSelection().removeAllRanges();
    if (start === null) return false;
    start = null;
    showStart();
  },
};

function showStart() {
  by("log-in").textContent = start === null ? "" : words.inSet.replace("%(at)s", label(start));
  root.classList.toggle("has-in", start !== null);
  scrub.pending(start);
}

// Modes -----------------------------------------------------------------------------------------

const isWriting = () => root.dataset.mode === "write";

function setMode(mode) {
  if (!data.mayEdit || mode === root.dataset.mode) return;
  if (mode === "mark" && writer.isOpen) writer.save();
  if (mode === "mark") writer.leave();
  root.dataset.mode = mode;
  for (const button of root.querySelectorAll("[data-set-mode]")) button.setAttribute("aria-pressed", String(button.dataset.setMode === mode));
  back();
  acts.follow(); // its frame has another size now
  if (mode === "write" && store.get(current())) writer.open(current());
}

function write(on, field) {
  root.dataset.mode === "write" || setMode("write");
  writer.open(on, field);
}

listen({ acts, isWriting, setMode, inTranscript: () => by("log-cues").contains(document.activeElement) || getSelection().type === "Range" });

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-set-mode]");
  if (!button) return;
  if (button.dataset.setMode) return setMode(button.dataset.setMode);
  acts[button.dataset.act](button.dataset.by ? Number(button.dataset.by) : undefined);
});

by("log-help").addEventListener("click", () => document.querySelector("[data-keys-open]").click());

function nameOf(on) {
  const row = store.get(on);
  return row ? `${label(row.in)} ${row.gist}`.trim() : words.new;
}

// The transcript's search, chosen words, the counter --------------------------------------------------

function showSelected(found) {
  by("cue-selected").textContent = found && data.mayEdit ? words.selected.replace("%(count)s", found.count) : "";
  by("cue-take").hidden = !found || !data.mayEdit;
}

function search(way) {
  const found = transcript.search(by("cue-search").value, way);
  const text = found.total ? words.found.replace("%(at)s", found.at).replace("%(total)s", found.total) : words.notFound;
  by("cue-found").textContent = by("cue-search").value.trim() ? text : "";
  return found;
}

by("cue-search").addEventListener("input", () => search(0));
by("cue-search").addEventListener("keydown", (event) => {
  if (event.key === "Escape") back();
  if (event.key !== "Enter") return;
  event.preventDefault();
  const found = search(event.shiftKey ? -1 : 1);
  if (found.total) clock.seek(found.frame);
});

by("log-counter").addEventListener("submit", (event) => {
  event.preventDefault();
  try {
    jump(typed(by("log-goto").value, place, clock.frame));
    by("log-goto").value = "";
    back();
  } catch (error) {
    say(timeRefused(error, place, words), "warning");
  }
});
by("log-goto").addEventListener("keydown", (event) => event.key === "Escape" && back());

// From the filters the keys go back to the player: by Enter or Esc, and once a choice is made by mouse.
const filters = by("segment-filters");
let byMouse = false;
filters.addEventListener("pointerdown", () => (byMouse = true));
filters.addEventListener("keydown", (event) => {
  byMouse = false;
  const leaves = event.key === "Enter" || (event.key === "Escape" && !(event.target.type === "search" && event.target.value));
  if (!leaves) return;
  event.preventDefault();
  back();
});
filters.addEventListener("change", (event) => byMouse && event.target.matches("select") && back());

// Set off -----------------------------------------------------------------------------------------

root.classList.add("is-ready");
if (!clock.hasMedia) root.classList.add("has-no-media");
if (data.segment && store.get(data.segment)) table.choose(String(data.segment));
clock.seek(data.at);
changed(null);
showCurrent();
back();
store.queue.send();

try {
  await transcript.load(data.urls.cues);
  transcript.logged(store.rows);
  transcript.show(clock.frame, { jump: true });
  const answer = await fetch(data.urls.segments, { credentials: "same-origin" });
  if (answer.ok) store.refresh((await answer.json()).segments);
  showCurrent();
} catch {
  announce(words.cuesLost, "warning");
}
root.dataset.loaded = "yes";
