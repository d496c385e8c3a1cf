import type { LatentComponents } from "../features/latent-components.ts";
import type { SparseRows } from "../features/sparse-rows.ts";
import type { NeighbourGraph } from "../graph/neighbours.ts";

/**
 * The vectors of all records in one space, as the blocks of text views make them, without ever building them.
 *
 * A smoothed block stands for x'ᵢ = aᵢ (½ xᵢ + ½ Σⱼ vᵢⱼ xⱼ), its neighbours' share in proportion to their cosine and aᵢ so that its
 * length is 1; a centred one for (x'ᵢ − m) bᵢ with m the mean of all x' and bᵢ so that the length is 1 again.
 */
export interface Block {
  readonly kind: "sparse";
  readonly rows: SparseRows;
  readonly weight: number;
  /** Shares of the neighbours; absent where the block is not smoothed. */
  readonly graph?: NeighbourShares;
  readonly scale: Float64Array;
  readonly length: Float64Array;
  readonly mean: Float32Array;
  readonly ownMean: Float32Array;
  readonly alongMean: Float64Array;
  readonly meanSquares: number;
}

export interface NeighbourShares {
  readonly starts: Int32Array;
  readonly record: Int32Array;
  readonly share: Float64Array;
}

/** Share of the neighbours together in a smoothed vector. */
export const NEIGHBOURS = 0.5;

export function neighbourShares({ starts, record, cosine }: NeighbourGraph): NeighbourShares {
  const share = new Float64Array(record.length);
  for (let i = 0; i + 1 < starts.length; i++) {
    let sum = 0;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += cosine[k]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) share[k] = (NEIGHBOURS * cosine[k]!) / sum;
  }
  return { starts, record, share };
}

/** Adds `factor` times the smoothed, not yet centred vector of a record to a dense vector; `own` takes what no other row has. */
export function addRecord(
  { rows, graph, scale }: Block,
  record: number,
  factor: number,
  dense: Float32Array,
  own: Float32Array,
): void {
  const whole = factor * scale[record]!;
  if (graph === undefined) {
    addRow(rows, record, whole, dense, own);
    return;
  }
  addRow(rows, record, whole * (1 - NEIGHBOURS), dense, own);
  for (let k = graph.starts[record]!; k < graph.starts[record + 1]!; k++)
    addRow(rows, graph.record[k]!, whole * graph.share[k]!, dense, own);
}

export function addRow(
  { starts, column, value, own: ownLengths }: SparseRows,
  row: number,
  factor: number,
  dense: Float32Array,
  own: Float32Array,
): void {
  const end = starts[row + 1]!;
  for (let k = starts[row]!; k < end; k++) dense[column[k]!]! += factor * value[k]!;
  if (ownLengths !== undefined) own[row]! += factor * ownLengths[row]!;
}

/** Sets to 0 what `addRecord` of the same record changed. */
export function clearRecord(
  { rows, graph }: Block,
  record: number,
  dense: Float32Array,
  own: Float32Array,
): void {
  clearRow(rows, record, dense, own);
  if (graph === undefined) return;
  for (let k = graph.starts[record]!; k < graph.starts[record + 1]!; k++)
    clearRow(rows, graph.record[k]!, dense, own);
}

function clearRow({ starts, column }: SparseRows, row: number, dense: Float32Array, own: Float32Array): void {
  const end = starts[row + 1]!;
  for (let k = starts[row]!; k < end; k++) dense[column[k]!] = 0;
  own[row] = 0;
}

/** Products of every smoothed, not yet centred vector with a dense one, into `products`. `raw` is room for as many numbers. */
export function productsWith(
  { rows, graph, scale }: Pick<Block, "rows" | "graph" | "scale">,
  dense: Float32Array,
  own: Float32Array,
  raw: Float64Array,
  products: Float64Array,
): void {
  const { starts, column, value, own: ownLengths } = rows;
  const count = rows.rows;
  let at = 0;
  for (let i = 0; i < count; i++) {
    const end = starts[i + 1]!;
    let sum = ownLengths === undefined ? 0 : ownLengths[i]! * own[i]!;
    for (; at < end; at++) sum += value[at]! * dense[column[at]!]!;
    raw[i] = sum;
  }
  if (graph === undefined) {
    for (let i = 0; i < count; i++) products[i] = scale[i]! * raw[i]!;
    return;
  }
  const { starts: edges, record, share } = graph;
  for (let i = 0; i < count; i++) {
    let sum = (1 - NEIGHBOURS) * raw[i]!;
    const end = edges[i + 1]!;
    for (let k = edges[i]!; k < end; k++) sum += share[k]! * raw[record[k]!]!;
    products[i] = scale[i]! * sum;
  }
}

/** Smooths where a graph is given, and centres. */
export function preparedBlock(rows: SparseRows, weight: number, graph?: NeighbourShares): Block {
  const count = rows.rows;
  const scale = new Float64Array(count).fill(1);
  const mean = new Float32Array(rows.columns);
  const ownMean = new Float32Array(count);
  const raw = { kind: "sparse", rows, weight, ...(graph === undefined ? {} : { graph }), scale } as Block;
  const dense = new Float32Array(rows.columns);
  const own = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    addRecord(raw, i, 1, dense, own);
    const length = graph === undefined ? 1 : lengthOf(raw, i, dense, own);
    clearRecord(raw, i, dense, own);
    if (length > 0) scale[i] = 1 / length;
    addRecord(raw, i, 1 / count, mean, ownMean);
  }
  const alongMean = new Float64Array(count);
  productsWith(raw, mean, ownMean, new Float64Array(count), alongMean);
  let meanSquares = 0;
  for (const value of mean) meanSquares += value * value;
  for (const value of ownMean) meanSquares += value * value;
  const length = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const own2 = isEmpty(raw, i) ? 0 : 1;
    const squares = own2 - 2 * alongMean[i]! + meanSquares;
    length[i] = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
  }
  return { ...raw, length, mean, ownMean, alongMean, meanSquares };
}

function isEmpty({ rows, graph }: Block, record: number): boolean {
  const empty = (row: number): boolean =>
    rows.starts[row] === rows.starts[row + 1] && (rows.own?.[row] ?? 0) === 0;
  if (!empty(record)) return false;
  return graph === undefined || graph.starts[record] === graph.starts[record + 1];
}

/** Length of what lies in the dense vector at the entries of a record; each column is counted once, by clearing it. */
function lengthOf({ rows, graph }: Block, record: number, dense: Float32Array, own: Float32Array): number {
  let squares = 0;
  const take = (row: number): void => {
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const column = rows.column[k]!;
      squares += dense[column]! ** 2;
      dense[column] = 0;
    }
    squares += own[row]! ** 2;
    own[row] = 0;
  };
  take(record);
  if (graph !== undefined)
    for (let k = graph.starts[record]!; k < graph.starts[record + 1]!; k++) take(graph.record[k]!);
  return Math.sqrt(squares);
}

export interface LatentBlock {
  readonly latent: LatentComponents;
  readonly weight: number;
}
