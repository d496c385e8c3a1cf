/** Records of an index, by their numbers: one bit each. */
export type RecordSet = Uint32Array<ArrayBuffer>;

export const noRecords = (size: number): RecordSet => new Uint32Array((size + 31) >>> 5);

export function allRecords(size: number): RecordSet {
  const set = noRecords(size).fill(0xffffffff);
  if (size % 32 !== 0) set[set.length - 1] = 2 ** (size % 32) - 1;
  return set;
}

export function addRecord(set: RecordSet, record: number): void {
  set[record >>> 5]! |= 1 << (record & 31);
}

export function unite(into: RecordSet, other: RecordSet): RecordSet {
  for (let i = 0; i < into.length; i++) into[i]! |= other[i]!;
  return into;
}

export function intersect(into: RecordSet, other: RecordSet): RecordSet {
  for (let i = 0; i < into.length; i++) into[i]! &= other[i]!;
  return into;
}

export function subtract(from: RecordSet, other: RecordSet): RecordSet {
  for (let i = 0; i < from.length; i++) from[i]! &= ~other[i]!;
  return from;
}

/** Numbers of the records of a set, rising. */
export function eachRecord(set: RecordSet, take: (record: number) => void): void {
  for (let i = 0; i < set.length; i++) {
    let bits = set[i]!;
    while (bits !== 0) {
      const lowest = bits & -bits;
      take(i * 32 + 31 - Math.clz32(lowest));
      bits ^= lowest;
    }
  }
}
