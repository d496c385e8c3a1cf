/** A study of a diagnostic test: its two-by-two table, sensitivity, specificity, likelihood ratios and diagnostic odds ratio. */

import { normalQuantile } from "@coppice/numeric";
import { badLevel, noStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { type AccuracyIntervalMethod, rateLimits } from "./rate-interval.ts";

export interface AccuracyTable {
  /** People with the condition whose test is positive, and negative. */
  readonly truePositives: number;
  readonly falseNegatives: number;
  /** People without the condition whose test is positive, and negative. */
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

export interface AccuracyCorrection {
  /** Added to every cell; default 0.5. */
  readonly add?: number;
  /** `all`: to all studies when any has a zero cell. `always`: to all studies. `single`: to studies with a zero cell. `none`. Default `all`. */
  readonly rule?: "all" | "always" | "single" | "none";
}

export interface CorrectedTable {
  readonly tp: number;
  readonly fn: number;
  readonly fp: number;
  readonly tn: number;
}

/** The tables with their continuity correction. */
export function correctedTables(
  tables: readonly AccuracyTable[],
  { add = 0.5, rule = "all" }: AccuracyCorrection = {},
): Result<readonly CorrectedTable[]> {
  if (tables.length === 0) {
    return noStudies();
  }
  if (!(add === 0 || (add >= 1e-6 && add <= 1000))) {
    return failure(
      "bad-correction",
      `The correction is ${add}; give 0, or a number from 0.000001 to 1000, as 0.5.`,
    );
  }
  const cells = ({
    truePositives,
    falseNegatives,
    falsePositives,
    trueNegatives,
  }: AccuracyTable): readonly number[] => [truePositives, falseNegatives, falsePositives, trueNegatives];
  for (const [i, table] of tables.entries()) {
    const bad = cells(table).find((count) => !(count === 0 || (count >= 1e-6 && count <= 1e15)));
    if (bad !== undefined) {
      return failure("bad-count", `Study ${i + 1} has a count of ${bad}; correct it or leave the study out.`);
    }
    if (
      table.truePositives + table.falseNegatives === 0 ||
      table.falsePositives + table.trueNegatives === 0
    ) {
      return failure(
        "empty-group",
        `Study ${i + 1} has nobody ${table.truePositives + table.falseNegatives === 0 ? "with" : "without"} the condition; leave the study out.`,
      );
    }
  }
  const anyZero = tables.some((table) => cells(table).includes(0));
  return success(
    tables.map((table) => {
      const filled =
        rule === "always" || (rule === "all" && anyZero) || (rule === "single" && cells(table).includes(0))
          ? add
          : 0;
      return {
        tp: table.truePositives + filled,
        fn: table.falseNegatives + filled,
        fp: table.falsePositives + filled,
        tn: table.trueNegatives + filled,
      };
    }),
  );
}

export interface AccuracyFigure {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface StudyAccuracy {
  readonly sensitivity: AccuracyFigure;
  readonly specificity: AccuracyFigure;
  readonly falsePositiveRate: AccuracyFigure;
  readonly positiveLikelihoodRatio: AccuracyFigure;
  readonly negativeLikelihoodRatio: AccuracyFigure;
  readonly diagnosticOddsRatio: AccuracyFigure;
}

export interface StudyAccuracyOptions {
  readonly correction?: AccuracyCorrection;
  /** Intervals of sensitivity, specificity and false positive rate; default `wilson`. */
  readonly interval?: AccuracyIntervalMethod;
  /** Default 0.95. */
  readonly level?: number;
}

/** A ratio with the normal interval of its logarithm; 0 to infinity where a zero cell leaves nothing known. */
function onLogScale(log: number, variance: number, z: number): AccuracyFigure {
  if (!Number.isFinite(variance)) {
    return {
      estimate: Number.isNaN(log) ? 1 : Math.exp(log),
      low: 0,
      high: Number.POSITIVE_INFINITY,
    };
  }
  const half = z * Math.sqrt(variance);
  return { estimate: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) };
}

/** Logarithms of the ratio measures with their delta-method variances (Deeks 2001). */
export function logRatios({
  tp,
  fn,
  fp,
  tn,
}: CorrectedTable): Readonly<
  Record<
    "diagnosticOddsRatio" | "positiveLikelihoodRatio" | "negativeLikelihoodRatio",
    { readonly yi: number; readonly vi: number }
  >
> {
  const [diseased, healthy] = [tp + fn, fp + tn];
  return {
    diagnosticOddsRatio: { yi: Math.log((tp * tn) / (fp * fn)), vi: 1 / tp + 1 / fn + 1 / fp + 1 / tn },
    positiveLikelihoodRatio: {
      yi: Math.log(tp / diseased / (fp / healthy)),
      vi: 1 / tp - 1 / diseased + 1 / fp - 1 / healthy,
    },
    negativeLikelihoodRatio: {
      yi: Math.log(fn / diseased / (tn / healthy)),
      vi: 1 / fn - 1 / diseased + 1 / tn - 1 / healthy,
    },
  };
}

/**
 * Accuracy of each study with confidence intervals: of proportions by the method chosen, of ratios normal on the logarithmic scale
 * (Deeks 2001). Where a zero cell was not corrected, a ratio has the interval from 0 to infinity.
 */
export function studyAccuracy(
  tables: readonly AccuracyTable[],
  { correction = {}, interval = "wilson", level = 0.95 }: StudyAccuracyOptions = {},
): Result<readonly StudyAccuracy[]> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const z = normalQuantile((1 + level) / 2);
  const proportion = (x: number, n: number): AccuracyFigure => {
    const [low, high] = rateLimits(x, n, interval, level);
    return { estimate: x / n, low, high };
  };
  return success(
    corrected.value.map((table): StudyAccuracy => {
      const { tp, fn, fp, tn } = table;
      const ratios = logRatios(table);
      const ratio = (name: keyof typeof ratios): AccuracyFigure =>
        onLogScale(ratios[name].yi, ratios[name].vi, z);
      return {
        sensitivity: proportion(tp, tp + fn),
        specificity: proportion(tn, fp + tn),
        falsePositiveRate: proportion(fp, fp + tn),
        positiveLikelihoodRatio: ratio("positiveLikelihoodRatio"),
        negativeLikelihoodRatio: ratio("negativeLikelihoodRatio"),
        diagnosticOddsRatio: ratio("diagnosticOddsRatio"),
      };
    }),
  );
}
