import { randomGenerator } from "@coppice/numeric";
import type { SparseRows, SparseVector } from "./sparse-rows.ts";

/** Coordinates of each record in few dimensions, row by row, each row of length 1 (or 0). */
export interface LatentComponents {
  readonly dimensions: number;
  readonly rows: Float32Array;
  /** Coordinates of a vector outside of the pool, of length 1. */
  readonly coordinatesOf: (vector: SparseVector) => Float32Array;
}

/** Passes by X Xᵀ: the more, the nearer the span of the leading vectors. */
const PASSES = 2;

/**
 * Latent semantic analysis: X Q with rows of length 1, where the columns of Q span the leading right singular vectors of the rows X, found
 * by randomised subspace iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4). Q is not turned to the singular vectors
 * themselves: products of two records are the same in any basis.
 */
export function latentComponents(x: SparseRows, wanted: number, seed: number): LatentComponents {
  const dimensions = Math.min(wanted, x.rows, x.columns);
  const random = randomGenerator(seed);
  let left: Float32Array = Float32Array.from({ length: x.rows * dimensions }, () => random.uniform() - 0.5);
  for (let pass = 0; pass < PASSES; pass++) {
    left = times(x, transposedTimes(x, left, dimensions), dimensions);
    orthonormalise(left, x.rows, dimensions);
  }
  const basis = transposedTimes(x, left, dimensions);
  orthonormalise(basis, x.columns, dimensions);
  const rows = times(x, basis, dimensions);
  for (let i = 0; i < x.rows; i++) unitLength(rows.subarray(i * dimensions, (i + 1) * dimensions));
  return {
    dimensions,
    rows,
    coordinatesOf: ({ column, value }) => {
      const found = new Float32Array(dimensions);
      for (let k = 0; k < column.length; k++) {
        const from = column[k]! * dimensions;
        for (let j = 0; j < dimensions; j++) found[j]! += value[k]! * basis[from + j]!;
      }
      unitLength(found);
      return found;
    },
  };
}

function unitLength(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares > 0) for (let j = 0; j < vector.length; j++) vector[j]! /= Math.sqrt(squares);
}

/** X M, for M of `width` columns. */
function times({ rows, starts, column, value }: SparseRows, m: Float32Array, width: number): Float32Array {
  const product = new Float32Array(rows * width);
  const line = new Float64Array(width);
  for (let i = 0; i < rows; i++) {
    line.fill(0);
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const factor = value[k]!;
      const from = column[k]! * width;
      for (let j = 0; j < width; j++) line[j]! += factor * m[from + j]!;
    }
    product.set(line, i * width);
  }
  return product;
}

/** Xᵀ M. */
function transposedTimes(
  { rows, columns, starts, column, value }: SparseRows,
  m: Float32Array,
  width: number,
): Float32Array {
  const product = new Float32Array(columns * width);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const factor = value[k]!;
      const to = column[k]! * width;
      for (let j = 0; j < width; j++) product[to + j]! += factor * m[from + j]!;
    }
  }
  return product;
}

/** MᵀM of a tall matrix. */
function gram(m: Float32Array, rows: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let a = 0; a < width; a++) {
      const factor = m[from + a]!;
      if (factor === 0) continue;
      const to = a * width;
      for (let b = a; b < width; b++) product[to + b]! += factor * m[from + b]!;
    }
  }
  for (let a = 0; a < width; a++)
    for (let b = 0; b < a; b++) product[a * width + b] = product[b * width + a]!;
  return product;
}

/** Makes the columns orthonormal by Cholesky's factor of MᵀM: near enough for a basis that is only iterated with. */
function orthonormalise(m: Float32Array, rows: number, width: number): void {
  const r = upperFactor(gram(m, rows, width), width);
  const line = new Float64Array(width);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let j = 0; j < width; j++) line[j] = m[from + j]!;
    for (let j = 0; j < width; j++) {
      const pivot = r[j * width + j]!;
      const solved = pivot === 0 ? 0 : line[j]! / pivot;
      m[from + j] = solved;
      if (solved !== 0) for (let k = j + 1; k < width; k++) line[k]! -= solved * r[j * width + k]!;
    }
  }
}

/** R of a = RᵀR; a column that depends on those before it gets a pivot of 0. */
function upperFactor(a: Float64Array, width: number): Float64Array {
  const r = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    let pivot = a[j * width + j]!;
    for (let k = 0; k < j; k++) pivot -= r[k * width + j]! ** 2;
    if (pivot <= 1e-9 * a[j * width + j]! || pivot <= 0) continue;
    const root = Math.sqrt(pivot);
    r[j * width + j] = root;
    for (let i = j + 1; i < width; i++) {
      let sum = a[j * width + i]!;
      for (let k = 0; k < j; k++) sum -= r[k * width + j]! * r[k * width + i]!;
      r[j * width + i] = sum / root;
    }
  }
  return r;
}
