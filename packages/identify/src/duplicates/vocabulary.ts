/** Gives each distinct text a small number, so that records are compared by numbers. */
export interface Vocabulary {
  /** The number of a text: a new one where the text is new. */
  readonly number: (text: string) => number;
  readonly text: (number: number) => string;
  readonly size: () => number;
}

export function vocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    number: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
    text: (number) => texts[number]!,
    size: () => texts.length,
  };
}

/** A 53-bit hash (two rounds of FNV-1a with different seeds): equal texts are equal, and two texts of a library are not confused. */
export function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}
