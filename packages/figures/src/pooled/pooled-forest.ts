import type { Effect, Measure, PooledResult, SubgroupAnalysis } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { type ForestPreset, type ForestPresetId, forestPresets } from "../forest-preset.ts";
import { numberText } from "../number-text.ts";
import { forestAxis } from "./effect-scale.ts";
import { type EffectWords, effectWords, modelName, statisticText } from "./effect-words.ts";
import type { ForestDrawing, ForestLine } from "./forest-line.ts";
import { stackedLines } from "./forest-lines-stacked.ts";
import { wideLines } from "./forest-lines-wide.ts";
import { type RiskJudgement, riskLights } from "./risk-lights.ts";

export interface PooledForestStudy {
  readonly label: string;
  /** On the scale of analysis; `null` where the study has no effect of its own (no events in either arm). */
  readonly effect: Effect | null;
  /** People behind the estimate; the Freeman-Tukey scale needs it to be read. */
  readonly n?: number | undefined;
}

/** A column of data beside the labels, as events and people of one arm. */
export interface SideColumn {
  readonly name: string;
  /** What stands in it, as `events / n`; none where absent. */
  readonly unit?: string;
  /** One text a study. */
  readonly values: readonly string[];
  /** Set flush right, as numbers are. */
  readonly end?: boolean;
}

/** A plain meta-analysis as it is drawn: studies in order, and what `@coppice/synthesize` made of them. */
export interface PooledForest {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  /** What the effect is called; the measure's name where absent. */
  readonly effectName?: string;
  readonly studies: readonly PooledForestStudy[];
  readonly result: PooledResult;
  /** Results under other models, drawn as further diamonds. */
  readonly alsoShown?: readonly PooledResult[];
  /** Groups of the same studies, in the same order of indices. */
  readonly subgroups?: SubgroupAnalysis | undefined;
  readonly columns?: readonly SideColumn[];
  readonly riskOfBias?: {
    readonly domains: readonly { readonly letter: string; readonly name: string }[];
    /** One row a study, one judgement a domain. */
    readonly judgements: readonly (readonly RiskJudgement[])[];
  };
  /** Words under the left and the right of the axis; none where absent. */
  readonly favours?: { readonly left: string; readonly right: string } | undefined;
}

export interface PooledForestOptions {
  /** px; 960 where absent. */
  readonly width?: number;
  /** `bmj` where absent. */
  readonly preset?: ForestPresetId;
  /** `stacked` for narrow screens. Default `wide`. */
  readonly layout?: "wide" | "stacked";
}

/** Harmonic mean of the sizes: the size at which a pooled Freeman-Tukey value is read (Miller 1978). */
function harmonicMean(input: PooledForest): number | undefined {
  const sizes = input.studies.flatMap(({ n }) => (n === undefined || n <= 0 ? [] : [n]));
  return sizes.length < input.studies.length || sizes.length === 0
    ? undefined
    : sizes.length / sizes.reduce((sum, n) => sum + 1 / n, 0);
}

const weightText = (weight: number | undefined) => (weight === undefined ? "" : `${weight.toFixed(1)}%`);

interface Setting {
  readonly input: PooledForest;
  readonly words: EffectWords;
  readonly preset: ForestPreset;
  readonly heaviest: number;
  readonly size: number | undefined;
}

function studyLine({ input, words, heaviest }: Setting, index: number): ForestLine {
  const study = input.studies[index]!;
  const weight = input.result.weights[index];
  const effect = study.effect === null ? null : words.interval(study.effect, study.n);
  return {
    kind: "mark",
    label: study.label,
    effect,
    effectText: effect === null ? "not estimable" : words.text(effect),
    weightText: weightText(weight),
    share: (weight ?? heaviest) / heaviest,
    cells: (input.columns ?? []).map(({ values }) => values[index] ?? ""),
    lights: input.riskOfBias?.judgements[index] ?? [],
  };
}

