/** Which effects depend on each other: connected components of shared groups and correlated sampling errors. */

import { cholesky, type Matrix, matrix } from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import type { RegressionData } from "../regression/regression-data.ts";
import { failure, type Result, success } from "../result.ts";
import type { CodedTerm } from "./random-terms.ts";

/** Sampling covariances of all effects given, in their order. */
export type SamplingCovariance = readonly (readonly number[])[];

export interface Block {
  /** Places of its effects among those that entered. */
  readonly rows: Int32Array;
  /** Their sampling covariances, scaled. */
  readonly v: Matrix;
}

/** Calls `join` for every pair of neighbours in the graph of dependent effects. */
function joinDependent(
  { k, studies }: RegressionData,
  terms: readonly CodedTerm[],
  covariance: SamplingCovariance | null,
  join: (a: number, b: number) => void,
): void {
  for (const { group, groups, correlation } of terms) {
    const first = new Int32Array(groups).fill(-1);
    for (let i = 0; i < k; i++) {
      const g = group[i]!;
      if (first[g] === -1) first[g] = i;
      else join(first[g]!, i);
    }
    if (correlation === null) continue;
    for (let g = 0; g < groups; g++) {
      for (let h = 0; h < g; h++) if (correlation.data[g * groups + h] !== 0) join(first[g]!, first[h]!);
    }
  }
  if (covariance === null) return;
  for (let i = 0; i < k; i++) {
    const row = covariance[studies[i]!]!;
    for (let j = 0; j < i; j++) if (row[studies[j]!] !== 0) join(i, j);
  }
}

/** Connected components by union-find, each with its effects in order. */
function components(
  data: RegressionData,
  terms: readonly CodedTerm[],
  covariance: SamplingCovariance | null,
): readonly Int32Array[] {
  const { k } = data;
  const parent = Int32Array.from({ length: k }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    let at = i;
    while (parent[at] !== root) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  joinDependent(data, terms, covariance, (a, b) => {
    const [x, y] = [find(a), find(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  });
  return [...placesBy(Array.from(parent.keys(), find), (root) => root).values()].map((list) =>
    Int32Array.from(list),
  );
}

/** The sampling covariances of some effects, scaled; a problem when they are not symmetric or not positive definite. */
function samplingBlock(
  data: RegressionData,
  covariance: SamplingCovariance | null,
  rows: Int32Array,
): Result<Matrix> {
  const m = rows.length;
  const v = matrix(m, m);
  const square = data.unit ** 2;
  for (let i = 0; i < m; i++) {
    v.data[i * m + i] = data.v[rows[i]!]!;
    if (covariance === null) continue;
    for (let j = 0; j < i; j++) {
      const [a, b] = [data.studies[rows[i]!]!, data.studies[rows[j]!]!];
      const value = covariance[a]![b]!;
      if (!(Math.abs(value - covariance[b]![a]!) <= 1e-8 * Math.abs(value))) {
        return failure(
          "asymmetric",
          `The covariance of effects ${a + 1} and ${b + 1} is given as ${value} and as ${covariance[b]![a]}; it must be one number.`,
        );
      }
      v.data[i * m + j] = value / square;
      v.data[j * m + i] = value / square;
    }
  }
  if (covariance !== null && cholesky(v) === null) {
    return failure(
      "not-positive-definite",
      `The sampling covariances of effects ${Array.from(rows, (row) => data.studies[row]! + 1)
        .slice(0, 8)
        .join(", ")} are not positive definite; lower the correlations.`,
    );
  }
  return success(v);
}

/** Effects cut into independent blocks; without sampling covariances the blocks' matrices are only made when asked for. */
export function dependentBlocks(
  data: RegressionData,
  terms: readonly CodedTerm[],
  covariance: SamplingCovariance | null,
): Result<readonly Block[]> {
  const blocks: Block[] = [];
  for (const rows of components(data, terms, covariance)) {
    const v = samplingBlock(data, covariance, rows);
    if (!v.ok) return v;
    blocks.push({ rows, v: v.value });
  }
  return success(blocks);
}
