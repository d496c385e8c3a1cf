/** Two risks that vary between studies by beta distributions: studies without events count like any other. */

import { inverseAt, type Matrix, type Minimum, minimise, numericHessian, sumBy } from "@coppice/numeric";
import type { Counts } from "../binary/counts.ts";
import { riskDifference } from "../binary/risk-difference.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { badLevel, noStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { betaBinomialLogDensity, posteriorShift } from "./beta-binomial-likelihood.ts";

export interface BetaBinomialOptions {
  /** Default `OR`. */
  readonly measure?: "OR" | "RR" | "RD";
  /** Intraclass correlation: one for both arms (default), or one for each. */
  readonly dispersion?: "shared" | "separate";
  /** Risks of the two arms of a study are correlated, by Sarmanov's distribution; default false: independent. */
  readonly correlated?: boolean;
  /** Default 0.95. */
  readonly level?: number;
}

export interface BetaBinomialResult {
  readonly measure: "OR" | "RR" | "RD";
  /** All studies, those without events included. */
  readonly k: number;
  /** Studies with no events, or nothing but events, in both arms. */
  readonly doubleZero: number;
  /** Compares the mean risks of the two arms: log odds ratio, log risk ratio or risk difference. */
  readonly estimate: number;
  /** By the delta method from the observed information. */
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly level: number;
  readonly statistic: number;
  readonly pValue: number;
  /** Mean risks of arm 1 and arm 2. */
  readonly risks: readonly [number, number];
  /** Intraclass correlations of the arms; 0 when risks do not vary beyond chance. */
  readonly intraclass: readonly [number, number];
  /** Correlation of a study's two risks; null unless it was fitted. */
  readonly correlation: number | null;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly parameters: number;
  readonly convergence: { readonly converged: true; readonly iterations: number; readonly boundary: boolean };
  readonly method: string;
  readonly notes: readonly string[];
}

/** Parameters in the order in which they are optimised; `r` is icc / (1 - icc), and `omega` the correlation over both standard deviations. */
interface Model {
  readonly mean1: number;
  readonly mean2: number;
  readonly r1: number;
  readonly r2: number;
  readonly omega: number;
}

/** Deviations of the parameters from 0 below which they are taken to be on the edge. */
const nearEdge = 1e-3;

/**
 * The beta-binomial model (Kuss 2015, Statistics in Medicine 34:1097): events of arm j of a study are binomial with a risk that is
 * beta-distributed over studies, and the effect compares the two mean risks. The arms' risks are independent, or correlated by
 * Sarmanov's bivariate beta distribution (Chu, Nie, Chen, Huang & Sun 2012, Statistical Methods in Medical Research 21:621).
 * Maximum likelihood. Studies without events need no correction and no removal.
 *
 * Problems: `no-studies`, `bad-counts`, `separation` (an arm with no events, or nothing else, in all studies), `not-converged`.
 */
export function poolBetaBinomial(
  tables: readonly Counts[],
  options: BetaBinomialOptions = {},
): Result<BetaBinomialResult> {
  const { measure = "OR", dispersion = "shared", correlated = false, level = 0.95 } = options;
  const broken = badLevel(level) ?? checkTables(tables);
  if (broken !== null) return broken;
  const [odds1, odds2] = [armLogit(tables, 1), armLogit(tables, 2)];
  const spreads = dispersion === "shared" ? 1 : 2;
  const read = (x: readonly number[]): Model => modelOf(x, spreads, correlated);
  const objective = (x: readonly number[]): number => -logLikelihood(tables, read(x));
  const fits: Minimum[] = [0.4, 0.1].map((s) =>
    minimise(objective, [odds1, odds2, ...new Array<number>(spreads).fill(s), ...(correlated ? [0.1] : [])]),
  );
  const best = fits.reduce((a, b) => (b.value < a.value ? b : a));
  const found = best.x.map((value, i) =>
    i >= 2 && i < 2 + spreads && Math.abs(value) < nearEdge ? 0 : value,
  );
  const model = read(found);
  const atEdge = found.map(
    (value, i) =>
      i >= 2 &&
      (i < 2 + spreads ? value === 0 : Math.abs(Math.cos(value)) < nearEdge || model.r1 * model.r2 === 0),
  );
  const covariance = best.converged ? covarianceOf(objective, found, atEdge) : null;
  if (covariance === null) {
    return failure(
      "not-converged",
      "The likelihood has no maximum; use one dispersion for both arms, or independent arms.",
    );
  }
  const { estimate, slopes } = effectOf(measure, model);
  const se = Math.sqrt(
    slopes[0] ** 2 * covariance.data[0]! +
      2 * slopes[0] * slopes[1] * covariance.data[1]! +
      slopes[1] ** 2 * covariance.data[covariance.cols + 1]!,
  );
  const icc = ({ r }: { readonly r: number }): number => r / (1 + r);
  const spread = (mean: number, r: number): number => Math.sqrt((mean * (1 - mean) * r) / (1 + r));
  const doubleZero = tables.filter(
    ({ events1, n1, events2, n2 }) => events1 + events2 === 0 || events1 + events2 === n1 + n2,
  ).length;
  const ll = logLikelihood(tables, model);
  const parameters = found.length;
  return success({
    measure,
    k: tables.length,
    doubleZero,
    estimate,
    se,
    ...waldTest(estimate, se, null, level),
    level,
    risks: [model.mean1, model.mean2],
    intraclass: [icc({ r: model.r1 }), icc({ r: model.r2 })],
    correlation: correlated
      ? model.omega * spread(model.mean1, model.r1) * spread(model.mean2, model.r2)
      : null,
    logLikelihood: ll,
    aic: -2 * ll + 2 * parameters,
    parameters,
    convergence: { converged: true, iterations: best.iterations, boundary: atEdge.includes(true) },
    method: `Beta-binomial model, ${dispersion === "shared" ? "one intraclass correlation" : "an intraclass correlation for each arm"}, ${correlated ? "correlated" : "independent"} arms, maximum likelihood, normal test`,
    notes: notesOn(doubleZero, model, correlated && atEdge.at(-1) === true),
  });
}

