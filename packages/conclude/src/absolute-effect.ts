import type { AnalysisOutcome, DerivedValue } from "./derivation.ts";
import { showNumber } from "./show.ts";

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How many more in 100, from the pooled risk ratio and the median risk of the comparator arms; undefined where the
 * analysis is no risk ratio, has no counts, or the arithmetic leaves 0 to 100.
 */
export function absoluteEffect(
  analysis: AnalysisOutcome,
): { text: string; values: DerivedValue[]; ref: string } | undefined {
  const counted = analysis.rows.filter((row) => row.state === "in" && row.counts !== undefined);
  if (analysis.pooled === undefined || analysis.measure !== "RR" || counted.length === 0) return undefined;
  const risk = median(counted.map((row) => row.counts!.events2 / row.counts!.n2));
  const more = Math.round(100 * risk * (analysis.pooled.effect.estimate - 1));
  if (risk === 0 || risk * analysis.pooled.effect.estimate > 1) return undefined;
  const baseline: DerivedValue = {
    ref: `baseline/${analysis.id}`,
    title: `Usual course with ${analysis.comparatorName}`,
    text: `${Math.round(100 * risk)} in 100`,
    how: "median of the comparator arms of the pooled trials",
    from: counted.map((row) => row.ref),
  };
  const ref = `absolute/${analysis.id}`;
  const text = `${Math.abs(more)} ${more >= 0 ? "more" : "fewer"}`;
  return {
    ref,
    text,
    values: [
      baseline,
      {
        ref,
        title: "Absolute effect",
        text: `${text} in 100`,
        how: `${Math.round(100 * risk)} in 100 × (risk ratio ${showNumber(analysis.pooled.effect.estimate)} − 1)`,
        from: [analysis.pooled.ref, baseline.ref],
      },
    ],
  };
}
