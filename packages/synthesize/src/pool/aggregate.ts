/** Several effects of one study condensed to one, so that a study is not counted more than once. */
import { failure, type Result, success } from "../result.ts";
import { type Effect, outOfRange } from "./study-data.ts";

export interface ClusteredEffect extends Effect {
  /** The study an effect belongs to. */
  readonly cluster: string | number;
}

export interface AggregatedEffect extends Effect {
  readonly cluster: string | number;
  /** How many effects were condensed. */
  readonly size: number;
}

/**
 * The best linear unbiased mean of each cluster, in order of first appearance, when the sampling errors within a cluster
 * correlate by `rho` (Borenstein et al. 2009, chapter 24; generalised least squares). rho = 0 is inverse-variance weighting.
 */
export function aggregateEffects(
  effects: readonly ClusteredEffect[],
  rho: number,
): Result<readonly AggregatedEffect[]> {
  const clusters = new Map<string | number, ClusteredEffect[]>();
  for (const effect of effects) {
    if (!(effect.vi > 0 && effect.vi < Number.POSITIVE_INFINITY) || !Number.isFinite(effect.yi)) {
      return failure(
        "bad-effect",
        `Cluster ${effect.cluster} has an effect of ${effect.yi} with variance ${effect.vi}; correct it or leave it out.`,
      );
    }
    const members = clusters.get(effect.cluster);
    if (members === undefined) clusters.set(effect.cluster, [effect]);
    else members.push(effect);
  }
  const largest = Math.max(1, ...[...clusters.values()].map((members) => members.length));
  if (!(rho < 1) || !(1 + (largest - 1) * rho > 0)) {
    return failure(
      "bad-correlation",
      `The correlation of ${largest} effects is ${rho}; give a number below 1 and above ${-1 / Math.max(1, largest - 1)}.`,
    );
  }
  const aggregated = [...clusters.entries()].map(([cluster, members]) =>
    aggregateCluster(cluster, members, rho),
  );
  return aggregated.every(({ yi, vi }) => Number.isFinite(yi) && Number.isFinite(vi))
    ? success(aggregated)
    : outOfRange(effects);
}

/** With V = D R D and R compound symmetric, R^-1 = (I - c J)/(1 - rho), c = rho/(1 + (m-1) rho) (Sherman & Morrison 1950). */
function aggregateCluster(
  cluster: string | number,
  members: readonly Effect[],
  rho: number,
): AggregatedEffect {
  const m = members.length;
  const c = rho / (1 + (m - 1) * rho);
  let u1 = 0;
  let u2 = 0;
  let uy = 0;
  let u2y = 0;
  for (const { yi, vi } of members) {
    const u = 1 / Math.sqrt(vi);
    u1 += u;
    u2 += u * u;
    uy += u * yi;
    u2y += u * u * yi;
  }
  const information = (u2 - c * u1 * u1) / (1 - rho);
  return { cluster, size: m, yi: (u2y - c * u1 * uy) / (1 - rho) / information, vi: 1 / information };
}
