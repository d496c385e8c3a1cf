import type { Measure, PooledResult } from "@coppice/synthesize";
import type { Figure } from "../figure.ts";
import { forestPresets } from "../forest-preset.ts";
import { numberText } from "../number-text.ts";
import { sequenceAxis } from "./effect-scale.ts";
import { effectWords, modelName } from "./effect-words.ts";
import type { ForestLine } from "./forest-line.ts";
import { layOut, type PooledForestOptions } from "./pooled-forest.ts";

/** Pooled results of the same studies in a sequence: after each was added, or without each in turn. */
export interface ResultSequence {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  /** The study added or left out, and the result then. */
  readonly steps: readonly { readonly label: string; readonly result: PooledResult }[];
  readonly favours?: { readonly left: string; readonly right: string } | undefined;
}

interface Manner {
  readonly kind: "cumulative" | "leave-one-out";
  readonly studyHeader: string;
  readonly said: string;
  readonly labelOf: (label: string) => string;
  /** The result of all studies, where the sequence does not end with it. */
  readonly overall: PooledResult | undefined;
}

function sequenceForest(input: ResultSequence, manner: Manner, options: PooledForestOptions): Figure {
  const preset = forestPresets[options.preset ?? "bmj"];
  const last = manner.overall ?? input.steps.at(-1)?.result;
  const words = effectWords(
    input.measure,
    last?.level ?? 0.95,
    preset,
    input.steps.map(({ result }) => result.estimate),
    input.effectName,
  );
  const columns = [
    { name: "Studies", unit: "", end: true },
    { name: "P", unit: "", end: true },
    { name: "τ²", unit: "", end: true },
    { name: "I²", unit: "", end: true },
  ].filter(
    ({ name }) =>
      (preset.id !== "jama" || name !== "τ²") && (manner.overall === undefined || name !== "Studies"),
  );
  const cells = (result: PooledResult) => {
    const said: Readonly<Record<string, string>> = {
      Studies: String(result.k),
      P: preset.p(result.pValue).replace(/^P ?(= ?)?/, ""),
      "τ²": result.k < 2 ? "" : numberText(result.tau2, 3),
      "I²": result.k < 2 ? "" : `${Math.round(result.i2)}%`,
    };
    return columns.map(({ name }) => said[name]!);
  };
  const lines: ForestLine[] = input.steps.map(({ label, result }) => {
    const effect = words.pooled(result);
    return {
      kind: "mark",
      label: manner.labelOf(label),
      effect,
      effectText: words.text(effect),
      weightText: "",
      share: 0.3,
      cells: cells(result),
      lights: [],
    };
  });
  const overall =
    last === undefined
      ? []
      : [
          {
            kind: "diamond" as const,
            label:
              manner.overall === undefined
                ? modelName(last)
                : `All studies: ${modelName(last).replace(/^[RC]/, (sign) => sign.toLowerCase())}`,
            effect: words.pooled(last),
            effectText: words.text(words.pooled(last)),
            weightText: "",
            cells: cells(last),
            overall: true,
          },
        ];
  const effectHeader = `${words.scale.name} (${words.levelText} CI)`;
  const all = [...lines, ...overall];
  return layOut(
    `${manner.kind}-${input.id}`,
    {
      title: input.title,
      description: `${manner.said} ${last === undefined ? "" : `All ${last.k} studies: ${words.text(words.pooled(last))}.`}`,
      preset,
      measure: input.measure,
      axis: sequenceAxis(
        words.scale,
        all.flatMap((each) =>
          each.kind === "note" || each.kind === "heading" || each.effect === null ? [] : [each.effect],
        ),
      ),
      lines: all,
      studyHeader: manner.studyHeader,
      columns,
      weightHeader: "",
      effectHeader,
      aboveText: effectHeader,
      favours: input.favours,
      domains: [],
      reference: last === undefined ? undefined : words.scale.show(last.estimate),
      notes: [],
    },
    last?.method ?? "",
    options,
  );
}

/** The pooled effect after each study is added, in the order given; the dashed line is the last of them. */
export function cumulativeResultsForest(input: ResultSequence, options: PooledForestOptions = {}): Figure {
  return sequenceForest(
    input,
    {
      kind: "cumulative",
      studyHeader: "Study added",
      said: `Cumulative forest plot: the pooled effect after each of ${input.steps.length} studies.`,
      labelOf: (label) => `+ ${label}`,
      overall: undefined,
    },
    options,
  );
}

/** The pooled effect without each study in turn; the dashed line and the diamond are the result of all. */
export function leaveOneOutForest(
  input: ResultSequence & { readonly overall: PooledResult },
  options: PooledForestOptions = {},
): Figure {
  return sequenceForest(
    input,
    {
      kind: "leave-one-out",
      studyHeader: "Study left out",
      said: `Leave-one-out forest plot: the pooled effect without each of ${input.steps.length} studies in turn.`,
      labelOf: (label) => label,
      overall: input.overall,
    },
    options,
  );
}