function diamondLine(
  setting: Setting,
  label: string,
  result: PooledResult,
  weight: string,
  overall: boolean,
): ForestLine {
  const effect = setting.words.pooled(result, setting.size);
  return {
    kind: "diamond",
    label,
    effect,
    effectText: setting.words.text(effect),
    weightText: weight,
    cells: [],
    overall,
  };
}

function predictionLine({ words, size }: Setting, result: PooledResult): readonly ForestLine[] {
  if (result.prediction === null) return [];
  const { low, high } = result.prediction;
  const { show } = words.scale;
  const effect = { estimate: show(result.estimate, size), low: show(low, size), high: show(high, size) };
  return [{ kind: "prediction", label: "Prediction interval", effect, effectText: words.range(effect) }];
}

/** What a group says beneath its diamond: its heterogeneity, and in RevMan's manner its own test. */
function groupNotes(preset: ForestPreset, result: PooledResult): readonly ForestLine[] {
  if (result.k < 2) return [];
  const test: readonly ForestLine[] =
    preset.id === "revman"
      ? [
          {
            kind: "note",
            text: `Test for overall effect: ${statisticText(result)} (${preset.p(result.pValue)})`,
          },
        ]
      : [];
  return [{ kind: "note", text: preset.heterogeneity(result) }, ...test];
}

function linesOf(setting: Setting): readonly ForestLine[] {
  const { input, preset } = setting;
  const { result, subgroups, alsoShown = [] } = input;
  const studies =
    subgroups === undefined
      ? input.studies.map((_, index) => studyLine(setting, index))
      : subgroups.groups.flatMap((group): readonly ForestLine[] => [
          { kind: "heading", text: group.group },
          ...group.studies.map((index) => studyLine(setting, index)),
          diamondLine(
            setting,
            "Subtotal",
            group.result,
            weightText(group.studies.reduce((sum, index) => sum + (result.weights[index] ?? 0), 0)),
            false,
          ),
          ...groupNotes(preset, group.result),
        ]);
  return [
    ...studies,
    diamondLine(
      setting,
      subgroups === undefined
        ? modelName(result)
        : `Total: ${modelName(result).replace(/^[RC]/, (sign) => sign.toLowerCase())}`,
      result,
      "100%",
      true,
    ),
    ...alsoShown.map((other) => diamondLine(setting, modelName(other), other, "", true)),
    ...predictionLine(setting, result),
  ];
}

function describe(input: PooledForest, words: EffectWords, size: number | undefined): string {
  const { result, subgroups } = input;
  const groups =
    subgroups === undefined
      ? ""
      : ` Groups: ${subgroups.groups.map(({ group, result: own }) => `${group} ${words.text(words.pooled(own, size))}`).join("; ")}.`;
  const prediction =
    result.prediction === null
      ? ""
      : ` Prediction interval ${words.range({ estimate: 0, low: words.scale.show(result.prediction.low, size), high: words.scale.show(result.prediction.high, size) })}.`;
  const sides =
    input.favours === undefined
      ? ""
      : ` To the left: ${input.favours.left}; to the right: ${input.favours.right}.`;
  return `Forest plot of ${input.studies.length} ${input.studies.length === 1 ? "study" : "studies"}. Pooled ${words.scale.name.toLowerCase()} ${words.text(words.pooled(result, size))}, I² ${Math.round(result.i2)}%.${groups}${prediction}${sides}`;
}

function notesOf(input: PooledForest, preset: ForestPreset): readonly string[] {
  const { result, subgroups } = input;
  const difference = subgroups?.difference;
  return [
    result.k > 1 ? preset.heterogeneity(result) : "One study: no heterogeneity to test",
    `Test for overall effect: ${statisticText(result)}, ${preset.p(result.pValue)}`,
    ...(difference == null
      ? []
      : [
          `Test for subgroup differences: χ² = ${numberText(difference.statistic)}, df = ${difference.df}, ${preset.p(difference.pValue)}`,
        ]),
    // The BMJ sets its statistics without spaces.
  ].map((text) => (preset.id === "bmj" ? text.replace(/ = /g, "=") : text));
}

