/**
 * Sparse symmetric matrices as LDL' with unit lower triangular L and diagonal D of any sign (Davis 2006, chapter 4), and those
 * entries of the inverse that lie on the pattern of L (Takahashi, Fagan & Chen 1973; Erisman & Tinney 1975).
 */

/** Places below the diagonal, column by column, where L may differ from 0. */
export interface SparsePattern {
  readonly size: number;
  /** Column j has the places starts[j] to starts[j + 1] - 1. */
  readonly starts: Int32Array;
  /** Rows of the places, ascending within each column. */
  readonly rows: Int32Array;
}

/** Values of a symmetric matrix (or of D and L) on a pattern. */
export interface SparseValues {
  readonly diagonal: Float64Array;
  readonly lower: Float64Array;
}

/** The pattern of L for a matrix with these entries (pairs of row and column, in any order, repeated at will). */
export function sparsePattern(
  size: number,
  entries: Iterable<readonly [row: number, column: number]>,
): SparsePattern {
  const columns = Array.from({ length: size }, () => new Set<number>());
  for (const [a, b] of entries) if (a !== b) columns[Math.min(a, b)]!.add(Math.max(a, b));
  const starts = new Int32Array(size + 1);
  const rows: number[] = [];
  for (let j = 0; j < size; j++) {
    const own = Array.from(columns[j]!).sort((a, b) => a - b);
    // What is left of a column after its elimination falls on the column of its first row, its parent in the elimination tree.
    const parent = own[0];
    for (let a = 1; a < own.length; a++) columns[parent!]!.add(own[a]!);
    for (const row of own) rows.push(row);
    starts[j + 1] = rows.length;
  }
  return { size, starts, rows: Int32Array.from(rows) };
}

/** The place of entry (i, j) among the rows of the pattern; -1 when it is not there. */
export function sparsePlace({ starts, rows }: SparsePattern, i: number, j: number): number {
  const [row, column] = i > j ? [i, j] : [j, i];
  let low = starts[column]!;
  let high = starts[column + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else if (rows[middle]! > row) high = middle - 1;
    else return middle;
  }
  return -1;
}

/** D and L of the matrix; null when a pivot is 0 or not finite. Without pivoting: for quasidefinite matrices. */
export function factorSparse(pattern: SparsePattern, values: SparseValues): SparseValues | null {
  const { size, starts, rows } = pattern;
  const diagonal = values.diagonal.slice();
  const lower = values.lower.slice();
  for (let j = 0; j < size; j++) {
    const pivot = diagonal[j]!;
    if (pivot === 0 || !Number.isFinite(pivot)) return null;
    const end = starts[j + 1]!;
    for (let a = starts[j]!; a < end; a++) {
      const column = rows[a]!;
      const factor = lower[a]! / pivot;
      if (factor === 0) continue;
      diagonal[column]! -= factor * lower[a]!;
      // The rows below `column` are a part of that column's rows: both are walked once.
      let place = starts[column]!;
      for (let b = a + 1; b < end; b++) {
        const row = rows[b]!;
        while (rows[place]! < row) place++;
        lower[place]! -= factor * lower[b]!;
      }
    }
    for (let a = starts[j]!; a < end; a++) lower[a]! /= pivot;
  }
  return { diagonal, lower };
}

/** Solves LDL'x = b in place, for `columns` right-hand sides stored row by row. */
export function solveSparse(
  { size, starts, rows }: SparsePattern,
  { diagonal, lower }: SparseValues,
  b: Float64Array,
  columns = 1,
): void {
  for (let j = 0; j < size; j++) {
    for (let a = starts[j]!; a < starts[j + 1]!; a++) {
      const l = lower[a]!;
      for (let c = 0; c < columns; c++) b[rows[a]! * columns + c]! -= l * b[j * columns + c]!;
    }
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let c = 0; c < columns; c++) b[j * columns + c]! /= diagonal[j]!;
    for (let a = starts[j]!; a < starts[j + 1]!; a++) {
      const l = lower[a]!;
      for (let c = 0; c < columns; c++) b[j * columns + c]! -= l * b[rows[a]! * columns + c]!;
    }
  }
}

/** The entries of (LDL')^-1 on the pattern. */
export function selectedInverse(
  { size, starts, rows }: SparsePattern,
  { diagonal, lower }: SparseValues,
): SparseValues {
  const inverse = { diagonal: new Float64Array(size), lower: new Float64Array(lower.length) };
  for (let j = size - 1; j >= 0; j--) {
    const end = starts[j + 1]!;
    for (let a = starts[j]!; a < end; a++) {
      const column = rows[a]!;
      inverse.lower[a]! -= inverse.diagonal[column]! * lower[a]!;
      let place = starts[column]!;
      for (let b = a + 1; b < end; b++) {
        const row = rows[b]!;
        while (rows[place]! < row) place++;
        const z = inverse.lower[place]!;
        inverse.lower[a]! -= z * lower[b]!;
        inverse.lower[b]! -= z * lower[a]!;
      }
    }
    let own = 1 / diagonal[j]!;
    for (let a = starts[j]!; a < end; a++) own -= lower[a]! * inverse.lower[a]!;
    inverse.diagonal[j] = own;
  }
  return inverse;
}
