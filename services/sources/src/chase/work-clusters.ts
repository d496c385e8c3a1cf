import { type BibliographicRecord, deduplicate, type ExistingCluster } from "@coppice/identify";

/** A record under the name that the chase gives it. */
export interface NamedRecord {
  readonly id: string;
  readonly record: BibliographicRecord;
}

/** Records that are one publication. */
export interface WorkCluster {
  readonly master: string;
  readonly members: readonly string[];
}

/** Whether a record says more than its numbers. */
const isDescribed = ({ record }: NamedRecord): boolean => record.csl.title !== undefined;

const numberKeys = ({ csl }: BibliographicRecord): readonly string[] => [
  ...(csl.PMID === undefined ? [] : [`pmid:${csl.PMID}`]),
  ...(csl.DOI === undefined ? [] : [`doi:${csl.DOI.toLowerCase()}`]),
];

/**
 * Joins the records of all sources into publications: those with a title by the rules of `deduplicate`, those that are bare numbers to
 * whatever has the number. Clusters of an earlier generation stay together.
 */
export function workClusters(
  records: readonly NamedRecord[],
  earlier: readonly WorkCluster[],
): readonly WorkCluster[] {
  const described = records.filter(isDescribed);
  const known = new Set(described.map(({ id }) => id));
  const existing: ExistingCluster[] = earlier
    .filter(({ members }) => members.every((id) => known.has(id)))
    .map(({ master, members }) => ({ master, members }));
  const found = deduplicate(described, { existing });
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join(" "));
  const clusters = found.clusters.map(({ master, members }) => ({ master, members: [...members] }));
  const byId = new Map(records.map((each) => [each.id, each.record]));
  const byNumber = new Map<string, { readonly master: string; readonly members: string[] }>();
  for (const cluster of clusters)
    for (const id of cluster.members)
      for (const key of numberKeys(byId.get(id)!)) if (!byNumber.has(key)) byNumber.set(key, cluster);
  for (const each of records) {
    if (known.has(each.id)) continue;
    const keys = numberKeys(each.record);
    const home = keys.map((key) => byNumber.get(key)).find((cluster) => cluster !== undefined);
    const cluster = home ?? { master: each.id, members: [] as string[] };
    cluster.members.push(each.id);
    if (home === undefined) clusters.push(cluster);
    for (const key of keys) if (!byNumber.has(key)) byNumber.set(key, cluster);
  }
  return clusters;
}
