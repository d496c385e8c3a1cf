/** The 2x2 table of matched pairs: what happened to both members of each pair, or to one person in both periods. */
import { failure, type Result, success } from "../result.ts";

export interface MatchedTable {
  /** Pairs with the event under both treatments. */
  readonly both: number;
  /** Pairs with the event under treatment 1 only (the experimental one). */
  readonly only1: number;
  readonly only2: number;
  readonly neither: number;
}

export interface MatchedOptions {
  /** Added to every cell when one is zero; default 0.5. */
  readonly add?: number;
}

export interface MatchedCells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n: number;
  readonly assumptions: readonly string[];
}

/** The four cells, filled when one of them is zero. */
export function matchedCells(table: MatchedTable, options: MatchedOptions = {}): Result<MatchedCells> {
  const counts = [table.both, table.only1, table.only2, table.neither];
  if (counts.some((count) => !(count >= 0) || !Number.isFinite(count))) {
    return failure(
      "bad-counts",
      `The matched table holds ${counts.join(", ")}; give four non-negative counts.`,
    );
  }
  const { add = 0.5 } = options;
  const filled = counts.includes(0) && add > 0 ? add : 0;
  const [a, b, c, d] = counts.map((count) => count + filled) as [number, number, number, number];
  return success({
    a,
    b,
    c,
    d,
    n: a + b + c + d,
    assumptions: filled > 0 ? [`${filled} added to each cell because one is zero`] : [],
  });
}
