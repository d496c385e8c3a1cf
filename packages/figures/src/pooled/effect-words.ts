import { normalQuantile } from "@coppice/numeric";
import type { Measure, PooledResult } from "@coppice/synthesize";
import { type ForestPreset, sub } from "../forest-preset.ts";
import { numberText } from "../number-text.ts";
import { type EffectScale, effectScale } from "./effect-scale.ts";
import type { ShownInterval } from "./forest-line.ts";

/** Words and numbers of effects under a measure, a level and a journal's manner. */
export interface EffectWords {
  readonly scale: EffectScale;
  /** `95%`. */
  readonly levelText: string;
  readonly interval: (effect: { readonly yi: number; readonly vi: number }, n?: number) => ShownInterval;
  readonly pooled: (result: PooledResult, n?: number) => ShownInterval;
  readonly text: (effect: ShownInterval) => string;
  readonly range: (effect: ShownInterval) => string;
}

/** Decimals with which effects of this size are read: proportions and correlations need a third. */
function decimalsFor(values: readonly number[]): number {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  return largest > 0 && largest < 0.1 ? 3 : 2;
}

export function effectWords(
  measure: Measure,
  level: number,
  preset: ForestPreset,
  estimates: readonly number[],
  name?: string,
): EffectWords {
  const scale = effectScale(measure, name);
  const z = normalQuantile((1 + level) / 2);
  const decimals = decimalsFor(estimates.map((value) => scale.show(value)));
  const range = ({ low, high }: ShownInterval) => preset.interval(low, high, decimals);
  const shown = (estimate: number, low: number, high: number, n?: number): ShownInterval => ({
    estimate: scale.show(estimate, n),
    low: scale.show(low, n),
    high: scale.show(high, n),
  });
  return {
    scale,
    levelText: levelText(level),
    interval: ({ yi, vi }, n) => shown(yi, yi - z * Math.sqrt(vi), yi + z * Math.sqrt(vi), n),
    pooled: (result, n) => shown(result.estimate, result.ciLow, result.ciHigh, n),
    text: (effect) => `${numberText(effect.estimate, decimals)} ${range(effect)}`,
    range,
  };
}

/** `95%` for 0.95. */
export function levelText(level: number): string {
  return `${Number((level * 100).toPrecision(6))}%`;
}

/** `Random effects (REML)` for a result whose method is told in a sentence; the table holds the sentence. */
export function modelName(result: PooledResult): string {
  if (result.k === 1) return "One study";
  if (result.model === "mantel-haenszel") return "Mantel-Haenszel";
  if (result.model === "peto") return "Peto";
  if (result.model === "common") return "Common effect";
  const known = [
    [/two-step|DLIT/i, "Random effects"],
    [/restricted maximum likelihood/i, "Random effects (REML)"],
    [/maximum likelihood/i, "Random effects (ML)"],
    [/DerSimonian/i, "Random effects (DL)"],
    [/Paule/i, "Random effects (PM)"],
    [/empirical Bayes/i, "Random effects (EB)"],
    [/Sidik/i, "Random effects (SJ)"],
    [/Hedges/i, "Random effects (HE)"],
    [/Hunter/i, "Random effects (HS)"],
  ] as const;
  // A profile names its estimator by its letters.
  const letters = /tau2 by ([A-Z]{2,4}\b)/.exec(result.method)?.[1];
  return (
    known.find(([words]) => words.test(result.method))?.[1] ??
    (letters === undefined ? "Random effects" : `Random effects (${letters})`)
  );
}

/** `z = 3.97` or `t₁₂ = 3.97`. */
export function statisticText(result: PooledResult): string {
  const name =
    result.df === null
      ? "z"
      : `t${Number.isInteger(result.df) ? sub(result.df) : ` (df ${result.df.toFixed(1)})`}`;
  return `${name} = ${numberText(result.statistic)}`;
}
