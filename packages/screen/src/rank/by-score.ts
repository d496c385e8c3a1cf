const NEGATIVE_ZERO = 0x80000000;

/**
 * Rows in descending order of a 32-bit score, ties by row: radix sort by the bits of the score, in three passes of eleven bits, since
 * comparing takes longer than the fit of a model does.
 */
export function byScore(scores: Float32Array, rows: Int32Array): Int32Array {
  const count = rows.length;
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  let keys = new Uint32Array(count);
  let order = rows.slice();
  for (let k = 0; k < count; k++) {
    const bit = bits[rows[k]!]!;
    // Ascending in these keys is descending in the scores: positive numbers have all but the sign turned over, negative ones nothing.
    keys[k] = bit >>> 31 === 0 ? ~bit & 0x7fffffff : bit === NEGATIVE_ZERO ? 0x7fffffff : bit;
  }
  let nextKeys = new Uint32Array(count);
  let nextOrder = new Int32Array(count);
  const starts = new Int32Array(2048);
  for (const shift of [0, 11, 22]) {
    starts.fill(0);
    for (let k = 0; k < count; k++) starts[(keys[k]! >>> shift) & 2047]! += 1;
    let sum = 0;
    for (let b = 0; b < 2048; b++) {
      const here = starts[b]!;
      starts[b] = sum;
      sum += here;
    }
    for (let k = 0; k < count; k++) {
      const place = starts[(keys[k]! >>> shift) & 2047]!++;
      nextKeys[place] = keys[k]!;
      nextOrder[place] = order[k]!;
    }
    [keys, nextKeys] = [nextKeys, keys];
    [order, nextOrder] = [nextOrder, order];
  }
  return order;
}
