/** How many studies without an effect, lying in file drawers, would undo the result. */
import { dot, normalUpper, normalUpperQuantile, sumBy, sumOf } from "@coppice/numeric";
import { type Effect, studyData } from "../pool/study-data.ts";
import { type Failure, failure, type Result, sound } from "../result.ts";

/** The smallest whole number not below x, rounding errors aside. */
const ceiling = (x: number): number => Math.max(0, Math.ceil(x - 1e-9 * Math.max(1, Math.abs(x))));

export interface FailSafe {
  readonly studies: number;
  /** p-value of the studies there are: one-sided for Rosenthal's, two-sided for Rosenberg's. */
  readonly pValue: number;
}

function checkAlpha(alpha: number): ReturnType<typeof failure> | null {
  if (alpha > 0 && alpha < 0.5) return null;
  return failure("bad-alpha", `The significance level is ${alpha}; give a fraction below 0.5, as 0.05.`);
}

const overflow = (): Failure =>
  failure(
    "not-computable",
    "The effects and variances are too large or too small to be computed with; rescale them.",
  );

/**
 * Rosenthal (1979): null results that would bring the combined one-sided p-value (Stouffer's sum of z) up to alpha.
 */
export function failSafeRosenthal(effects: readonly Effect[], alpha = 0.05): Result<FailSafe> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const broken = checkAlpha(alpha);
  if (broken !== null) return broken;
  const { y, v, k } = data.value;
  const total = Math.abs(sumBy(y, (value, i) => value / Math.sqrt(v[i]!)));
  const z = total / Math.sqrt(k);
  return sound(
    { studies: ceiling((total / normalUpperQuantile(alpha)) ** 2 - k), pValue: normalUpper(z) },
    overflow,
  );
}

/**
 * Rosenberg (2005): null results of average weight that would bring the two-sided p-value of the common-effect mean up to alpha.
 */
export function failSafeRosenberg(
  effects: readonly Effect[],
  alpha = 0.05,
): Result<FailSafe & { readonly estimate: number }> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const broken = checkAlpha(alpha);
  if (broken !== null) return broken;
  const { y, v, k, unit } = data.value;
  const total = sumBy(v, (variance) => 1 / variance);
  const weighted = sumBy(y, (value, i) => value / v[i]!);
  const z = Math.abs(weighted) / Math.sqrt(total);
  const needed = (weighted / normalUpperQuantile(alpha / 2)) ** 2 - total;
  return sound(
    {
      studies: ceiling((needed * k) / total),
      pValue: 2 * normalUpper(z),
      estimate: (weighted / total) * unit,
    },
    overflow,
  );
}

export interface FailSafeOrwin {
  readonly studies: number;
  readonly estimate: number;
  readonly target: number;
}

/**
 * Orwin (1983): null results that would bring the average effect down to a target, half the average by default; only the size
 * of the target counts, not its sign. The average is weighted by 1/v, or plain.
 */
export function failSafeOrwin(
  effects: readonly Effect[],
  target?: number,
  weighted = true,
): Result<FailSafeOrwin> {
  const data = studyData(effects);
  if (!data.ok) return data;
  const { y, v, k, unit } = data.value;
  const weights = v.map((variance) => (weighted ? 1 / variance : 1));
  const total = sumOf(weights);
  const estimate = (dot(y, weights) / total) * unit;
  // A target on the other side of 0 is meant on the side of the average, as its size is what counts.
  const goal = Math.abs(target ?? estimate / 2) * (estimate < 0 ? -1 : 1);
  if (!Number.isFinite(goal) || (goal === 0 && estimate !== 0)) {
    return failure("bad-target", `The target effect is ${goal}; give a value between 0 and ${estimate}.`);
  }
  const reached = Math.abs(goal) >= Math.abs(estimate);
  return sound(
    {
      studies: reached ? 0 : ceiling((k * (estimate - goal)) / goal),
      estimate,
      target: goal,
    },
    overflow,
  );
}
