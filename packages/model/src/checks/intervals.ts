import { datumValue } from "../provenance.ts";
import type { Review } from "../review.ts";
import { armDataOf, contrastsOf, pairedOf } from "./study-parts.ts";

/** An interval with the value that it belongs to, wherever a review writes one. */
export interface WrittenInterval {
  readonly document: { readonly kind: string; readonly id: string };
  readonly pointer: string;
  readonly interval: readonly [number, number];
  readonly value: number | undefined;
  /** Of the value, as `estimate` or `mean`. */
  readonly name: string;
  /** Measure of a contrast or a published pooled result; undefined for an arm's own figures. */
  readonly measure: string | undefined;
}

export function* writtenIntervals(review: Review): Iterable<WrittenInterval> {
  for (const study of review.studies) {
    for (const { data, pointer } of armDataOf(study)) {
      const own = datumValue(data.mean) ?? datumValue(data.percent) ?? datumValue(data.median);
      const ci = datumValue(data.ci);
      if (ci !== undefined)
        yield {
          document: study,
          pointer: `${pointer}/ci`,
          interval: ci,
          value: own,
          name: "value",
          measure: undefined,
        };
      for (const key of ["iqr", "range"] as const) {
        const interval = datumValue(data[key]);
        const value = datumValue(data.median) ?? (key === "range" ? datumValue(data.mean) : undefined);
        if (interval !== undefined)
          yield {
            document: study,
            pointer: `${pointer}/${key}`,
            interval,
            value,
            name: "median",
            measure: undefined,
          };
      }
    }
    for (const { contrast, pointer } of contrastsOf(study)) {
      const interval = datumValue(contrast.ci);
      const value = datumValue(contrast.estimate);
      if (interval !== undefined)
        yield {
          document: study,
          pointer: `${pointer}/ci`,
          interval,
          value,
          name: "estimate",
          measure: contrast.measure,
        };
    }
    for (const { paired, pointer } of pairedOf(study)) {
      const interval = datumValue(paired.ci);
      const value = datumValue(paired.meanDifference);
      if (interval !== undefined)
        yield {
          document: study,
          pointer: `${pointer}/ci`,
          interval,
          value,
          name: "mean difference",
          measure: "MD",
        };
    }
  }
  for (const statement of review.statements) {
    for (const [i, pooled] of statement.pooled.entries()) {
      const interval = datumValue(pooled.ci);
      const value = datumValue(pooled.estimate);
      if (interval !== undefined)
        yield {
          document: statement,
          pointer: `/pooled/${i}/ci`,
          interval,
          value,
          name: "estimate",
          measure: pooled.measure,
        };
    }
  }
}
