import { addRow, type Block, type LatentBlock, NEIGHBOURS, productsWith } from "./record-space.ts";

/** Sums of labelled records' vectors, and their products with records, without the products of any two records. */
export interface LabelledProducts {
  /** Makes a record the next labelled one. */
  readonly enter: (record: number) => void;
  /** Forgets the labelled record at a place; later ones move up. */
  readonly leave: (place: number) => void;
  /** Product of the labelled record with itself. */
  readonly square: (place: number) => number;
  /** Coordinates of the labelled record by which its products with others are roughly known: see `LatentBlock`. */
  readonly latentOf: (place: number) => Float32Array;
  /** Writes the products of each labelled record with Σ factor × vector of the labelled records. */
  readonly withLabelled: (factors: Float64Array, into: Float64Array) => void;
  /** The same for all records of the pool. */
  readonly withAll: (factors: Float64Array, into: Float64Array) => void;
}

/** A block with room for a sum of its vectors, and the rows that the labelled records are made of. */
interface Summed {
  readonly block: Block;
  readonly dense: Float32Array;
  readonly own: Float32Array;
  readonly factor: Float64Array;
  readonly raw: Float64Array;
  /** How many labelled records have part in each row. */
  readonly parts: Int32Array;
  /** Rows with a part, in the order in which they came; those that have none any more are taken out when rows are next looked at. */
  sources: number[];
}

/**
 * Memory grows with the records of the pool. `withLabelled` costs two passes over the words of the labelled records and their
 * neighbours, `withAll` one more over the whole pool.
 */
export function labelledProducts(
  blocks: readonly Block[],
  { latent, weight: latentWeight }: LatentBlock,
  count: number,
): LabelledProducts {
  const record: number[] = [];
  const { dimensions, rows: latentRows } = latent;
  const raw = new Float64Array(count);
  const products = new Float64Array(count);
  const sums = blocks.map(
    (block): Summed => ({
      block,
      dense: new Float32Array(block.rows.columns),
      own: new Float32Array(count),
      factor: new Float64Array(count),
      raw,
      parts: new Int32Array(count),
      sources: [],
    }),
  );

  const latentSum = (factors: Float64Array): Float64Array => {
    const sum = new Float64Array(dimensions);
    for (let place = 0; place < record.length; place++) {
      const factor = factors[place]!;
      if (factor === 0) continue;
      const from = record[place]! * dimensions;
      for (let j = 0; j < dimensions; j++) sum[j]! += factor * latentRows[from + j]!;
    }
    return sum;
  };
  const constant = (factors: Float64Array): number => factors.reduce((sum, factor) => sum + factor, 0);
  const latentProduct = (row: number, sum: Float64Array): number => {
    let at = row * dimensions;
    let product = 0;
    for (let j = 0; j < dimensions; j++) product += latentRows[at++]! * sum[j]!;
    return product;
  };

  return {
    enter: (entered) => {
      record.push(entered);
      for (const sum of sums)
        for (const source of sourcesOf(sum.block, entered))
          if (sum.parts[source]!++ === 0) sum.sources.push(source);
    },
    leave: (place) => {
      const left = record[place]!;
      record.splice(place, 1);
      for (const sum of sums) {
        for (const source of sourcesOf(sum.block, left)) sum.parts[source]! -= 1;
        sum.sources = sum.sources.filter((source) => sum.parts[source]! > 0);
      }
    },
    square: (place) => {
      const row = record[place]!;
      let square = 1;
      for (const { length, weight } of blocks) if (length[row]! > 0) square += weight;
      const own = latentRows.subarray(row * dimensions, (row + 1) * dimensions);
      for (const value of own) square += latentWeight * value * value;
      return square;
    },
    latentOf: (place) => latentRows.subarray(record[place]! * dimensions, (record[place]! + 1) * dimensions),
    withLabelled: (factors, into) => {
      into.fill(constant(factors));
      for (const sum of sums) addLabelled(sum, record, factors, into);
      const vector = latentSum(factors);
      for (let place = 0; place < record.length; place++)
        into[place]! += latentWeight * latentProduct(record[place]!, vector);
    },
    withAll: (factors, into) => {
      into.fill(constant(factors));
      for (const sum of sums) {
        const { block, dense, own } = sum;
        const { shift, mean } = gather(sum, record, factors);
        productsWith(block, dense, own, raw, products);
        clear(sum);
        const { weight, length, alongMean } = block;
        for (let i = 0; i < count; i++)
          into[i]! += weight * length[i]! * (products[i]! - mean * alongMean[i]! + shift);
      }
      const vector = latentSum(factors);
      for (let i = 0; i < count; i++) into[i]! += latentWeight * latentProduct(i, vector);
    },
  };
}

/** The rows that a record's vector is made of: its own and its neighbours'. */
function sourcesOf({ graph }: Block, record: number): readonly number[] {
  if (graph === undefined) return [record];
  return [record, ...graph.record.subarray(graph.starts[record]!, graph.starts[record + 1]!)];
}

/** Sums the labelled records' uncentred vectors in `dense` and `own`; what centring takes off a product is mean × alongMean − shift. */
function gather(
  { block, dense, own, factor, sources }: Summed,
  record: readonly number[],
  factors: Float64Array,
): { readonly mean: number; readonly shift: number } {
  const { graph, scale, length, alongMean, meanSquares, rows } = block;
  let mean = 0;
  let along = 0;
  for (let place = 0; place < record.length; place++) {
    const row = record[place]!;
    const centred = factors[place]! * length[row]!;
    if (centred === 0) continue;
    mean += centred;
    along += centred * alongMean[row]!;
    const whole = centred * scale[row]!;
    factor[row]! += graph === undefined ? whole : whole * (1 - NEIGHBOURS);
    if (graph === undefined) continue;
    for (let k = graph.starts[row]!; k < graph.starts[row + 1]!; k++)
      factor[graph.record[k]!]! += whole * graph.share[k]!;
  }
  for (const source of sources) {
    addRow(rows, source, factor[source]!, dense, own);
    factor[source] = 0;
  }
  return { mean, shift: mean * meanSquares - along };
}

function clear({ dense, own, sources }: Summed): void {
  dense.fill(0);
  for (const source of sources) own[source] = 0;
}

function addLabelled(
  sum: Summed,
  record: readonly number[],
  factors: Float64Array,
  into: Float64Array,
): void {
  const { block, dense, own, raw, sources } = sum;
  const { shift, mean } = gather(sum, record, factors);
  const { graph, scale, length, alongMean, weight, rows } = block;
  const { starts, column, value, own: ownLengths } = rows;
  for (const source of sources) {
    const end = starts[source + 1]!;
    let product = ownLengths === undefined ? 0 : ownLengths[source]! * own[source]!;
    for (let k = starts[source]!; k < end; k++) product += value[k]! * dense[column[k]!]!;
    raw[source] = product;
  }
  clear(sum);
  for (let place = 0; place < record.length; place++) {
    const row = record[place]!;
    let product = raw[row]!;
    if (graph !== undefined) {
      product *= 1 - NEIGHBOURS;
      for (let k = graph.starts[row]!; k < graph.starts[row + 1]!; k++)
        product += graph.share[k]! * raw[graph.record[k]!]!;
    }
    into[place]! += weight * length[row]! * (scale[row]! * product - mean * alongMean[row]! + shift);
  }
}
