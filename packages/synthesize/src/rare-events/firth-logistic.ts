/** The common odds ratio by penalised likelihood: finite even when all events are in one arm. */

import { chiSquareUpper, chiSquareUpperQuantile, findRoot } from "@coppice/numeric";
import type { Counts } from "../binary/counts.ts";
import { riskDifference } from "../binary/risk-difference.ts";
import { waldTest } from "../pool/pooled-mean.ts";
import { badLevel, leftOutNote, noStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface FirthOptions {
  /** Default 0.95. */
  readonly level?: number;
}

export interface FirthResult {
  readonly measure: "OR";
  /** Studies that entered. */
  readonly k: number;
  /** Indices of these in the studies given. */
  readonly studies: readonly number[];
  /** Penalised maximum-likelihood estimate of the log odds ratio. */
  readonly estimate: number;
  readonly se: number;
  /** Profile penalised-likelihood interval. */
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly level: number;
  /** Penalised likelihood-ratio test that the odds ratio is 1, on 1 df. */
  readonly statistic: number;
  readonly pValue: number;
  /** estimate -+ z se, and its test. */
  readonly wald: {
    readonly ciLow: number;
    readonly ciHigh: number;
    readonly statistic: number;
    readonly pValue: number;
  };
  readonly convergence: { readonly converged: true; readonly iterations: number };
  readonly method: string;
  readonly notes: readonly string[];
}

interface Fit {
  readonly effect: number;
  /** Log-likelihood, without constants, and half the log determinant of the information. */
  readonly penalised: number;
  /** Information about the effect beside the intercepts. */
  readonly information: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Logistic regression with an intercept a study and one odds ratio, penalised by Jeffreys' prior (Firth 1993, Biometrika 80:27),
 * with profile penalised-likelihood intervals (Heinze & Schemper 2002, Statistics in Medicine 21:2409). The penalty takes
 * away the bias of first order and keeps the estimate finite under separation. O(k) an iteration: the information is diagonal
 * but for the row of the effect.
 *
 * Studies with no events, or nothing but events, in both arms would enter through the penalty only; they are left out, with a note.
 */
export function poolFirth(tables: readonly Counts[], options: FirthOptions = {}): Result<FirthResult> {
  const { level = 0.95 } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  for (const table of tables) {
    const checked = riskDifference(table);
    if (!checked.ok) return checked;
  }
  const studies = tables.flatMap(({ events1, n1, events2, n2 }, i) =>
    events1 + events2 === 0 || events1 + events2 === n1 + n2 ? [] : [i],
  );
  const used = studies.map((i) => tables[i]!);
  const left = tables.length - used.length;
  if (used.length === 0) {
    return left === 0
      ? noStudies()
      : failure(
          "no-studies",
          `None of the ${left} studies has both events and non-events; include one that has.`,
        );
  }
  const alpha = Float64Array.from(used, ({ events1, n1, events2, n2 }) =>
    Math.log((events1 + events2 + 0.5) / (n1 + n2 - events1 - events2 + 0.5)),
  );
  const fit = climb(used, alpha, 0, true);
  if (!fit.converged) {
    return failure("not-converged", "The likelihood has no maximum; check for arms of very different size.");
  }
  const se = 1 / Math.sqrt(fit.information);
  // Far from the maximum the intercepts have a mode on either side, where one arm or the other is near one half: the higher counts.
  const profile = (effect: number): Fit =>
    [0, 0.5, 1]
      .map((share) =>
        climb(
          used,
          alpha.map((a) => a - share * effect),
          effect,
          false,
        ),
      )
      .reduce((best, fit) => (fit.penalised > best.penalised ? fit : best));
  const drop = 0.5 * chiSquareUpperQuantile(1 - level, 1);
  const limit = (side: -1 | 1): number => {
    let outer = fit.effect + side * 2 * se;
    for (let i = 0; i < 60 && fit.penalised - profile(outer).penalised < drop; i++) outer += side * 2 * se;
    return findRoot((effect) => fit.penalised - profile(effect).penalised - drop, fit.effect, outer, {
      relative: 1e-12,
      absolute: 1e-12,
    }).x;
  };
  const statistic = Math.max(0, 2 * (fit.penalised - profile(0).penalised));
  return success({
    measure: "OR",
    k: used.length,
    studies,
    estimate: fit.effect,
    se,
    ciLow: limit(-1),
    ciHigh: limit(1),
    level,
    statistic,
    pValue: chiSquareUpper(statistic, 1),
    wald: waldTest(fit.effect, se, null, level),
    convergence: { converged: true, iterations: fit.iterations },
    method:
      "Firth's penalised logistic model with an intercept a study, profile penalised-likelihood interval",
    notes: left === 0 ? [] : [leftOutNote(left, "had no events, or nothing but events, in both arms")],
  });
}

interface Arm {
  readonly p: number;
  readonly w: number;
  readonly logLikelihood: number;
}

function arm(events: number, n: number, eta: number): Arm {
  const e = Math.exp(-Math.abs(eta));
  const p = eta > 0 ? 1 / (1 + e) : e / (1 + e);
  return {
    p,
    w: (n * e) / (1 + e) ** 2,
    logLikelihood: events * eta - n * (Math.max(eta, 0) + Math.log1p(e)),
  };
}

/** Fisher scoring with modified scores, from the intercepts given, which are moved; the effect stays where it is unless `moves`. */
function climb(tables: readonly Counts[], alpha: Float64Array, start: number, moves: boolean): Fit {
  const k = tables.length;
  const step = new Float64Array(k);
  let effect = start;
  let now = penalisedLikelihood(tables, alpha, effect);
  for (let iteration = 1; iteration <= 500; iteration++) {
    const { information } = now;
    let score = 0;
    for (let i = 0; i < k; i++) {
      const { events1, n1, events2, n2 } = tables[i]!;
      const first = arm(events1, n1, alpha[i]! + effect);
      const second = arm(events2, n2, alpha[i]!);
      const d = first.w + second.w;
      // Leverages of the two arms, from the inverse of the arrow-shaped information.
      const h1 = first.w * (1 / d + (second.w / d) ** 2 / information);
      const h2 = second.w * (1 / d + (first.w / d) ** 2 / information);
      const u1 = events1 - n1 * first.p + h1 * (0.5 - first.p);
      const u2 = events2 - n2 * second.p + h2 * (0.5 - second.p);
      score += u1 - (first.w / d) * (u1 + u2);
      step[i] = (u1 + u2) / d;
    }
    const forward = moves ? score / information : 0;
    for (let i = 0; i < k && moves; i++) {
      const { events1, n1, events2, n2 } = tables[i]!;
      const w1 = arm(events1, n1, alpha[i]! + effect).w;
      step[i]! -= (w1 / (w1 + arm(events2, n2, alpha[i]!).w)) * forward;
    }
    const size = step.reduce((most, s) => Math.max(most, Math.abs(s)), Math.abs(forward));
    if (size < 1e-11) return { effect, ...now, iterations: iteration, converged: true };
    let share = Math.min(1, 5 / size);
    let next = moved(share);
    while (!(next.penalised >= now.penalised - 1e-12 * Math.abs(now.penalised)) && share > 1e-8) {
      share /= 2;
      next = moved(share);
    }
    for (let i = 0; i < k; i++) alpha[i]! += share * step[i]!;
    effect += share * forward;
    now = next;

    function moved(part: number): ReturnType<typeof penalisedLikelihood> {
      return penalisedLikelihood(
        tables,
        alpha.map((a, i) => a + part * step[i]!),
        effect + part * forward,
      );
    }
  }
  return { effect, ...now, iterations: 500, converged: false };
}

/** The determinant of the information is that of the intercepts times what is left for the effect. */
function penalisedLikelihood(
  tables: readonly Counts[],
  alpha: Float64Array,
  effect: number,
): { readonly penalised: number; readonly information: number } {
  let logLikelihood = 0;
  let logDeterminant = 0;
  let information = 0;
  for (const [i, { events1, n1, events2, n2 }] of tables.entries()) {
    const first = arm(events1, n1, alpha[i]! + effect);
    const second = arm(events2, n2, alpha[i]!);
    const d = first.w + second.w;
    logLikelihood += first.logLikelihood + second.logLikelihood;
    logDeterminant += Math.log(d);
    information += (first.w * second.w) / d;
  }
  return { penalised: logLikelihood + 0.5 * (logDeterminant + Math.log(information)), information };
}
