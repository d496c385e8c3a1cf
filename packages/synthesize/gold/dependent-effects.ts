/** Cluster-robust tests (`robust`, `clubSandwich`), robust variance estimation (`robu`), sampling covariances (`vcalc`). */
import {
  type ClusterKey,
  clusterRobust,
  type DependentEffect,
  type Effect,
  type ErrorCorrelation,
  type RobustDf,
  type RobustOptions,
  type RobustResult,
  regress,
  robustRegression,
  type SamplingCovarianceOptions,
  type SmallSampleCorrection,
  samplingCovariance,
  type WorkingModel,
  workingModelOfMultivariate,
  workingModelOfRegression,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, fields, type GoldCase, numbers, type Row } from "./gold-file.ts";
import { designOf, regressionOptionsOf } from "./regression.ts";
import { multivariateFit } from "./rma-mv.ts";

const keys = (rows: readonly Row[], column: unknown): readonly ClusterKey[] =>
  rows.map((row) => row[String(column)] as ClusterKey);

/** The fit that is made robust: `rma.mv` where there are random effects or covariances, else `rma.uni`. */
function workingModel(goldCase: GoldCase, rows: readonly Row[]): WorkingModel {
  const { args } = goldCase;
  if ("V" in args || "Vmatrix" in args || "random" in args) {
    return workingModelOfMultivariate(multivariateFit(goldCase, rows));
  }
  const yi = numbers(rows, String(args["yi"]));
  const vi = numbers(rows, String(args["vi"]));
  const effects: readonly Effect[] = yi.map((y, i) => ({ yi: y, vi: vi[i]! }));
  const mods = args["mods"];
  const design = designOf(rows, typeof mods === "string" && mods.replaceAll(" ", "") !== "~1" ? mods : null);
  const options = regressionOptionsOf(args);
  return workingModelOfRegression(
    effects,
    design,
    answerOf(regress(effects, design, options)),
    options.weights,
  );
}

function robustFit(goldCase: GoldCase, rows: readonly Row[], options: RobustOptions): RobustResult {
  const level = Number(goldCase.args["level"] ?? 95) / 100;
  return answerOf(
    clusterRobust(workingModel(goldCase, rows), keys(rows, goldCase.args["cluster"]), { level, ...options }),
  );
}

const adjustments: Readonly<Record<string, SmallSampleCorrection>> = {
  true: "CR1p",
  false: "CR0",
  Stata: "CR1S",
  Stata1: "CR1S",
  Stata2: "CR1",
};

const robust = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const correction = adjustments[String(args["adjust"] ?? true)];
  if (correction === undefined) throw new NotSupported(`adjust ${String(args["adjust"])}`);
  const result = robustFit(
    goldCase,
    rows,
    args["clubSandwich"] === true ? {} : { correction, df: "clusters-p" },
  );
  const { coefficients, moderators } = result;
  const dfs = coefficients.map(({ df }) => df);
  return fields({
    beta: coefficients.map(({ estimate }) => estimate),
    se: coefficients.map(({ se }) => se),
    stat: coefficients.map(({ statistic }) => statistic),
    ddf: args["clubSandwich"] === true ? dfs : [dfs[0]],
    dfs: args["clubSandwich"] === true ? dfs : [dfs[0]],
    pval: coefficients.map(({ pValue }) => pValue),
    ciLb: coefficients.map(({ ciLow }) => ciLow),
    ciUb: coefficients.map(({ ciHigh }) => ciHigh),
    vb: result.covariance,
    n: result.clusters,
    QM: moderators?.statistic ?? null,
    QMdf: [moderators?.df1 ?? null, moderators?.df2 ?? null],
    QMp: moderators?.pValue ?? null,
  });
});

const dfMethods: Readonly<Record<string, RobustDf>> = {
  Satterthwaite: "satterthwaite",
  "naive-t": "clusters-1",
  "naive-tp": "clusters-p",
  z: "normal",
};

const clubSandwich = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const df = dfMethods[String(args["df"] ?? "Satterthwaite")];
  const type = String(args["type"] ?? "CR2");
  if (df === undefined) throw new NotSupported(`df ${String(args["df"])}`);
  if (!["CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3"].includes(type)) throw new NotSupported(`type ${type}`);
  const { coefficients, moderators } = robustFit(goldCase, rows, {
    correction: type as SmallSampleCorrection,
    df,
  });
  return fields({
    beta: coefficients.map(({ estimate }) => estimate),
    se: coefficients.map(({ se }) => se),
    tstat: coefficients.map(({ statistic }) => statistic),
    df: coefficients.map((coefficient) => coefficient.df),
    p: coefficients.map(({ pValue }) => pValue),
    ciLb: coefficients.map(({ ciLow }) => ciLow),
    ciUb: coefficients.map(({ ciHigh }) => ciHigh),
    F: moderators?.statistic ?? null,
    Fdf1: moderators?.df1 ?? null,
    Fdf2: moderators?.df2 ?? null,
    Fp: moderators?.pValue ?? null,
  });
});

