import type { DecisionSpace, Label } from "./decision-space.ts";
import { addRecord, type Block, type LatentBlock, productsWith } from "./record-space.ts";

/** A labelled record's vector in one block, before centring. */
interface LabelledVector {
  readonly column: Int32Array;
  readonly value: Float32Array;
  /** Rows whose own columns it has part in, and how much of their length. */
  readonly ownRow: Int32Array;
  readonly ownValue: Float32Array;
}

/** What one class brings to the weights of one block. */
interface BlockPart {
  readonly dense: Float32Array;
  readonly own: Float32Array;
  /** How many times the mean is to be taken off. */
  mean: number;
  /** Product of the uncentred sum with the mean. */
  along: number;
}

/**
 * Decision values from weights in the space of words: memory grows with the records and the labels, not with their product. A step
 * costs what the labelled record and its neighbours have of words; all decision values cost one pass over the pool.
 */
export function vectorSpace(
  blocks: readonly Block[],
  { latent, weight: latentWeight }: LatentBlock,
  count: number,
): DecisionSpace {
  const record: number[] = [];
  const vectors: (readonly LabelledVector[])[] = [];
  const squares: number[] = [];
  const parts = [0, 1].map(() => ({
    blocks: blocks.map(
      ({ rows }): BlockPart => ({
        dense: new Float32Array(rows.columns),
        own: new Float32Array(count),
        mean: 0,
        along: 0,
      }),
    ),
    latent: new Float64Array(latent.dimensions),
    constant: 0,
  }));
  const gather = blocks.map((block) => vectorGatherer(block, count));

  const latentProduct = (place: number, vector: Float64Array): number => {
    const from = record[place]! * latent.dimensions;
    let sum = 0;
    for (let j = 0; j < latent.dimensions; j++) sum += latent.rows[from + j]! * vector[j]!;
    return sum;
  };

  const decision = (place: number): number => {
    let sum = 0;
    for (const part of parts) {
      sum += part.constant + latentWeight * latentProduct(place, part.latent);
      for (let b = 0; b < blocks.length; b++) {
        const { weight, length, alongMean, meanSquares } = blocks[b]!;
        const { dense, own, mean, along } = part.blocks[b]!;
        const i = record[place]!;
        const product = sparseProduct(vectors[place]![b]!, dense, own);
        sum += weight * length[i]! * (product - along - mean * (alongMean[i]! - meanSquares));
      }
    }
    return sum;
  };

  return {
    enter: (entered) => {
      record.push(entered);
      vectors.push(gather.map((vectorOf) => vectorOf(entered)));
      const place = record.length - 1;
      let square = 1;
      blocks.forEach(({ weight, length }) => {
        if (length[entered]! > 0) square += weight;
      });
      const from = entered * latent.dimensions;
      for (let j = 0; j < latent.dimensions; j++) square += latentWeight * latent.rows[from + j]! ** 2;
      squares[place] = square;
    },
    leave: (place) => {
      for (const list of [record, vectors, squares]) list.splice(place, 1);
    },
    square: (place) => squares[place]!,
    decision,
    move: (place, label, step) => {
      const part = parts[label]!;
      const i = record[place]!;
      part.constant += step;
      for (let j = 0; j < latent.dimensions; j++)
        part.latent[j]! += step * latent.rows[i * latent.dimensions + j]!;
      blocks.forEach(({ length, alongMean }, b) => {
        const block = part.blocks[b]!;
        const factor = step * length[i]!;
        const { column, value, ownRow, ownValue } = vectors[place]![b]!;
        for (let k = 0; k < column.length; k++) block.dense[column[k]!]! += factor * value[k]!;
        for (let k = 0; k < ownRow.length; k++) block.own[ownRow[k]!]! += factor * ownValue[k]!;
        block.mean += factor;
        block.along += factor * alongMean[i]!;
      });
    },
    scale: (label: Label, factor) => {
      const part = parts[label]!;
      part.constant *= factor;
      for (let j = 0; j < part.latent.length; j++) part.latent[j]! *= factor;
      for (const block of part.blocks) {
        for (let j = 0; j < block.dense.length; j++) block.dense[j]! *= factor;
        for (let i = 0; i < count; i++) block.own[i]! *= factor;
        block.mean *= factor;
        block.along *= factor;
      }
    },
    decisions: (into) => {
      into.fill(parts[0]!.constant + parts[1]!.constant);
      const raw = new Float64Array(count);
      const products = new Float64Array(count);
      blocks.forEach((block, b) => {
        const [irrelevant, relevant] = parts.map((part) => part.blocks[b]!) as [BlockPart, BlockPart];
        const dense = irrelevant.dense.map((value, j) => value + relevant.dense[j]!);
        const own = irrelevant.own.map((value, i) => value + relevant.own[i]!);
        productsWith(block, dense, own, raw, products);
        const mean = irrelevant.mean + relevant.mean;
        const shift = mean * block.meanSquares - irrelevant.along - relevant.along;
        const { weight, length, alongMean } = block;
        for (let i = 0; i < count; i++)
          into[i]! += weight * length[i]! * (products[i]! - mean * alongMean[i]! + shift);
      });
      const { dimensions, rows } = latent;
      const vector = Float64Array.from(parts[0]!.latent, (value, j) => value + parts[1]!.latent[j]!);
      let at = 0;
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let j = 0; j < dimensions; j++) sum += rows[at++]! * vector[j]!;
        into[i]! += latentWeight * sum;
      }
    },
  };
}

function sparseProduct(
  { column, value, ownRow, ownValue }: LabelledVector,
  dense: Float32Array,
  own: Float32Array,
): number {
  let sum = 0;
  for (let k = 0; k < column.length; k++) sum += value[k]! * dense[column[k]!]!;
  for (let k = 0; k < ownRow.length; k++) sum += ownValue[k]! * own[ownRow[k]!]!;
  return sum;
}

/** Gathers a record's smoothed vector from its own row and its neighbours', each column once. */
function vectorGatherer(block: Block, count: number): (record: number) => LabelledVector {
  const dense = new Float32Array(block.rows.columns);
  const own = new Float32Array(count);
  return (record) => {
    addRecord(block, record, 1, dense, own);
    const { rows, graph } = block;
    const sources = [
      record,
      ...(graph?.record.subarray(graph.starts[record]!, graph.starts[record + 1]!) ?? []),
    ];
    const column: number[] = [];
    const value: number[] = [];
    const ownRow: number[] = [];
    const ownValue: number[] = [];
    for (const source of sources) {
      for (let k = rows.starts[source]!; k < rows.starts[source + 1]!; k++) {
        const place = rows.column[k]!;
        if (dense[place] === 0) continue;
        column.push(place);
        value.push(dense[place]!);
        dense[place] = 0;
      }
      if (own[source] === 0) continue;
      ownRow.push(source);
      ownValue.push(own[source]!);
      own[source] = 0;
    }
    return {
      column: Int32Array.from(column),
      value: Float32Array.from(value),
      ownRow: Int32Array.from(ownRow),
      ownValue: Float32Array.from(ownValue),
    };
  };
}
