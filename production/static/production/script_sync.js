// What is changed in the script goes to the server through the queue, one after the other, and stays
// here until it was taken; what others changed is asked for after each answer and now and then.

import { ownHeaders } from "./app.js";
import { Queue, newKey } from "./queue.js";

const looks = (pairs) => JSON.stringify(Object.fromEntries(pairs));
const OFTEN = 15_000; // ms between two questions what others did

export class Sync {
  #revision;
  #sources; // a mark of all that the rows cite
  #asking = false;
  #again = false; // asked for while one was on its way
  #missed = false; // asked for while something was sent
  #also = new Set(); // what is to be told however it stands

  constructor({ data, film, sheet, onState, onAnswer, onTheirs, onSources }) {
    Object.assign(this, { data, sheet, onTheirs, onSources });
    this.#revision = data.revision;
    this.#sources = data.sources;
    this.queue = new Queue({
      name: `script:${data.user}:${film}:${data.script}`,
      onState: (told) => {
        onState(told);
        if (told.waits) return;
        const isSentElsewhere = !told.problems.length && this.#isLaid(); // by another tab
        if (this.#missed || isSentElsewhere) this.ask();
      },
      onAnswer: (entry, answer) => {
        onAnswer(entry, answer, { others: this.#answered(answer) });
        if (this.#also.size) this.ask();
      },
      onProblem: (entry) => {
        const { body = {}, status } = entry.problem;
        onAnswer(entry, body, { status, others: this.#answered(body, 0) });
      },
    });
    setInterval(() => document.visibilityState === "visible" && this.ask(), OFTEN);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.ask());
  }

  /** Something still stands there as if it waited. */
  #isLaid() {
    return Boolean(this.sheet.paper.querySelector(".is-waiting:not(.is-typing, .is-typing *)"));
  }

  address(verb, key = "") {
    return this.data.urls[verb].replace("{id}", encodeURIComponent(key));
  }

  /** `what` is kept with it, so that a page opened later can show it. */
  post(verb, key, fields, what = {}) {
    const of = verb.split("-")[0];
    const on = key ? `${of}:${key}` : what.on || `${of}:${newKey()}`;
    const data = { ...fields, revision: this.#revision, into: this.data.into };
    return this.queue.push({ on, url: this.address(verb, key), data, what: { verb, key, ...what } });
  }

  /** Where the last step of all was this writer's, of this cell's text: that step goes on. */
  wrote = null;

  onto(cell) {
    return this.wrote?.cell === cell && !this.entries.length ? { onto: this.wrote.revision } : {};
  }

  /** What was typed while the last of it was on its way belongs to the same step. */
  goOn() {
    const [next] = this.entries;
    if (next?.what.text === undefined || next.what.key !== this.wrote.cell || next.problem) return;
    this.queue.resolve(next.key, { onto: this.wrote.revision });
  }

  get entries() {
    return this.queue.entries;
  }

  /** Something is on its way, or waits for the connection; what was refused waits for somebody. */
  get isSending() {
    return this.entries.some((entry) => !entry.problem);
  }

  /** An answer tells all since the revision that was shown; whether others wrote meanwhile. */
  #answered({ revision = 0 }, own = 1) {
    const others = revision > this.#revision + own;
    this.#revision = Math.max(this.#revision, revision);
    return others;
  }

  /** What the page no longer shows as it is: a change of it was given up. */
  tellAgain(of, key) {
    if (key) this.#also.add(`${of}-${key}`);
    this.ask();
  }

  /** What happened since; what waits here is laid over it again by who hears of it. */
  async ask() {
    if (this.#asking) return void (this.#again = true);
    if (!this.data.urls.since) return;
    if ((this.#missed = this.isSending)) return;
    this.#asking = true;
    try {
      const url = new URL(this.address("since"), location.href);
      url.searchParams.set("revision", this.#revision);
      url.searchParams.set("sources", "");
      if (this.data.into) url.searchParams.set("into", this.data.into);
      const [also = ""] = this.#also;
      if (also) url.searchParams.set("also", also);
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return;
      const body = await answer.json();
      const isNews = body.revision > this.#revision;
      const isTold = also !== "" && body.revision >= this.#revision; // else it is older than what is shown
      this.#revision = Math.max(this.#revision, body.revision ?? 0);
      if (isTold) this.#also.delete(also);
      if (this.#also.size) this.#again = true;
      this.onTheirs(body, { isNews, isTold });
      if (!body.reload && body.sources && body.sources !== this.#sources) await this.#lookAtSources();
    } catch {
      // no connection: asked again in a while
    } finally {
      this.#asking = false;
      if (this.#again) {
        this.#again = false;
        this.ask();
      }
    }
  }

  /** Which of the rows shown read otherwise by now; what was written here meanwhile makes it wait. */
  async #lookAtSources() {
    const revision = this.#revision;
    const rows = this.sheet.rows.map((row) => row.later ?? row).filter(({ dataset }) => dataset.look);
    const known = looks(rows.map(({ dataset }) => [dataset.row, dataset.look]));
    const scenes = looks(this.sheet.headings.map(({ dataset }) => [dataset.sceneHead, dataset.look]));
    const answer = await fetch(this.address("sources"), {
      method: "POST",
      credentials: "same-origin",
      headers: ownHeaders({ Accept: "application/json" }),
      body: new URLSearchParams({ known, scenes, into: this.data.into }),
    });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return;
    const found = await answer.json();
    if (this.#revision !== revision || this.isSending) return void (this.#again = true);
    this.#sources = found.sources;
    this.onSources(found);
  }
}
