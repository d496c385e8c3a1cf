import type { Label } from "./decision-space.ts";
import type { LabelledProducts } from "./labelled-products.ts";
import { latentPreconditioner } from "./latent-preconditioner.ts";
import { classDiagonals, type MarginFit, signOf } from "./margin-fit.ts";

/** A fit is done when no label's error is further from what its multiplier stands for: as far as dual descent goes. */
const TOLERANCE = 0.01;
/** While the labels in error may still change, a regression is solved no further than to this share of what it began with. */
const ROUGHLY = 0.1;
/** A step of less than this share of the way gets nowhere. */
const LITTLE = 0.1;
const MOST_STEPS = 50;
const MOST_DIRECTIONS = 400;

/**
 * A support vector machine for pools too large to keep the products of each labelled record with all others: Newton's method on the
 * labels that are in error, each step a ridge regression solved by conjugate gradients, with an exact search along the step (Keerthi &
 * DeCoste 2005; Chapelle 2007). It starts from the fit before. The multipliers stand for the weights: w = Σ βᵢ xᵢ.
 */
export function newtonFit(products: LabelledProducts): MarginFit {
  const record: number[] = [];
  const label: Label[] = [];
  const counts: [number, number] = [0, 0];
  let beta: number[] = [];
  /** Decision values of all records by the multipliers as they are; null where these have been changed since. */
  let known: Float64Array | null = null;

  return {
    counts,
    add: (added, given) => {
      record.push(added);
      label.push(given);
      beta.push(0);
      products.enter(added);
      counts[given] += 1;
    },
    remove: (removed) => {
      const place = record.indexOf(removed);
      if (place === -1) return;
      if (beta[place] !== 0) known = null;
      counts[label[place]!] -= 1;
      products.leave(place);
      for (const list of [record, label, beta]) list.splice(place, 1);
    },
    fit: (into) => {
      const [irrelevant, relevant] = counts;
      if (relevant === 0) return false;
      if (irrelevant === 0) beta = label.map(() => 1);
      else {
        const start = Float64Array.from(beta);
        const decision = new Float64Array(beta.length);
        if (known === null) products.withLabelled(start, decision);
        else for (let i = 0; i < decision.length; i++) decision[i] = known[record[i]!]!;
        const diagonals = classDiagonals(irrelevant, relevant);
        fitted(
          products,
          Float64Array.from(label, signOf),
          label.map((each) => diagonals[each]),
          { beta: start, decision },
        );
        beta = [...start];
      }
      products.withAll(Float64Array.from(beta), into);
      known = into.slice();
      return true;
    },
    labels: () => record.map((each, place) => ({ record: each, label: label[place]! })),
    ownShares: () =>
      record.map((each, place) => ({
        record: each,
        label: label[place]!,
        share: beta[place]! * products.square(place),
      })),
    multipliers: () => record.map((each, place) => ({ record: each, multiplier: beta[place]! })),
  };
}

/** Moves multipliers and the decision values that they make to the least. `diagonal`: 1/(2 C weight) of each label. */
function fitted(
  products: LabelledProducts,
  sign: Float64Array,
  diagonal: readonly number[],
  { beta, decision }: Solution,
): void {
  const size = sign.length;
  /** How far a label's multiplier is from what its error asks for. */
  const unfitted = (i: number): number => {
    const error = Math.max(0, 1 - sign[i]! * decision[i]!);
    return Math.abs(diagonal[i]! * beta[i]! - sign[i]! * error);
  };
  let care = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    let most = 0;
    for (let i = 0; i < size; i++) most = Math.max(most, unfitted(i));
    if (most <= TOLERANCE) break;
    const active = Uint8Array.from(sign, (each, i) => (each * decision[i]! < 1 ? 1 : 0));
    const next = ridge(products, sign, diagonal, active, { beta, decision }, care);
    const along = searched(sign, diagonal, { beta, decision }, next);
    // A rough solution need not lie downhill.
    if (along < LITTLE) care /= 10;
    for (let i = 0; i < size; i++) {
      beta[i]! += along * (next.beta[i]! - beta[i]!);
      decision[i]! += along * (next.decision[i]! - decision[i]!);
    }
  }
}

interface Solution {
  readonly beta: Float64Array;
  readonly decision: Float64Array;
}

/**
 * Solves (K + D) β = y over the active labels, β = 0 for the others, by preconditioned conjugate gradients, roughly; the less `care`, the
 * less roughly.
 */
function ridge(
  products: LabelledProducts,
  sign: Float64Array,
  diagonal: readonly number[],
  active: Uint8Array,
  start: Solution,
  care: number,
): Solution {
  const size = sign.length;
  const beta = new Float64Array(size);
  const decision = new Float64Array(size);
  let isInside = true;
  for (let i = 0; i < size; i++) {
    if (active[i] === 1) beta[i] = start.beta[i]!;
    else if (start.beta[i] !== 0) isInside = false;
  }
  if (isInside) decision.set(start.decision);
  else products.withLabelled(beta, decision);
  const residual = new Float64Array(size);
  const direction = new Float64Array(size);
  const image = new Float64Array(size);
  const conditioned = new Float64Array(size);
  const precondition = latentPreconditioner(products, diagonal, active);
  let size2 = 0;
  const largest = (): number => {
    let most = 0;
    for (let i = 0; i < size; i++) most = Math.max(most, Math.abs(residual[i]!));
    return most;
  };
  for (let i = 0; i < size; i++) {
    if (active[i] === 0) continue;
    residual[i] = sign[i]! - decision[i]! - diagonal[i]! * beta[i]!;
  }
  const enough = care * Math.max(TOLERANCE * 0.9, ROUGHLY * largest());
  precondition(residual, direction);
  for (let i = 0; i < size; i++) size2 += residual[i]! * direction[i]!;
  for (let k = 0; k < MOST_DIRECTIONS && largest() > enough; k++) {
    products.withLabelled(direction, image);
    let curvature = 0;
    for (let i = 0; i < size; i++)
      if (active[i] === 1) curvature += direction[i]! * (image[i]! + diagonal[i]! * direction[i]!);
    const length = size2 / curvature;
    let next = 0;
    for (let i = 0; i < size; i++) {
      decision[i]! += length * image[i]!;
      if (active[i] === 0) continue;
      beta[i]! += length * direction[i]!;
      residual[i]! -= length * (image[i]! + diagonal[i]! * direction[i]!);
    }
    precondition(residual, conditioned);
    for (let i = 0; i < size; i++) next += residual[i]! * conditioned[i]!;
    for (let i = 0; i < size; i++) direction[i] = conditioned[i]! + (next / size2) * direction[i]!;
    size2 = next;
  }
  return { beta, decision };
}

/** How far to go towards a solution: where the slope of the loss along the way is 0, at most all the way. */
function searched(
  sign: Float64Array,
  diagonal: readonly number[],
  { beta, decision }: Solution,
  next: Solution,
): number {
  const slope = (t: number): number => {
    let sum = 0;
    for (let i = 0; i < sign.length; i++) {
      const change = next.decision[i]! - decision[i]!;
      const here = decision[i]! + t * change;
      sum += (next.beta[i]! - beta[i]!) * here;
      const error = 1 - sign[i]! * here;
      if (error > 0) sum -= (error * sign[i]! * change) / diagonal[i]!;
    }
    return sum;
  };
  // The slope only grows; beyond a solution whose active labels are those it was found for it is 0 at 1.
  if (slope(1) <= 1e-9) return 1;
  let low = 0;
  let high = 1;
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return high;
}
