// Changes on their way to the server: in order, each once, kept in the browser until it has answered.
//
//   const queue = new Queue({ name: "log:7:house:12", onState, onAnswer, onProblem });
//   queue.push({ on: row.id, url, data: { gist: "The gate", version: 3 }, what: "Gist" });
//
// A change carries a key by which the server takes it once (production/once.py), so that it may be
// sent again whenever no answer came: after a lost connection, a closed lid, a reload. The server
// answers with JSON that names the row's `id` and `version`. `on` says which row a change is about;
// for one that the server has yet to make it is any new name, and `{id}` in the address of what
// follows, and where other changes name it, is filled in once it is made. Later changes of a row learn
// its new version, so that nobody meets themselves in a conflict.
//
// onState({ state, waits, problems })  saved, sending, lost, signedOut or failed; what was not taken
// onAnswer(entry, row)                 the server has taken it
// onProblem(entry)                     it was refused: entry.problem is { status, body }; it stays here
//                                      until resolve() or drop(), and holds what follows on its row
//
// Keys of rows are compared as text. Two tabs share one queue and send by turns; whichever of them has
// sent a change, the tab that pushed it hears the answer too.

import { ownHeaders } from "./app.js";

const PATIENCE = 20_000; // ms until an answer counts as lost
const FIRST_WAIT = 1_500;
const LONGEST_WAIT = 15_000;
const PAUSE = 200; // until what another tab settled has been told here
const REFUSED = new Set([400, 404, 409, 410, 413, 422]); // sending it again would change nothing

export const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join("-");

