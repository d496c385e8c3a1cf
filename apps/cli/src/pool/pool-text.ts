import { measures, type PooledResult } from "@coppice/synthesize";
import { type Cell, columns, wrap } from "../columns.ts";
import { paint, terminalWidth } from "../terminal.ts";
import { counted } from "../verdict-words.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { PooledSheet } from "./pooled-sheet.ts";
import {
  isTransformed,
  readingSize,
  type ShownEffect,
  shownPrediction,
  shownResult,
  shownStudy,
} from "./shown-numbers.ts";

/** A number with fixed decimals, or as many significant digits where they would show nothing of it. */
function digits(value: number, decimals: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? "not known" : value > 0 ? "infinite" : "-infinite";
  const fixed = value.toFixed(decimals);
  if (Number(fixed) === 0 && value !== 0) return value.toPrecision(2);
  return Math.abs(value) >= 1e7 ? value.toPrecision(6) : Number(fixed) === 0 ? (0).toFixed(decimals) : fixed;
}

function pText(p: number): string {
  return p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
}

const percentLevel = (level: number) => `${Number((level * 100).toPrecision(6))}%`;

/** Pads texts on the left, so that their ends stand beneath each other. */
function flushRight(texts: readonly string[]): readonly string[] {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}

interface Line {
  readonly label: string;
  readonly effect: ShownEffect | null;
  readonly weight: number | undefined;
  readonly kind: "study" | "heading" | "pooled";
}

/** Decimals with which effects are printed: two, three where all are small. */
function decimalsOf(lines: readonly Line[]): number {
  const largest = Math.max(
    0,
    ...lines.flatMap(({ effect }) => (effect === null ? [] : [Math.abs(effect.estimate)])),
  );
  return largest < 0.1 ? 4 : largest < 1 ? 3 : 2;
}

function table(request: PoolRequest, lines: readonly Line[]): readonly string[] {
  const decimals = decimalsOf(lines);
  const number = (value: number | undefined) => (value === undefined ? "" : digits(value, decimals));
  const lows = flushRight(lines.map(({ effect }) => number(effect?.ciLow)));
  const highs = flushRight(lines.map(({ effect }) => number(effect?.ciHigh)));
  const effects = lines.map(({ effect, kind }) =>
    effect === null ? (kind === "heading" ? "" : "none") : number(effect.estimate),
  );
  const weights = lines.map(({ weight }) => (weight === undefined ? "" : `${weight.toFixed(2)}%`));
  const grouped = lines.some(({ kind }) => kind === "heading");
  const parts = [
    ["study", ...lines.map(({ label, kind }) => (grouped && kind === "study" ? `  ${label}` : label))],
    flushRight([request.measure, ...effects]),
    [
      `${percentLevel(request.level)} CI`,
      ...lines.map(({ effect }, index) => (effect === null ? "" : `${lows[index]} to ${highs[index]}`)),
    ],
    flushRight(["weight", ...weights]),
  ] as const;
  return columns(
    parts[0].map((_, index) => {
      const kind = index === 0 ? undefined : lines[index - 1]!.kind;
      const painted = kind === undefined ? paint.dim : kind === "study" ? undefined : paint.bold;
      return parts.map((part): Cell => {
        const text = part[index]!;
        return painted === undefined ? { text } : { text, paint: painted };
      });
    }),
  );
}

function tableLines(request: PoolRequest, pooled: PooledSheet): readonly Line[] {
  const { measure, level } = request;
  const { result, studies, subgroups } = pooled;
  const size = readingSize(studies);
  const study = (index: number): Line => ({
    label: studies[index]!.label,
    effect: shownStudy(measure, studies[index]!, level),
    weight: result.weights[index],
    kind: "study",
  });
  const total: Line = {
    label: "pooled",
    effect: shownResult(measure, result, size),
    weight: 100,
    kind: "pooled",
  };
  if (subgroups === undefined) return [...studies.map((_, index) => study(index)), total];
  return [
    ...subgroups.groups.flatMap((group): readonly Line[] => [
      { label: group.group, effect: null, weight: undefined, kind: "heading" },
      ...group.studies.map(study),
      {
        label: `pooled, ${group.group}`,
        effect: shownResult(measure, group.result, size),
        weight: group.studies.reduce((sum, index) => sum + result.weights[index]!, 0),
        kind: "pooled",
      },
    ]),
    total,
  ];
}

