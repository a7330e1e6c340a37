// Timecode, as production/timecode.py and interviews/places.py have it: labels of frames at an exact
// rate, drop-frame, and what people type. In whole numbers only; the tests hold both to the same rows.

const LONGEST = 20;

export class BadTimecode extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** From [num, den, drop], as the server gives it. */
export function rateOf([num, den, drop]) {
  const base = Math.ceil(num / den);
  const rate = { num, den, drop, base, skipped: drop ? Math.floor(base / 15) : 0 };
  rate.day = frameOf({ hours: 23, minutes: 59, seconds: 59, frames: base - 1 }, rate) + 1;
  return rate;
}

const nearest = (numerator, denominator) => Math.floor((2 * numerator + denominator) / (2 * denominator));
const mod = (a, b) => ((a % b) + b) % b;
const two = (number) => String(number).padStart(2, "0");

export const frameAt = (ms, rate) => nearest(ms * rate.num, 1000 * rate.den);
export const msOf = (frame, rate) => nearest(frame * 1000 * rate.den, rate.num);

/** The number of the frame of a label; one to the second names the first frame that shows it. */
export function frameOf({ hours, minutes, seconds, frames }, rate) {
  const all = hours * 60 + minutes;
  const last = frames ?? (seconds === 0 && all % 10 ? rate.skipped : 0);
  return (all * 60 + seconds) * rate.base + last - rate.skipped * (all - Math.floor(all / 10));
}

export function labelOf(frame, rate) {
  const perMinute = 60 * rate.base - rate.skipped;
  const perTen = 10 * perMinute + rate.skipped;
  const tens = Math.floor(frame / perTen);
  const rest = frame % perTen;
  const skips = 9 * tens + Math.max(0, Math.floor((rest - rate.skipped) / perMinute));
  const counted = frame + rate.skipped * skips;
  const all = Math.floor(counted / rate.base);
  const parts = [Math.floor(all / 3600) % 24, Math.floor((all % 3600) / 60), all % 60].map(two);
  return `${parts.join(":")}${rate.drop ? ";" : ":"}${two(counted % rate.base)}`;
}

/** The source timecode of a frame of a recording: { rate, start, duration }. */
export const source = (frame, place) => labelOf(mod(place.start + frame, place.rate.day), place.rate);

/** 1:00:03: how long it has run by the clock. */
export function running(frame, rate) {
  const seconds = Math.floor((frame * rate.den) / rate.num);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

/** A length to the nearest second: 0:08, 1:02:10. */
export function lasting(frames, rate) {
  const seconds = nearest(frames * rate.den, rate.num);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A label as people type it, to the second (frames null) or to the frame. */
export function read(text) {
  text = text.trim();
  if (text.length > LONGEST) throw new BadTimecode("form");
  const { numbers, frames, drop } = parted(text);
  const [hours, minutes, seconds] = [0, ...numbers].slice(-3);
  if (hours > 23) throw new BadTimecode("hours");
  if (minutes > 59) throw new BadTimecode("minutes");
  if (seconds > 59) throw new BadTimecode("seconds");
  return { hours, minutes, seconds, frames, drop };
}

function parted(text) {
  if (/^(?:[0-9]{6}|[0-9]{8})$/.test(text)) {
    const pairs = text.match(/../g).map(Number);
    return { numbers: pairs.slice(0, 3), frames: pairs[3] ?? null, drop: false };
  }
  if (!/^[0-9]{1,2}(?:[:;.][0-9]{1,2}){1,3}$/.test(text)) throw new BadTimecode("form");
  const numbers = text.split(/[:;.]/).map(Number);
  const signs = text.match(/[:;.]/g);
  if (numbers.length === 4 || (numbers.length === 3 && signs[0] !== signs[1])) {
    return { numbers: numbers.slice(0, -1), frames: numbers.at(-1), drop: signs.at(-1) === ";" };
  }
  if (signs.includes(";") || (numbers.length === 2 && signs.includes("."))) throw new BadTimecode("form");
  return { numbers, frames: null, drop: false };
}

function check({ minutes, seconds, frames, drop }, rate) {
  if (frames === null) return;
  if (frames >= rate.base) throw new BadTimecode("frames");
  if (drop && !rate.drop) throw new BadTimecode("semicolon");
  if (frames < rate.skipped && seconds === 0 && minutes % 10) throw new BadTimecode("dropped");
}

/** One after the last frame; without a length half a day is believed. */
export const lastFrame = (place) => place.duration || Math.floor(place.rate.day / 2);

/** The frame that somebody means who types a time, or a step from the frame `at`. */
export function typed(text, place, at = 0) {
  text = text.trim();
  if (text.length > LONGEST) throw new BadTimecode("form");
  const ran = /^r\s*(.+)$/i.exec(text);
  if (ran) return inside(runningTyped(ran[1], place.rate), place);
  if (/^[+-]/.test(text)) return inside(stepped(text, place.rate, at), place);
  const label = read(text);
  check(label, place.rate);
  const frame = mod(frameOf(label, place.rate) - place.start, place.rate.day);
  return inside(label.frames === null && frame > lastFrame(place) ? after(label, place.rate) : frame, place);
}

function inside(frame, place) {
  if (frame > lastFrame(place)) throw new BadTimecode("outside");
  return frame;
}

const runningTyped = (text, rate) => (/^[0-9]{1,5}$/.test(text) ? frameAt(Number(text) * 1000, rate) : after(read(text), rate));

const after = ({ hours, minutes, seconds, frames }, rate) =>
  frameAt(((hours * 60 + minutes) * 60 + seconds) * 1000, rate) + (frames ?? 0);

function stepped(text, rate, at) {
  const step = STEP.exec(text);
  if (!step) throw new BadTimecode("form");
  const numbers = step[2].split(/[:;.]/).map(Number);
  const [hours, minutes, seconds, frames] = [0, 0, 0, ...numbers].slice(-4);
  const long = numbers.length > 1 ? frameOf({ hours, minutes, seconds, frames: null }, rate) + frames : frames;
  const frame = at + (step[1] === "-" ? -long : long);
  if (frame < 0) throw new BadTimecode("before");
  return frame;
}

const STEP = /^([+-]) ?([0-9]{1,2}(?:[:;.][0-9]{1,2}){0,3})$/;
