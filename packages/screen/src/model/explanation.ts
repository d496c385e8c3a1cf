import type { TfIdf } from "../features/tf-idf.ts";
import { addRecord, type Block } from "../rank/record-space.ts";
import type { ModelState } from "./model-state.ts";

export interface Share {
  /** A word, two words, the beginning of a word of the title (as `title: thromb…`), or a sign of the prior (as `sign: rand`). */
  readonly what: string;
  /** What it adds to the decision value, or to the prior's sum; below 0 it pushed the record down. */
  readonly share: number;
}

/** Why a record is where it is in the ranking. */
export interface Explanation {
  readonly score: number;
  /** What the labels say; null before there are labels that teach anything. */
  readonly decision: number | null;
  /** What the record's looks alone say, of mean 0 and standard deviation 1, and how much that still weighs in the score. */
  readonly prior: number;
  readonly priorWeight: number;
  /** Words of the record with the largest shares either way, largest first. Likeness in meaning, not in words, is not among them. */
  readonly words: readonly Share[];
  /** Signs that the prior went by, likewise. */
  readonly signs: readonly Share[];
}

const largestFirst = (shares: readonly Share[], most: number): readonly Share[] =>
  [...shares].sort((a, b) => Math.abs(b.share) - Math.abs(a.share)).slice(0, most);

export function explanationOf(state: ModelState, row: number, most: number): Explanation {
  const { ranker, pool } = state;
  const score = ranker.scores()[row]!;
  const decisions = ranker.decisions();
  const signs = ranker.prior.sharesOf(row).map(({ name, share }) => ({ what: `sign: ${name}`, share }));
  const words: Share[] = [];
  if (decisions !== null) {
    const [pairs, titles] = ranker.blocks;
    const { termText, prefixText } = pool.blocks;
    words.push(...wordShares(state, pairs!, pool.blocks.pairs, row, termText));
    words.push(
      ...wordShares(state, titles!, pool.blocks.titles, row, (term) => `title: ${prefixText(term)}…`),
    );
  }
  return {
    score,
    decision: decisions === null ? null : decisions[row]!,
    prior: ranker.prior.scores()[row]!,
    priorWeight: ranker.priorWeight(),
    words: largestFirst(words, most),
    signs: largestFirst(signs, most),
  };
}

/** What each term of the record itself adds to its decision value through one block. */
function wordShares(
  { ranker }: ModelState,
  block: Block,
  terms: TfIdf,
  row: number,
  textOf: (term: number) => string,
): readonly Share[] {
  const weights = new Float32Array(terms.columns);
  const own = new Float32Array(terms.rows);
  let mean = 0;
  for (const { record, multiplier } of ranker.fit.multipliers()) {
    const factor = multiplier * block.length[record]!;
    addRecord(block, record, factor, weights, own);
    mean += factor;
  }
  const vector = new Float32Array(terms.columns);
  addRecord(block, row, block.weight * block.length[row]!, vector, own);
  const termOf = new Map<number, number>();
  const columns = terms.column.subarray(terms.starts[row]!, terms.starts[row + 1]!);
  const wanted = new Set(columns);
  terms.columnOf.forEach((column, term) => {
    if (wanted.has(column)) termOf.set(column, term);
  });
  return Array.from(columns, (column) => ({
    what: textOf(termOf.get(column)!),
    share: vector[column]! * (weights[column]! - mean * block.mean[column]!),
  }));
}
