/** Gives each distinct text a small number, so that records are compared by numbers. */
export interface Vocabulary {
  /** The number of a text: a new one where the text is new. */
  readonly number: (text: string) => number;
  readonly text: (number: number) => string;
  readonly length: (number: number) => number;
  /** One bit for each letter that the text has: texts whose letters differ by more than some edits are no spellings of each other. */
  readonly letters: (number: number) => number;
  readonly size: () => number;
}

export function vocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const masks: number[] = [];
  return {
    number: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      masks.push(letterMask(text));
      return texts.push(text) - 1;
    },
    text: (number) => texts[number]!,
    length: (number) => texts[number]!.length,
    letters: (number) => masks[number]!,
    size: () => texts.length,
  };
}

function letterMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    mask |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return mask;
}

/** How many letters one text has and the other has not, of two masks. An edit changes at most two. */
export function lettersApart(a: number, b: number): number {
  let bits = a ^ b;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A 53-bit hash (two rounds in the manner of FNV-1a): equal texts are equal, and two texts of a library are not confused. */
export const hashOf = (text: string): number => hashOfAll([text]);

/** The same of several texts in a row; an absent one is not the same as an empty one. */
export const hashOfAll = (texts: readonly (string | number | undefined)[]): number => hashed(texts, true);

/** The hash of the words written together. */
export const hashOfJoined = (words: readonly string[]): number => hashed(words, false);

/** The same of words that are parts of one text: `bounds` has the beginning and the end of each. */
export function hashOfParts(text: string, bounds: readonly number[], count: number): number {
  let low = Math.imul(START_LOW ^ 2, 0x01000193);
  let high = Math.imul(START_HIGH ^ 2, 0x85ebca6b);
  for (let part = 0; part < count; part += 2)
    for (let at = bounds[part]!; at < bounds[part + 1]!; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 13;
    }
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}

const START_LOW = 0x811c9dc5;
const START_HIGH = 0x9747b28c;

/** `parted`: where one text ends and the next begins takes part. A number is taken by its low 32 bits. */
function hashed(texts: readonly (string | number | undefined)[], parted: boolean): number {
  let low = START_LOW;
  let high = START_HIGH;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (parted || i === 0) {
      const sign = text === undefined ? 1 : typeof text === "number" ? 3 : 2;
      low = Math.imul(low ^ sign, 0x01000193);
      high = Math.imul(high ^ sign, 0x85ebca6b);
    }
    if (text === undefined) continue;
    if (typeof text === "number") {
      low = Math.imul(low ^ text, 0x01000193);
      high = Math.imul(high ^ text, 0x85ebca6b);
      high ^= high >>> 13;
      continue;
    }
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 13;
    }
  }
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}
