/** Tests that the odds ratios of several tables are equal. */
import type { Cells } from "../binary/counts.ts";
import { type ChiSquareTest, chiSquareTest } from "./pooled-ratio.ts";

export interface HomogeneityTests {
  /** Breslow & Day (1980, section 4.4). */
  readonly breslowDay: ChiSquareTest;
  /** The same with Tarone's (1985) correction. */
  readonly tarone: ChiSquareTest;
  /** Number of tables with events and non-events, on which both rest. */
  readonly tables: number;
}

/** The expected events of arm 1 given the margins and an odds ratio: a root of a quadratic equation. */
function expectedEvents({ n1, n2, a, c }: Cells, oddsRatio: number): number {
  const events = a + c;
  const low = Math.max(0, events - n2);
  const high = Math.min(n1, events);
  if (oddsRatio === 1) return (n1 * events) / (n1 + n2);
  const quadratic = 1 - oddsRatio;
  const linear = n2 - events + oddsRatio * (n1 + events);
  const constant = -oddsRatio * n1 * events;
  // Both forms of the root; the second does not cancel when the quadratic term is small.
  const root = Math.sqrt(linear * linear - 4 * quadratic * constant);
  const candidates = [(-linear + root) / (2 * quadratic), (-2 * constant) / (linear + root)];
  return candidates.find((x) => x >= low && x <= high) ?? candidates[1]!;
}

/** Both tests at a pooled log odds ratio; null when fewer than two tables are informative. */
export function breslowDay(cells: readonly Cells[], logOddsRatio: number): HomogeneityTests | null {
  const informative = cells.filter(({ a, b, c, d }) => a + c > 0 && b + d > 0);
  const oddsRatio = Math.exp(logOddsRatio);
  let statistic = 0;
  let excess = 0;
  let information = 0;
  for (const cell of informative) {
    const expected = expectedEvents(cell, oddsRatio);
    const { n1, n2, a, c } = cell;
    const events = a + c;
    const variance =
      1 / (1 / expected + 1 / (n1 - expected) + 1 / (events - expected) + 1 / (n2 - events + expected));
    statistic += (a - expected) ** 2 / variance;
    excess += a - expected;
    information += variance;
  }
  const df = informative.length - 1;
  if (df < 1) return null;
  return {
    breslowDay: chiSquareTest(statistic, df),
    tarone: chiSquareTest(statistic - (excess * excess) / information, df),
    tables: informative.length,
  };
}
