/** Effects of published meta-analyses with moderators or dependence, for tests; as in R package metadat. */
import { riskRatio } from "./binary/risk-ratio.ts";
import { bcg } from "./published-studies.fixture.ts";
import { okValue } from "./result-value.fixture.ts";

const latitudes = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];
const years = [1948, 1949, 1960, 1977, 1973, 1953, 1973, 1980, 1968, 1961, 1974, 1969, 1976];

/** Log risk ratios of the BCG trials (Colditz et al. 1994), with latitude, year and allocation. */
export const bcgEffects = bcg.map((table, i) => {
  const { yi, vi } = okValue(riskRatio(table));
  return { yi, vi, ablat: latitudes[i]!, year: years[i]!, alloc: table.allocation, n: table.n1 + table.n2 };
});

/** Teachers' expectations and pupils' IQ: weeks of prior contact, standardized mean difference, variance (Raudenbush 1985). */
export const expectancy = (
  [
    [2, 0.03, 0.0156],
    [21, 0.12, 0.0216],
    [19, -0.14, 0.0279],
    [0, 1.18, 0.1391],
    [0, 0.26, 0.1362],
    [3, -0.06, 0.0106],
    [17, -0.02, 0.0106],
    [24, -0.32, 0.0484],
    [0, 0.27, 0.0269],
    [1, 0.8, 0.063],
    [0, 0.54, 0.0912],
    [0, 0.18, 0.0497],
    [1, -0.02, 0.0835],
    [2, 0.23, 0.0841],
    [17, -0.18, 0.0253],
    [5, -0.06, 0.0279],
    [1, 0.3, 0.0193],
    [2, 0.07, 0.0088],
    [7, -0.07, 0.0303],
  ] as const
).map(([weeks, yi, vi]) => ({ weeks, yi, vi }));

/** School calendars and achievement: district, then [difference, variance] of its schools (Konstantopoulos 2011). */
const districts: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  11: [
    [-0.18, 0.118],
    [-0.22, 0.118],
    [0.23, 0.144],
    [-0.3, 0.144],
  ],
  12: [
    [0.13, 0.014],
    [-0.26, 0.014],
    [0.19, 0.015],
    [0.32, 0.024],
  ],
  18: [
    [0.45, 0.023],
    [0.38, 0.043],
    [0.29, 0.012],
  ],
  27: [
    [0.16, 0.02],
    [0.65, 0.004],
    [0.36, 0.004],
    [0.6, 0.007],
  ],
  56: [
    [0.08, 0.019],
    [0.04, 0.007],
    [0.19, 0.005],
    [-0.06, 0.004],
  ],
  58: [
    [-0.18, 0.02],
    [0, 0.018],
    [0, 0.019],
    [-0.28, 0.022],
    [-0.04, 0.02],
    [-0.3, 0.021],
    [0.07, 0.006],
    [0, 0.007],
    [0.05, 0.007],
    [-0.08, 0.007],
    [-0.09, 0.007],
  ],
  71: [
    [0.3, 0.015],
    [0.98, 0.011],
    [1.19, 0.01],
  ],
  86: [
    [-0.07, 0.001],
    [-0.05, 0.001],
    [-0.01, 0.001],
    [0.02, 0.001],
    [-0.03, 0.001],
    [0, 0.001],
    [0.01, 0.001],
    [-0.1, 0.001],
  ],
  91: [
    [0.5, 0.01],
    [0.66, 0.011],
    [0.2, 0.01],
    [0, 0.009],
    [0.05, 0.013],
    [0.07, 0.013],
  ],
  108: [
    [-0.52, 0.031],
    [0.7, 0.031],
    [-0.03, 0.03],
    [0.27, 0.03],
    [-0.34, 0.03],
  ],
  644: [
    [0.12, 0.087],
    [0.61, 0.082],
    [0.04, 0.067],
    [-0.05, 0.067],
  ],
};

export const schoolCalendars = Object.entries(districts).flatMap(([district, schools]) =>
  schools.map(([yi, vi], school) => ({ yi, vi, district: Number(district), school: school + 1 })),
);

/** Surgery against other treatment of periodontal disease in five trials: probing depth, attachment level (Berkey et al. 1998). */
const periodontal = [
  { year: 1983, effects: [0.47, -0.32], covariance: [0.0075, 0.003, 0.0077] },
  { year: 1982, effects: [0.2, -0.6], covariance: [0.0057, 0.0009, 0.0008] },
  { year: 1979, effects: [0.4, -0.12], covariance: [0.0021, 0.0007, 0.0014] },
  { year: 1987, effects: [0.26, -0.31], covariance: [0.0029, 0.0009, 0.0015] },
  { year: 1988, effects: [0.56, -0.39], covariance: [0.0148, 0.0072, 0.0304] },
] as const;

export const surgery = periodontal.flatMap(({ year, effects, covariance }, trial) =>
  (["PD", "AL"] as const).map((outcome, i) => ({
    trial: trial + 1,
    year,
    outcome,
    yi: effects[i]!,
    vi: covariance[2 * i]!,
  })),
);

/** Covariances of the sampling errors of `surgery`. */
export const surgeryCovariance = surgery.map((row, i) =>
  surgery.map((other, j) =>
    i === j ? row.vi : row.trial === other.trial ? periodontal[row.trial - 1]!.covariance[1] : 0,
  ),
);
