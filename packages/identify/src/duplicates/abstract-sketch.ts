/** How much of a text is looked at, in characters: enough to tell two abstracts apart, and bounded. */
const REACH = 2000;
/** Fewer pairs of words say nothing. */
const LEAST = 12;
/** Room for the hashes of one text, used again for the next: a text has fewer pairs of words than half its characters. */
const found = new Int32Array(REACH);

/**
 * Hashes of the pairs of neighbouring words (letters and digits only, lower case), sorted, each once. Databases cut abstracts and set
 * headings and copyright lines into them; most pairs survive that.
 */
export function abstractSketch(text: string): Int32Array {
  let used = 0;
  const end = Math.min(text.length, REACH);
  let previous = 0;
  let hash = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : 32;
    const letter = code >= 65 && code <= 90 ? code + 32 : code;
    if ((letter >= 97 && letter <= 122) || (letter >= 48 && letter <= 57) || letter >= 0x370) {
      hash = Math.imul(hash === 0 ? 0x811c9dc5 : hash, 0x01000193) ^ letter;
      continue;
    }
    if (hash === 0) continue;
    if (previous !== 0) {
      found[used] = Math.imul(previous, 31) ^ hash;
      used += 1;
    }
    previous = hash;
    hash = 0;
  }
  const sorted = found.subarray(0, used).sort();
  let kept = 0;
  for (let i = 0; i < used; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) {
      sorted[kept] = sorted[i]!;
      kept += 1;
    }
  return sorted.slice(0, kept);
}

export type AbstractAgreement = "missing" | "same" | "similar" | "different";

/** The share of the shorter text's pairs of words that the longer one has too. */
export function compareSketches(a: Int32Array, b: Int32Array): AbstractAgreement {
  const least = Math.min(a.length, b.length);
  if (least < LEAST) return "missing";
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  const share = shared / least;
  return share >= 0.75 ? "same" : share >= 0.35 ? "similar" : "different";
}