const robu = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const y = numbers(rows, String(args["y"]));
  const v = numbers(rows, String(args["v"]));
  const weights = args["userweights"];
  const result = answerOf(
    robustRegression(
      y.map((yi, i) => ({ yi, vi: v[i]! })),
      designOf(rows, args["mods"]),
      keys(rows, args["cluster"]),
      {
        model: args["model"] === "HIER" ? "hierarchical" : "correlated",
        rho: typeof args["rho"] === "number" ? args["rho"] : 0.8,
        smallSample: args["small"] !== false,
        ...(typeof weights === "string" ? { weights: numbers(rows, weights) } : {}),
        level: Number(args["level"] ?? 95) / 100,
      },
    ),
  );
  const { coefficients } = result;
  return fields({
    beta: coefficients.map(({ estimate }) => estimate),
    se: coefficients.map(({ se }) => se),
    t: coefficients.map(({ statistic }) => statistic),
    df: coefficients.map(({ df }) => df),
    p: coefficients.map(({ pValue }) => pValue),
    ciLb: coefficients.map(({ ciLow }) => ciLow),
    ciUb: coefficients.map(({ ciHigh }) => ciHigh),
    tau2: result.tau2,
    omega2: result.omega2,
    I2: result.i2,
  });
});

/** A scalar, or a matrix with its names in alphabetical or numeric order. */
function correlationOf(given: unknown, names: readonly string[]): ErrorCorrelation | undefined {
  if (typeof given === "number" || given === undefined || given === null) return given ?? undefined;
  if (!Array.isArray(given)) return given as ErrorCorrelation;
  const sorted = [...new Set(names)].sort((a, b) => (Number(a) - Number(b) || a < b ? -1 : 1));
  const table = given as readonly (readonly number[])[];
  return Object.fromEntries(
    sorted.map((name, i) => [name, Object.fromEntries(sorted.map((other, j) => [other, table[i]![j]!]))]),
  );
}

/** Correlations within and between from R's `rho`: one for what there is, or a pair. */
function correlationsOf(args: GoldCase["args"], rows: readonly Row[]): SamplingCovarianceOptions {
  const { rho, obs, type } = args;
  const names = (column: unknown): readonly string[] => rows.map((row) => String(row[String(column)]));
  const both = typeof obs === "string" && typeof type === "string";
  const pair = Array.isArray(rho) && rho.length === 2 && !(Array.isArray(rho[0]) && !both);
  const first = pair && both ? (rho as readonly unknown[])[0] : rho;
  const second = pair && both ? (rho as readonly unknown[])[1] : rho;
  const within = typeof obs === "string" ? correlationOf(first, names(obs)) : undefined;
  const between = typeof type === "string" ? correlationOf(second, names(type)) : undefined;
  return {
    ...(within === undefined ? {} : { within }),
    ...(between === undefined ? {} : { between }),
    ...(typeof args["phi"] === "number" ? { autocorrelation: args["phi"] } : {}),
    nearest: args["nearpd"] === true,
  };
}

const vcalc = guarded((goldCase, rows) => {
  const { args, expected } = goldCase;
  const vi =
    typeof args["vi"] === "number" ? rows.map(() => args["vi"] as number) : numbers(rows, String(args["vi"]));
  const columns = {
    cluster: "cluster",
    subgroup: "subgroup",
    observation: "obs",
    type: "type",
    time1: "time1",
    time2: "time2",
    group1: "grp1",
    group2: "grp2",
    weight1: "w1",
    weight2: "w2",
  } as const;
  const effects = rows.map((row, i) => {
    const named = Object.entries(columns).flatMap(([field, name]) =>
      typeof args[name] === "string" ? [[field, row[args[name] as string]]] : [],
    );
    return { vi: vi[i]!, ...Object.fromEntries(named) } as DependentEffect;
  });
  const { matrix } = answerOf(samplingCovariance(effects, correlationsOf(args, rows)));
  const answer: Record<string, unknown> = {
    V: matrix,
    vcov: matrix,
    matrix,
    sum: matrix.flat().reduce((total, value) => total + value, 0),
    diag: matrix.map((row, i) => row[i]),
  };
  for (const key of Object.keys(expected)) {
    const size = /^first(\d+)$/.exec(key)?.[1];
    if (size !== undefined)
      answer[key] = matrix.slice(0, Number(size)).map((row) => row.slice(0, Number(size)));
  }
  return fields(answer);
});

export const dependentEffectAdapters: Readonly<Record<string, Adapter>> = {
  robust,
  clubSandwich,
  robu,
  vcalc,
};
