/** Which columns of a matrix depend on the ones before them. */
import type { Matrix } from "./matrix.ts";
import { dot } from "./sums.ts";

export interface DependentColumn {
  readonly column: number;
  /** Earlier columns of which it is a combination; empty when it is all zeros. */
  readonly on: readonly number[];
}

export interface IndependentColumns {
  /** In their order. */
  readonly kept: readonly number[];
  readonly dependent: readonly DependentColumn[];
}

/**
 * Goes through the columns from left to right and keeps those with something new: a column depends on the earlier ones when
 * what is left of it after projection (Gram-Schmidt, twice) is at most `tolerance` of its length.
 */
export function independentColumns(x: Matrix, tolerance = 1e-7): IndependentColumns {
  const kept: number[] = [];
  const dependent: DependentColumn[] = [];
  const basis: Float64Array[] = [];
  /** Each basis vector as a combination of the kept columns. */
  const recipes: number[][] = [];
  for (let column = 0; column < x.cols; column++) {
    const rest = Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + column]!);
    const length = norm(rest);
    const along = new Array<number>(kept.length).fill(0);
    for (let pass = 0; pass < 2; pass++) {
      for (const [b, vector] of basis.entries()) {
        const part = dot(vector, rest);
        for (let i = 0; i < rest.length; i++) rest[i]! -= part * vector[i]!;
        for (const [c, coefficient] of recipes[b]!.entries()) along[c]! += part * coefficient;
      }
    }
    const left = norm(rest);
    if (left > tolerance * length) {
      basis.push(rest.map((value) => value / left));
      recipes.push([...along.map((value) => -value / left), 1 / left]);
      kept.push(column);
    } else {
      dependent.push({ column, on: kept.filter((other, c) => matters(x, other, along[c]!, length)) });
    }
  }
  return { kept, dependent };
}

/** A share of the column that is more than rounding error. */
function matters(x: Matrix, column: number, coefficient: number, length: number): boolean {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) sum += x.data[i * x.cols + column]! ** 2;
  return Math.abs(coefficient) * Math.sqrt(sum) > 1e-6 * length;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}
