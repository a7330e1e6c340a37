// How many warnings there are. Counting reads the whole script, so no answer to an edit waits for it: it
// is asked for by itself, a moment after the last change and when the page comes back into view.

const PAUSE = 2_000; // ms after the last change
const LATER = 15_000; // ms until it is tried again

export class Warnings {
  #timer = 0;
  #asked = 0;
  #isDue = false;

  constructor({ url, words, isBusy }) {
    Object.assign(this, { url, words, isBusy });
    this.shown = document.getElementById("s-warnings");
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.later());
  }

  /** Something changed that it may depend on. */
  later(wait = PAUSE) {
    if (!this.shown) return;
    this.#isDue = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    if (document.visibilityState !== "visible") return; // asked again once somebody looks
    if (this.isBusy()) return this.later();
    const number = ++this.#asked;
    this.#isDue = false;
    const count = await this.#count();
    if (number !== this.#asked || this.#isDue) return; // what changed meanwhile is counted soon
    if (count === null) this.later(LATER);
    else this.#show(count);
  }

  async #count() {
    try {
      const answer = await fetch(this.url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      const isTold = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
      return isTold ? (await answer.json()).count : null;
    } catch {
      return null;
    }
  }

  /** Read out where it is another number, and nowhere else. */
  #show(count) {
    const was = this.shown.textContent.trim();
    const now = count ? String(count) : "";
    if (was === now) return;
    const number = Object.assign(document.createElement("span"), { className: "count", textContent: now });
    this.shown.replaceChildren(...(count ? [" ", number] : []));
    document.getElementById("s-told").textContent = this.words.warnings.replace("%(count)s", count);
  }
}
