import {
  analyseByProfile,
  type PooledResult,
  type Profile,
  type ProfileStudies,
  type Result,
} from "@coppice/synthesize";
import { countsOf } from "./measure-input.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { StudyRow } from "./study-rows.ts";

/** Studies pooled under a profile: their effects are the profile's own, with its corrections. */
export interface ProfiledStudies {
  readonly studies: readonly StudyRow[];
  readonly result: PooledResult;
}

/** What a profile can compute effects from itself; anything else it is given as effects. */
function profileStudies(request: PoolRequest, studies: readonly StudyRow[]): ProfileStudies {
  const { measure } = request;
  const numbers = studies.map((study) => study.numbers);
  if (
    (measure === "RR" || measure === "OR" || measure === "RD") &&
    numbers.every(({ events1 }) => events1 !== undefined)
  )
    return { kind: "tables", measure, studies: numbers.map(countsOf) };
  if ((measure === "MD" || measure === "SMD") && numbers.every(({ mean1 }) => mean1 !== undefined)) {
    const full = numbers as readonly Readonly<
      Record<"mean1" | "sd1" | "n1" | "mean2" | "sd2" | "n2", number>
    >[];
    return { kind: "means", measure, studies: full };
  }
  return {
    kind: "effects",
    studies: studies.flatMap(({ effect }) => (effect === null ? [] : [{ yi: effect.yi, vi: effect.vi }])),
  };
}

/** Pools as a named program or guideline does. Studies without an effect are no part of it. */
export function poolByProfile(
  request: PoolRequest,
  profile: Profile,
  rows: readonly StudyRow[],
): Result<ProfiledStudies> {
  const estimable = rows.filter(({ effect }) => effect !== null);
  const analysed = analyseByProfile(profileStudies(request, estimable), profile, request.level);
  if (!analysed.ok) return analysed;
  const { main, models, effects, i2, prediction } = analysed.value;
  const studies = estimable.flatMap((study, index): readonly StudyRow[] => {
    const own = effects[index];
    return own == null || study.effect === null ? [] : [{ ...study, effect: { ...study.effect, ...own } }];
  });
  const total = main.weights.reduce((sum, weight) => sum + weight, 0);
  const { h, i2: i2FromQ } = models.inconsistency;
  return {
    ok: true,
    value: {
      studies,
      result: {
        model: profile.model,
        k: models.k,
        estimate: main.estimate,
        se: main.se,
        ciLow: main.ciLow,
        ciHigh: main.ciHigh,
        level: request.level,
        test: main.df === null ? "z" : "hk",
        statistic: main.statistic,
        pValue: main.pValue,
        df: main.df,
        tau2: profile.model === "common" ? 0 : models.tau2,
        tau2Se: null,
        tau2Interval: models.tau2Interval,
        i2,
        h2: profile.i2 === "tau2" ? 1 / (1 - i2 / 100) : h * h,
        i2FromQ,
        q: models.q,
        qDf: models.qDf,
        qP: models.qP,
        typicalVariance: null,
        scaleFactor: 1,
        weights: main.weights.map((weight) => (100 * weight) / total),
        prediction,
        convergence: models.convergence,
        method: `${profile.name}: ${profile.model} effects, tau2 by ${profile.tau2}, ${main.method}`,
        notes: models.notes,
      },
    },
  };
}
