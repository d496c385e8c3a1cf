/** The rows of a working model by cluster, on a scale on which their size does not matter. */

import {
  cholesky,
  invertCholesky,
  type Matrix,
  matrix,
  matrixFromRows,
  matrixOf,
  multiply,
  rowOf,
  solveCholesky,
  transpose,
} from "@coppice/numeric";
import { placesBy } from "../places-by.ts";
import { failure, type Result, success } from "../result.ts";
import type { WorkingBlock, WorkingModel } from "./working-model.ts";

/** What tells clusters apart: a name or a number, one an effect given. */
export type ClusterKey = string | number;

export interface Cluster {
  readonly key: ClusterKey;
  readonly x: Matrix;
  /** The rows of WX. */
  readonly weighted: Matrix;
  readonly residuals: Float64Array;
  /** Covariance of the cluster's effects under the model; null when the model has dependence across clusters. */
  readonly phi: Matrix | null;
}

export interface ClusteredModel {
  readonly k: number;
  readonly p: number;
  readonly clusters: readonly Cluster[];
  /** V = (X'WX)^-1. */
  readonly bread: Matrix;
  /** X'W Phi WX; null when W is the inverse of Phi in every block, so that it would be X'WX. */
  readonly middle: Matrix | null;
  /** False when the model has dependence across clusters. */
  readonly nested: boolean;
  /** Power of two by which residuals were divided. */
  readonly unit: number;
}

interface Weighed {
  /** WX of the block. */
  readonly wx: Matrix;
  /** Phi of the block, scaled. */
  readonly phi: Matrix;
}

function blockRows(x: Matrix, rows: readonly number[]): Matrix {
  return matrixOf(rows.length, x.cols, (i, j) => x.data[rows[i]! * x.cols + j]!);
}

const scaled = (a: Matrix, factor: number): Matrix => ({ ...a, data: a.data.map((value) => value * factor) });

function weigh(block: WorkingBlock, x: Matrix, unit: number): Weighed | null {
  const phi = scaled(block.covariance, 1 / unit / unit);
  const rows = blockRows(x, block.rows);
  if (block.weights !== null) return { wx: multiply(scaled(block.weights, unit * unit), rows), phi };
  const decomposition = cholesky(phi);
  return decomposition === null ? null : { wx: solveCholesky(decomposition, rows), phi };
}

function add(into: Matrix, a: Matrix): void {
  for (let i = 0; i < a.data.length; i++) into.data[i]! += a.data[i]!;
}

/** Geometric mean of the working variances, rounded to a power of four, and its root. */
function unitOf(blocks: readonly WorkingBlock[], k: number): number {
  let logs = 0;
  for (const { covariance } of blocks) {
    for (let i = 0; i < covariance.rows; i++) logs += Math.log2(covariance.data[i * covariance.cols + i]!);
  }
  const unit = 2 ** Math.round(logs / k / 2);
  return Number.isFinite(unit) && unit > 0 ? unit : 1;
}

/** Groups the rows; `keys` has one entry for each effect given to the fit. */
export function clustered(model: WorkingModel, keys: readonly ClusterKey[]): Result<ClusteredModel> {
  const k = model.design.length;
  const p = model.names.length;
  const missing = model.studies.find((study) => keys[study] === undefined || Number.isNaN(keys[study]));
  if (missing !== undefined) {
    return failure(
      "no-cluster",
      `Effect ${missing + 1} has no cluster; say which study each effect comes from.`,
    );
  }
  const unit = unitOf(model.blocks, k);
  const x = matrixFromRows(model.design);
  const information = matrix(p, p);
  const weighted = matrix(k, p);
  const own = model.blocks.some(({ weights }) => weights !== null);
  const middle = own ? matrix(p, p) : null;
  const phis: Matrix[] = [];
  for (const block of model.blocks) {
    const weighed = weigh(block, x, unit);
    if (weighed === null) {
      return failure(
        "singular-covariance",
        `The covariance of effects ${block.rows.map((row) => model.studies[row]! + 1).join(", ")} is not positive definite; check their variances and correlations.`,
      );
    }
    const { wx, phi } = weighed;
    phis.push(phi);
    for (const [i, row] of block.rows.entries()) weighted.data.set(rowOf(wx, i), row * p);
    add(information, multiply(transpose(blockRows(x, block.rows)), wx));
    if (middle !== null) add(middle, multiply(transpose(wx), multiply(phi, wx)));
  }
  const decomposition = cholesky(information);
  if (decomposition === null) {
    return failure(
      "dependent-moderators",
      `The columns ${model.names.join(", ")} depend on each other; drop one.`,
    );
  }
  const byKey = placesBy(model.studies, (study) => keys[study]!);
  const nested = model.blocks.every(({ rows }) =>
    rows.every((row) => keys[model.studies[row]!] === keys[model.studies[rows[0]!]!]),
  );
  const place = new Int32Array(k);
  for (const rows of byKey.values()) for (const [i, row] of rows.entries()) place[row] = i;
  const phiOf = new Map<ClusterKey, Matrix>();
  if (nested) {
    for (const [key, rows] of byKey) phiOf.set(key, matrix(rows.length, rows.length));
    for (const [b, { rows }] of model.blocks.entries()) {
      const phi = phiOf.get(keys[model.studies[rows[0]!]!]!)!;
      for (const [i, row] of rows.entries()) {
        for (const [j, other] of rows.entries()) {
          phi.data[place[row]! * phi.cols + place[other]!] = phis[b]!.data[i * rows.length + j]!;
        }
      }
    }
  }
  return success({
    k,
    p,
    unit,
    nested,
    bread: invertCholesky(decomposition),
    middle,
    clusters: [...byKey].map(([key, rows]) => ({
      key,
      x: blockRows(x, rows),
      weighted: blockRows(weighted, rows),
      residuals: Float64Array.from(rows, (row) => model.residuals[row]! / unit),
      phi: phiOf.get(key) ?? null,
    })),
  });
}
