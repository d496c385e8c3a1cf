/** Cluster-robust tests (`robust`, `clubSandwich`), robust variance estimation (`robu`), sampling covariances (`vcalc`). */
import {
  type ClusterKey,
  clusterRobust,
  type Effect,
  type RobustDf,
  type RobustOptions,
  type RobustResult,
  regress,
  robustRegression,
  type SmallSampleCorrection,
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

export const dependentEffectAdapters: Readonly<Record<string, Adapter>> = {
  robust,
  clubSandwich,
  robu,
};
