/** Sets that can only be joined, with their members and with pairs of sets that must stay apart. */
export interface LinkedSets {
  /** The number that stands for the set of a member. */
  readonly find: (member: number) => number;
  readonly members: (member: number) => readonly number[];
  /** Keeps the sets of two members apart for good. */
  readonly forbid: (a: number, b: number) => void;
  readonly forbidden: (a: number, b: number) => boolean;
  /** Joins the sets of two members; what was forbidden to one of them is forbidden to both. */
  readonly join: (a: number, b: number) => void;
}

export function linkedSets(count: number): LinkedSets {
  const parent = Int32Array.from({ length: count }, (_, at) => at);
  const lists = new Map<number, number[]>();
  const apart = new Map<number, Set<number>>();

  const find = (member: number): number => {
    let root = member;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = member; parent[at] !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const listOf = (root: number): readonly number[] => lists.get(root) ?? [root];

  return {
    find,
    members: (member) => listOf(find(member)),
    forbid: (a, b) => {
      for (const [one, other] of [
        [find(a), find(b)],
        [find(b), find(a)],
      ] as const) {
        const enemies = apart.get(one);
        if (enemies === undefined) apart.set(one, new Set([other]));
        else enemies.add(other);
      }
    },
    forbidden: (a, b) => apart.get(find(a))?.has(find(b)) ?? false,
    join: (a, b) => {
      const x = find(a);
      const y = find(b);
      if (x === y) return;
      const [large, small] = listOf(x).length >= listOf(y).length ? [x, y] : [y, x];
      const list = lists.get(large) ?? [large];
      list.push(...listOf(small));
      lists.set(large, list);
      lists.delete(small);
      parent[small] = large;
      const enemies = apart.get(small);
      if (enemies === undefined) return;
      const all = apart.get(large) ?? new Set();
      for (const enemy of enemies) {
        all.add(enemy);
        const theirs = apart.get(enemy)!;
        theirs.delete(small);
        theirs.add(large);
      }
      apart.set(large, all);
      apart.delete(small);
    },
  };
}
