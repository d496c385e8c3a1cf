/** Something in the input that cannot be followed. */
export interface Problem {
  /** Stable and kebab-case. */
  readonly code: "repeated-id" | "unknown-id" | "contradiction" | "two-clusters";
  /** A sentence with the ids and what was done. */
  readonly message: string;
}
