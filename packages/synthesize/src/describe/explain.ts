/** Where a pooled number came from: formula, inputs, source, and the R call that gives the same number. */
import type { PoolOptions } from "../pool/pool.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";

export interface ExplainedStep {
  readonly name: string;
  readonly value: number;
  /** In plain text, in the symbols of the source. */
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly source: string;
}

export interface Explanation {
  readonly method: string;
  /** From the weights to the interval, in the order in which they are computed. */
  readonly steps: readonly ExplainedStep[];
  /** Lines of R that reproduce the result with the package metafor. */
  readonly r: string;
}

const testNames = { z: "z", t: "t", hk: "knha", "hk-adhoc": "adhoc" } as const;

const tau2Sources: Readonly<Record<string, string>> = {
  DL: "DerSimonian & Laird 1986",
  REML: "Harville 1977; Viechtbauer 2005, equation 12",
  ML: "Hardy & Thompson 1996",
  PM: "Paule & Mandel 1982",
  PMM: "Viechtbauer 2021",
  EB: "Morris 1983",
  HE: "Hedges 1983",
  HS: "Hunter & Schmidt 2004",
  HSk: "Brannick et al. 2019",
  SJ: "Sidik & Jonkman 2005",
  SJIT: "Sidik & Jonkman 2005",
  DLIT: "DerSimonian & Laird 1986, iterated",
};

/** A number as R reads it back to the last digit. */
const rNumber = (x: number): string => String(x);
const rVector = (values: readonly number[]): string => `c(${values.map(rNumber).join(", ")})`;

function rCall(effects: readonly Effect[], options: PoolOptions): string {
  const settings: string[] = [];
  if (options.model === "common") settings.push('method = "EE"');
  else {
    const { tau2 = "REML", weights } = options;
    if (typeof tau2 === "number") settings.push('method = "REML"', `tau2 = ${rNumber(tau2)}`);
    else if (typeof tau2 === "object")
      settings.push('method = "GENQ"', `weights = ${rVector(tau2.generalisedQ)}`);
    else settings.push(`method = "${tau2}"`);
    if (weights === "equal") settings.push("weighted = FALSE");
    else if (weights !== undefined && typeof tau2 !== "object")
      settings.push(`weights = ${rVector(weights)}`);
  }
  const { test = "z", level = 0.95 } = options;
  settings.push(`test = "${testNames[test]}"`);
  if (level !== 0.95) settings.push(`level = ${rNumber(100 * level)}`);
  // metafor stops its iterations at a change of 1e-5 unless told otherwise.
  if (options.model === "random") settings.push("control = list(threshold = 1e-12, maxiter = 1000)");
  return [
    "library(metafor)",
    `yi <- ${rVector(effects.map(({ yi }) => yi))}`,
    `vi <- ${rVector(effects.map(({ vi }) => vi))}`,
    `res <- rma(yi, vi, ${settings.join(", ")})`,
    "res",
    ...(options.model === "random" ? ["confint(res)", 'predict(res, predtype = "riley")'] : []),
  ].join("\n");
}

/** Explains a result of `pool` from the effects and options that gave it. */
export function explain(effects: readonly Effect[], options: PoolOptions, result: PooledResult): Explanation {
  const { k, estimate, se, tau2, q, i2, df, level, scaleFactor, typicalVariance, prediction } = result;
  const random = options.model === "random";
  const method = random ? (options.tau2 ?? "REML") : null;
  const steps: ExplainedStep[] = [
    {
      name: "Q",
      value: q,
      formula: "Q = sum w_i (y_i - sum(w_i y_i) / sum(w_i))^2, w_i = 1 / v_i",
      inputs: { k },
      source: "Cochran 1954",
    },
  ];
  if (random) {
    steps.push({
      name: "tau2",
      value: tau2,
      formula:
        typeof method === "number"
          ? "given"
          : method === "DL"
            ? "tau2 = max(0, (Q - (k - 1)) / (sum w_i - sum w_i^2 / sum w_i)), w_i = 1 / v_i"
            : method === "PM" || method === "EB"
              ? "tau2 with sum w_i (y_i - mean)^2 = k - 1, w_i = 1 / (v_i + tau2)"
              : method === "REML" || method === "ML"
                ? `tau2 that maximises the ${method === "ML" ? "" : "restricted "}likelihood of y_i ~ N(mean, v_i + tau2)`
                : result.method,
      inputs: { k, Q: q },
      source:
        typeof method === "string" ? (tau2Sources[method] ?? "") : "DerSimonian & Kacker 2007, equation 6",
    });
  }
  steps.push(
    {
      name: "estimate",
      value: estimate,
      formula: random
        ? "mean = sum(w_i y_i) / sum(w_i), w_i = 1 / (v_i + tau2)"
        : "mean = sum(w_i y_i) / sum(w_i), w_i = 1 / v_i",
      inputs: { k, tau2 },
      source: "weighted least squares",
    },
    {
      name: "standard error",
      value: se,
      formula:
        scaleFactor === 1
          ? "se = 1 / sqrt(sum w_i)"
          : "se = sqrt(s2 / sum w_i), s2 = sum w_i (y_i - mean)^2 / (k - 1)",
      inputs: { tau2, s2: scaleFactor },
      source: scaleFactor === 1 ? "weighted least squares" : "Hartung & Knapp 2001; Sidik & Jonkman 2002",
    },
    {
      name: "half width",
      value: 0.5 * (result.ciHigh - result.ciLow),
      formula: df === null ? "z_(1 + level)/2 se" : "t_(1 + level)/2, df se",
      inputs: df === null ? { se, level } : { se, level, df },
      source: "Wald-type interval",
    },
  );
  if (typicalVariance !== null) {
    steps.push({
      name: "I2",
      value: i2,
      formula: random ? "I2 = 100 tau2 / (tau2 + typical v)" : "I2 = 100 max(0, (Q - df) / Q)",
      inputs: random ? { tau2, "typical v": typicalVariance } : { Q: q, df: result.qDf },
      source: "Higgins & Thompson 2002, equations 9 and 10",
    });
  }
  if (prediction !== null) {
    steps.push({
      name: "prediction half width",
      value: 0.5 * (prediction.high - prediction.low),
      formula: prediction.df === null ? "z sqrt(se^2 + tau2)" : "t_df sqrt(se^2 + tau2)",
      inputs: prediction.df === null ? { se, tau2, level } : { se, tau2, level, df: prediction.df },
      source: "Higgins et al. 2009, equation 12",
    });
  }
  return { method: result.method, steps, r: rCall(effects, options) };
}
