import type {
  DeduplicateOptions,
  DeduplicateResult,
  DuplicateCluster,
  IdentifiedRecord,
} from "./duplicate-cluster.ts";
import { duplicateFinder } from "./duplicate-finder.ts";
import { mergeFields } from "./merge-fields.ts";

/**
 * Finds the records that are copies of one publication (see `duplicateFinder`), and merges the fields of each cluster.
 *
 * Fails where an id occurs twice.
 */
export function deduplicate(
  records: readonly IdentifiedRecord[],
  options: DeduplicateOptions = {},
): DeduplicateResult {
  const finder = duplicateFinder();
  for (const item of records) finder.add(item);
  const found = finder.find(options);
  return found.ok ? { ...found, clusters: withMergedFields(found.clusters, records) } : found;
}

/** The clusters with the record that each amounts to; `records` are those among which they were found. */
export function withMergedFields(
  clusters: readonly DuplicateCluster[],
  records: readonly IdentifiedRecord[],
): readonly DuplicateCluster[] {
  const byId = new Map(records.map((item) => [item.id, item]));
  return clusters.map((cluster) => {
    const { master, members } = cluster;
    if (members.length === 1) return cluster;
    const fullestFirst = [master, ...members.filter((id) => id !== master)];
    return { ...cluster, fields: mergeFields(fullestFirst.map((id) => byId.get(id)!)) };
  });
}
