import { addRecord, type Block, clearRecord, type LatentBlock, productsWith } from "./record-space.ts";

/** Gives the products of one record with all (itself too), as 32-bit numbers in a new array. */
export type RecordProducts = (record: number) => Float32Array;

/**
 * Σ over blocks of weight × product of the records' vectors in the block, plus 1, which stands for an intercept that is
 * regularised like any other weight. One pass over the entries of the pool and one over the edges of the graph.
 */
export function recordProducts(
  blocks: readonly Block[],
  { latent, weight: latentWeight }: LatentBlock,
  count: number,
): RecordProducts {
  const widest = Math.max(1, ...blocks.map(({ rows }) => rows.columns));
  const dense = new Float32Array(widest);
  const own = new Float32Array(count);
  const raw = new Float64Array(count);
  const products = new Float64Array(count);
  return (record) => {
    const sum = new Float64Array(count).fill(1);
    for (const block of blocks) {
      addRecord(block, record, 1, dense, own);
      productsWith(block, dense, own, raw, products);
      clearRecord(block, record, dense, own);
      const { alongMean, meanSquares, length, weight } = block;
      const factor = weight * length[record]!;
      const shift = meanSquares - alongMean[record]!;
      for (let i = 0; i < count; i++) sum[i]! += factor * length[i]! * (products[i]! - alongMean[i]! + shift);
    }
    addLatent(latent.rows, latent.dimensions, record, latentWeight, sum);
    return Float32Array.from(sum);
  };
}

function addLatent(
  rows: Float32Array,
  dimensions: number,
  record: number,
  weight: number,
  sum: Float64Array,
): void {
  const own = rows.slice(record * dimensions, (record + 1) * dimensions);
  let at = 0;
  for (let i = 0; i < sum.length; i++) {
    // Four sums that do not wait for each other are twice as fast as one.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let j = 0;
    for (; j + 3 < dimensions; j += 4) {
      a += own[j]! * rows[at]!;
      b += own[j + 1]! * rows[at + 1]!;
      c += own[j + 2]! * rows[at + 2]!;
      d += own[j + 3]! * rows[at + 3]!;
      at += 4;
    }
    for (; j < dimensions; j++) a += own[j]! * rows[at++]!;
    sum[i]! += weight * (a + b + c + d);
  }
}
