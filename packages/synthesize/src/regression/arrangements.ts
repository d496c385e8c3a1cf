/** The ways in which rows of moderators can be given to studies, or signs to effects: all of them, or drawn at random. */
import type { Random } from "@coppice/numeric";

export interface Arrangement {
  /** Row of moderators given to each study. */
  readonly order: Int32Array;
  /** Sign given to each effect. */
  readonly signs: Int8Array;
}

/** Numbers of equal rows, so that permutations that give the same model count once. */
export function classesOf(rows: readonly (readonly number[])[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(rows, (row) => {
    const key = row.join(" ");
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
}

export function countDistinct(classes: Int32Array): number {
  const sizes = new Map<number, number>();
  let count = 1;
  for (const [i, name] of classes.entries()) {
    const size = (sizes.get(name) ?? 0) + 1;
    sizes.set(name, size);
    count = (count * (i + 1)) / size;
  }
  return count;
}

/** All distinct arrangements in lexicographic order (Knuth 2011, section 7.2.1.2, algorithm L). */
function* distinctOrders(rows: readonly (readonly number[])[]): Generator<Int32Array> {
  const classes = classesOf(rows);
  const first = new Map<number, number>();
  for (const [i, name] of classes.entries()) if (!first.has(name)) first.set(name, i);
  const current = Int32Array.from(classes).sort();
  const k = current.length;
  for (;;) {
    yield current.map((name) => first.get(name)!);
    let i = k - 2;
    while (i >= 0 && current[i]! >= current[i + 1]!) i--;
    if (i < 0) return;
    let j = k - 1;
    while (current[j]! <= current[i]!) j--;
    [current[i], current[j]] = [current[j]!, current[i]!];
    current.subarray(i + 1).reverse();
  }
}

export function* exactArrangements(
  rows: readonly (readonly number[])[],
  plain: boolean,
): Generator<Arrangement> {
  const k = rows.length;
  const order = Int32Array.from({ length: k }, (_, i) => i);
  const signs = new Int8Array(k).fill(1);
  if (!plain) {
    for (const arranged of distinctOrders(rows)) yield { order: arranged, signs };
    return;
  }
  for (let pattern = 0; pattern < 2 ** k; pattern++) {
    yield {
      order,
      signs: Int8Array.from({ length: k }, (_, i) => (Math.floor(pattern / 2 ** i) % 2 === 0 ? 1 : -1)),
    };
  }
}

export function* drawnArrangements(
  k: number,
  plain: boolean,
  count: number,
  random: Random,
): Generator<Arrangement> {
  const order = Int32Array.from({ length: k }, (_, i) => i);
  const signs = new Int8Array(k).fill(1);
  yield { order, signs };
  for (let n = 1; n < count; n++) {
    if (plain) {
      yield { order, signs: signs.map(() => (random.uniform() < 0.5 ? 1 : -1)) };
      continue;
    }
    const shuffled = Int32Array.from(order);
    for (let i = k - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    yield { order: shuffled, signs };
  }
}
