/** Named sets of choices: what a program does by default, or what a guideline asks for. */
import type { SmdConvention } from "../continuous/standardized-by-convention.ts";
import type { CorrectionOptions } from "../corrected-tables/increments.ts";
import type { FutureStudyMethod } from "../pool/future-study.ts";
import type { AdHocRule, RandomIntervalMethod } from "../pool/random-interval.ts";
import type { Tau2IntervalMethod } from "../pool/tau2-interval-by.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";

export interface Profile {
  readonly id: string;
  readonly name: string;
  /** Which of the two models is the main result. */
  readonly model: "common" | "random";
  /** How the common effect of 2x2 tables is pooled. */
  readonly tables: "inverse" | "mantel-haenszel";
  readonly correction: CorrectionOptions;
  /** The risk ratio adds its increment to both cells of an arm, as RevMan 5. */
  readonly wholeRiskRatio: boolean;
  readonly smd: SmdConvention;
  readonly tau2: Tau2Method;
  readonly interval: RandomIntervalMethod;
  readonly adHoc: AdHocRule;
  /** `as-test`: with the standard error and distribution of the interval that was chosen in the end. */
  readonly prediction: FutureStudyMethod | "as-test";
  readonly tau2Interval: Tau2IntervalMethod | "none";
  /** Whether I2 follows from tau2 or from Cochran's Q. */
  readonly i2: "tau2" | "Q";
  /** Q and DerSimonian-Laird's tau2 are taken around the Mantel-Haenszel estimate. */
  readonly qAroundMantelHaenszel: boolean;
  /** Where the choices are written down. */
  readonly source: string;
}

/**
 * RevMan since January 2025: REML, Hartung-Knapp-Sidik-Jonkman with the Handbook's guard, Q-profile, I2 from tau2 (Cochrane
 * Methods, Random-effects meta-analysis methods for Intervention Reviews, updates of May 2024 and January 2025). The guard is
 * our reading of the Handbook, version 6.5, section 10.10.4.4.
 */
export const revMan2025: Profile = {
  id: "revman-2025",
  name: "RevMan (2025)",
  model: "random",
  tables: "mantel-haenszel",
  correction: { increment: 0.5, apply: "only-zero" },
  wholeRiskRatio: true,
  smd: { kind: "hedges", exact: false },
  tau2: "REML",
  interval: "hk",
  adHoc: "guarded",
  prediction: "as-test",
  tau2Interval: "QP",
  i2: "tau2",
  qAroundMantelHaenszel: false,
  source: "Cochrane Methods, Random-effects meta-analysis methods for Intervention Reviews (January 2025)",
};

/** RevMan 5: DerSimonian-Laird around the Mantel-Haenszel estimate, classic interval, I2 from Q. */
export const revMan5: Profile = {
  ...revMan2025,
  id: "revman-5",
  name: "RevMan 5",
  tau2: "DL",
  interval: "classic",
  adHoc: "none",
  prediction: "HTS",
  tau2Interval: "none",
  i2: "Q",
  qAroundMantelHaenszel: true,
  source: "Deeks & Higgins 2010, Statistical algorithms in Review Manager 5",
};

/** metafor's `rma` without options: REML, normal test, prediction interval from the same distribution. */
export const metaforDefaults: Profile = {
  id: "metafor",
  name: "metafor 5.1 (defaults)",
  model: "random",
  tables: "inverse",
  correction: { increment: 0.5, apply: "only-zero" },
  wholeRiskRatio: true,
  smd: { kind: "hedges", exact: true },
  tau2: "REML",
  interval: "classic",
  adHoc: "none",
  prediction: "as-test",
  tau2Interval: "QP",
  i2: "tau2",
  qAroundMantelHaenszel: false,
  source: "Viechtbauer 2010, J Stat Softw 36(3); documentation of metafor 5.1",
};

/** Package meta's defaults: Mantel-Haenszel beside REML, classic interval, t with k - 1 df for prediction, I2 from Q. */
export const metaDefaults: Profile = {
  ...metaforDefaults,
  id: "meta",
  name: "meta 8.3 (defaults)",
  tables: "mantel-haenszel",
  wholeRiskRatio: false,
  prediction: "V",
  i2: "Q",
  source: "Balduzzi et al. 2019, Evid Based Ment Health 22:153; documentation of meta 8.3",
};

/** IQWiG, General Methods 6: Paule-Mandel, Hartung-Knapp with its ad hoc rule. */
export const iqwig6: Profile = {
  ...metaDefaults,
  id: "iqwig-6",
  name: "IQWiG General Methods 6",
  tau2: "PM",
  interval: "hk",
  adHoc: "iqwig6",
  prediction: "HK",
  source: "IQWiG 2022, General Methods, version 6.1",
};

export const profiles: readonly Profile[] = [revMan2025, revMan5, metaforDefaults, metaDefaults, iqwig6];
