import type { Surroundings } from "./agreement.ts";
import type { DuplicateDecision, ExistingCluster } from "./duplicate-cluster.ts";
import { type LinkedSets, linkedSets } from "./linked-sets.ts";
import type { Problem } from "./problem.ts";
import { refuses, type Verdict } from "./score.ts";

/** A verdict on two records, by their places. */
export interface JudgedPair {
  readonly a: number;
  readonly b: number;
  readonly verdict: Verdict;
}

export interface JoinedPair {
  readonly a: number;
  readonly b: number;
  readonly by: "machine" | "person" | "library" | "copy";
  readonly verdict?: Verdict;
}

export interface Clustering {
  readonly sets: LinkedSets;
  readonly joined: readonly JoinedPair[];
  /** Links that a rule or an earlier cluster kept from joining two clusters. */
  readonly blocked: readonly JudgedPair[];
  readonly notes: readonly Problem[];
  /** Place of the existing cluster that a record belongs to; -1 where there is none. */
  readonly library: Int32Array;
}

/** Checks between the members of two clusters; in larger ones every so-many-th member stands for its neighbours. */
const CHECKS = 24;

function sample(members: readonly number[]): readonly number[] {
  if (members.length <= CHECKS) return members;
  const sorted = [...members].sort((x, y) => x - y);
  const step = sorted.length / CHECKS;
  return Array.from({ length: CHECKS }, (_, at) => sorted[Math.floor(at * step)]!);
}

/** The state of clustering, before the machine has its say: decisions of people, then the library as it was. */
export function decided(
  ids: readonly string[],
  decisions: readonly DuplicateDecision[],
  existing: readonly ExistingCluster[],
): Clustering & { readonly joined: JoinedPair[]; readonly blocked: JudgedPair[]; readonly notes: Problem[] } {
  const places = new Map<string, number>();
  if (decisions.length + existing.length > 0) for (const [at, id] of ids.entries()) places.set(id, at);
  const sets = linkedSets(ids.length);
  const joined: JoinedPair[] = [];
  const notes: Problem[] = [];
  const library = new Int32Array(ids.length).fill(-1);

  const latest = new Map<string, DuplicateDecision>();
  for (const decision of decisions) {
    const [low, high] = decision.a < decision.b ? [decision.a, decision.b] : [decision.b, decision.a];
    const pair = JSON.stringify([low, high]);
    latest.delete(pair);
    if (places.has(low) && places.has(high) && low !== high)
      latest.set(pair, { ...decision, a: low, b: high });
    else notes.push(unknownDecision(decision, places));
  }
  const kept = [...latest.values()].reverse();
  for (const { kind, a, b } of kept) if (kind === "different") sets.forbid(places.get(a)!, places.get(b)!);
  for (const { kind, a, b } of kept) {
    if (kind === "different") continue;
    const [x, y] = [places.get(a)!, places.get(b)!];
    if (sets.find(x) === sets.find(y)) continue;
    if (sets.forbidden(x, y))
      notes.push({
        code: "contradiction",
        message: `${a} and ${b} were decided to be the same, but other decisions keep them apart; they stay apart until one of the decisions is taken back.`,
      });
    else {
      sets.join(x, y);
      joined.push({ a: x, b: y, by: "person" });
    }
  }
  for (const [at, cluster] of existing.entries()) {
    const master = places.get(cluster.master);
    for (const id of new Set([cluster.master, ...cluster.members])) {
      const place = places.get(id);
      if (place === undefined) notes.push(unknownMember(id, cluster));
      else if (library[place] !== -1)
        notes.push({
          code: "two-clusters",
          message: `${id} is in two clusters of the library; it stays in that of ${existing[library[place]!]!.master}.`,
        });
      else {
        library[place] = at;
        const anchor = master ?? places.get(cluster.members.find((member) => places.has(member))!)!;
        if (sets.find(anchor) === sets.find(place)) continue;
        if (sets.forbidden(anchor, place)) library[place] = -1;
        else {
          sets.join(anchor, place);
          joined.push({ a: anchor, b: place, by: "library" });
        }
      }
    }
  }
  return { sets, joined, blocked: [], notes, library };
}

const unknownDecision = (
  { a, b, kind }: DuplicateDecision,
  places: ReadonlyMap<string, number>,
): Problem => ({
  code: "unknown-id",
  message:
    a === b
      ? `A decision says "${kind}" of ${a} and itself; it was passed over.`
      : `A decision says "${kind}" of ${a} and ${b}, but there is no record ${places.has(a) ? b : a}; it waits until there is one.`,
});

const unknownMember = (id: string, { master }: ExistingCluster): Problem => ({
  code: "unknown-id",
  message: `The cluster of ${master} names ${id}, but there is no such record; the others of the cluster stay together.`,
});

/**
 * Joins what the machine found, the surest link first. Two clusters are joined only where nothing refuses any pair of their members,
 * so that a record that could be either of two publications goes to the nearer and never draws both together.
 */
export function joinLinks(
  start: ReturnType<typeof decided>,
  links: readonly JudgedPair[],
  around: Surroundings,
): Clustering {
  const { sets, joined, blocked, library } = start;
  const { records } = around.table;
  const libraries = new Map<number, number>();
  for (const [place, at] of library.entries()) if (at !== -1) libraries.set(sets.find(place), at);
  const sorted = [...links].sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
  for (const link of sorted) {
    const { a, b, verdict } = link;
    const x = sets.find(a);
    const y = sets.find(b);
    if (x === y || sets.forbidden(a, b)) continue;
    const old = libraries.get(x);
    const other = libraries.get(y);
    if (old !== undefined && other !== undefined) {
      blocked.push({ a, b, verdict: { ...verdict, kind: "doubt", refusal: "two-of-library" } });
      continue;
    }
    const left = sample(sets.members(a));
    const right = sample(sets.members(b));
    const refusal =
      left.length === 1 && right.length === 1
        ? undefined
        : firstRefusal(left, right, (i, j) => refuses(records[i]!, records[j]!, around));
    if (refusal !== undefined) {
      blocked.push({ a, b, verdict: { ...verdict, kind: "doubt", refusal } });
      continue;
    }
    sets.join(a, b);
    joined.push({ a, b, by: verdict.fields.length === 0 ? "copy" : "machine", verdict });
    const library = old ?? other;
    if (library !== undefined) libraries.set(sets.find(a), library);
  }
  return start;
}

function firstRefusal<Value>(
  left: readonly number[],
  right: readonly number[],
  check: (a: number, b: number) => Value | undefined,
): Value | undefined {
  for (const a of left)
    for (const b of right) {
      const found = check(a, b);
      if (found !== undefined) return found;
    }
  return undefined;
}
