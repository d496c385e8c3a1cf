import {
  conditionalOddsRatioFromDiscordant,
  type EffectSize,
  effectFromInterval,
  effectFromP,
  effectFromStandardError,
  meanDifference,
  oddsRatio,
  type PairedUncertainty,
  pairedMeanDifference,
  pairedRiskRatio,
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

function uncertaintyOf({ sd, se, p }: PairedMean): PairedUncertainty | undefined {
  if (se !== undefined) return { kind: "standard-error", se };
  if (sd !== undefined) return { kind: "sd-of-differences", sd };
  return typeof p === "number" ? { kind: "p", p } : undefined;
}

/** From the mean within-patient difference of a crossover study and whichever measure of its precision is printed. */
export function effectOfPairedMean(difference: number, printed: PairedMean): Computed | undefined {
  // A printed interval is kept as it is printed, by the same reading as every other printed interval.
  if (printed.ci !== undefined) return effectOfInterval(difference, printed.ci, 95, false);
  const uncertainty = uncertaintyOf(printed);
  if (uncertainty === undefined) return undefined;
  if (printed.n !== undefined)
    return inWords(pairedMeanDifference({ difference, n: printed.n, uncertainty }));
  // Without the number of pairs a standard error still weighs the study, as a normal test would.
  return printed.se === undefined
    ? undefined
    : inWords(effectFromStandardError({ measure: "MD", estimate: difference, se: printed.se }));
}

interface PairedCounts {
  readonly both: number;
  readonly onlyOf: number;
  readonly onlyAgainst: number;
  readonly neither: number;
}

/** The marginal RR of a paired 2 x 2 table. */
export function pairedRatioOfCounts({
  both,
  onlyOf,
  onlyAgainst,
  neither,
}: PairedCounts): Computed | undefined {
  return inWords(pairedRiskRatio({ both, only1: onlyOf, only2: onlyAgainst, neither }));
}

/** The conditional OR (McNemar) of the discordant pairs. */
export function pairedOddsOfCounts(onlyOf: number, onlyAgainst: number): Computed | undefined {
  return inWords(conditionalOddsRatioFromDiscordant(onlyOf, onlyAgainst));
}
