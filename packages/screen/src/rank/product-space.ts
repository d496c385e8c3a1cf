import type { DecisionSpace } from "./decision-space.ts";
import type { RecordProducts } from "./record-products.ts";

/**
 * The decision values of all records, labelled or not, are there after every step. Keeps the products of each labelled record with all
 * others, 4 bytes a pair, so it is for pools of some thousands.
 */
export function productSpace(count: number, products: RecordProducts): DecisionSpace {
  const parts = [new Float64Array(count), new Float64Array(count)] as const;
  const record: number[] = [];
  const rows: Float32Array[] = [];
  return {
    enter: (entered) => {
      record.push(entered);
      rows.push(products(entered));
    },
    leave: (place) => {
      record.splice(place, 1);
      rows.splice(place, 1);
    },
    square: (place) => rows[place]![record[place]!]!,
    decision: (place) => parts[0][record[place]!]! + parts[1][record[place]!]!,
    move: (place, label, step) => addScaled(parts[label], rows[place]!, step),
    scale: (label, factor) => {
      const part = parts[label];
      for (let i = 0; i < count; i++) part[i]! *= factor;
    },
    decisions: (into) => {
      const [irrelevant, relevant] = parts;
      for (let i = 0; i < count; i++) into[i] = irrelevant[i]! + relevant[i]!;
    },
  };
}

function addScaled(sum: Float64Array, row: Float32Array, factor: number): void {
  const end = sum.length;
  for (let i = 0; i < end; i++) sum[i]! += factor * row[i]!;
}
