import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Counts, cellsOf, type ZeroCellOptions } from "./counts.ts";

/** Observed minus expected events of arm 1 under the null hypothesis, and its hypergeometric variance. */
export interface ObservedMinusExpected {
  readonly observedMinusExpected: number;
  readonly variance: number;
}

/** O - E and V of a table with cells a, b, c, d (Yusuf et al. 1985). */
export function observedMinusExpected(a: number, b: number, c: number, d: number): ObservedMinusExpected {
  const n1 = a + b;
  const n2 = c + d;
  const n = n1 + n2;
  return {
    observedMinusExpected: (a * n2 - c * n1) / n,
    variance: (n1 / n) * (n2 / n) * (a + c) * ((b + d) / (n - 1)),
  };
}

/** The Peto one-step log odds ratio (O - E) / V with variance 1 / V; it needs no filling of single zero cells. */
export function petoOddsRatio(counts: Counts, options: ZeroCellOptions = {}): Result<EffectSize> {
  const cells = cellsOf(counts, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, assumptions } = cells.value;
  const { observedMinusExpected: oe, variance } = observedMinusExpected(a, b, c, d);
  return effectSize("PETO", {
    yi: oe / variance,
    vi: 1 / variance,
    n: counts.n1 + counts.n2,
    formula: "yi = (O - E) / V; vi = 1 / V; E = n1 (a+c) / n; V = n1 n2 (a+c) (b+d) / (n^2 (n-1))",
    inputs: { a, b, c, d, "O - E": oe, V: variance },
    assumptions,
    source: "Yusuf et al. 1985, Prog Cardiovasc Dis 27:335",
  });
}
