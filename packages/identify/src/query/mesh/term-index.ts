import { wordsOf } from "../words.ts";
import { textBetween } from "./lines.ts";

/** Where a term stands in the text of the thesaurus; -1 where it stands nowhere. */
export interface TermIndex {
  /** Starts of all terms with the key, in the order of the text. */
  find(key: string): readonly number[];
}

/** A term as it is looked up: its words, folded, with single blanks between. */
export const termKey = (term: string): string => wordsOf(term).join(" ");

const TAB = 9;
const LINE = 10;
const BAR = 124;
const BLANK = 32;

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

function hashOf(key: string): number {
  let hash = OFFSET;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), PRIME);
  return hash;
}

/** What an ASCII character is in a key: its small letter or digit, else 0. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, c) => {
  if (c >= 65 && c <= 90) return c + 32;
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) ? c : 0;
});

/** The hash of the key of a term, without making the key unless the term leaves ASCII. */
function hashOfTerm(bytes: Uint8Array, start: number, end: number): number {
  let hash = OFFSET;
  let isInside = false;
  for (let i = start; i < end; i++) {
    const c = bytes[i]!;
    if (c > 127) return hashOf(termKey(textBetween(bytes, start, end)));
    const folded = FOLDED[c]!;
    if (folded === 0) {
      isInside = false;
      continue;
    }
    if (!isInside && hash !== OFFSET) hash = Math.imul(hash ^ BLANK, PRIME);
    isInside = true;
    hash = Math.imul(hash ^ folded, PRIME);
  }
  return hash;
}

/** Bytes that a term takes at the least, on average: with it the table is never more than half full. */
const SHORTEST = 12;

/**
 * Finds terms in lines with tabs between columns and bars between the terms of a column, from the second column on. The terms stay in the
 * bytes: the index holds their places alone, four bytes for each, so that it is made in a few milliseconds.
 */
export function termIndex(bytes: Uint8Array): TermIndex {
  const size = 2 ** Math.ceil(Math.log2((bytes.length / SHORTEST) * 2 + 2));
  const mask = size - 1;
  // Zero is free: no term begins with the first byte, which belongs to a UI.
  const slots = new Int32Array(size);
  let isTerm = false;
  let start = 0;
  for (let i = 0; i <= bytes.length; i++) {
    const c = i < bytes.length ? bytes[i]! : LINE;
    if (c !== TAB && c !== BAR && c !== LINE) continue;
    if (isTerm && i > start) {
      let slot = hashOfTerm(bytes, start, i) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = start;
    }
    isTerm = c !== LINE;
    start = i + 1;
  }
  const termAt = (from: number): string => {
    let end = from;
    while (end < bytes.length && !isEnd(bytes[end]!)) end += 1;
    return textBetween(bytes, from, end);
  };
  return {
    find(key) {
      const found: number[] = [];
      let slot = hashOf(key) & mask;
      for (let at = slots[slot]!; at !== 0; at = slots[slot]!) {
        if (termKey(termAt(at)) === key) found.push(at);
        slot = (slot + 1) & mask;
      }
      return found.sort((a, b) => a - b);
    },
  };
}

const isEnd = (c: number): boolean => c === TAB || c === BAR || c === LINE;
