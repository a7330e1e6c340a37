// The transcript follows the picture: the current cue and word are lit, a click on a word leads the
// playhead there, and words that are chosen become a segment. Thousands of cues are drawn as plain
// text; the browser leaves out what isn't in view, and words are found by where one clicks.

import { countUpTo, folded, framesOf, wordAt, wordsIn } from "./log_text.js";
import { source } from "./log_timecode.js";

const AHEAD = 0.3; // of the height: where the current cue stands

/** A place of the text that is lit, where the browser can do so without changing the page. */
const lit = (name) => (range) => {
  if (!globalThis.Highlight) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
};

export class Transcript {
  cues = []; // [key, in, out, speaker, text, times of its words]
  #starts = [];
  #at = -1;
  #word = "";
  #follows = true;
  #spoken = lit("log-word");
  #sought = lit("log-found");
  #finds = [];
  #find = -1;
  #clicked = null; // [cue, word]

  constructor({ place, words, onSeek, onSelect }) {
    Object.assign(this, { place, words, onSeek, onSelect });
    this.frame = document.getElementById("log-cues");
    this.list = document.getElementById("cues");
    this.frame.addEventListener("click", (event) => this.#click(event));
    for (const moved of ["wheel", "touchmove"]) this.frame.addEventListener(moved, () => (this.#follows = false), { passive: true });
    document.addEventListener("selectionchange", () => this.onSelect(this.selected));
  }

  async load(url) {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { speakers, cues } = await answer.json();
    this.cues = cues;
    this.#starts = cues.map((cue) => cue[1]);
    this.speakers = speakers;
    this.#draw();
  }

  #draw() {
    if (!this.cues.length) return;
    let last = null;
    const lines = this.cues.map((cue, at) => {
      const line = this.#line(cue, at, cue[3] === last ? "" : (this.speakers[cue[3]] ?? ""));
      last = cue[3];
      return line;
    });
    this.list.replaceChildren(...lines);
    this.#at = -1;
  }

  #line([, start, , , text], at, speaker) {
    const line = document.createElement("li");
    line.className = "cue";
    line.dataset.at = at;
    const time = Object.assign(document.createElement("span"), { className: "cue-at timecode", textContent: source(Math.max(start, 0), this.place) });
    const body = Object.assign(document.createElement("span"), { className: "cue-text", textContent: text });
    line.append(time);
    if (speaker) line.append(Object.assign(document.createElement("span"), { className: "cue-who", textContent: speaker }));
    line.append(body);
    return line;
  }

  #text(at) {
    return this.list.children[at]?.querySelector(".cue-text").firstChild ?? null;
  }

  // Following ---------------------------------------------------------------------------------

  follow() {
    this.#follows = true;
  }

  show(frame, { jump = false } = {}) {
    if (!this.cues.length) return;
    if (jump) this.#follows = true;
    const at = countUpTo(this.#starts, frame) - 1;
    if (at !== this.#at) this.#light(at);
    if (this.#follows && (at !== this.#scrolled || jump)) this.#reveal(at);
    this.#lightWord(at, frame);
  }

  #scrolled = -1;

  #light(at) {
    this.list.children[this.#at]?.classList.remove("is-now");
    this.list.children[at]?.classList.add("is-now");
    this.#at = at;
  }

  #reveal(at) {
    this.#scrolled = at;
    const line = this.list.children[at];
    if (!line || getSelection().type === "Range") return;
    const move = () => (this.frame.scrollTop = line.offsetTop - this.frame.clientHeight * AHEAD);
    move();
    requestAnimationFrame(move); // what was out of view has its real height by now
  }

  #lightWord(at, frame) {
    const cue = this.cues[at];
    const times = cue?.[5];
    const word = times ? times.findLastIndex((pair) => pair && cue[1] + pair[0] <= frame) : -1;
    const name = cue && frame < cue[2] && word >= 0 ? `${at}:${word}` : "";
    if (name === this.#word) return;
    this.#word = name;
    this.#spoken(name ? this.#range(at, word, word) : null);
  }

  #range(at, first, last) {
    const node = this.#text(at);
    const words = wordsIn(this.cues[at][4]);
    if (!node || !words[first]) return null;
    const range = new Range();
    range.setStart(node, words[first][0]);
    range.setEnd(node, words[last][1]);
    return range;
  }

  // Choosing words ------------------------------------------------------------------------------

  #click(event) {
    const line = event.target.closest(".cue");
    if (!line || !this.cues.length || getSelection().type === "Range") return;
    const at = Number(line.dataset.at);
    const word = event.target.closest(".cue-text") ? wordAt(this.cues[at][4], offsetAt(event)) : 0;
    this.#clicked = [at, word];
    this.onSeek(framesOf(this.cues[at], word)[0]);
  }

