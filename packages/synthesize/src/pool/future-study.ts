/** The prediction intervals of package meta by name: where the effect of a new study is expected. */
import { badLevel } from "../problems.ts";
import { type Result, success } from "../result.ts";
import { criticalValue } from "./critical-value.ts";
import type { PredictionInterval } from "./pooled-result.ts";
import { randomInterval } from "./random-interval.ts";
import type { Effect } from "./study-data.ts";

/**
 * - `V`: classic standard error, t with k - 1 df (Veroniki et al. 2019).
 * - `HTS`: classic standard error, t with k - 2 df (Higgins, Thompson & Spiegelhalter 2009, equation 12).
 * - `HK`, `HK-PR`: Hartung-Knapp standard error, t with k - 1 or k - 2 df (Partlett & Riley 2017).
 * - `KR`, `KR-PR`: Kenward-Roger standard error, t with its df or one fewer (Partlett & Riley 2017).
 * - `S`: classic standard error, normal (Skipka 2006).
 */
export type FutureStudyMethod = "V" | "HTS" | "HK" | "HK-PR" | "KR" | "KR-PR" | "S";

export interface FutureStudyOptions {
  /** Default `V`. */
  readonly method?: FutureStudyMethod;
  /** Default 0.95. */
  readonly level?: number;
  /** The Hartung-Knapp standard error is not let below the classic one; default false. */
  readonly adHocSe?: boolean;
}

/**
 * estimate +/- quantile * sqrt(se^2 + tau2), at a between-study variance found before. The value is null when too few studies
 * leave no degrees of freedom.
 */
export function futureStudyInterval(
  effects: readonly Effect[],
  tau2: number,
  options: FutureStudyOptions = {},
): Result<PredictionInterval | null> {
  const { method = "V", level = 0.95, adHocSe = false } = options;
  const wrongLevel = badLevel(level, "prediction level");
  if (wrongLevel !== null) return wrongLevel;
  const interval = method.startsWith("HK") ? "hk" : method.startsWith("KR") ? "kr" : "classic";
  const mean = randomInterval(effects, tau2, { method: interval, adHoc: adHocSe ? "se" : "none" });
  if (!mean.ok) return mean;
  const k = effects.length;
  if (k < 2 || (interval !== "classic" && mean.value.df === null)) return success(null);
  const df = degreesOfFreedom(method, k, mean.value.df);
  if (df !== null && !(df > 0)) return success(null);
  const se = Math.sqrt(mean.value.se ** 2 + tau2);
  const half = se * criticalValue(level, df);
  return success({ low: mean.value.estimate - half, high: mean.value.estimate + half, df, se });
}

function degreesOfFreedom(method: FutureStudyMethod, k: number, own: number | null): number | null {
  switch (method) {
    case "V":
    case "HK":
      return k - 1;
    case "HTS":
    case "HK-PR":
      return k - 2;
    case "KR":
      return own;
    case "KR-PR":
      return own === null ? null : own - 1;
    case "S":
      return null;
  }
}
