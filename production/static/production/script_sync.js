// What is changed in the script goes to the server through the queue, one after the other, and stays
// here until it was taken; what others changed is asked for after each answer and now and then.

import { Queue, newKey } from "./queue.js";

const OFTEN = 15_000; // ms between two questions what others did

export class Sync {
  #revision;
  #asking = false;

  constructor({ data, film, sheet, onState, onAnswer, onTheirs }) {
    Object.assign(this, { data, sheet, onTheirs });
    this.#revision = data.revision;
    this.queue = new Queue({
      name: `script:${data.user}:${film}:${data.script}`,
      onState,
      onAnswer: (entry, answer) => {
        this.#answered(answer);
        onAnswer(entry, answer);
      },
      onProblem: (entry) => onAnswer(entry, entry.problem.body, entry.problem.status),
    });
    setInterval(() => document.visibilityState === "visible" && this.ask(), OFTEN);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.ask());
  }

  address(verb, key = "") {
    const url = this.data.urls[verb].replace("{id}", encodeURIComponent(key));
    return this.data.into ? `${url}?into=${encodeURIComponent(this.data.into)}` : url;
  }

  /** `what` is kept with it, so that a page opened later can show it. */
  post(verb, key, fields, what = {}) {
    const of = verb.split("-")[0];
    const on = key ? `${of}:${key}` : what.on || `${of}:${newKey()}`;
    return this.queue.push({ on, url: this.address(verb, key), data: fields, what: { verb, key, ...what } });
  }

  get entries() {
    return this.queue.entries;
  }

  /** An answer tells the revision it made; where one lies between, others wrote meanwhile. */
  #answered(answer) {
    if (!answer.revision) return;
    if (answer.revision > this.#revision + 1) this.ask();
    else this.#revision = Math.max(this.#revision, answer.revision);
  }

  /** What happened since; what waits here is laid over it again by who hears of it. */
  async ask() {
    if (this.#asking || !this.data.urls.since || this.entries.some((entry) => !entry.problem)) return;
    this.#asking = true;
    try {
      const url = new URL(this.address("since"), location.href);
      url.searchParams.set("revision", this.#revision);
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return;
      const body = await answer.json();
      const isNews = body.revision > this.#revision;
      this.#revision = Math.max(this.#revision, body.revision ?? 0);
      if (isNews || body.undo !== undefined) this.onTheirs(body, isNews);
    } catch {
      // no connection: asked again in a while
    } finally {
      this.#asking = false;
    }
  }
}
