/** Label of a record: 1 relevant, 0 irrelevant. */
export type Label = 0 | 1;

/**
 * Where the decision values of a support vector machine live. Labelled records are named by their place in the order of labelling.
 * Each class's part of the decision values is kept apart, so that it can be scaled.
 */
export interface DecisionSpace {
  /** Makes a record the next labelled one. */
  readonly enter: (record: number) => void;
  /** Forgets the labelled record at a place; later ones move up. Its multiplier must be 0. */
  readonly leave: (place: number) => void;
  /** Product of the labelled record with itself. */
  readonly square: (place: number) => number;
  /** Decision value of the labelled record at a place. */
  readonly decision: (place: number) => number;
  /** Adds `step` times the labelled record's vector to its class's part. */
  readonly move: (place: number, label: Label, step: number) => void;
  /** Multiplies a class's part. */
  readonly scale: (label: Label, factor: number) => void;
  /** Writes the decision values of all records. */
  readonly decisions: (into: Float64Array) => void;
}
