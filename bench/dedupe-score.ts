import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Deduplication } from "@coppice/identify";

/** Counts of removed records, as Hair et al. (2023) have them, and what the review queue would add. */
export interface DedupeScore {
  readonly works: number;
  /** Duplicates beyond the first record of each work. */
  readonly surplus: number;
  /** Surplus duplicates that were found. */
  readonly found: number;
  /** Works of which no record is left. */
  readonly lost: number;
  /** Pairs of the queue that are duplicates in truth. */
  readonly queuedRight: number;
}

/** The work that each record belongs to, from the columns record_id and group_id, which come first and hold no commas. */
export function labels(path: string): ReadonlyMap<string, string> {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const found = new Map<string, string>();
  for (const match of text.matchAll(/^([a-z]\w+),([\w:]+),/gm)) found.set(match[1]!, match[2]!);
  return found;
}

/** Counts by the records that stay. */
export type RemovedScore = Omit<DedupeScore, "queuedRight">;

/** A work with s of its n records kept counts n - s found, and is lost where s is 0. */
export function removedScore(
  truth: ReadonlyMap<string, string>,
  ids: Iterable<string>,
  isKept: (id: string) => boolean,
): RemovedScore {
  const size = new Map<string, number>();
  const kept = new Map<string, number>();
  for (const id of ids) {
    const work = truth.get(id)!;
    size.set(work, (size.get(work) ?? 0) + 1);
    if (isKept(id)) kept.set(work, (kept.get(work) ?? 0) + 1);
  }
  let found = 0;
  let lost = 0;
  let surplus = 0;
  for (const [work, count] of size) {
    const left = kept.get(work) ?? 0;
    surplus += count - 1;
    found += left === 0 ? count - 1 : count - left;
    if (left === 0) lost += 1;
  }
  return { works: size.size, surplus, found, lost };
}

/** Our result: of each cluster the master stays. */
export function dedupeScore(
  truth: ReadonlyMap<string, string>,
  { clusters, review }: Deduplication,
): DedupeScore {
  const masters = new Set(clusters.map(({ master }) => master));
  const ids = clusters.flatMap(({ members }) => members);
  const queuedRight = review.filter(({ a, b }) => truth.get(a) === truth.get(b)).length;
  return { ...removedScore(truth, ids, (id) => masters.has(id)), queuedRight };
}