/** The page's token is that of its session; after signing in elsewhere the next try brings the new one. */
async function renewToken() {
  const answer = await fetch(location.pathname, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
  const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = parts.querySelector('meta[name="csrf-token"]')?.content;
  if (token) document.querySelector('meta[name="csrf-token"]').content = token;
}

/** Where the browser keeps it; a browser that keeps nothing still keeps it until the page is left. */
const shelf = (name) => {
  let held = null;
  return {
    read() {
      if (held) return held;
      try {
        return JSON.parse(localStorage.getItem(name)) ?? { entries: [], ids: {} };
      } catch {
        return (held = { entries: [], ids: {} });
      }
    },
    write(kept) {
      try {
        if (kept.entries.length) localStorage.setItem(name, JSON.stringify(kept));
        else localStorage.removeItem(name);
        held = null;
      } catch {
        held = kept; // full, or forbidden
      }
    },
  };
};

/** Where a change names another row by the name that the page had for it. */
function rename({ data, what }, name, id) {
  for (const said of [data, typeof what === "object" ? what : {}]) {
    for (const [field, value] of Object.entries(said)) if (value === name) said[field] = String(id);
  }
}

/** Before the first that has one of these keys, else at the end. */
function put(entries, entry, before) {
  const at = entries.findIndex(({ key }) => before.includes(key));
  entries.splice(at < 0 ? entries.length : at, 0, entry);
}

export class Queue {
  #shelf;
  #on;
  #timer = 0;
  #wait = FIRST_WAIT;
  #busy = false;
  #state = "saved";
  #ids = {}; // rows made by this page, still asked for by name after all was sent
  #own = []; // what this page pushed and nobody settled yet, in order
  #tabs; // tells the other tabs what was settled here
  #looks = 0;

  constructor({ name, onState = () => {}, onAnswer = () => {}, onProblem = () => {} }) {
    this.name = `rodaje:${name}`;
    this.#tabs = new BroadcastChannel(this.name);
    this.#shelf = shelf(this.name);
    this.#on = { onState, onAnswer, onProblem };
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.#tell("lost"));
    this.#tabs.onmessage = ({ data }) => this.#settled(data);
    addEventListener("storage", (event) => event.key === this.name && this.#look());
  }

  /** What waits, in order; also what was left by an earlier visit. */
  get entries() {
    return this.#shelf.read().entries;
  }

  /** The server's key of a row that was made here, else what was asked. */
  idOf(on) {
    return this.#known(this.#shelf.read(), on)?.id ?? on;
  }

  /** A change at the end of the line, or `before` one that stands there. */
  push({ on, url, data, what = "", before = "" }) {
    const entry = { key: newKey(), on: String(on), url, data, what };
    put(this.#own, entry, [before]);
    this.#change((kept) => {
      const known = this.#known(kept, on);
      if (known && "version" in data && !data.version) data.version = known.version;
      put(kept.entries, entry, [before]);
    });
    this.send();
    return entry.key;
  }

  /** Send a refused one again, with what changed about it: `{ version: 4 }`. */
  resolve(key, data = {}) {
    this.#change((kept) => {
      const entry = kept.entries.find((one) => one.key === key);
      if (!entry) return;
      Object.assign(entry.data, data);
      delete entry.problem;
    });
    this.send();
  }

  /** Give a change up; with one that makes a row go all that follow on it. */
  drop(key) {
    this.#change((kept) => {
      const entry = kept.entries.find((one) => one.key === key);
      const makes = entry && !entry.url.includes("{id}") && !this.#known(kept, entry.on);
      const goes = (one) => one.key === key || (makes && one.on === entry.on && one.url.includes("{id}"));
      for (const { key } of kept.entries.filter(goes)) this.#done({ key });
      kept.entries = kept.entries.filter((one) => !goes(one));
    });
    this.send();
  }

  /** Send what waits, one after the other; whoever sends already goes on alone. */
  async send() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#tell(this.#state);
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#alone(() => this.#sendAll());
    } finally {
      this.#busy = false;
    }
    if (this.#next()) this.#later();
    else this.#tell("saved");
  }

  #alone(work) {
    if (!navigator.locks) return work();
    return navigator.locks.request(this.name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  }

  async #sendAll() {
    let entry;
    while ((entry = this.#next())) {
      if (this.#state === "saved") this.#tell("sending");
      const answer = await this.#post(entry);
      if (typeof answer === "string") return this.#tell(answer);
      this.#wait = FIRST_WAIT;
      this.#settle(entry, answer);
      this.#tell("sending");
    }
  }

  /** Taken, with what the server made of it, or given up. */
  #done(told) {
    this.#own = this.#own.filter(({ key }) => key !== told.key);
    this.#tabs.postMessage(told);
  }

  /** By another tab. */
  #settled({ key, row }) {
    const entry = this.#own.find((one) => one.key === key);
    if (!entry) return;
    this.#own = this.#own.filter((one) => one !== entry);
    if (!row) return;
    this.#name(entry, row);
    this.#on.onAnswer(entry, row);
  }

  /** The copies kept here learn what they have become on the shelf: other versions, what was refused. */
  #learn(entries) {
    const there = new Map(entries.map((entry) => [entry.key, entry]));
    this.#own = this.#own.map((entry) => there.get(entry.key) ?? entry);
    return there;
  }

  /**
   * Another tab wrote. Browsers don't hold the shelf for one tab at a time: what two push in the same
   * moment may be written over. What nobody settled is put back; the server takes each key once.
   */
  #look() {
    this.#learn(this.entries);
    this.#tell(this.#state);
    clearTimeout(this.#looks);
    this.#looks = setTimeout(() => this.#bringBack(), PAUSE);
    if (!this.#busy && !this.#timer && this.#next()) this.#later(); // whoever pushed it may be closed by then
  }

  #bringBack() {
    const there = this.#learn(this.entries);
    const lost = this.#own.filter((entry) => !there.has(entry.key));
    if (!lost.length) return;
    const keys = this.#own.map(({ key }) => key);
    this.#change((kept) => {
      for (const entry of lost) put(kept.entries, entry, keys.slice(keys.indexOf(entry.key) + 1));
    });
    this.send();
  }

  /** The first that no refused one on its row stands before. */
  #next() {
    const held = new Set();
    return this.entries.find((entry) => {
      if (entry.problem) held.add(entry.on);
      return !held.has(entry.on);
    });
  }

  #later() {
    this.#timer = setTimeout(() => this.send(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  /** The answer, or why there is none yet. */
  async #post(entry) {
    const body = new URLSearchParams({ ...entry.data, form_key: entry.key });
    const url = entry.url.replace("{id}", encodeURIComponent(this.idOf(entry.on)));
    const options = { method: "POST", body, headers: ownHeaders({ Accept: "application/json" }) };
    try {
      const answer = await fetch(url, { ...options, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status >= 500 || answer.status === 429) return "failed";
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (answer.ok) return isJson ? { status: answer.status, body: await answer.json() } : "signedOut";
      // 403: another session's token, or another reader's
      if (!REFUSED.has(answer.status)) return (await renewToken(), "signedOut");
      return { status: answer.status, body: isJson ? await answer.json() : {} };
    } catch {
      return "lost";
    }
  }

  #settle(entry, { status, body }) {
    const taken = status < 400;
    this.#change((kept) => {
      if (taken) this.#take(kept, entry, body);
      else kept.entries.filter((one) => one.key === entry.key).forEach((one) => (one.problem = { status, body }));
    });
    if (taken) {
      this.#done({ key: entry.key, row: body });
      this.#on.onAnswer(entry, body);
    } else this.#on.onProblem({ ...entry, problem: { status, body } });
  }

  #take(kept, entry, row) {
    kept.entries = kept.entries.filter((one) => one.key !== entry.key);
    if (row.id === undefined) return;
    const made = this.#name(entry, row);
    if (made) kept.ids[entry.on] = made;
    for (const later of kept.entries) {
      if (made) rename(later, entry.on, row.id);
      if (later.on !== entry.on || !("version" in later.data)) continue;
      if (!later.data.version || Number(later.data.version) === row.version - 1) later.data.version = row.version;
    }
  }

  /** The key that the server gave a row which had a name of ours. */
  #name({ on }, row) {
    if (row.id === undefined || on === String(row.id)) return null;
    return (this.#ids[on] = { id: row.id, version: row.version });
  }

  #known(kept, on) {
    return kept.ids[on] ?? this.#ids[on];
  }

  #change(how) {
    const kept = this.#shelf.read();
    how(kept);
    this.#learn(kept.entries);
    this.#shelf.write(kept);
  }

  #tell(state) {
    this.#state = state;
    const entries = this.entries;
    const problems = entries.filter((entry) => entry.problem);
    this.#on.onState({ state, waits: entries.length - problems.length, problems });
  }
}
