import { numberText } from "./number-text.ts";

export type ForestPresetId = "revman" | "bmj" | "jama";
export type ForestColumn = "study" | "experimental" | "comparator" | "weight" | "effect" | "plot";

/** What the line about heterogeneity says; a PooledResult has it, and an analysis of a review. */
interface Heterogeneity {
  readonly tau2: number;
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  /** Per cent. */
  readonly i2: number;
}

/** How a journal draws a forest plot. The conventions are those that the R package meta documents for its layouts. */
export interface ForestPreset {
  readonly id: ForestPresetId;
  readonly name: string;
  readonly studyHeader: string;
  readonly columns: readonly ForestColumn[];
  /** Share of the figure's width that the plot takes. */
  readonly plotShare: number;
  /** Side of the square of the heaviest study, px. */
  readonly largestSquare: number;
  readonly favours: "top" | "bottom";
  /** Where measure, method and level of confidence are printed. */
  readonly measureAt: "above" | "header" | "below";
  readonly square: (measure: string) => string;
  readonly diamond: string;
  readonly interval: (low: number, high: number, decimals?: number) => string;
  readonly p: (value: number) => string;
  readonly heterogeneity: (pooled: Heterogeneity) => string;
}

const isEvents = (measure: string) => !/^(MD|SMD|MC|MN|SMN|ROM|VR|CVR)/.test(measure);
const percent = (i2: number) => `${Math.round(i2)}%`;

function pRevman(value: number): string {
  if (value < 0.00001) return "P < 0.00001";
  if (value < 0.001) return `P = ${value.toFixed(5).replace(/0+$/, "")}`;
  return `P = ${value < 0.01 ? value.toFixed(3) : value.toFixed(2)}`;
}

function pBmj(value: number): string {
  return value < 0.001 ? "P<0.001" : value < 0.01 ? `P=${value.toFixed(3)}` : `P=${value.toFixed(2)}`;
}

function pJama(value: number): string {
  if (value < 0.001) return "P < .001";
  if (value > 0.99) return "P > .99";
  return `P = ${(value <= 0.01 ? value.toFixed(3) : value.toFixed(2)).replace(/^0/, "")}`;
}

export const forestPresets: Readonly<Record<ForestPresetId, ForestPreset>> = {
  revman: {
    id: "revman",
    name: "RevMan",
    studyHeader: "Study or Subgroup",
    columns: ["study", "experimental", "comparator", "weight", "effect", "plot"],
    plotShare: 0.36,
    largestSquare: 15,
    favours: "bottom",
    measureAt: "above",
    square: (measure) => (isEvents(measure) ? "revman-events" : "revman-means"),
    diamond: "ink",
    interval: (low, high, decimals) => `[${numberText(low, decimals)}, ${numberText(high, decimals)}]`,
    p: pRevman,
    heterogeneity: (pooled) =>
      `Heterogeneity: Tau² = ${pooled.tau2.toFixed(3)}; Chi² = ${pooled.q.toFixed(2)}, df = ${pooled.qDf} (${pRevman(pooled.qP)}); I² = ${percent(pooled.i2)}`,
  },
  bmj: {
    id: "bmj",
    name: "BMJ",
    studyHeader: "Study",
    columns: ["study", "experimental", "comparator", "plot", "weight", "effect"],
    plotShare: 0.42,
    largestSquare: 18,
    favours: "bottom",
    measureAt: "header",
    square: () => "accent",
    diamond: "accent",
    interval: (low, high, decimals) => `(${numberText(low, decimals)} to ${numberText(high, decimals)})`,
    p: pBmj,
    heterogeneity: (pooled) =>
      `Test for heterogeneity: τ²=${pooled.tau2.toFixed(2)}, χ²=${pooled.q.toFixed(2)}, df=${pooled.qDf}, ${pBmj(pooled.qP)}, I²=${percent(pooled.i2)}`,
  },
  jama: {
    id: "jama",
    name: "JAMA",
    studyHeader: "Source",
    columns: ["study", "experimental", "comparator", "effect", "plot", "weight"],
    plotShare: 0.36,
    largestSquare: 15,
    favours: "top",
    measureAt: "below",
    square: () => "jama-square",
    diamond: "jama-diamond",
    // A hyphen beside a minus sign could be read as either.
    interval: (low, high, decimals) =>
      `(${numberText(low, decimals)}${low < 0 ? " to " : "-"}${numberText(high, decimals)})`,
    p: pJama,
    heterogeneity: (pooled) =>
      `Heterogeneity: Q${sub(pooled.qDf)} = ${pooled.q.toFixed(2)}; ${pJama(pooled.qP)}; I² = ${percent(pooled.i2)}`,
  },
};

const subscripts = "₀₁₂₃₄₅₆₇₈₉";
/** A whole number as a subscript. */
export function sub(value: number): string {
  return String(value).replace(/\d/g, (digit) => subscripts[Number(digit)]!);
}
