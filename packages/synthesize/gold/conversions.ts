/** Conversions: Wald intervals and tests to variances, quartiles to means, several effects to one. */
import {
  aggregateEffects,
  type EffectSize,
  effectFromInterval,
  effectFromP,
  effectFromStatistic,
  type MeanAndSd,
  meanSdFromLogNormalQuantiles,
  meanSdFromQuantiles,
  type QuantileMethod,
  type QuantileSummary,
  type Result,
  skewnessTest,
  smallSampleCorrection,
} from "../src/index.ts";
import { type Adapter, fields, type GoldCase, notSupported, numbers, type Row } from "./gold-file.ts";

const fieldOf = (result: Result<EffectSize>, field: "yi" | "vi"): number | null =>
  result.ok ? result.value[field] : null;

function column(goldCase: GoldCase, rows: readonly Row[], name: string): readonly number[] {
  return numbers(rows, String(goldCase.args[name]));
}

const wald: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  if ("ratio" in args) {
    const low = column(goldCase, rows, "ciLb");
    const high = column(goldCase, rows, "ciUb");
    const effects = column(goldCase, rows, "ratio").map((estimate, i) =>
      effectFromInterval({
        measure: "OR",
        estimate,
        ciLow: low[i]!,
        ciHigh: high[i]!,
        level: Number(args["level"]) / 100,
      }),
    );
    return fields({
      yi: effects.map((effect) => fieldOf(effect, "yi")),
      sei: effects.map((effect) => (effect.ok ? Math.sqrt(effect.value.vi) : null)),
    });
  }
  if (!("zval" in args)) return notSupported("conv.wald with these arguments");
  const estimates = column(goldCase, rows, "out");
  const z = column(goldCase, rows, "zval");
  const p = numbers(rows, "p");
  return fields({
    viFromZ: estimates.map((estimate, i) =>
      fieldOf(effectFromStatistic({ measure: "GEN", estimate, statistic: z[i]! }), "vi"),
    ),
    viFromP: estimates.map((estimate, i) =>
      fieldOf(effectFromP({ measure: "GEN", estimate, p: p[i]! }), "vi"),
    ),
  });
};

const methods: Readonly<Record<string, QuantileMethod>> = {
  default: "luo-wan-shi",
  "luo/wan/shi": "luo-wan-shi",
  hozo2005: "hozo",
  wan2014: "wan",
  bland2015: "bland",
  walter2007: "walter-yao",
};

function summaryOf(row: Row): QuantileSummary {
  const optional = (name: string, key: string) => (typeof row[name] === "number" ? { [key]: row[name] } : {});
  return {
    median: Number(row["med"]),
    n: Number(row["n"]),
    ...optional("min", "min"),
    ...optional("q1", "q1"),
    ...optional("q3", "q3"),
    ...optional("max", "max"),
  };
}

const fivenum: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const method = methods[String(args["method"] ?? "default")];
  if (method === undefined) return notSupported(`conv.fivenum ${args["method"]}`);
  const summaries = rows.map(summaryOf);
  const tests = summaries.map((summary) => {
    const test = skewnessTest(summary);
    return test.ok ? test.value : null;
  });
  const convert = (summary: QuantileSummary): Result<MeanAndSd> =>
    args["dist"] === "lnorm" ? meanSdFromLogNormalQuantiles(summary) : meanSdFromQuantiles(summary, method);
  const results = summaries.map((summary, i) => {
    if (args["skewTest"] === true && tests[i]?.skewed === true) return null;
    const result = convert(summary);
    return result.ok ? result.value : null;
  });
  return fields({
    mean: results.map((result) => result?.mean.value ?? null),
    sd: results.map((result) => result?.sd.value ?? null),
    tval: tests.map((test) => test?.statistic ?? null),
    crit: tests.map((test) => test?.criticalValue ?? null),
    sig: tests.map((test) => test?.skewed ?? null),
    dist: rows.map(() => args["dist"]),
  });
};

const aggregate: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const structure = String(args["struct"]);
  if (structure !== "CS" && structure !== "ID") return notSupported(`aggregate with struct ${structure}`);
  const cluster = column(goldCase, rows, "cluster");
  const yi = numbers(rows, "yi");
  const vi = numbers(rows, "vi");
  const result = aggregateEffects(
    yi.map((y, i) => ({ cluster: cluster[i]!, yi: y, vi: vi[i]! })),
    structure === "CS" ? Number(args["rho"]) : 0,
  );
  if (!result.ok) return notSupported(result.problems[0]!.message);
  return fields({
    study: result.value.map((effect) => effect.cluster),
    yi: result.value.map((effect) => effect.yi),
    vi: result.value.map((effect) => effect.vi),
  });
};

const correction: Adapter = (goldCase) =>
  fields({ J: (goldCase.args["m"] as readonly number[]).map(smallSampleCorrection) });

export const conversionAdapters: Readonly<Record<string, Adapter>> = {
  "conv.wald": wald,
  "conv.fivenum": fivenum,
  aggregate,
  "small-sample-correction": correction,
};
