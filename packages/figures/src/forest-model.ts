import type { AnalysisOutcome, AnalysisRow, Pooled, ShownEffect } from "@coppice/conclude";
import { type Axis, effectAxis } from "./axis.ts";
import type { FigureTable } from "./figure.ts";
import { type ForestColumn, type ForestPreset, type ForestPresetId, forestPresets } from "./forest-preset.ts";
import { countText, measureName, numberText } from "./number-text.ts";

export interface ForestOptions {
  /** px, 960 where absent. */
  readonly width?: number;
  /** `bmj` where absent. */
  readonly preset?: ForestPresetId;
  /** Name of the studied intervention; `IVIG` in the flagship. */
  readonly experimentalName?: string;
  /** Studies become buttons (`data-study`) that a page listens to. */
  readonly interactive?: boolean;
  /** `stacked` for narrow screens: name and counts on one line, interval and numbers beneath. */
  readonly layout?: "wide" | "stacked";
}

/** What a forest plot says, before it is laid out. */
export interface ForestModel {
  readonly preset: ForestPreset;
  readonly axis: Axis;
  /** The preset's columns that have something in them. */
  readonly columns: readonly ForestColumn[];
  readonly experimentalName: string;
  readonly comparatorName: string;
  /** What stands in the two data columns. */
  readonly dataHeader: string;
  readonly effectHeader: string;
  /** Words under the left and the right half of the axis. */
  readonly leftFavours: string;
  readonly rightFavours: string;
  readonly title: string;
  readonly methodText: string;
  readonly description: string;
  readonly table: FigureTable;
  readonly effectText: (effect: ShownEffect) => string;
  readonly weightText: (row: AnalysisRow) => string;
}

const dataHeaders: Readonly<Record<AnalysisOutcome["measure"], string>> = {
  RR: "events / n",
  OR: "events / n",
  RD: "events / n",
  HR: "events / n",
  "rate-ratio": "events / n",
  MD: "mean (SD) n",
  SMD: "mean (SD) n",
};

const stateWords: Readonly<Record<AnalysisRow["state"], string>> = {
  in: "pooled",
  later: "published later",
  "left-out": "left out by the reader",
};

/** The two sides in words; where doses are compared the studied treatment stands on both. */
function sides(outcome: AnalysisOutcome, experimental: string): readonly [string, string] {
  return outcome.against.includes("dose")
    ? ["higher dose", "lower dose"]
    : [experimental, outcome.comparatorName];
}

function describe(outcome: AnalysisOutcome, names: readonly [string, string]): string {
  const pooled = outcome.pooled;
  const better = outcome.better === "higher" ? "right" : "left";
  const said =
    pooled === undefined
      ? "No study could be pooled at this date."
      : `Pooled ${measureName(outcome.measure).toLowerCase()} ${numberText(pooled.effect.estimate)}, 95% CI ${numberText(pooled.effect.low)} to ${numberText(pooled.effect.high)}, from ${pooled.k} ${pooled.k === 1 ? "study" : "studies"} and ${countText(pooled.patients)} patients.`;
  return `Forest plot of ${outcome.rows.length} ${outcome.rows.length === 1 ? "study" : "studies"}. ${said} Results to the ${better} favour ${names[0]}.`;
}

function tableOf(outcome: AnalysisOutcome, model: Omit<ForestModel, "table">): FigureTable {
  const pooled = outcome.pooled;
  const summary =
    pooled === undefined
      ? []
      : [
          [pooled.method, "", "", model.effectText(pooled.effect), "100%", "", `${pooled.k} pooled`],
          ...(pooled.prediction === undefined
            ? []
            : [
                [
                  "Prediction interval",
                  "",
                  "",
                  model.preset.interval(pooled.prediction.low, pooled.prediction.high),
                  "",
                  "",
                  "",
                ],
              ]),
        ];
  return {
    caption: `${outcome.title}: the data of the figure`,
    columns: [
      "Study",
      model.experimentalName,
      model.comparatorName,
      model.effectHeader,
      "Weight",
      "Obtained from",
      "State",
    ],
    rows: [
      ...outcome.rows.map((row) => [
        row.label,
        row.experimental,
        row.comparator,
        model.effectText(row.effect),
        model.weightText(row),
        `${row.via}${row.unverified ? "; holds unverified data" : ""}`,
        stateWords[row.state],
      ]),
      ...summary,
    ],
  };
}

const estimators: readonly (readonly [RegExp, string])[] = [
  [/restricted maximum likelihood/i, "REML"],
  [/maximum likelihood/i, "ML"],
  [/DerSimonian/i, "DL"],
  [/Paule/i, "PM"],
  [/empirical Bayes/i, "EB"],
  [/Sidik/i, "SJ"],
  [/Hedges/i, "HE"],
  [/Hunter/i, "HS"],
];

/** The pooling method in a few words, for the row of the diamond; the table holds it in full. */
function shortMethod(pooled: Pooled): string {
  if (pooled.k === 1) return "One study";
  if (/common/i.test(pooled.method)) return "Common effect";
  const estimator = estimators.find(([words]) => words.test(pooled.method))?.[1];
  return estimator === undefined ? "Random effects" : `Random effects (${estimator})`;
}

/** Axis, words and table of one analysis under a preset. */
export function forestModel(outcome: AnalysisOutcome, options: ForestOptions): ForestModel {
  const preset = forestPresets[options.preset ?? "bmj"];
  const names = sides(outcome, options.experimentalName ?? "IVIG");
  const pooled = outcome.pooled;
  const right = outcome.better === "higher" ? names[0] : names[1];
  const left = outcome.better === "higher" ? names[1] : names[0];
  const model = {
    preset,
    axis: effectAxis(
      outcome.scale,
      outcome.rows.map((row) => row.effect),
      pooled === undefined ? [] : [pooled.effect],
    ),
    columns: preset.columns.filter(
      (column) =>
        (column !== "experimental" && column !== "comparator") ||
        outcome.rows.some((row) => row[column] !== ""),
    ),
    experimentalName: names[0],
    comparatorName: names[1],
    dataHeader: dataHeaders[outcome.measure],
    effectHeader: `${measureName(outcome.measure)} (95% CI)`,
    leftFavours: `favours ${left}`,
    rightFavours: `favours ${right}`,
    title: outcome.title,
    methodText: pooled === undefined ? "nothing to pool at this date" : shortMethod(pooled),
    description: describe(outcome, names),
    effectText: (effect: ShownEffect) =>
      `${numberText(effect.estimate)} ${preset.interval(effect.low, effect.high)}`,
    weightText: (row: AnalysisRow) => (row.state === "in" ? `${row.weight.toFixed(1)}%` : "–"),
  };
  return { ...model, table: tableOf(outcome, model) };
}
