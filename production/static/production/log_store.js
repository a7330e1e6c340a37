// The segments of a recording as this page knows them: what the server last said, and on top what is
// still on its way. Every change is shown at once, goes through the queue, and can be undone.

import { newKey, Queue } from "./queue.js";

const LATER = 5_000; // ms until what couldn't be asked is asked again
const FIELDS = { in: "in_frame", out: "out_frame" }; // what the server calls them
const sentAs = (name, value) => (name in FIELDS ? `#${value}` : (value ?? ""));

export class Store {
  #rows = new Map(); // by the name the page has for a row
  #undo = [];

  constructor({ data, film, onChange, onState }) {
    this.urls = data.urls;
    this.words = data.words;
    this.people = new Map(data.people);
    this.onChange = onChange;
    this.queue = new Queue({
      name: `log:${data.user}:${film}:${data.recording}`,
      onState,
      onAnswer: ({ on }, row) => this.#settle(on, row),
      onProblem: (entry) => this.#refused(entry),
    });
    for (const row of data.segments) this.#rows.set(String(row.id), row);
    for (const entry of this.queue.entries) this.#lay(entry);
  }

  /** Those outside the bin, in the order of the reel. */
  get rows() {
    const live = [...this.#rows].filter(([, row]) => !row.gone).map(([on, row]) => ({ ...row, on }));
    return live.sort((a, b) => a.in - b.in || a.out - b.out);
  }

  get(on) {
    const row = this.#rows.get(this.#name(on));
    return row && { ...row, on: this.#name(on) };
  }

  /** What the server has now, with the words of each. */
  refresh(rows) {
    const waiting = new Set(this.queue.entries.map((entry) => this.#name(entry.on)));
    const names = new Map([...this.#rows].map(([on, row]) => [row.id, on]));
    for (const row of rows) {
      const on = names.get(row.id) ?? String(row.id);
      const known = this.#rows.get(on);
      if (this.#isOlder(row, on)) continue;
      if (!waiting.has(on)) this.#rows.set(on, known?.version === row.version ? { ...row, uses: known.uses } : row);
      else Object.assign(known ?? {}, { words: row.words, inWords: row.inWords, outWords: row.outWords, by: row.by });
    }
    this.onChange(null);
  }

  /** Asked for before what was done since, and answered after it. */
  #isOlder(row, on) {
    return this.#rows.get(on)?.version > row.version;
  }

  /** More about a row, as long as it is still the one that was asked for. */
  detail(on, row) {
    const known = this.#rows.get(this.#name(on));
    if (known?.version !== row.version) return;
    Object.assign(known, { uses: row.uses, words: row.words, inWords: row.inWords, outWords: row.outWords, by: row.by });
    this.onChange(this.#name(on));
  }

  // Changes ---------------------------------------------------------------------------------------

  make(start, end) {
    const on = `new-${newKey()}`;
    const row = { id: null, version: "", in: start, out: end, gist: "", rating: 0, themes: [], note: "", used: 0, words: "" };
    const data = { in_frame: `#${start}`, out_frame: `#${end}` };
    this.#push(on, "new", data, { ...row, speaker: null, speakerName: "" }, this.words.new);
    this.#undo.push({ what: this.words.new, how: () => this.#bin(on) });
    return on;
  }

  /**
   * Some fields of a row: { gist: "The gate", rating: 4 }. `read` is the row as it stood when somebody
   * began to write: what they left as it was is no change, and where others changed the same since, the
   * server asks about it.
   */
  change(on, fields, words = this.words.changed, read = this.get(on)) {
    const row = this.get(on);
    const changed = Object.entries(fields).filter(([name, value]) => row[name] !== value && read[name] !== value);
    if (!changed.length) return;
    const was = Object.fromEntries(changed.map(([name]) => [name, row[name]]));
    const isStale = changed.some(([name]) => row[name] !== read[name]);
    this.#edit(on, Object.fromEntries(changed), (isStale && read.version) || row.version);
    this.#undo.push({ what: words, how: () => this.#edit(on, was) });
  }

  #edit(on, fields, version = this.get(on).version) {
    const data = { version };
    for (const [name, value] of Object.entries(fields)) data[FIELDS[name] ?? name] = sentAs(name, value);
    const shown = "speaker" in fields ? { ...fields, speakerName: this.people.get(fields.speaker) ?? "" } : fields;
    this.#push(on, "rating" in fields ? "mark" : "edit", data, shown, this.words[Object.keys(fields)[0]] ?? "");
  }

  /** A theme put on, or taken off where it is on; without a key it is a new one. */
  toggleTheme(on, [key, name]) {
    const has = this.get(on).themes.some(([one, called]) => (key ? one === key : called === name));
    this.#theme(on, [key, name], !has);
    this.#undo.push({ what: this.words.themes, how: () => this.#theme(on, key ? [key, name] : this.#themeCalled(on, name), has) });
  }

  /** The theme by the key that the server gave it. */
  #themeCalled(on, name) {
    return this.get(on).themes.find(([, called]) => called === name) ?? [null, name];
  }

  #theme(on, [key, name], puts) {
    const others = this.get(on).themes.filter(([one, called]) => one !== key || called !== name);
    const data = { [`${puts ? "" : "not_"}${key ? "theme" : "new_theme"}`]: key ?? name };
    this.#push(on, "mark", data, { themes: puts ? [...others, [key, name]] : others }, this.words.themes);
  }

  bin(on) {
    this.#bin(on);
    this.#undo.push({ what: this.words.deleted, how: () => this.#push(on, "restore", {}, { gone: false }, this.words.new) });
  }

  #bin(on) {
    this.#push(on, "bin", {}, { gone: true }, this.words.deleted);
  }

  undo() {
    const last = this.#undo.pop();
    if (!last) return this.words.nothing;
    last.how();
    return this.words.undone.replace("%(what)s", last.what);
  }

  #push(on, verb, data, shown, words) {
    const what = { shown, words };
    this.#lay({ on, what });
    this.queue.push({ on, url: this.urls[verb], data: { answer: "row", ...data }, what });
    this.onChange(this.#name(on));
  }

  // Answers ---------------------------------------------------------------------------------------

  /** A change laid over what the server knows. */
  #lay({ on, what }) {
    const name = this.#name(on);
    const row = this.#rows.get(name) ?? {};
    this.#rows.set(name, { ...row, ...what.shown });
  }

  /** The page's own name of a row: one made here keeps the first it had. */
  #name(on) {
    const text = String(on);
    if (this.#rows.has(text)) return text;
    const known = String(this.queue?.idOf(on) ?? on);
    return this.#rows.has(known) ? known : text;
  }

  #settle(on, row) {
    const name = this.#name(on);
    this.#rows.set(name, row);
    for (const entry of this.queue.entries) if (this.#name(entry.on) === name) this.#lay(entry);
    this.onChange(name);
  }

  #refused({ on, problem }) {
    if (problem.body.row) this.#settle(on, problem.body.row); // with mine laid over it
    this.onChange(this.#name(on));
  }

  /** Of what was refused: mine once more, upon what they wrote. */
  keep({ key, on, problem }) {
    const { row, gone } = problem.body;
    if (gone) this.queue.push({ on, url: this.urls.restore, data: { answer: "row" }, what: { shown: { gone: false } }, before: key });
    this.queue.resolve(key, row ? { version: row.version } : {});
  }

  giveUp({ key, on, url, problem }) {
    const name = this.#name(on);
    this.queue.drop(key);
    if (url === this.urls.new) this.#rows.delete(name);
    else if (problem.body.row) this.#settle(on, problem.body.row);
    else if (problem.body.gone) this.#rows.delete(name);
    else this.#again(name);
    this.onChange(null);
  }

  async #again(name) {
    try {
      const answer = await fetch(this.urls.row.replace("{id}", this.queue.idOf(name)), { credentials: "same-origin" });
      if (answer.ok) {
        const row = await answer.json();
        return this.#isOlder(row, name) || this.#settle(name, row);
      }
      if (answer.status === 404) this.#rows.delete(name);
      this.onChange(null);
    } catch {
      setTimeout(() => this.#again(name), LATER);
    }
  }
}
