/** `leave1out` and `cumul`: one row of results for each study left out or added. */
import {
  cumulative,
  leaveOneOut,
  mantelHaenszel,
  type PooledResult,
  type Pooler,
  peto,
  poolCommon,
  poolRandom,
  type Result,
  type Tau2Method,
  tau2Estimators,
} from "../src/index.ts";
import { type Adapter, type Answer, fields, type GoldCase, notSupported, type Row } from "./gold-file.ts";
import { tablesOf } from "./rma-tables.ts";
import { effectsOf, tests } from "./rma-uni.ts";

function table(results: readonly PooledResult[]): Answer {
  const column = (f: (result: PooledResult) => number): readonly number[] => results.map(f);
  return fields({
    estimate: column((result) => result.estimate),
    se: column((result) => result.se),
    zval: column((result) => result.statistic),
    pval: column((result) => result.pValue),
    "ci.lb": column((result) => result.ciLow),
    "ci.ub": column((result) => result.ciHigh),
    Q: column((result) => result.q),
    Qp: column((result) => result.qP),
    tau2: column((result) => result.tau2),
    I2: column((result) => result.i2),
    H2: column((result) => result.h2),
  });
}

/** In R `order` is a variable by which the studies are sorted, not a list of indices. */
function orderOf(goldCase: GoldCase): readonly number[] | undefined {
  const { order } = goldCase.args;
  if (!Array.isArray(order)) return undefined;
  const ranks = order.map(Number);
  return [...ranks.keys()].sort((a, b) => ranks[a]! - ranks[b]!);
}

function run<T>(goldCase: GoldCase, studies: readonly T[], pool: Pooler<T>): Answer {
  const rows: Result<readonly { readonly result: PooledResult }[]> =
    goldCase.function === "leave1out"
      ? leaveOneOut(studies, pool)
      : cumulative(studies, pool, orderOf(goldCase));
  return rows.ok ? table(rows.value.map(({ result }) => result)) : notSupported(rows.problems[0]!.message);
}

const known = new Set(["yi", "vi", "method", "test", "order", "columns", "model", "measure"]);

const sensitivity: Adapter = (goldCase, rows: readonly Row[]) => {
  const { args } = goldCase;
  const unknown = Object.keys(args).find((name) => !known.has(name));
  if (unknown !== undefined) return notSupported(`${goldCase.function} with ${unknown}`);
  if (args["model"] === "Peto") return run(goldCase, tablesOf(goldCase, rows), (tables) => peto(tables));
  if (args["model"] === "MH") {
    const measure = args["measure"];
    if (measure !== "OR" && measure !== "RR" && measure !== "RD") {
      return notSupported(`${goldCase.function} of rma.mh ${String(measure)}`);
    }
    return run(goldCase, tablesOf(goldCase, rows), (tables) => mantelHaenszel(tables, { measure }));
  }
  const method = String(args["method"]);
  const test = tests[String(args["test"] ?? "z")];
  if (test === undefined) return notSupported(`test ${String(args["test"])}`);
  const effects = effectsOf(goldCase, rows);
  if (method === "EE") return run(goldCase, effects, (some) => poolCommon(some, { test }));
  if (!(method in tau2Estimators)) return notSupported(`method ${method}`);
  return run(goldCase, effects, (some) => poolRandom(some, { tau2: method as Tau2Method, test }));
};

export const sensitivityAdapters: Readonly<Record<string, Adapter>> = {
  leave1out: sensitivity,
  cumul: sensitivity,
};
