import type { ComparisonRecord, ComparisonTable } from "./comparison-record.ts";
import { hashOf, type Vocabulary } from "./vocabulary.ts";

/** How many records bear each title word. */
export function wordFrequencies({ records, titleWords }: ComparisonTable): Int32Array {
  const counts = new Int32Array(titleWords.size());
  const last = new Int32Array(titleWords.size()).fill(-1);
  for (const { words, index } of records)
    for (const word of words)
      if (last[word] !== index) {
        last[word] = index;
        counts[word]! += 1;
      }
  return counts;
}

/** Whole numbers below 2^53 that differ by kind of key. */
const mix = (kind: number, x: number, y = 0, z = 0): number => {
  let low = Math.imul(x | 0, 0x9e3779b1) ^ kind;
  low = Math.imul(low ^ (low >>> 15) ^ (y | 0), 0x85ebca6b);
  low = Math.imul(low ^ (low >>> 13) ^ (z | 0), 0xc2b2ae35);
  let high = Math.imul((z | 0) ^ kind, 0x27d4eb2f) ^ (x | 0);
  high = Math.imul(high ^ (high >>> 15) ^ Math.imul(y | 0, 0x165667b1), 0x2c1b3c6d);
  // What a number has above 32 bits takes part too.
  high ^= Math.imul((x / 0x100000000) | 0, 0x297a2d39);
  return ((high ^ (high >>> 12)) & 0x1fffff) * 0x100000000 + ((low ^ (low >>> 16)) >>> 0);
};

/** Title words that a key is made of, the rarest first. */
const RARE = 3;

/**
 * The rarest words of a title that at least one other title has too. A word with a typing error is in no other title, so it is
 * passed over and the next takes its place.
 */
function rarest(words: readonly number[], counts: Int32Array, vocabulary: Vocabulary): readonly number[] {
  const chosen: number[] = [];
  for (const word of words) {
    if (counts[word]! < 2 || chosen.includes(word)) continue;
    let at = chosen.length;
    while (at > 0 && isRarer(word, chosen[at - 1]!, counts, vocabulary)) at -= 1;
    if (at === RARE) continue;
    for (let next = Math.min(chosen.length, RARE - 1); next > at; next--) chosen[next] = chosen[next - 1]!;
    chosen[at] = word;
  }
  return chosen;
}

const isRarer = (a: number, b: number, counts: Int32Array, { text }: Vocabulary): boolean =>
  counts[a]! < counts[b]! || (counts[a] === counts[b] && text(a) < text(b));

/**
 * Calls `key` with every key of a record. Two records are compared when they share one: the DOI, the PubMed or registry number; the
 * title, its main part, or two of its rarest words; volume and first page; first and last page; first author, year and first page;
 * the first author with the year and another author (for titles in two languages).
 */
export function blockingKeys(
  record: ComparisonRecord,
  counts: Int32Array,
  titleWords: Vocabulary,
  key: (value: number) => void,
): void {
  for (const doi of record.dois) key(mix(1, hashOf(doi)));
  if (record.pmid !== undefined) key(mix(2, hashOf(record.pmid)));
  for (const registration of record.registrations) key(mix(3, hashOf(registration)));
  for (const print of record.prints) key(mix(4, print));
  if (record.mainPrint !== 0 && record.mainPrint !== record.prints[0]) key(mix(4, record.mainPrint));
  const rare = rarest(record.words, counts, titleWords);
  for (let i = 0; i < rare.length; i++)
    for (let j = i + 1; j < rare.length; j++) {
      const [low, high] = rare[i]! < rare[j]! ? [rare[i]!, rare[j]!] : [rare[j]!, rare[i]!];
      key(mix(5, low, high));
    }
  const { pages, volume, families, year } = record;
  if (pages !== undefined) {
    // A date of a spreadsheet does not say which of its two numbers is the first page.
    const firsts = pages.kind === "date" ? [pages.first, pages.last] : [pages.first];
    for (const first of firsts) {
      if (volume !== undefined) key(mix(6, volume, first));
      if (families.length > 0) key(mix(7, families[0]!, first, pages.first === 1 ? (year ?? 0) : 0));
    }
    if (pages.kind === "pages" && pages.last > pages.first && pages.first > 1)
      key(mix(8, pages.first, pages.last));
  }
}
