import type { Clustering, JudgedPair } from "./cluster.ts";
import { type ComparisonRecord, doiKeys } from "./comparison-record.ts";
import type { PublicationLink } from "./duplicate-cluster.ts";
import type { Refusal } from "./refusal.ts";

/** Refusals that tell how two publications belong together; the others only tell that they are two. */
const RELATING: ReadonlySet<Refusal> = new Set([
  "registry-entries",
  "registry-entry-and-report",
  "cochrane-versions",
  "preprint-and-article",
  "thesis-and-article",
  "book-and-chapter",
  "erratum",
  "retraction",
  "concern",
  "reply",
  "comment",
  "protocol",
  "summary",
  "parts",
  "abstract-and-paper",
  "other-journal",
  "other-pages",
  "other-volume",
]);

/** A reply and a comment are by others than the text they speak of. */
const BY_OTHERS: ReadonlySet<Refusal> = new Set(["reply", "comment", "summary", "registry-entry-and-report"]);

type Found = readonly [a: number, b: number, kind: PublicationLink["kind"]];

function* fromRefusals(pairs: readonly JudgedPair[]): Generator<Found> {
  for (const { a, b, verdict } of pairs) {
    const { refusal } = verdict;
    if (refusal === undefined || !RELATING.has(refusal)) continue;
    const others = verdict.fields.some(
      ({ field, agreement }) => field === "authors" && agreement === "different",
    );
    if (!others || BY_OTHERS.has(refusal)) yield [a, b, refusal];
  }
}

/** What the databases themselves link: comment on, erratum for, retraction of, republished from. */
function* fromRecords(records: readonly ComparisonRecord[]): Generator<Found> {
  if (!records.some(({ relations }) => relations !== undefined)) return;
  const byPmid = new Map<string, number>();
  const byDoi = new Map<string, number>();
  for (const { index, pmid, dois } of records) {
    if (pmid !== undefined && !byPmid.has(pmid)) byPmid.set(pmid, index);
    for (const doi of dois) if (!byDoi.has(doi)) byDoi.set(doi, index);
  }
  for (const { index, relations = [] } of records)
    for (const { kind, pmid, doi } of relations) {
      if (kind === "cites") continue;
      const other = (pmid === undefined ? undefined : byPmid.get(pmid)) ?? byDoi.get(doiKeys(doi)[0] ?? "");
      if (other !== undefined) yield [index, other, "comment-or-correction"];
    }
}

/** Reports of one trial: each is related to the registry's entry, or, where that is missing, to the first report. */
function* fromRegistrations(records: readonly ComparisonRecord[]): Generator<Found> {
  const bearers = new Map<string, number[]>();
  for (const { index, registrations } of records)
    for (const registration of registrations) {
      const known = bearers.get(registration);
      if (known === undefined) bearers.set(registration, [index]);
      else known.push(index);
    }
  for (const places of bearers.values()) {
    const entry = places.find((at) => records[at]!.kind === "registry-entry");
    const hub = entry ?? places[0]!;
    for (const at of places)
      if (at !== hub) yield [hub, at, entry === undefined ? "one-registration" : "registry-entry-and-report"];
  }
}

/** Publications that belong together without being copies, one entry for each two clusters and kind, in the order of their ids. */
export function publicationLinks(
  ids: readonly string[],
  records: readonly ComparisonRecord[],
  pairs: readonly JudgedPair[],
  { sets }: Clustering,
): readonly PublicationLink[] {
  const found = new Map<string, PublicationLink & { readonly x: number; readonly y: number }>();
  for (const source of [fromRefusals(pairs), fromRecords(records), fromRegistrations(records)])
    for (const [first, second, kind] of source) {
      const [x, y] = first < second ? [first, second] : [second, first];
      const [p, q] = [sets.find(x), sets.find(y)];
      if (p === q) continue;
      const key = `${Math.min(p, q)} ${Math.max(p, q)} ${kind}`;
      const known = found.get(key);
      if (known === undefined || x < known.x || (x === known.x && y < known.y))
        found.set(key, { a: ids[x]!, b: ids[y]!, kind, x, y });
    }
  return [...found.values()]
    .sort((one, other) => one.x - other.x || one.y - other.y || (one.kind < other.kind ? -1 : 1))
    .map(({ a, b, kind }) => ({ a, b, kind }));
}
