/** The bivariate normal model of the logits, with or without moderators: what its results are made of. */
import { failure, type Result, success } from "../result.ts";
import { type AccuracyCorrection, type AccuracyTable, correctedTables } from "./accuracy-study.ts";
import { type BivariateData, type BivariateFit, bivariateFit } from "./bivariate-likelihood.ts";
import { likelihoodSpread, momentSpread, type SpreadEstimate } from "./bivariate-spread.ts";

/** `moments` is Jackson, White & Riley's (2013) matrix method; `common` has no variation between studies. */
export type BivariateMethod = "REML" | "ML" | "moments" | "common";

export interface BivariateOptions {
  /** Default `REML`. */
  readonly method?: BivariateMethod;
  readonly correction?: AccuracyCorrection;
  /** Default 0.95. */
  readonly level?: number;
}

export interface BivariateConvergence {
  readonly converged: boolean;
  readonly iterations: number;
  /** The covariance between studies is singular: a variance of 0, or a correlation of -1 or 1. */
  readonly boundary: boolean;
}

export interface BivariateModel {
  readonly k: number;
  readonly fit: BivariateFit;
  readonly estimate: SpreadEstimate;
  /** Of the logits; null for the method of moments. */
  readonly logLikelihood: number | null;
  readonly name: string;
  readonly convergence: BivariateConvergence;
  readonly notes: readonly string[];
}

const methodNames: Readonly<Record<Exclude<BivariateMethod, "common">, string>> = {
  REML: "restricted maximum likelihood",
  ML: "maximum likelihood",
  moments: "method of moments",
};

const none: SpreadEstimate = {
  spread: [0, 0, 0],
  converged: true,
  iterations: 0,
  boundary: false,
  notes: [],
};

function spreadBy(method: BivariateMethod, data: BivariateData): SpreadEstimate | null {
  if (method === "common") return none;
  return method === "moments" ? momentSpread(data) : likelihoodSpread(data, method === "REML");
}

/** `rows` are those of the moderators, q numbers a study; [1] for each without moderators. */
export function bivariateModel(
  tables: readonly AccuracyTable[],
  rows: readonly (readonly number[])[],
  { method = "REML", correction = {} }: BivariateOptions,
): Result<BivariateModel> {
  const corrected = correctedTables(tables, correction);
  if (!corrected.ok) return corrected;
  const k = tables.length;
  const q = rows[0]!.length;
  const zero = corrected.value.findIndex(({ tp, fn, fp, tn }) => tp * fn * fp * tn === 0);
  if (zero >= 0) {
    return failure(
      "zero-cell",
      `Study ${zero + 1} has a zero cell; add a correction of 0.5, or fit the binomial model.`,
    );
  }
  const least = q + (method === "common" ? 0 : 1);
  if (k < least) {
    return failure(
      "too-few-studies",
      k === 1
        ? "One study has no between-study variance; report its own figures."
        : `${k} studies are too few for ${q} moderators; at least ${least} are needed.`,
    );
  }
  const y = new Float64Array(2 * k);
  const v = new Float64Array(2 * k);
  for (const [i, { tp, fn, fp, tn }] of corrected.value.entries()) {
    y[2 * i] = Math.log(tp / fn);
    y[2 * i + 1] = Math.log(fp / tn);
    v[2 * i] = 1 / tp + 1 / fn;
    v[2 * i + 1] = 1 / fp + 1 / tn;
  }
  const data: BivariateData = { k, q, y, v, x: Float64Array.from(rows.flat()) };
  const estimate = spreadBy(method, data);
  const fit = estimate === null ? null : bivariateFit(data, estimate.spread, method === "REML");
  if (estimate === null || fit === null || !Number.isFinite(fit.logLikelihood)) {
    return failure(
      "not-estimable",
      "The moderators depend on each other, or the counts are too far apart; drop a moderator or check the counts.",
    );
  }
  const { converged, iterations, boundary } = estimate;
  return success({
    k,
    fit,
    estimate,
    logLikelihood: method === "moments" ? null : fit.logLikelihood,
    name:
      method === "common"
        ? "Bivariate common-effect model of logit sensitivity and logit false positive rate"
        : `Bivariate random-effects model of logit sensitivity and logit false positive rate, ${methodNames[method]}`,
    convergence: { converged, iterations, boundary },
    notes: [
      ...estimate.notes,
      ...(converged
        ? []
        : ["The likelihood was not seen to be at its maximum: the best values found are shown."]),
      ...(k < 5 && method !== "common"
        ? [`${k} studies are few for the five parameters of the bivariate model.`]
        : []),
    ],
  });
}
