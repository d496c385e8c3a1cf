/** `rma.mh`, `rma.peto`, and `escalc` followed by `rma.uni`. */
import {
  type Counts,
  type EffectSize,
  fitStatistics,
  type MantelHaenszelResult,
  mantelHaenszel,
  mantelHaenszelRates,
  type PooledTables,
  peto,
  type RateOptions,
  type Result,
  studyData,
  type ZeroCellOptions,
} from "../src/index.ts";
import { escalcEffects } from "./escalc.ts";
import {
  type Adapter,
  type Answer,
  fields,
  type GoldCase,
  notSupported,
  numbers,
  type Row,
} from "./gold-file.ts";
import { coefficientFields, fitModel } from "./rma-uni.ts";

type Columns = Readonly<Record<string, string>>;

function column(goldCase: GoldCase, rows: readonly Row[], name: string): readonly number[] {
  return numbers(rows, (goldCase.args["columns"] as Columns)[name] ?? name);
}

export function tablesOf(goldCase: GoldCase, rows: readonly Row[]): readonly Counts[] {
  const [events1, n1, events2, n2] = ["ai", "n1i", "ci", "n2i"].map((name) => column(goldCase, rows, name));
  return rows.map((_, i) => ({ events1: events1![i]!, n1: n1![i]!, events2: events2![i]!, n2: n2![i]! }));
}

/** The likelihood of the studies' own effects at the pooled estimate. */
function criteria(effects: readonly EffectSize[], estimate: number, kind: "ML" | "REML"): unknown {
  const data = studyData(effects);
  if (!data.ok) return null;
  const fit = fitStatistics(data.value, estimate / data.value.unit, 0, 1, kind);
  return { ll: fit.logLikelihood, dev: fit.deviance, AIC: fit.aic, BIC: fit.bic, AICc: fit.aicc };
}

function pooledFields(result: PooledTables): Readonly<Record<string, unknown>> {
  const own = result.effects.filter((effect) => effect !== null);
  return {
    k: result.k,
    p: 1,
    coefNames: [],
    beta: [result.estimate],
    se: [result.se],
    stat: [result.statistic],
    pval: [result.pValue],
    ciLb: [result.ciLow],
    ciUb: [result.ciHigh],
    test: result.test,
    tau2: result.tau2,
    I2: result.i2,
    H2: result.h2,
    QE: result.q,
    QEp: result.qP,
    parms: 1,
    fitML: criteria(own, result.estimate, "ML"),
    fitREML: criteria(own, result.estimate, "REML"),
    "k.yi": own.length,
  };
}

function mhFields(result: PooledTables & Partial<MantelHaenszelResult>): Answer {
  const { association = null, homogeneity = null } = result;
  return fields({
    ...pooledFields(result),
    MH: association?.statistic ?? null,
    MHp: association?.pValue ?? null,
    TA: homogeneity?.tarone.statistic ?? null,
    TAp: homogeneity?.tarone.pValue ?? null,
    BD: homogeneity?.breslowDay.statistic ?? null,
    BDp: homogeneity?.breslowDay.pValue ?? null,
    "k.pos": homogeneity?.tables ?? null,
  });
}

const rules: Readonly<Record<string, NonNullable<ZeroCellOptions["rule"]>>> = {
  only0: "only-zero",
  all: "all",
  none: "none",
};

/** The first or second element of R's pairs `add` and `to`: for the studies' own effects, and for the pooled tables. */
function zeroCells(goldCase: GoldCase, which: 0 | 1): ZeroCellOptions | undefined {
  const add = goldCase.args["add"];
  const to = goldCase.args["to"];
  if (!Array.isArray(add) || !Array.isArray(to)) return undefined;
  const rule = rules[String(to[which])];
  return rule === undefined ? undefined : { add: Number(add[which]), rule };
}

function answer<T>(result: Result<T>, give: (value: T) => Answer): Answer {
  return result.ok ? give(result.value) : notSupported(result.problems[0]!.message);
}

const mh: Adapter = (goldCase, rows) => {
  const { args } = goldCase;
  const measure = String(args["measure"]);
  const level = Number(args["level"] ?? 95) / 100;
  const continuityCorrection = args["correct"] !== false;
  if (measure === "OR" || measure === "RR" || measure === "RD") {
    const studies = zeroCells(goldCase, 0);
    const tables = zeroCells(goldCase, 1);
    const options = {
      measure,
      level,
      continuityCorrection,
      ...(studies === undefined ? {} : { studies }),
      ...(tables === undefined ? {} : { tables }),
    } as const;
    return answer(mantelHaenszel(tablesOf(goldCase, rows), options), mhFields);
  }
  if (measure === "IRR" || measure === "IRD") {
    const [events1, time1, events2, time2] = ["x1i", "t1i", "x2i", "t2i"].map((name) =>
      column(goldCase, rows, name),
    );
    const data = rows.map((_, i) => ({
      events1: events1![i]!,
      time1: time1![i]!,
      events2: events2![i]!,
      time2: time2![i]!,
    }));
    const studies: RateOptions = { rule: "only-zero" };
    return answer(mantelHaenszelRates(data, { measure, level, continuityCorrection, studies }), mhFields);
  }
  return notSupported(`rma.mh ${measure}`);
};

const petoAdapter: Adapter = (goldCase, rows) =>
  answer(peto(tablesOf(goldCase, rows), { level: Number(goldCase.args["level"] ?? 95) / 100 }), (result) =>
    fields({ ...pooledFields(result), "k.pos": result.effects.filter((effect) => effect !== null).length }),
  );

const escalcThenUni: Adapter = (goldCase, rows) => {
  const effects = escalcEffects(goldCase, rows);
  if (typeof effects === "string") return notSupported(effects);
  const fit = fitModel(
    effects.filter((effect) => effect !== null),
    {
      method: String(goldCase.args["method"]),
      testName: String(goldCase.args["test"] ?? "z"),
      level: 0.95,
      weighted: true,
    },
  );
  return typeof fit === "string" ? notSupported(fit) : fields(coefficientFields(fit));
};

export const rmaTableAdapters: Readonly<Record<string, Adapter>> = {
  "rma.mh": mh,
  "rma.peto": petoAdapter,
  "escalc+rma.uni": escalcThenUni,
};
