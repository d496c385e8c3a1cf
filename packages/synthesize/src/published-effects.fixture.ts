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

/** Lung cancer and passive smoking: log odds ratios and variances of 37 studies (Hackshaw, Law & Wald 1997). */
const passiveSmoking = (
  [
    [0.165514438477573, 0.0187768854850681],
    [0.371563556432483, 0.033044038905788],
    [0.703097511413113, 0.540195865342449],
    [0.182321556793955, 0.0312676144886663],
    [-0.287682072451781, 0.0796556541020111],
    [0.727548607277278, 0.227320591670482],
    [0.756121979721334, 0.0889215627069803],
    [-0.22314355131421, 0.192679603117081],
    [-0.23572233352107, 0.339016347538589],
    [0.698134722070984, 0.0980662024387636],
    [0.207014169384326, 0.0455555485775347],
    [0.182321556793955, 0.231749969641464],
    [0.418710334858185, 0.0796429220192453],
    [0.0295588022415444, 0.217395024672567],
    [0.438254930931155, 0.0769579740386881],
    [0.0295588022415444, 0.0715017635257731],
    [0.85015092936961, 0.292565772065689],
    [0.500775287912489, 0.0324375074298712],
    [0.173953307123438, 0.0362733466418536],
    [0.418710334858185, 0.483851241822467],
    [0.770108221696074, 0.123816201921842],
    [0.0769610411361284, 0.071085191722119],
    [0.936093359170335, 0.398195433354185],
    [0.482426149244293, 0.089623124068944],
    [0.0582689081239758, 0.0337198883325506],
    [-0.23572233352107, 0.0161294909173902],
    [-0.301105092783922, 0.180233473435612],
    [0.819779831493311, 0.317147722864399],
    [-0.0304592074847086, 0.0125468451490273],
    [0.470003629245736, 0.113696292350967],
    [0.173953307123438, 0.0893367804165667],
    [0.506817602368452, 0.175985594791832],
    [0.231111720963387, 0.0100290474315282],
    [0.0953101798043249, 0.0862143558863865],
    [0.506817602368452, 0.0398749675436979],
    [0.148420005118273, 0.0363997555696295],
    [0.104360015324243, 0.0664195066219777],
  ] as const
).map(([yi, vi]) => ({ yi, vi }));

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
