import { blockingKeys, wordFrequencies } from "./blocking-keys.ts";
import type { ComparisonRecord, ComparisonTable } from "./comparison-record.ts";
import { hashOf, type Vocabulary } from "./vocabulary.ts";

/** In a block of this size each record is compared with each. */
const SMALL = 8;
/** Up to this size each is compared with those that share an author or the first page with it, or that lack authors. */
const WHOLE = 64;
/** In a larger one each record is compared with so many neighbours in each of several orders. */
const NEIGHBOURS = 8;

/**
 * Keys and records in two columns, sorted by key. The keys are whole numbers below 2^53, the low bits of a sort column cannot hold the
 * record as well, so the order of the records is sorted.
 */
function sortedByKey(
  table: ComparisonTable,
  chosen: readonly number[],
): { keys: Float64Array; owners: Int32Array } {
  const counts = wordFrequencies(table);
  let keys = new Float64Array(chosen.length * 14 + 16);
  let owners = new Int32Array(keys.length);
  let used = 0;
  for (const index of chosen)
    blockingKeys(table.records[index]!, counts, table.titleWords, (value) => {
      if (used === keys.length) {
        const longer = new Float64Array(used * 2);
        longer.set(keys);
        keys = longer;
        const more = new Int32Array(used * 2);
        more.set(owners);
        owners = more;
      }
      keys[used] = value;
      owners[used] = index;
      used += 1;
    });
  return grouped(keys.subarray(0, used), owners.subarray(0, used));
}

/** Brings equal keys together: by distribution over buckets, and by order within a bucket. Linear in the number of keys. */
function grouped(keys: Float64Array, owners: Int32Array): { keys: Float64Array; owners: Int32Array } {
  const bits = Math.max(1, Math.min(20, Math.ceil(Math.log2(keys.length + 1))));
  const buckets = 1 << bits;
  const starts = new Int32Array(buckets + 1);
  const bucketOf = (key: number): number => (key % 4294967296) >>> (32 - bits);
  // An iterator would make an object of every key.
  for (let at = 0; at < keys.length; at++) starts[bucketOf(keys[at]!) + 1]! += 1;
  for (let at = 0; at < buckets; at++) starts[at + 1]! += starts[at]!;
  const next = starts.slice(0, buckets);
  const sortedKeys = new Float64Array(keys.length);
  const sortedOwners = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const bucket = bucketOf(keys[at]!);
    const place = next[bucket]!;
    next[bucket] = place + 1;
    sortedKeys[place] = keys[at]!;
    sortedOwners[place] = owners[at]!;
  }
  for (let bucket = 0; bucket < buckets; bucket++)
    orderPart(sortedKeys, sortedOwners, starts[bucket]!, starts[bucket + 1]!);
  return { keys: sortedKeys, owners: sortedOwners };
}

function orderPart(keys: Float64Array, owners: Int32Array, from: number, to: number): void {
  if (to - from < 2) return;
  let mixed = false;
  for (let at = from + 1; at < to; at++) if (keys[at] !== keys[from]) mixed = true;
  if (!mixed) return;
  const order = Array.from({ length: to - from }, (_, at) => from + at);
  order.sort((x, y) => keys[x]! - keys[y]! || owners[x]! - owners[y]!);
  const k = order.map((at) => keys[at]!);
  const o = order.map((at) => owners[at]!);
  keys.set(k, from);
  owners.set(o, from);
}

/** Whether two records of a block of some size are worth a comparison: two works on one subject share rare words, too. */
function related(a: ComparisonRecord, b: ComparisonRecord): boolean {
  if (a.pages !== undefined && b.pages !== undefined && a.pages.first === b.pages.first) return true;
  if (a.families.length === 0 || b.families.length === 0 || a.prints[0] === b.prints[0]) return true;
  return sharesAuthors(a.families, b.families);
}

/** The first author of one is among the other's, or two authors are in both: one common name further back is chance. */
function sharesAuthors(x: readonly number[], y: readonly number[]): boolean {
  let common = 0;
  for (let i = 0; i < x.length && i < 6; i++)
    for (let j = 0; j < y.length && j < 6; j++)
      if (x[i] === y[j] && (i === 0 || j === 0 || ++common > 1)) return true;
  return false;
}

type Order = (record: ComparisonRecord, table: ComparisonTable) => number;

/** Brings equal texts together, in an order that the texts alone decide. */
const grouping = (number: number | undefined, { text }: Vocabulary): number =>
  number === undefined ? -1 : hashOf(text(number)) % 1e6;

/** What neighbours of a large block share: first author, then page; page, then volume; year, then author; the title; journal, then year. */
const ORDERS: readonly Order[] = [
  ({ families, pages }, { familyNames }) =>
    grouping(families[0], familyNames) * 1e6 + ((pages?.first ?? 0) % 1e6),
  ({ pages, volume }) => (pages?.first ?? -1) * 1e6 + ((volume ?? 0) % 1e6),
  ({ year, families }, { familyNames }) => (year ?? -1) * 1e6 + grouping(families[0], familyNames),
  ({ prints }) => prints[0] ?? -1,
  ({ journal, year }, { journalTexts }) => grouping(journal, journalTexts) * 1e4 + (year ?? 0),
];

/**
 * Pairs of records that share a key, each once, in ascending order, coded as `low * count + high`. Linear in the number of records as
 * long as blocks are small; a block with more than sixty-four records (a title like "Editorial", the DOI of an issue) is put in order by
 * other fields, and only neighbours are compared.
 */
export function candidatePairs(table: ComparisonTable, chosen: readonly number[]): Float64Array {
  const { keys, owners } = sortedByKey(table, chosen);
  const count = table.records.length;
  let pairs = new Float64Array(chosen.length * 4 + 16);
  let used = 0;
  const add = (a: number, b: number): void => {
    if (a === b) return;
    if (used === pairs.length) {
      const longer = new Float64Array(used * 2);
      longer.set(pairs);
      pairs = longer;
    }
    pairs[used] = a < b ? a * count + b : b * count + a;
    used += 1;
  };
  for (let from = 0, to = 0; from < keys.length; from = to) {
    while (to < keys.length && keys[to] === keys[from]) to += 1;
    if (to - from <= WHOLE) {
      const small = to - from <= SMALL;
      for (let i = from; i < to; i++) {
        const a = table.records[owners[i]!]!;
        for (let j = i + 1; j < to; j++)
          if (small || related(a, table.records[owners[j]!]!)) add(owners[i]!, owners[j]!);
      }
      continue;
    }
    const block = [...new Set(owners.subarray(from, to))];
    for (const order of ORDERS) {
      const values = new Map(block.map((index) => [index, order(table.records[index]!, table)]));
      block.sort((x, y) => values.get(x)! - values.get(y)! || x - y);
      for (let i = 0; i < block.length; i++)
        for (let j = i + 1; j < Math.min(block.length, i + 1 + NEIGHBOURS); j++) add(block[i]!, block[j]!);
    }
  }
  return distinct(pairs.subarray(0, used));
}

function distinct(pairs: Float64Array): Float64Array {
  pairs.sort();
  let kept = 0;
  for (let at = 0; at < pairs.length; at++)
    if (at === 0 || pairs[at] !== pairs[at - 1]) {
      pairs[kept] = pairs[at]!;
      kept += 1;
    }
  return pairs.subarray(0, kept);
}
