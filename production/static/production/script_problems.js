// What the server refused, mine beside theirs.

const by = (id) => document.getElementById(id);
const element = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

/** A refused change as a box with what can be done: in its row where there is one, else above. */
export class Problems {
  #drawn = new Map();

  constructor({ words, sheet, keep, giveUp }) {
    Object.assign(this, { words, sheet, keep, giveUp });
  }

  draw(problems) {
    const keys = new Set(problems.map((entry) => entry.key));
    for (const [key, box] of this.#drawn) {
      if (keys.has(key)) continue;
      box.remove();
      this.#drawn.delete(key);
    }
    for (const entry of problems) this.#place(entry);
    by("s-problems").hidden = !by("s-problems").childElementCount;
  }

  #place(entry) {
    const box = this.#drawn.get(entry.key) ?? this.#draw(entry);
    this.#drawn.set(entry.key, box);
    const { verb, key } = entry.what;
    const row = verb.startsWith("cell-") ? this.sheet.cellOf(key)?.closest(".s-row") : this.sheet.row(key ?? "");
    const home = row && !row.hidden ? row : by("s-problems");
    if (box.parentElement === home) return;
    home.append(box);
    if (home === this.sheet.current) this.sheet.reveal(box);
  }

  #draw(entry) {
    const { body = {}, status } = entry.problem;
    const { words } = this;
    const box = element("section", "", { className: "s-problem" });
    box.setAttribute("role", "alert");
    const isGone = body.is_gone === true || status === 404;
    const isStale = !isGone && body.version !== undefined;
    box.append(element("strong", isGone ? words.deletedMeanwhile : status === 409 ? words.conflict : words.refused));
    if (isStale) box.append(this.#facts(entry.data, body.differs ?? []));
    else for (const text of Object.values(body.errors ?? {}).flat()) if (!isGone) box.append(element("p", text));
    if (!isStale && entry.data.text) box.append(element("p", entry.data.text, { className: "s-problem-text" }));
    const buttons = element("div", "", { className: "s-problem-buttons" });
    const button = (text, kind, onclick) => buttons.append(element("button", text, { type: "button", className: `btn btn-sm ${kind}`, onclick }));
    if (isStale) button(words.keepMine, "btn-primary", () => this.keep(entry));
    button(isStale ? words.takeTheirs : words.giveUp, "btn-outline-secondary", () => this.giveUp(entry));
    box.append(buttons);
    return box;
  }

  /** Field by field what was there before, theirs and mine. */
  #facts(data, differs) {
    const facts = element("dl", "", { className: "s-conflict" });
    const line = (name, value) => facts.append(element("dt", name), element("dd", value || "–"));
    if (data.was) line(this.words.base, data.was);
    for (const [name, theirs, mine] of differs) {
      if (!data.was) facts.append(element("dt", name, { className: "s-conflict-of" }));
      line(this.words.theirs, theirs);
      line(this.words.mine, mine);
    }
    return facts;
  }
}
