import { matrixOf, randomGenerator, symmetricEigen } from "@coppice/numeric";
import type { SparseRows, SparseVector } from "./sparse-rows.ts";

/** Coordinates of each record in few dimensions, row by row, each row of length 1 (or 0). */
export interface LatentComponents {
  readonly dimensions: number;
  readonly rows: Float32Array;
  /** Coordinates of a vector outside of the pool, of length 1. */
  readonly coordinatesOf: (vector: SparseVector) => Float32Array;
}

const OVERSAMPLED = 10;
const POWERS = 1;

/**
 * Latent semantic analysis: the leading right singular vectors V of the rows X by randomised subspace iteration (Halko, Martinsson
 * & Tropp 2011, algorithms 4.4 and 5.1), and X V with rows of length 1.
 */
export function latentComponents(x: SparseRows, wanted: number, seed: number): LatentComponents {
  const width = Math.min(wanted + OVERSAMPLED, x.rows, x.columns);
  const dimensions = Math.min(wanted, width);
  const random = randomGenerator(seed);
  let left: Float32Array = Float32Array.from({ length: x.rows * width }, () => random.uniform() - 0.5);
  for (let power = 0; power <= POWERS; power++) {
    left = times(x, transposedTimes(x, left, width), width);
    orthonormalise(left, x.rows, width);
  }
  // With Q the basis found, X is near Q B, B = QᵀX; the eigenvectors of B Bᵀ turn Bᵀ to V times the singular values.
  const right = transposedTimes(x, left, width);
  const small = gram(right, x.columns, width);
  const { values, vectors } = symmetricEigen(matrixOf(width, width, (i, j) => small[i * width + j]!));
  const basis = new Float32Array(x.columns * dimensions);
  const rotation = Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: dimensions }, (_, j) =>
      values[j]! > 1e-9 * values[0]! ? vectors.data[k * width + j]! / Math.sqrt(values[j]!) : 0,
    ),
  );
  const line = new Float64Array(dimensions);
  for (let i = 0; i < x.columns; i++) {
    line.fill(0);
    for (let k = 0; k < width; k++) {
      const factor = right[i * width + k]!;
      const turn = rotation[k]!;
      for (let j = 0; j < dimensions; j++) line[j]! += factor * turn[j]!;
    }
    basis.set(line, i * dimensions);
  }
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
