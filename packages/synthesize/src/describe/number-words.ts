/** Numbers as they stand in a sentence. */
import { type BackTransformOptions, backTransform } from "../back-transform.ts";
import { type Measure, measures } from "../measure.ts";

/** Two decimals, or two significant digits for small numbers; "0" for what rounds to it. */
export function shown(x: number): string {
  if (!Number.isFinite(x)) return x > 0 ? "infinity" : "minus infinity";
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (size >= 1e5 || size < 1e-3) return x.toExponential(1);
  return size >= 0.1 ? x.toFixed(2) : x.toPrecision(2);
}

/** "p < 0.001" or "p = 0.03". */
export function pWords(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p < 0.1 ? p.toPrecision(1) : p.toFixed(2)}`;
}

export interface ReadMeasure {
  readonly name: string;
  /** From the scale of analysis to the one that is read. */
  readonly read: (x: number) => number;
  /** Value of no effect on the scale that is read; null where there is none, as for a single proportion. */
  readonly nothing: number | null;
}

/** Measures of one group: they have no value of "no effect". */
const single: ReadonlySet<Measure> = new Set<Measure>([
  "IR",
  "IRLN",
  "IRS",
  "IRFT",
  "PR",
  "PLN",
  "PLO",
  "PRZ",
  "PAS",
  "PFT",
  "MN",
  "SMN",
  "MNLN",
  "SDLN",
  "CVLN",
  "ARAW",
  "AHW",
  "ABT",
]);

/** How a measure is read: ratios as ratios, logits as proportions. Without a measure, the numbers as they are. */
export function readMeasure(measure: Measure | undefined, options: BackTransformOptions = {}): ReadMeasure {
  if (measure === undefined) return { name: "effect", read: (x) => x, nothing: 0 };
  const { name, scale } = measures[measure];
  const read = (x: number): number => backTransform(measure, x, options);
  if (single.has(measure)) return { name: name.replace(/ \(.*\)$/, ""), read, nothing: null };
  if (scale === "log") return { name, read, nothing: 1 };
  if (scale === "identity" || scale === "fisher-z") return { name, read, nothing: 0 };
  return { name, read, nothing: null };
}
