/** The interval around a random-effects mean by its name: classic, Hartung-Knapp with an ad hoc rule, Kenward-Roger. */
import { badLevel, badTau2 } from "../problems.ts";
import { type Result, success } from "../result.ts";
import { derSimonianLaird } from "../tau2/moments.ts";
import { kenwardRoger } from "./kenward-roger.ts";
import { pooledMean, waldTest } from "./pooled-mean.ts";
import { type Effect, outOfRange, type StudyData, studyData } from "./study-data.ts";

/** `classic`: normal. `hk`: Hartung-Knapp, t with k - 1 df. `kr`: Kenward-Roger, which belongs to REML. */
export type RandomIntervalMethod = "classic" | "hk" | "kr";

/**
 * What is done when the Hartung-Knapp interval comes out narrow.
 * - `none`: nothing.
 * - `se`: the standard error is never below the classic one (Knapp & Hartung 2003).
 * - `ci`: the classic interval is used when it is the wider one (hybrid method 2 of Jackson et al. 2017).
 * - `iqwig6`: as `se`, but only when the interval is narrower than the classic one with the DerSimonian-Laird estimator
 *   (IQWiG, General Methods 6.1, 2022).
 * - `guarded`: the classic interval with fewer than 3 studies or when tau2 is 0 (as we read the Cochrane Handbook, version
 *   6.5, section 10.10.4.4).
 */
export type AdHocRule = "none" | "se" | "ci" | "iqwig6" | "guarded";

export interface RandomIntervalOptions {
  /** Default `classic`. */
  readonly method?: RandomIntervalMethod;
  /** Only for `hk`; default `none`. */
  readonly adHoc?: AdHocRule;
  /** Default 0.95. */
  readonly level?: number;
}

export interface MeanInterval {
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Degrees of freedom of t; null for the normal distribution. */
  readonly df: number | null;
  /** What was done in the end, with the rule that fired if one did. */
  readonly method: string;
}

interface Choice {
  readonly se: number;
  readonly df: number | null;
  readonly method: string;
}

const classic = (data: StudyData, tau2: number, method = "classic (normal) interval"): Choice => ({
  se: pooledMean(data, tau2, "z").se,
  df: null,
  method,
});

function width(estimate: number, { se, df }: Choice, level: number): number {
  const { ciLow, ciHigh } = waldTest(estimate, se, df, level);
  return ciHigh - ciLow;
}

function hartungKnapp(data: StudyData, tau2: number, adHoc: AdHocRule, level: number): Choice {
  const { estimate, se } = pooledMean(data, tau2, "hk");
  const usual = classic(data, tau2);
  const own: Choice = { se, df: data.k - 1, method: "Hartung-Knapp interval" };
  const raised: Choice = {
    ...own,
    se: Math.max(se, usual.se),
    method: "Hartung-Knapp interval with the classic standard error, which is larger",
  };
  switch (adHoc) {
    case "none":
      return own;
    case "se":
      return se < usual.se ? raised : own;
    case "ci":
      return width(estimate, own, level) < width(estimate, usual, level)
        ? { ...usual, method: "classic (normal) interval, which is wider than Hartung-Knapp's" }
        : own;
    case "iqwig6": {
      const dl = classic(data, derSimonianLaird(data).tau2);
      return se < usual.se && width(estimate, own, level) < width(estimate, dl, level) ? raised : own;
    }
    case "guarded":
      if (data.k < 3)
        return { ...usual, method: "classic (normal) interval, because there are fewer than 3 studies" };
      return tau2 > 0 ? own : { ...usual, method: "classic (normal) interval, because tau2 is 0" };
  }
}

/** The choice for scaled data; one study always gets the classic interval. */
function choose(data: StudyData, tau2: number, options: RandomIntervalOptions): Choice {
  const { method = "classic", adHoc = "none", level = 0.95 } = options;
  if (method === "classic") return classic(data, tau2);
  if (data.k < 2)
    return classic(data, tau2, "classic (normal) interval, because one study leaves no degrees of freedom");
  if (method === "hk") return hartungKnapp(data, tau2, adHoc, level);
  const adjusted = kenwardRoger(data, tau2);
  return adjusted === null
    ? classic(data, tau2, "classic (normal) interval, because Kenward-Roger has no degrees of freedom")
    : { ...adjusted, method: "Kenward-Roger interval" };
}

/** The random-effects mean and its interval at a between-study variance found before (on the scale of the effects, squared). */
export function randomInterval(
  effects: readonly Effect[],
  tau2: number,
  options: RandomIntervalOptions = {},
): Result<MeanInterval> {
  const { level = 0.95 } = options;
  const data = studyData(effects);
  if (!data.ok) return data;
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const wrongTau2 = badTau2(tau2);
  if (wrongTau2 !== null) return wrongTau2;
  const { unit } = data.value;
  const scaled = tau2 / unit ** 2;
  const estimate = pooledMean(data.value, scaled, "z").estimate * unit;
  const { se, df, method } = choose(data.value, scaled, options);
  if (!Number.isFinite(estimate) || !Number.isFinite(se * unit)) return outOfRange(effects);
  return success({ estimate, se: se * unit, df, method, ...waldTest(estimate, se * unit, df, level) });
}