function notesOn(doubleZero: number, { r1, r2 }: Model, correlationAtEdge: boolean): readonly string[] {
  return [
    ...(doubleZero > 0
      ? [
          `${doubleZero} ${doubleZero === 1 ? "study" : "studies"} without events (or without non-events) in both arms ${doubleZero === 1 ? "counts" : "count"} like the others.`,
        ]
      : []),
    ...(r1 === 0 || r2 === 0 ? ["The risks vary by chance alone: an intraclass correlation is 0."] : []),
    ...(correlationAtEdge && r1 * r2 > 0
      ? ["The correlation of the arms is the largest that Sarmanov's distribution allows."]
      : []),
  ];
}

function checkTables(tables: readonly Counts[]): ReturnType<typeof failure> | null {
  if (tables.length === 0) return noStudies();
  for (const table of tables) {
    const checked = riskDifference(table);
    if (!checked.ok) return checked;
  }
  for (const [arm, events, n] of [
    [1, sumBy(tables, (t) => t.events1), sumBy(tables, (t) => t.n1)],
    [2, sumBy(tables, (t) => t.events2), sumBy(tables, (t) => t.n2)],
  ] as const) {
    if (events === 0 || events === n) {
      return failure(
        "separation",
        `Arm ${arm} has ${events} events in ${n} people over all studies, so that the effect is infinite; use Firth's penalised model.`,
      );
    }
  }
  return null;
}

function armLogit(tables: readonly Counts[], arm: 1 | 2): number {
  const events = sumBy(tables, (t) => (arm === 1 ? t.events1 : t.events2));
  const n = sumBy(tables, (t) => (arm === 1 ? t.n1 : t.n2));
  return Math.log(events / (n - events));
}

/** The spread enters as a square and the correlation through a sine, so that edges are reached where the slope is 0. */
function modelOf(x: readonly number[], spreads: number, correlated: boolean): Model {
  const mean1 = 1 / (1 + Math.exp(-x[0]!));
  const mean2 = 1 / (1 + Math.exp(-x[1]!));
  const r1 = x[2]! ** 2;
  const r2 = x[1 + spreads]! ** 2;
  if (!correlated) return { mean1, mean2, r1, r2, omega: 0 };
  // The bounds that keep Sarmanov's density positive (Lee 1996, Communications in Statistics - Theory and Methods 25:1207).
  const lowest = -1 / Math.max(mean1 * mean2, (1 - mean1) * (1 - mean2));
  const highest = 1 / Math.max(mean1 * (1 - mean2), (1 - mean1) * mean2);
  const share = Math.sin(x[2 + spreads]!);
  return { mean1, mean2, r1, r2, omega: share > 0 ? share * highest : -share * lowest };
}

function logLikelihood(tables: readonly Counts[], { mean1, mean2, r1, r2, omega }: Model): number {
  let total = 0;
  for (const { events1, n1, events2, n2 } of tables) {
    total += betaBinomialLogDensity(events1, n1, mean1, r1) + betaBinomialLogDensity(events2, n2, mean2, r2);
    if (omega !== 0) {
      total += Math.log1p(
        omega * posteriorShift(events1, n1, mean1, r1) * posteriorShift(events2, n2, mean2, r2),
      );
    }
  }
  return total;
}

/** The covariance of all parameters, those on the edge held there; null when it is not positive definite. */
function covarianceOf(
  objective: (x: readonly number[]) => number,
  x: readonly number[],
  atEdge: readonly boolean[],
): Matrix | null {
  const free = [...x.keys()].filter((i) => !atEdge[i]);
  const at = (part: readonly number[]): number => {
    const whole = [...x];
    for (const [j, i] of free.entries()) whole[i] = part[j]!;
    return objective(whole);
  };
  const information = numericHessian(
    at,
    free.map((i) => x[i]!),
  );
  return inverseAt(information, free, x.length);
}

/** The effect and its derivatives with respect to the logits of the two mean risks. */
function effectOf(
  measure: BetaBinomialResult["measure"],
  { mean1, mean2 }: Model,
): { readonly estimate: number; readonly slopes: readonly [number, number] } {
  switch (measure) {
    case "OR":
      return {
        estimate: Math.log(mean1) - Math.log1p(-mean1) - Math.log(mean2) + Math.log1p(-mean2),
        slopes: [1, -1],
      };
    case "RR":
      return { estimate: Math.log(mean1 / mean2), slopes: [1 - mean1, -(1 - mean2)] };
    case "RD":
      return {
        estimate: mean1 - mean2,
        slopes: [mean1 * (1 - mean1), -mean2 * (1 - mean2)],
      };
  }
}
