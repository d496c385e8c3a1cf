import { type Effect, poolRandom, type Result, riskRatio, subgroups } from "@coppice/synthesize";
import type { PooledForest, SideColumn } from "./pooled-forest.ts";
import type { RiskJudgement } from "./risk-lights.ts";

/** The 13 trials of BCG vaccine against tuberculosis (Colditz et al. 1994, JAMA 271:698, as in metafor's dat.bcg). */
const trials = [
  { label: "Aronson 1948", events1: 4, n1: 123, events2: 11, n2: 139, latitude: 44, allocation: "random" },
  {
    label: "Ferguson & Simes 1949",
    events1: 6,
    n1: 306,
    events2: 29,
    n2: 303,
    latitude: 55,
    allocation: "random",
  },
  {
    label: "Rosenthal et al. 1960",
    events1: 3,
    n1: 231,
    events2: 11,
    n2: 220,
    latitude: 42,
    allocation: "random",
  },
  {
    label: "Hart & Sutherland 1977",
    events1: 62,
    n1: 13598,
    events2: 248,
    n2: 12867,
    latitude: 52,
    allocation: "random",
  },
  {
    label: "Frimodt-Moller et al. 1973",
    events1: 33,
    n1: 5069,
    events2: 47,
    n2: 5808,
    latitude: 13,
    allocation: "alternate",
  },
  {
    label: "Stein & Aronson 1953",
    events1: 180,
    n1: 1541,
    events2: 372,
    n2: 1451,
    latitude: 44,
    allocation: "alternate",
  },
  {
    label: "Vandiviere et al. 1973",
    events1: 8,
    n1: 2545,
    events2: 10,
    n2: 629,
    latitude: 19,
    allocation: "random",
  },
  {
    label: "TPT Madras 1980",
    events1: 505,
    n1: 88391,
    events2: 499,
    n2: 88391,
    latitude: 13,
    allocation: "random",
  },
  {
    label: "Coetzee & Berjak 1968",
    events1: 29,
    n1: 7499,
    events2: 45,
    n2: 7277,
    latitude: 27,
    allocation: "random",
  },
  {
    label: "Rosenthal et al. 1961",
    events1: 17,
    n1: 1716,
    events2: 65,
    n2: 1665,
    latitude: 42,
    allocation: "systematic",
  },
  {
    label: "Comstock et al. 1974",
    events1: 186,
    n1: 50634,
    events2: 141,
    n2: 27338,
    latitude: 18,
    allocation: "systematic",
  },
  {
    label: "Comstock & Webster 1969",
    events1: 5,
    n1: 2498,
    events2: 3,
    n2: 2341,
    latitude: 33,
    allocation: "systematic",
  },
  {
    label: "Comstock et al. 1976",
    events1: 27,
    n1: 16913,
    events2: 29,
    n2: 17854,
    latitude: 33,
    allocation: "systematic",
  },
];

/** The value of a result that a test knows to be one. */
export function known<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

export const bcgStudies = trials.map((trial) => ({
  label: trial.label,
  effect: known(riskRatio(trial)),
  n: trial.n1 + trial.n2,
  latitude: trial.latitude,
}));

export const bcgEffects: readonly Effect[] = bcgStudies.map(({ effect }) => effect);

export const bcgResult = known(poolRandom(bcgEffects));

const arm = (
  name: string,
  of: (trial: (typeof trials)[number]) => readonly [number, number],
): SideColumn => ({
  name,
  unit: "events / n",
  values: trials.map((trial) => of(trial).join(" / ")),
});

export const bcg: PooledForest = {
  id: "bcg",
  title: "BCG vaccine against tuberculosis",
  measure: "RR",
  studies: bcgStudies,
  result: bcgResult,
  columns: [
    arm("Vaccinated", ({ events1, n1 }) => [events1, n1]),
    arm("Control", ({ events2, n2 }) => [events2, n2]),
  ],
  favours: { left: "favours vaccine", right: "favours control" },
};

export const bcgByAllocation: PooledForest = {
  ...bcg,
  id: "bcg-allocation",
  subgroups: known(
    subgroups(
      bcgEffects.map((effect, index) => ({ ...effect, group: trials[index]!.allocation })),
      { model: "random" },
    ),
  ),
};

const made: readonly RiskJudgement[] = ["low", "some-concerns", "high", "low", "no-information"];

/** Judgements made up for the picture, in every kind but one. */
export const madeUpRiskOfBias = {
  domains: [
    { letter: "A", name: "randomisation" },
    { letter: "B", name: "deviations" },
    { letter: "C", name: "missing data" },
    { letter: "D", name: "measurement" },
    { letter: "E", name: "selection" },
    { letter: "F", name: "overall" },
  ],
  judgements: trials.map((_, study) =>
    [0, 1, 2, 3, 4, 5].map((domain) => made[(study * 3 + domain * domain) % 5]!),
  ),
};
