/** Henmi & Copas's (2010) interval: around the common-effect mean, which publication bias moves less, with random-effects width. */

import {
  dot,
  findRoot,
  gammaLower,
  integrate,
  normalDensity,
  normalUpperQuantile,
  sumBy,
} from "@coppice/numeric";
import { type Effect, studyData } from "../pool/study-data.ts";
import { badLevel, tooFewStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface HenmiCopas {
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** DerSimonian and Laird's. */
  readonly tau2: number;
  /** How many standard errors the interval reaches to either side. */
  readonly reach: number;
}

/**
 * The distribution of U = R / sqrt(1 + tau2hat W2), R = sqrt(W1) (b - theta), with Q given R taken as gamma of the exact
 * conditional mean and variance (Henmi & Copas 2010, Statistics in Medicine 29:2969, section 3). W_j is sum(w^j) / sum(w), with
 * W1 the sum of the weights itself.
 */
export function henmiCopas(effects: readonly Effect[], level = 0.95): Result<HenmiCopas> {
  const broken = badLevel(level);
  if (broken !== null) return broken;
  const data = studyData(effects);
  if (!data.ok) return data;
  const { y, v, k, unit } = data.value;
  if (k < 2) return tooFewStudies(k, 2);
  const w = v.map((variance) => 1 / variance);
  const power = (n: number): number => sumBy(w, (weight) => weight ** n);
  const W1 = power(1);
  const W2 = power(2) / W1;
  const W3 = power(3) / W1;
  const W4 = power(4) / W1;
  const b = dot(y, w) / W1;
  const Q = sumBy(y, (value, i) => w[i]! * (value - b) ** 2);
  const tau2 = Math.max(0, (Q - (k - 1)) / (W1 - W2));
  const VR = 1 + tau2 * W2;
  const C = tau2 ** 2 * (W3 - W2 ** 2);
  const S = C + tau2 ** 3 * (W4 - 2 * W2 * W3 + W2 ** 3);
  const mean = (r: number): number => k - 1 + tau2 * (W1 - W2) + C * ((r / VR) ** 2 - 1 / VR);
  const trace =
    k - 1 + 2 * tau2 * (W1 - W2) + tau2 ** 2 * (W1 * W2 - 2 * W3 + W2 ** 2) - (2 * S) / VR + (C / VR) ** 2;
  const variance = (r: number): number => 2 * trace + 4 * (r / VR) ** 2 * (S - C ** 2 / VR);
  const sd = Math.sqrt(VR);
  /** P(U > u): R beyond u, and Q so small that tau2 is estimated too low. */
  const tail = (u: number): number =>
    integrate(
      (z) => {
        const r = sd * z;
        const limit = k - 1 + (W1 / W2 - 1) * ((r / u) ** 2 - 1);
        const [m, s2] = [mean(r), variance(r)];
        return gammaLower((limit * m) / s2, (m * m) / s2) * normalDensity(z);
      },
      u / sd,
      u / sd + 40,
      { relative: 1e-11 },
    ).value;
  const target = (1 - level) / 2;
  const high = 2 * normalUpperQuantile(target) * sd + 10;
  const root = findRoot((u) => tail(u) - target, 1e-6, high, { relative: 1e-13 });
  if (!root.converged) {
    return failure("not-converged", "The variances are too unequal for this interval; use Hartung-Knapp's.");
  }
  const se = Math.sqrt(VR / W1);
  return success({
    estimate: b * unit,
    se: se * unit,
    ciLow: (b - root.x * se) * unit,
    ciHigh: (b + root.x * se) * unit,
    tau2: tau2 * unit ** 2,
    reach: root.x,
  });
}
