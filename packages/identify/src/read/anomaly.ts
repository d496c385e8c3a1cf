/** Something in a file that is not as its format has it. Nothing is dropped without one. */
export interface Anomaly {
  /** Stable and kebab-case: `no-type`, `text-outside-record`, `bad-date`, `unknown-tag` ... */
  readonly code: string;
  /** One sentence: what is wrong, with the offending text, and what was done or what to do. */
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, where it is known. */
  readonly column?: number;
  /** Number of the record that it belongs to, where it does. */
  readonly record?: number;
  /** Records that were seen here and could not be read; absent where it is none. */
  readonly recordsNotRead?: number;
  /** The text that could not be read, in full. */
  readonly raw?: string;
}
