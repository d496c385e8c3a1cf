/** Are there more significant studies than their power lets one expect? (Ioannidis & Trikalinos 2007) */
import { chiSquareUpper, normalUpper, normalUpperQuantile, sumOf } from "@coppice/numeric";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { failure, type Result, sound } from "../result.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";

export interface ExcessSignificanceOptions {
  /** How the studies were tested; default `two-sided`. */
  readonly alternative?: "two-sided" | "greater" | "less";
  /** Significance level of the studies; default 0.05. */
  readonly alpha?: number;
  /** `exact`: the distribution of a sum of unequal chances. Default `exact` below 10 studies, else `chi-square`. */
  readonly test?: "chi-square" | "binomial" | "exact";
  /** True effect; default the pooled one. */
  readonly effect?: number;
  /** Between-study variance; default the estimated one. */
  readonly tau2?: number;
  /** Default `REML`; `common` for a common effect. */
  readonly method?: Tau2Method | "common";
}

export interface ExcessSignificance {
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number;
  readonly power: readonly number[];
  readonly test: "chi-square" | "binomial" | "exact";
  /** Null for the exact tests. */
  readonly statistic: number | null;
  /** One-sided: of at least as many significant studies. */
  readonly pValue: number;
  readonly effect: number;
  readonly tau2: number;
}

/** P(X >= least) for a sum of independent events with their own chances, by adding one event at a time. */
function poissonBinomialUpper(chances: readonly number[], least: number): number {
  let current = new Float64Array([1]);
  for (const chance of chances) {
    const next = new Float64Array(current.length + 1);
    for (let i = 0; i < current.length; i++) {
      next[i]! += current[i]! * (1 - chance);
      next[i + 1]! += current[i]! * chance;
    }
    current = next;
  }
  return Math.min(
    1,
    current.slice(least).reduceRight((sum, p) => sum + p, 0),
  );
}

/** Observed against expected significant results; power of each study at the pooled effect, with effects varying by tau2. */
export function excessSignificance(
  effects: readonly Effect[],
  options: ExcessSignificanceOptions = {},
): Result<ExcessSignificance> {
  const { alternative = "two-sided", alpha = 0.05, method = "REML" } = options;
  if (!(alpha > 0 && alpha < 1)) {
    return failure(
      "bad-alpha",
      `The significance level is ${alpha}; give a fraction between 0 and 1, as 0.05.`,
    );
  }
  const fit =
    method === "common" ? poolCommon(effects) : poolRandom(effects, { tau2: method, tau2Interval: false });
  if (!fit.ok) return fit;
  const effect = options.effect ?? fit.value.estimate;
  const tau2 = options.tau2 ?? fit.value.tau2;
  if (!Number.isFinite(effect) || !(tau2 >= 0 && Number.isFinite(tau2))) {
    return failure(
      "bad-effect",
      `The true effect is ${effect} and its variance ${tau2}; give finite numbers, the variance not negative.`,
    );
  }
  const critical = normalUpperQuantile(alternative === "two-sided" ? alpha / 2 : alpha);
  const significant = ({ yi, vi }: Effect): boolean => {
    const z = yi / Math.sqrt(vi);
    return alternative === "two-sided"
      ? Math.abs(z) >= critical
      : alternative === "greater"
        ? z >= critical
        : z <= -critical;
  };
  const power = effects.map(({ vi }) => {
    const limit = critical * Math.sqrt(vi);
    const sd = Math.sqrt(vi + tau2);
    const above = normalUpper((limit - effect) / sd);
    const below = normalUpper((limit + effect) / sd);
    return alternative === "two-sided" ? above + below : alternative === "greater" ? above : below;
  });
  const k = effects.length;
  const observed = effects.filter(significant).length;
  const expected = sumOf(power);
  const test = options.test ?? (k < 10 ? "exact" : "chi-square");
  const outcome = {
    observed,
    expected,
    ratio: observed === expected ? 1 : observed / expected,
    power,
    test,
    effect,
    tau2,
  };
  if (test === "chi-square") {
    const square = (observed - expected) ** 2;
    // When every study has power 1 and is significant, there is nothing to compare.
    const statistic = square === 0 ? 0 : square / expected + square / (k - expected);
    const half = 0.5 * chiSquareUpper(statistic, 1);
    return sound({ ...outcome, statistic, pValue: observed > expected ? half : 1 - half }, () =>
      outOfRange(effects),
    );
  }
  const chances = test === "exact" ? power : power.map(() => expected / k);
  return sound({ ...outcome, statistic: null, pValue: poissonBinomialUpper(chances, observed) }, () =>
    outOfRange(effects),
  );
}
