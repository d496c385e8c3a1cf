/** The mean difference within people from whatever a crossover or matched study reports about it. */
import { studentQuantile } from "@coppice/numeric";
import { checkNumbers } from "../computed.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { meanChange } from "./mean-change.ts";
import type { PairedMeans } from "./paired-means.ts";

/** What accompanies the mean difference in the report. */
export type PairedUncertainty =
  | { readonly kind: "sd-of-differences"; readonly sd: number }
  | { readonly kind: "standard-error"; readonly se: number }
  | { readonly kind: "t"; readonly t: number }
  /** Two-sided, of a paired t test. */
  | { readonly kind: "p"; readonly p: number }
  | { readonly kind: "interval"; readonly low: number; readonly high: number; readonly level?: number };

export interface PairedDifference {
  /** Experimental minus control, within people. */
  readonly difference: number;
  /** Number of people (pairs). */
  readonly n: number;
  readonly uncertainty: PairedUncertainty;
}

interface StandardError {
  readonly se: number;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly assumptions: readonly string[];
}

const tTest = "the test was a paired t test with n - 1 degrees of freedom";

function standardError({ difference, n, uncertainty }: PairedDifference): StandardError {
  const df = n - 1;
  switch (uncertainty.kind) {
    case "sd-of-differences":
      return {
        se: uncertainty.sd / Math.sqrt(n),
        formula: "se = SDd / sqrt(n)",
        inputs: { SDd: uncertainty.sd },
        assumptions: [],
      };
    case "standard-error":
      return {
        se: uncertainty.se,
        formula: "se as reported",
        inputs: { se: uncertainty.se },
        assumptions: [],
      };
    case "t":
      return {
        se: Math.abs(difference / uncertainty.t),
        formula: "se = |difference / t|",
        inputs: { t: uncertainty.t },
        assumptions: [tTest],
      };
    case "p": {
      const t = -studentQuantile(uncertainty.p / 2, df);
      return {
        se: Math.abs(difference) / t,
        formula: "se = |difference| / t; t = quantile of 1 - p/2 with n - 1 df",
        inputs: { p: uncertainty.p, t },
        assumptions: [tTest, "the p-value is two-sided"],
      };
    }
    case "interval": {
      const { low, high, level = 0.95 } = uncertainty;
      const t = -studentQuantile((1 - level) / 2, df);
      return {
        se: (high - low) / (2 * t),
        formula: "se = (high - low) / (2 t); t with n - 1 df",
        inputs: { low, high, t },
        assumptions: [tTest],
      };
    }
  }
}

/** The mean difference of a paired study (Elbourne et al. 2002; Cochrane Handbook 23.2.7). */
export function pairedMeanDifference(data: PairedDifference): Result<EffectSize> {
  const broken = checkNumbers(
    { difference: data.difference, n: data.n },
    { difference: "finite", n: "positive" },
  );
  if (broken !== null) return broken;
  if (data.n < 2) return failure("too-few-people", `There are ${data.n} pairs; give at least 2.`);
  const { se, formula, inputs, assumptions } = standardError(data);
  if (!(se > 0) || !Number.isFinite(se)) {
    return failure(
      "no-standard-error",
      `The reported ${data.uncertainty.kind} gives a standard error of ${se} for a difference of ${data.difference}; give the SD of the differences, an interval, or an exact t or p of a difference that is not 0.`,
    );
  }
  return effectSize("MD", {
    yi: data.difference,
    vi: se * se,
    n: data.n,
    formula: `yi = difference; vi = se^2; ${formula}`,
    inputs: { difference: data.difference, n: data.n, ...inputs },
    assumptions: ["no carry-over and no period effect", ...assumptions],
    source: "Elbourne et al. 2002, Int J Epidemiol 31:140",
  });
}

/** The mean difference of a paired study that reports its arms, with a correlation that usually has to be borrowed. */
export function pairedMeanDifferenceFromArms(data: PairedMeans): Result<EffectSize> {
  const effect = meanChange(data);
  if (!effect.ok) return effect;
  const { yi, vi, n, formula, inputs } = effect.value;
  return effectSize("MD", {
    yi,
    vi,
    n,
    formula,
    inputs,
    assumptions: [
      "no carry-over and no period effect",
      `the correlation within people is ${data.correlation}`,
    ],
    source: "Elbourne et al. 2002, Int J Epidemiol 31:140; Cochrane Handbook, version 6, section 23.2.7",
  });
}