/** The sentence on heterogeneity: Q, I2, H2, tau2 with its interval. */
function heterogeneity(result: PooledResult): string {
  if (result.k < 2) return "one study: no heterogeneity to look at";
  const { tau2Interval: interval } = result;
  const limits =
    interval === null
      ? ""
      : interval.state === "empty"
        ? `, ${percentLevel(interval.level)} CI by ${interval.method}: none, the studies agree better than chance allows`
        : `, ${percentLevel(interval.level)} CI ${digits(interval.low, 4)} to ${digits(interval.high, 4)} by ${interval.method}`;
  const se = result.tau2Se === null ? "" : `, SE ${digits(result.tau2Se, 4)}`;
  const between =
    result.model === "random"
      ? `; tau² = ${digits(result.tau2, 4)} (tau = ${digits(Math.sqrt(result.tau2), 4)}${se}${limits})`
      : "";
  return `Q = ${digits(result.q, 4)}, df = ${result.qDf}, ${pText(result.qP)}; I² = ${result.i2.toFixed(2)}%, H² = ${digits(result.h2, 2)}${between}`;
}

function testText(result: PooledResult): string {
  const name = result.df === null ? "z" : `t(${Number(result.df.toFixed(2))})`;
  return `${name} = ${digits(result.statistic, 4)}, ${pText(result.pValue)}`;
}

const scaleWords: Readonly<Record<string, string>> = {
  log: "log scale",
  logit: "logit scale",
  probit: "probit scale",
  "square-root": "square-root scale",
  arcsine: "arcsine scale",
  "double-arcsine": "double arcsine scale",
  "fisher-z": "Fisher z scale",
  "log-complement": "log-complement scale",
  "cube-root-complement": "cube-root scale",
  identity: "estimate",
};

/** A paragraph with a hanging indent beneath its head. */
function paragraph(head: string, text: string): readonly string[] {
  const indent = 16;
  return wrap(text, terminalWidth() - indent).map(
    (line, index) => `${index === 0 ? paint.dim(head.padEnd(indent)) : " ".repeat(indent)}${line}`,
  );
}

/** The result as a person reads it in a terminal. */
export function poolText(request: PoolRequest, pooled: PooledSheet, left: number): string {
  const { measure } = request;
  const { result, subgroups, studies } = pooled;
  const size = readingSize(studies);
  const shown = shownResult(measure, result, size);
  const prediction = shownPrediction(measure, result, size);
  const lines = tableLines(request, pooled);
  const decimals = decimalsOf(lines);
  const { scale, name } = measures[measure];
  const level = percentLevel(request.level);
  const interval = `${digits(shown.ciLow, decimals)} to ${digits(shown.ciHigh, decimals)}`;
  return [
    ...wrap(
      `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${digits(shown.estimate, decimals)} (${level} CI ${interval}), from ${counted(result.k, "study", "studies")}${left > 0 ? ` (${left} left out)` : ""}.`,
      terminalWidth(),
    ).map(paint.bold),
    ...wrap(`${result.method}.`, terminalWidth()).map(paint.dim),
    "",
    ...table(request, lines),
    "",
    ...paragraph(
      isTransformed(measure) ? scaleWords[scale]! : "estimate",
      `${digits(result.estimate, 4)}, SE ${digits(result.se, 4)}, ${level} CI ${digits(result.ciLow, 4)} to ${digits(result.ciHigh, 4)}, ${testText(result)}`,
    ),
    ...paragraph("heterogeneity", heterogeneity(result)),
    ...(prediction === null
      ? []
      : paragraph(
          "prediction",
          `a new study's effect is expected between ${digits(prediction.low, decimals)} and ${digits(prediction.high, decimals)} (${level}, ${result.prediction!.df === null ? "normal" : `t with ${result.prediction!.df} df`})`,
        )),
    ...(subgroups?.difference == null
      ? []
      : paragraph(
          "subgroups",
          `differ: Q = ${digits(subgroups.difference.statistic, 4)}, df = ${subgroups.difference.df}, ${pText(subgroups.difference.pValue)}${subgroups.sharedTau2 === null ? "" : `; shared tau² = ${digits(subgroups.sharedTau2, 4)}`}`,
        )),
    ...(subgroups?.groups ?? []).flatMap((group) =>
      paragraph(`  ${group.group}`.slice(0, 15), `k = ${group.result.k}; ${heterogeneity(group.result)}`),
    ),
    ...result.notes.flatMap((note) => paragraph("note", note)),
  ].join("\n");
}
