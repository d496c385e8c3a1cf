import type { Label } from "./decision-space.ts";

/** Cost of an error of mean weight: ELAS u4's. */
const COST = 0.11;
/** All relevant records together weigh this many times as much as all irrelevant ones: ELAS u4's. */
const RATIO = 9.8;

/**
 * A linear support vector machine with squared hinge loss, fitted to labels that come and go: the least of ½|w|² + Σ C wᵢ max(0, 1 − yᵢ fᵢ)²,
 * where C is 0.11 and the weights of the two classes are in a fixed ratio and of mean 1.
 */
export interface MarginFit {
  /** How many labels there are: irrelevant, relevant. */
  readonly counts: readonly [number, number];
  readonly add: (record: number, label: Label) => void;
  /** Takes a label back. */
  readonly remove: (record: number) => void;
  /**
   * Fits to all labels and writes the decision values of all records. With relevant labels alone these are likenesses to them all
   * together; without a relevant label there is nothing to go by: false.
   */
  readonly fit: (into: Float64Array) => boolean;
  readonly labels: () => readonly { readonly record: number; readonly label: Label }[];
  /** Records with their labels and what their own label adds to their decision value, in the order of labelling. */
  readonly ownShares: () => readonly {
    readonly record: number;
    readonly label: Label;
    readonly share: number;
  }[];
  /** Signed multipliers: the decision value is their sum over the labelled records times the product with each. */
  readonly multipliers: () => readonly { readonly record: number; readonly multiplier: number }[];
}

export const signOf = (label: Label): 1 | -1 => (label === 1 ? 1 : -1);

/** By label: what a multiplier times it is the error of a support vector, 1/(2 C weight). Weights 1 and n₁/(9.8 n₀), scaled to mean 1. */
export function classDiagonals(irrelevant: number, relevant: number): readonly [number, number] {
  const light = relevant / (RATIO * irrelevant);
  const scale = (irrelevant + relevant) / (relevant + irrelevant * light);
  return [1 / (2 * COST * scale * light), 1 / (2 * COST * scale)];
}
