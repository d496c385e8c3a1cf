import {
  type EffectSize,
  effectFromInterval,
  effectFromP,
  effectFromStandardError,
  meanDifference,
  oddsRatio,
  riskDifference,
  riskRatio,
  standardizedMeanDifference,
} from "@coppice/synthesize";

/** An effect size with its formula in words, or nothing where the data do not determine one. */
export interface Computed {
  readonly yi: number;
  readonly vi: number;
  /** Formula, source and what was assumed. */
  readonly how: string;
}

type Outcome = { readonly ok: true; readonly value: EffectSize } | { readonly ok: false };

function inWords(outcome: Outcome): Computed | undefined {
  if (!outcome.ok || !(outcome.value.vi > 0)) return undefined;
  const { yi, vi, formula, source, assumptions } = outcome.value;
  return { yi, vi, how: [`${formula} (${source})`, ...assumptions].join("; ") };
}

interface TwoCounts {
  readonly events1: number;
  readonly n1: number;
  readonly events2: number;
  readonly n2: number;
}

/** RR, OR or RD of a 2 x 2 table; 0.5 is added to the cells of a table with a zero cell. */
export function effectOfCounts(counts: TwoCounts, measure: "RR" | "OR" | "RD"): Computed | undefined {
  const dropDoubleZero = measure !== "RD";
  const options = { dropDoubleZero };
  return inWords(
    measure === "RR"
      ? riskRatio(counts, options)
      : measure === "OR"
        ? oddsRatio(counts, options)
        : riskDifference(counts),
  );
}

interface TwoMeans {
  readonly mean1: number;
  readonly sd1: number;
  readonly n1: number;
  readonly mean2: number;
  readonly sd2: number;
  readonly n2: number;
}

export function effectOfMeans(means: TwoMeans, measure: "MD" | "SMD"): Computed | undefined {
  return inWords(measure === "MD" ? meanDifference(means) : standardizedMeanDifference(means));
}

/** From a reported estimate and its interval; `level` in percent. */
export function effectOfInterval(
  estimate: number,
  ci: readonly [number, number],
  level: number,
  ratio: boolean,
): Computed | undefined {
  return inWords(
    effectFromInterval({
      measure: ratio ? "RR" : "GEN",
      estimate,
      ciLow: ci[0],
      ciHigh: ci[1],
      level: level / 100,
    }),
  );
}

/** From a reported estimate and its exact two-sided p-value. */
export function effectOfP(estimate: number, p: number, ratio: boolean): Computed | undefined {
  return inWords(effectFromP({ measure: ratio ? "RR" : "GEN", estimate, p }));
}

interface PairedMean {
  readonly n: number | undefined;
  readonly sd: number | undefined;
  readonly se: number | undefined;
  readonly ci: readonly [number, number] | undefined;
  readonly p: number | string | undefined;
}

/** From the mean within-patient difference of a crossover study and whichever measure of its precision is printed. */
export function effectOfPairedMean(
  difference: number,
  { n, sd, se, ci, p }: PairedMean,
): Computed | undefined {
  const standardError = se ?? (sd !== undefined && n !== undefined ? sd / Math.sqrt(n) : undefined);
  if (standardError !== undefined) {
    return inWords(effectFromStandardError({ measure: "MD", estimate: difference, se: standardError }));
  }
  if (ci !== undefined) return effectOfInterval(difference, ci, 95, false);
  if (typeof p !== "number") return undefined;
  // A paired t test on n patients has n - 1 degrees of freedom.
  return inWords(
    effectFromP({ measure: "MD", estimate: difference, p, ...(n !== undefined && { df: n - 1 }) }),
  );
}

interface PairedCounts {
  readonly both: number;
  readonly onlyOf: number;
  readonly onlyAgainst: number;
  readonly neither: number;
}

/** RR (marginal) or OR (conditional, McNemar) of a paired 2 x 2 table; 0.5 is added to the cells that a ratio divides by zero. */
export function effectOfPairedCounts(table: PairedCounts, measure: "RR" | "OR"): Computed | undefined {
  const add = table.onlyOf === 0 || table.onlyAgainst === 0 ? 0.5 : 0;
  const [both, one, other] = [table.both, table.onlyOf + add, table.onlyAgainst + add];
  const note = add === 0 ? [] : ["0.5 added to the discordant cells"];
  if (measure === "OR") {
    return {
      yi: Math.log(one / other),
      vi: 1 / one + 1 / other,
      how: ["yi = ln(b / c); vi = 1/b + 1/c (McNemar 1947)", ...note].join("; "),
    };
  }
  const [first, second] = [both + one, both + other];
  return {
    yi: Math.log(first / second),
    vi: (one + other) / (first * second),
    how: ["yi = ln((a+b) / (a+c)); vi = (b+c) / ((a+b)(a+c)) (paired counts, delta method)", ...note].join(
      "; ",
    ),
  };
}
