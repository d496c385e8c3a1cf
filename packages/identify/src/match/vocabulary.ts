import { foldText, wordsOf } from "../query/words.ts";

const UNKNOWN = -1;
/** Characters that fold to more than one, or otherwise than by themselves: the whole text is folded then. */
const HARD = -2;
/** Accents that stand apart from their letter. */
const MARK = -3;
const SEPARATOR = 0;

const LETTER = /^[\p{L}\p{N}]$/u;

/** What each UTF-16 unit folds to; found out when it is first seen. */
const FOLDED = new Int32Array(65_536).fill(UNKNOWN);

function foldOf(unit: number): number {
  const sign = String.fromCharCode(unit);
  // The small sigma depends on its neighbours; surrogates are halves.
  if ((unit >= 0xd800 && unit <= 0xdfff) || unit === 0x3a3) return HARD;
  if (unit >= 0x300 && unit <= 0x36f) return MARK;
  const folded = foldText(sign);
  if (folded.length === 1) return LETTER.test(folded) ? folded.charCodeAt(0) : SEPARATOR;
  return wordsOf(folded).length === 0 && folded !== "" ? SEPARATOR : HARD;
}

/** The same of ASCII, in a table that stays in the cache. */
const ASCII_FOLDED = Int16Array.from({ length: 128 }, (_, unit) => foldOf(unit));

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** In place of the number of a word that nobody asks for. */
export const PASSED_OVER = -1;

/** A number below 65,536 for the first two UTF-16 units of a word, of which the second may be 0; others may have the same. */
export const beginningOf = (first: number, second: number): number => ((first & 255) << 8) | (second & 255);

/** Shorter texts are not worth a call of the encoder. */
const SHORT = 40;

const encoder = new TextEncoder();

/**
 * Words with numbers, in the order in which they were first seen. Texts are cut into words as `wordsOf` cuts them, without making a string
 * for each: a word that was seen before costs a look into a table.
 */
export class Vocabulary {
  #slots = new Int32Array(4096).fill(-1);
  #letters = new Uint16Array(16_384);
  #starts = new Int32Array(2048);
  #hashes = new Int32Array(2048);
  #used = 0;
  #size = 0;
  /** The text at hand, folded: 0 where no letter or digit is. */
  #units = new Uint16Array(4096);
  #bytes = new Uint8Array(4096);

  get size(): number {
    return this.#size;
  }

  textOf(id: number): string {
    return String.fromCharCode(...this.#letters.subarray(this.#starts[id], this.#endOf(id)));
  }

  /** The number of a word that is folded already. */
  idOf(word: string): number {
    if (word.length > this.#units.length) this.#grow(word.length);
    for (let i = 0; i < word.length; i++) this.#units[i] = word.charCodeAt(i);
    return this.#intern(this.#units, 0, word.length);
  }

  /** The number of a word that is folded already; -1 where it was not seen. */
  find(word: string): number {
    let hash = OFFSET;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let id = this.#slots[slot]!; id !== -1; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.textOf(id) === word) return id;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /**
   * Calls with the number of each word of a text, in order.
   *
   * @param pass by `beginningOf` of a word, 1 where its number is wanted; for other words the call is with `PASSED_OVER`. All are wanted where it is absent.
   */
  scan(text: string, take: (id: number) => void, pass?: Uint8Array): void {
    const length = this.#fold(text);
    if (length === HARD) {
      for (const word of wordsOf(text)) take(this.idOf(word));
      return;
    }
    const units = this.#units;
    for (let i = 0; i < length; i++) {
      if (units[i] === SEPARATOR) continue;
      const start = i;
      i += 1;
      while (i < length && units[i] !== SEPARATOR) i += 1;
      const second = i > start + 1 ? units[start + 1]! : 0;
      if (pass === undefined || pass[beginningOf(units[start]!, second)] === 1)
        take(this.#intern(units, start, i));
      else take(PASSED_OVER);
    }
  }

  /** Folds a text into the units; how many there are, or `HARD` where it has to be folded as a whole. */
  #fold(text: string): number {
    const { length } = text;
    if (length > this.#units.length) this.#grow(length);
    const units = this.#units;
    if (length >= SHORT) {
      const bytes = this.#bytes;
      const { read, written } = encoder.encodeInto(text, bytes);
      if (read === length && written === length) {
        for (let i = 0; i < length; i++) units[i] = ASCII_FOLDED[bytes[i]!]!;
        return length;
      }
    }
    let filled = 0;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      let folded = unit < 128 ? ASCII_FOLDED[unit]! : FOLDED[unit]!;
      if (folded === UNKNOWN) {
        folded = foldOf(unit);
        FOLDED[unit] = folded;
      }
      if (folded === HARD) return HARD;
      if (folded === MARK) continue;
      units[filled] = folded;
      filled += 1;
    }
    return filled;
  }

  #grow(needed: number): void {
    this.#units = new Uint16Array(needed * 2);
    this.#bytes = new Uint8Array(needed * 2);
  }

  #endOf(id: number): number {
    return id + 1 < this.#size ? this.#starts[id + 1]! : this.#used;
  }

  #isSame(id: number, units: Uint16Array, start: number, end: number): boolean {
    const letters = this.#letters;
    const from = this.#starts[id]!;
    if (this.#endOf(id) - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (letters[j] !== units[i]) return false;
    return true;
  }

  #intern(units: Uint16Array, start: number, end: number): number {
    let hash = OFFSET;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ units[i]!, PRIME);
    const mask = this.#slots.length - 1;
    // The low bits of the hash depend on the last letters too much.
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let id = this.#slots[slot]!; id !== -1; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.#isSame(id, units, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    const length = end - start;
    const id = this.#size;
    if (id === this.#starts.length) {
      this.#starts = longer(this.#starts, id + 1);
      this.#hashes = longer(this.#hashes, id + 1);
    }
    if (this.#used + length > this.#letters.length) {
      const more = new Uint16Array((this.#used + length) * 2);
      more.set(this.#letters);
      this.#letters = more;
    }
    this.#letters.set(units.subarray(start, end), this.#used);
    this.#starts[id] = this.#used;
    this.#hashes[id] = hash;
    this.#used += length;
    this.#size += 1;
    this.#slots[slot] = id;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id++) {
      const hash = this.#hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** The same values in an array that has room for more. */
export function longer(values: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(Math.max(needed, values.length * 2));
  more.set(values);
  return more;
}