  #placeOf(node, offset) {
    const line = node?.parentElement?.closest(".cue") ?? node?.closest?.(".cue");
    if (!line || !this.list.contains(line)) return null;
    const at = Number(line.dataset.at);
    const inText = node === this.#text(at);
    return [at, inText ? offset : 0, inText];
  }

  /** The chosen words: how many, and from which frame to which. */
  get selected() {
    const selection = getSelection();
    if (selection.type !== "Range" || !this.cues.length) return null;
    const range = selection.getRangeAt(0);
    const from = this.#placeOf(range.startContainer, range.startOffset);
    const to = this.#placeOf(range.endContainer, range.endOffset);
    if (!from || !to) return null;
    const last = this.#lastWord(to);
    return this.#between([from[0], wordAt(this.cues[from[0]][4], from[1] + 1)], last);
  }

  /** A range that ends before the first letter of a cue ends with the cue before. */
  #lastWord([at, offset]) {
    const ends = wordsIn(this.cues[at][4]).filter(([start]) => start < offset);
    if (ends.length || at === 0) return [at, Math.max(ends.length - 1, 0)];
    return [at - 1, wordsIn(this.cues[at - 1][4]).length - 1];
  }

  #between([fromCue, firstWord], [toCue, lastWord]) {
    let count = lastWord - firstWord + 1;
    for (let at = fromCue; at < toCue; at++) count += wordsIn(this.cues[at][4]).length;
    if (count < 1) return null;
    const start = framesOf(this.cues[fromCue], firstWord)[0];
    return { count, in: start, out: Math.max(framesOf(this.cues[toCue], lastWord)[1], start + 1) };
  }

  /** By keyboard: from the clicked word, or the current one, a word on or back. */
  extend(way) {
    const selection = getSelection();
    if (selection.type === "Range" && this.selected) return selection.modify("extend", way > 0 ? "forward" : "backward", "word");
    const [at, word] = this.#clicked ?? [Math.max(this.#at, 0), 0];
    const range = this.cues.length ? this.#range(at, word, word) : null;
    if (!range) return;
    const [start, end] = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]];
    selection.setBaseAndExtent(...(way > 0 ? [...start, ...end] : [...end, ...start]));
  }

  // Searching, and what is logged already ---------------------------------------------------------

  search(text, way = 0) {
    const wanted = folded(text);
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.#finds = wanted ? this.cues.flatMap((cue, at) => (folded(cue[4]).includes(wanted) ? [at] : [])) : [];
      this.#find = this.#finds.findIndex((at) => at >= this.#at) - (way ? 1 : 0);
      way ||= 0;
    }
    const total = this.#finds.length;
    if (!total) return (this.#sought(null), { at: 0, total });
    this.#find = (((this.#find < 0 && !way ? 0 : this.#find + way) % total) + total) % total;
    const at = this.#finds[this.#find];
    this.#mark(at, wanted);
    this.#reveal(at);
    return { at: this.#find + 1, total, frame: this.#frameOfFind(at, wanted) };
  }

  #wordsFound(at, wanted) {
    const text = this.cues[at][4];
    const words = wordsIn(text).map(([start, end]) => folded(text.slice(start, end)));
    const first = words.findIndex((_, from) => words.slice(from).join(" ").startsWith(wanted));
    if (first < 0) return [words.findIndex((word) => word.includes(wanted.split(" ")[0])), 0];
    return [first, wanted.split(" ").length - 1];
  }

  #mark(at, wanted) {
    const [first, more] = this.#wordsFound(at, wanted);
    const last = Math.min(first + more, wordsIn(this.cues[at][4]).length - 1);
    this.#sought(first < 0 ? null : this.#range(at, first, last));
  }

  #frameOfFind(at, wanted) {
    return framesOf(this.cues[at], Math.max(this.#wordsFound(at, wanted)[0], 0))[0];
  }

  /** A bar beside the cues that segments lie on. */
  logged(rows) {
    const taken = new Uint8Array(this.cues.length);
    for (const row of rows) {
      for (let at = Math.max(countUpTo(this.#starts, row.in) - 1, 0); at < taken.length && this.#starts[at] < row.out; at++) {
        if (this.cues[at][2] > row.in) taken[at] = 1;
      }
    }
    taken.forEach((is, at) => this.list.children[at]?.classList.toggle("is-logged", Boolean(is)));
  }
}

function offsetAt({ clientX, clientY }) {
  const place = document.caretPositionFromPoint?.(clientX, clientY);
  if (place) return place.offset;
  return document.caretRangeFromPoint?.(clientX, clientY)?.startOffset ?? 0;
}
