/** A number together with how it came about, so that "why?" can be answered beside it. */
import { failure, type Result, success } from "./result.ts";

export interface Computed {
  readonly value: number;
  /** The formula in plain text, in the paper's symbols. */
  readonly formula: string;
  /** What went in, by the symbols of the formula. */
  readonly inputs: Readonly<Record<string, number>>;
  /** What has to hold for the value to be right; empty when the step is exact. */
  readonly assumptions: readonly string[];
  /** Author, year and equation. */
  readonly source: string;
}

export interface ComputedParts {
  readonly value: number;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly assumptions?: readonly string[];
  readonly source: string;
}

/** The computed value, or a problem when the inputs give no finite number. */
export function computed(parts: ComputedParts): Result<Computed> {
  if (!Number.isFinite(parts.value)) {
    return failure(
      "not-computable",
      `${parts.formula} has no finite value for ${listInputs(parts.inputs)}; check these numbers.`,
    );
  }
  return success({ assumptions: [], ...parts });
}

/** "a = 1, b = 2", for messages. */
export function listInputs(inputs: Readonly<Record<string, number>>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
}

/** A problem when any of the named numbers breaks a rule, else null. */
export function checkNumbers(
  inputs: Readonly<Record<string, number>>,
  rules: Readonly<Record<string, "finite" | "positive" | "non-negative">>,
): ReturnType<typeof failure> | null {
  for (const [name, rule] of Object.entries(rules)) {
    const value = inputs[name];
    if (value === undefined || !Number.isFinite(value)) {
      return failure("not-a-number", `${name} is ${value}; give a finite number.`);
    }
    if (rule === "positive" && value <= 0) {
      return failure("not-positive", `${name} is ${value}; give a positive number.`);
    }
    if (rule === "non-negative" && value < 0) {
      return failure("negative", `${name} is ${value}; give a number >= 0.`);
    }
  }
  return null;
}
