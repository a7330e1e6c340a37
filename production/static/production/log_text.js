// Words: as search compares them, and where each stands in a text.

const SPELLED = { ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ß: "ss", ı: "i" };

/** Without case and accents, signs as spaces. */
export const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øłđæœßı]/g, (letter) => SPELLED[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Where each word of a text begins and ends; words are what stands between spaces, as for Python. */
export const wordsIn = (text) => [...text.matchAll(/[^\s\x1c-\x1f\x85]+/g)].map((found) => [found.index, found.index + found[0].length]);

/** The word at a place of the text, or the nearest after it; -1 where there is none. */
export function wordAt(text, offset) {
  const words = wordsIn(text);
  const at = words.findIndex(([, end]) => offset <= end);
  return at < 0 ? words.length - 1 : at;
}

/** The frames of a word of a cue [key, in, out, speaker, text, times]; one without a time has its cue's. */
export function framesOf(cue, word) {
  const [, start, end, , , times] = cue;
  const own = times?.[word];
  if (own) return [start + own[0], start + own[1]];
  if (!times) return [start, end];
  const before = times.slice(0, word).filter(Boolean).at(-1);
  const next = times.slice(word + 1).find(Boolean);
  return [before ? start + before[0] : start, next ? start + next[0] : end];
}

/** How many of a sorted list begin at a frame or before it. */
export function countUpTo(starts, frame) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}
