/** What is known of a word, once for every spelling that was read. */
export interface KnownWord {
  /** The number that it is compared by; -1 for a word that carries no meaning. */
  readonly number: number;
  /** It says nothing of what a text is about. */
  readonly generic: boolean;
}

/**
 * Words of ASCII by their letters, found in a text without taking them out of it: titles have ten times as many words as a library has
 * different ones. A word is known by a hash of 64 bits: two of a library are not confused.
 */
export function wordTable(
  learn: (word: string) => KnownWord,
): (text: string, from: number, to: number) => KnownWord {
  let mask = (1 << 12) - 1;
  let lows = new Int32Array(mask + 1);
  let highs = new Int32Array(mask + 1);
  let words: (KnownWord | undefined)[] = new Array(mask + 1).fill(undefined);
  let used = 0;

  const placeOf = (low: number, high: number): number => {
    let place = (low ^ (high >>> 7)) & mask;
    while (words[place] !== undefined && (lows[place] !== low || highs[place] !== high))
      place = (place + 1) & mask;
    return place;
  };

  const grow = (): void => {
    const before = { lows, highs, words };
    mask = mask * 2 + 1;
    lows = new Int32Array(mask + 1);
    highs = new Int32Array(mask + 1);
    words = new Array(mask + 1).fill(undefined);
    for (const [at, word] of before.words.entries()) {
      if (word === undefined) continue;
      const place = placeOf(before.lows[at]!, before.highs[at]!);
      lows[place] = before.lows[at]!;
      highs[place] = before.highs[at]!;
      words[place] = word;
    }
  };

  return (text, from, to) => {
    let low = 0x811c9dc5 | 0;
    let high = 0x9747b28c | 0;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 13;
    }
    const place = placeOf(low, high);
    const known = words[place];
    if (known !== undefined) return known;
    const word = learn(text.slice(from, to));
    lows[place] = low;
    highs[place] = high;
    words[place] = word;
    used += 1;
    if (used * 2 > mask) grow();
    return word;
  };
}
