/** The studies' effects under the arguments of metabin and metacont. */
import {
  type CorrectionOptions,
  type Counts,
  correctedEffects,
  type EffectSize,
  meanDifference,
  petoOddsRatio,
  type Result,
  ratioOfMeans,
  standardizedByConvention,
  type TableMeasure,
} from "../src/index.ts";
import type { Row } from "./gold-file.ts";
import { type Args, applies, columns, flag, number, text } from "./meta-args.ts";
export const values = (results: readonly Result<EffectSize>[]): readonly (EffectSize | null)[] =>
  results.map((result) => (result.ok && result.value.vi > 0 ? result.value : null));

/** Tables in the order of the rows, from the columns named eventE, nE, eventC, nC. */
export function tablesOfMeta(args: Args, rows: readonly Row[]): readonly Counts[] {
  const [events1, n1, events2, n2] = columns(args, rows, "eventE", "nE", "eventC", "nC");
  return rows.map((_, i) => ({ events1: events1![i]!, n1: n1![i]!, events2: events2![i]!, n2: n2![i]! }));
}

export const measures: Readonly<Record<string, TableMeasure>> = {
  RR: "RR",
  VE: "RR",
  OR: "OR",
  DOR: "OR",
  RD: "RD",
  ASD: "AS",
};

/** The continuity correction of the arguments `incr`, `methodIncr`, `allstudies`. */
export function correctionOf(args: Args): CorrectionOptions {
  const incr = args["incr"];
  const each = (name: string): readonly number[] | null =>
    Array.isArray(args[name]) ? (args[name] as readonly number[]) : null;
  const arm1 = each("incrE") ?? (Array.isArray(incr) ? (incr as readonly number[]) : null);
  const arm2 = each("incrC") ?? arm1;
  const increment =
    incr === "TACC"
      ? ("treatment-arm" as const)
      : arm1 === null || arm2 === null
        ? number(args, "incr", 0.5)
        : arm1.map((value, i) => ({ arm1: value, arm2: arm2[i]! }));
  return {
    increment,
    apply: applies[text(args, "methodIncr", "only0")] ?? "only-zero",
    keepDoubleZero: flag(args, "allstudies", "allStudies"),
  };
}

/** The effects of tables under the arguments of metabin; null where a study has none. */
export function tableEffectsOf(
  args: Args,
  rows: readonly Row[],
  method: string,
): readonly (EffectSize | null)[] | null {
  const measure = measures[text(args, "sm", method === "Peto" || method === "SSW" ? "OR" : "RR")];
  if (measure === undefined) return null;
  const tables = tablesOfMeta(args, rows);
  const wholeRiskRatio = flag(args, "RRCochrane", "RR.Cochrane");
  return values(
    method === "Peto"
      ? tables.map((table) => petoOddsRatio(table, { rule: "none", dropDoubleZero: true }))
      : correctedEffects(tables, measure, { ...correctionOf(args), wholeRiskRatio }),
  );
}

/** The effects of means under the arguments of metacont. */
export function meanEffectsOf(args: Args, rows: readonly Row[]): readonly (EffectSize | null)[] {
  const [n1, mean1, sd1, n2, mean2, sd2] = columns(args, rows, "nE", "meanE", "sdE", "nC", "meanC", "sdC");
  const sm = text(args, "sm", "MD");
  const kinds = { Hedges: "hedges", Cohen: "cohen", Glass: "glass" } as const;
  const kind = kinds[text(args, "methodSmd", "Hedges") as keyof typeof kinds];
  return values(
    rows.map((_, i) => {
      const data = {
        mean1: mean1![i]!,
        sd1: sd1![i]!,
        n1: n1![i]!,
        mean2: mean2![i]!,
        sd2: sd2![i]!,
        n2: n2![i]!,
      };
      if (sm === "SMD") {
        return standardizedByConvention(data, {
          kind,
          exact: args["exactSmd"] !== false,
          glassArm: args["sdGlass"] === "experimental" ? "experimental" : "control",
        });
      }
      const variance = args["pooledvar"] === true ? "pooled" : "unequal";
      return sm === "ROM"
        ? ratioOfMeans(data, { biasCorrection: false, variance })
        : meanDifference(data, { variance });
    }),
  );
}