function tableOf(drawing: Omit<ForestDrawing, "table">, method: string) {
  const weighted = drawing.weightHeader !== "";
  const cellsOf = (each: ForestLine): readonly string[] => {
    const blank = drawing.columns.map(() => "");
    switch (each.kind) {
      case "heading":
      case "note":
        return [each.text, ...blank, "", ...(weighted ? [""] : []), ...drawing.domains.map(() => "")];
      case "prediction":
        return [
          each.label,
          ...blank,
          each.effectText,
          ...(weighted ? [""] : []),
          ...drawing.domains.map(() => ""),
        ];
      case "diamond":
      case "mark":
        return [
          each.label,
          ...(each.cells.length > 0 ? each.cells : blank),
          each.effectText,
          ...(weighted ? [each.weightText] : []),
          ...drawing.domains.map((_, index) =>
            each.kind === "mark" && each.lights[index] !== undefined
              ? riskLights[each.lights[index]].word
              : "",
          ),
        ];
    }
  };
  return {
    caption: `${drawing.title}: the data of the figure. ${method}`,
    columns: [
      drawing.studyHeader,
      ...drawing.columns.map(({ name, unit }) => (unit === "" ? name : `${name}, ${unit}`)),
      drawing.effectHeader,
      ...(weighted ? [drawing.weightHeader] : []),
      ...drawing.domains.map(({ letter, name }) => `${letter} ${name}`),
    ],
    rows: drawing.lines.map(cellsOf),
  };
}

/** Adds the table twin to a drawing and lays it out. */
export function layOut(
  id: string,
  drawing: Omit<ForestDrawing, "table">,
  method: string,
  options: PooledForestOptions,
): Figure {
  const width = options.width ?? 960;
  const whole = { ...drawing, table: tableOf(drawing, method) };
  const { body, height } = (options.layout === "stacked" ? stackedLines : wideLines)(whole, width);
  const { title, description, table } = whole;
  return drawFigure({ id, title, description, width, height, body, table });
}

/**
 * The forest plot of a plain meta-analysis: squares with areas in proportion to weight, a diamond as wide as the pooled
 * interval, subgroups with their own diamonds and the test of their difference, the prediction interval as a thin bar.
 */
export function pooledForest(input: PooledForest, options: PooledForestOptions = {}): Figure {
  const preset = forestPresets[options.preset ?? "bmj"];
  const { result, studies } = input;
  const effects = studies.flatMap(({ effect }) => (effect === null ? [] : [effect.yi]));
  const words = effectWords(
    input.measure,
    result.level,
    preset,
    [...effects, result.estimate],
    input.effectName,
  );
  const setting: Setting = {
    input,
    words,
    preset,
    heaviest: Math.max(1e-9, ...result.weights),
    size: harmonicMean(input),
  };
  const lines = linesOf(setting);
  const effectHeader = `${words.scale.name} (${words.levelText} CI)`;
  return layOut(
    `forest-${input.id}`,
    {
      title: input.title,
      description: describe(input, words, setting.size),
      preset,
      measure: input.measure,
      axis: forestAxis(
        words.scale,
        lines.flatMap((each) => (each.kind === "mark" && each.effect !== null ? [each.effect] : [])),
        lines.flatMap((each) => (each.kind === "diamond" || each.kind === "prediction" ? [each.effect] : [])),
      ),
      lines,
      studyHeader: preset.studyHeader,
      columns: (input.columns ?? []).map(({ name, unit = "", end = false }) => ({ name, unit, end })),
      weightHeader: "Weight",
      effectHeader,
      aboveText: `${effectHeader}, ${modelName(result)}`,
      favours: input.favours,
      domains: input.riskOfBias?.domains ?? [],
      reference: undefined,
      notes: notesOf(input, preset),
    },
    result.method,
    options,
  );
}
