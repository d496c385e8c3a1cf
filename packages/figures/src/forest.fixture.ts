import type { AnalysisOutcome, AnalysisRow, ShownEffect } from "@coppice/conclude";

function ratio(estimate: number, low: number, high: number): ShownEffect {
  const se = (Math.log(high) - Math.log(low)) / 3.92;
  return { yi: Math.log(estimate), vi: se * se, estimate, low, high };
}

function row(
  label: string,
  published: string,
  counts: readonly [number, number, number, number],
  effect: ShownEffect,
  rest: Partial<AnalysisRow> = {},
): AnalysisRow {
  const [events1, n1, events2, n2] = counts;
  const study = label.toLowerCase().replaceAll(" ", "-");
  return {
    study,
    label,
    published,
    result: "improved",
    state: "in",
    experimental: `${events1} / ${n1}`,
    comparator: `${events2} / ${n2}`,
    counts: { events1, n1, events2, n2 },
    effect,
    weight: 0,
    patients: n1 + n2,
    via: "counts",
    unverified: false,
    ref: `effect/cidp-placebo/${study}`,
    ...rest,
  };
}

/** A made-up analysis in the shape of a real one: one study later, one left out, one clipped, one unverified. */
export const improvedOnPlacebo: AnalysisOutcome = {
  id: "cidp-placebo-improved",
  title: "Improvement in disability, 2 to 6 weeks",
  condition: "cidp",
  against: ["placebo", "no-treatment"],
  comparatorName: "placebo",
  outcomeName: "Improved in disability",
  measure: "RR",
  scale: "log",
  better: "higher",
  decides: true,
  rows: [
    row("Vermeulen 1993", "1993", [4, 15, 3, 13], ratio(1.16, 0.31, 4.26), { weight: 30.2 }),
    row("Hahn 1996", "1996-08", [10, 16, 2, 14], ratio(4.38, 1.15, 16.7), { weight: 28.1 }),
    row("Thompson 1996", "1996-09", [3, 7, 1, 7], ratio(3, 0.4, 92.3), { weight: 14.7, unverified: true }),
    row("Mendell 2001", "2001-02", [11, 30, 2, 23], ratio(4.22, 1.03, 17.2), { weight: 27 }),
    row("Left 2002", "2002-02", [5, 30, 4, 30], ratio(1.25, 0.37, 4.2), { state: "left-out" }),
    row("ICE 2008", "2008-02", [32, 59, 12, 58], ratio(2.62, 1.5, 4.57), { state: "later" }),
  ],
  notPooled: [],
  pooled: {
    k: 4,
    patients: 125,
    effect: ratio(2.55, 1.25, 5.2),
    pValue: 0.0101,
    tau2: 0.012,
    tau2Interval: undefined,
    i2: 4.2,
    q: 3.13,
    qDf: 3,
    qP: 0.372,
    prediction: { low: 0.9, high: 7.2 },
    hartungKnapp: { low: 1.02, high: 6.4 },
    method: "Random effects (REML)",
    ref: "pooled/cidp-placebo-improved",
  },
  cumulative: [
    { label: "Vermeulen 1993", published: "1993-12-31", effect: ratio(1.16, 0.31, 4.26), k: 1 },
    { label: "Hahn 1996", published: "1996-08-31", effect: ratio(2.2, 0.7, 7.1), k: 2 },
    { label: "Thompson 1996", published: "1996-09-30", effect: ratio(2.3, 0.9, 6), k: 3 },
    { label: "Mendell 2001", published: "2001-02-28", effect: ratio(2.55, 1.25, 5.2), k: 4 },
  ],
  leaveOneOut: [],
  problems: [],
};

/** A mean difference, lower being better, with one study. */
export const scoreOnPlacebo: AnalysisOutcome = {
  ...improvedOnPlacebo,
  id: "mg-qmg",
  title: "Change in QMG score, 2 weeks",
  measure: "MD",
  scale: "identity",
  better: "lower",
  outcomeName: "QMG score",
  rows: [
    {
      ...improvedOnPlacebo.rows[0]!,
      study: "zinman-2007",
      label: "Zinman 2007",
      experimental: "−2.5 (3.2) 24",
      comparator: "−0.9 (2.8) 27",
      weight: 100,
      effect: { yi: -1.6, vi: 0.72, estimate: -1.6, low: -3.26, high: 0.06 },
    },
  ],
  pooled: {
    ...improvedOnPlacebo.pooled!,
    k: 1,
    patients: 51,
    effect: { yi: -1.6, vi: 0.72, estimate: -1.6, low: -3.26, high: 0.06 },
    prediction: undefined,
    hartungKnapp: undefined,
    method: "One study",
  },
  cumulative: [],
};
