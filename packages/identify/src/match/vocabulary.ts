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

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

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
  #word = new Uint16Array(256);

  get size(): number {
    return this.#size;
  }

  textOf(id: number): string {
    return String.fromCharCode(...this.#letters.subarray(this.#starts[id], this.#endOf(id)));
  }

  /** The number of a word that is folded already. */
  idOf(word: string): number {
    let hash = OFFSET;
    for (let i = 0; i < word.length; i++) {
      this.#put(i, word.charCodeAt(i));
      hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
    }
    return this.#intern(hash, word.length);
  }

  /** Calls with the number of each word of a text, in order. */
  scan(text: string, take: (id: number) => void): void {
    let hash = OFFSET;
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let folded = FOLDED[unit]!;
      if (folded === UNKNOWN) {
        folded = foldOf(unit);
        FOLDED[unit] = folded;
      }
      if (folded > 0) {
        if (length === this.#word.length) this.#grow();
        this.#word[length] = folded;
        length += 1;
        hash = Math.imul(hash ^ folded, PRIME);
      } else if (folded === SEPARATOR) {
        if (length === 0) continue;
        take(this.#intern(hash, length));
        hash = OFFSET;
        length = 0;
      } else if (folded === HARD) {
        this.#scanHard(text, i - length, take);
        return;
      }
    }
    if (length > 0) take(this.#intern(hash, length));
  }

  /** The rest of a text, from the beginning of a word at the latest: accents may make the word longer than what was counted. */
  #scanHard(text: string, from: number, take: (id: number) => void): void {
    let start = from;
    while (start > 0 && FOLDED[text.charCodeAt(start - 1)] !== SEPARATOR) start -= 1;
    for (const word of wordsOf(text.slice(start))) take(this.idOf(word));
  }

  #put(place: number, unit: number): void {
    if (place === this.#word.length) this.#grow();
    this.#word[place] = unit;
  }

  #grow(): void {
    const longer = new Uint16Array(this.#word.length * 2);
    longer.set(this.#word);
    this.#word = longer;
  }

  #endOf(id: number): number {
    return id + 1 < this.#size ? this.#starts[id + 1]! : this.#used;
  }

  #isSame(id: number, length: number): boolean {
    const start = this.#starts[id]!;
    if (this.#endOf(id) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#letters[start + i] !== this.#word[i]) return false;
    return true;
  }

  #intern(hash: number, length: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let id = this.#slots[slot]!; id !== -1; id = this.#slots[slot]!) {
      if (this.#hashes[id] === hash && this.#isSame(id, length)) return id;
      slot = (slot + 1) & mask;
    }
    return this.#add(hash, length, slot);
  }

  #add(hash: number, length: number, slot: number): number {
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
    this.#letters.set(this.#word.subarray(0, length), this.#used);
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
      let slot = this.#hashes[id]! & mask;
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
