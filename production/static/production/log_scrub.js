// The line of the whole recording: the playhead to drag, the segments as blocks beneath it.

export class Scrub {
  constructor({ place, clock, onSeek }) {
    Object.assign(this, { place, clock });
    this.range = document.getElementById("log-scrub");
    this.blocks = document.getElementById("log-blocks");
    this.range.addEventListener("input", () => onSeek(Number(this.range.value)));
  }

  get #last() {
    return Math.max(this.clock.last, ...this.#rows.map((row) => row.out), 1);
  }

  #rows = [];
  #start = null;

  show(frame) {
    this.range.max = Math.max(this.#last - 1, frame);
    this.range.value = frame;
    this.range.setAttribute("aria-valuetext", document.getElementById("log-source").textContent);
  }

  draw(rows) {
    this.#rows = rows;
    const last = this.#last;
    const blocks = rows.map((row) => this.#block(row.in, row.out, last, `is-${row.rating}`));
    if (this.#start !== null) blocks.push(this.#block(this.#start, this.#start, last, "is-pending"));
    this.blocks.replaceChildren(...blocks);
  }

  /** Where the in is set that waits for its out. */
  pending(start) {
    this.#start = start;
    this.draw(this.#rows);
  }

  #block(start, end, last, name) {
    const block = document.createElement("i");
    block.className = name;
    block.style.left = `${(100 * start) / last}%`; // set by the program, which the policy allows
    block.style.width = `${(100 * (end - start)) / last}%`;
    return block;
  }
}
