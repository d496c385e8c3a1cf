/** The analysis of a set of studies under a profile, with the rule that fired. */
import type { Counts } from "../binary/counts.ts";
import { meanDifference } from "../continuous/mean-difference.ts";
import { standardizedByConvention } from "../continuous/standardized-by-convention.ts";
import type { TwoMeans } from "../continuous/two-means.ts";
import { correctedEffects } from "../corrected-tables/corrected-effect.ts";
import { correctedMantelHaenszel } from "../corrected-tables/corrected-mantel-haenszel.ts";
import type { EffectSize } from "../effect-size.ts";
import { type FutureStudyMethod, futureStudyInterval } from "../pool/future-study.ts";
import type { PredictionInterval } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Problem, type Result, success } from "../result.ts";
import type { Profile } from "./profile.ts";
import { type TwoModels, twoModels, type WeightedMean } from "./two-models.ts";

/** The studies, by what they report. */
export type ProfileStudies =
  | { readonly kind: "tables"; readonly measure: "RR" | "OR" | "RD"; readonly studies: readonly Counts[] }
  | { readonly kind: "means"; readonly measure: "MD" | "SMD"; readonly studies: readonly TwoMeans[] }
  | { readonly kind: "effects"; readonly studies: readonly Effect[] };

export interface ProfileAnalysis {
  readonly profile: Profile;
  /** The model the profile shows. */
  readonly main: WeightedMean;
  readonly models: TwoModels;
  /** Per cent, by the profile's definition. */
  readonly i2: number;
  /** Null when the profile shows a common effect or too few studies allow none. */
  readonly prediction: PredictionInterval | null;
  /** Each study's effect; null for one left out, with its reason in `left`. */
  readonly effects: readonly (Effect | null)[];
  readonly left: readonly { readonly study: number; readonly problem: Problem }[];
  /** Sentences: what was pooled how, and which rule fired. */
  readonly rules: readonly string[];
}

function effectsOf(data: ProfileStudies, profile: Profile): readonly Result<Effect | EffectSize>[] {
  switch (data.kind) {
    case "tables":
      return correctedEffects(data.studies, data.measure, {
        ...profile.correction,
        wholeRiskRatio: profile.wholeRiskRatio,
      });
    case "means":
      return data.studies.map((study) =>
        data.measure === "SMD" ? standardizedByConvention(study, profile.smd) : meanDifference(study),
      );
    case "effects":
      return data.studies.map(success);
  }
}

/** The distribution and standard error of the interval that was chosen. */
function predictionName(profile: Profile, random: WeightedMean): FutureStudyMethod {
  if (profile.prediction !== "as-test") return profile.prediction;
  if (random.df === null) return "S";
  return profile.interval === "kr" ? "KR" : "HK";
}

/** Analyses studies under a profile. Studies without an effect are left out, and named with the reason. */
export function analyseByProfile(
  data: ProfileStudies,
  profile: Profile,
  level = 0.95,
): Result<ProfileAnalysis> {
  const results = effectsOf(data, profile);
  const effects = results.map((result) => (result.ok && result.value.vi > 0 ? result.value : null));
  const entered = effects.filter((effect) => effect !== null);
  if (entered.length === 0) {
    return failure(
      "no-studies",
      `None of the ${results.length} studies has an effect; see what each reports.`,
    );
  }
  const byMantelHaenszel = data.kind === "tables" && profile.tables === "mantel-haenszel";
  const common = byMantelHaenszel
    ? correctedMantelHaenszel(
        data.studies.filter((_, i) => effects[i] !== null),
        data.measure,
        profile.correction,
      )
    : null;
  if (common !== null && !common.ok) return common;
  const models = twoModels(entered, {
    ...profile,
    prediction: profile.prediction === "as-test" ? "V" : profile.prediction,
    level,
    predictionLevel: level,
    heterogeneityLevel: level,
    ...(common === null ? {} : { common: common.value, qAroundCommon: profile.qAroundMantelHaenszel }),
  });
  if (!models.ok) return models;
  const { random, tau2 } = models.value;
  const method = predictionName(profile, random);
  const prediction = futureStudyInterval(entered, tau2, { method, level });
  if (!prediction.ok) return prediction;
  const main = profile.model === "random" ? random : models.value.common;
  return success({
    profile,
    main,
    models: models.value,
    i2: profile.i2 === "tau2" ? models.value.i2FromTau2 : models.value.inconsistency.i2,
    prediction: profile.model === "random" ? prediction.value : null,
    effects,
    left: leftOut(results),
    rules: [
      `${profile.name}: tau2 by ${profile.tau2}, I2 from ${profile.i2}.`,
      `Interval of the mean: ${random.method}.`,
      `Prediction interval: method ${method}.`,
    ],
  });
}

function leftOut(results: readonly Result<Effect | EffectSize>[]): ProfileAnalysis["left"] {
  return results.flatMap((result, study) => {
    if (!result.ok) return [{ study, problem: result.problems[0]! }];
    if (result.value.vi > 0) return [];
    const message = `Study ${study + 1} has a sampling variance of ${result.value.vi}; give a positive one.`;
    return [{ study, problem: { code: "bad-variance", message } }];
  });
}
