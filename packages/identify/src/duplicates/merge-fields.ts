import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslItem } from "../record/csl-item.ts";
import type { IdentifiedRecord, MergedField } from "./duplicate-cluster.ts";
import { journalName } from "./journal-names.ts";
import { pageNumbers } from "./page-numbers.ts";

type CslField = keyof CslItem;
type RecordField = Exclude<keyof BibliographicRecord, "csl" | "origin" | "other">;

const capitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

/** How good a value is, for fields where the fullest record need not have the best. Higher is better. */
const QUALITY: { readonly [field in CslField]?: (item: CslItem) => number } = {
  title: ({ title = "" }) =>
    (title.startsWith("[") ? 0 : 2) +
    (capitals(title) ? 0 : 1) +
    (title.includes("\ufffd") || /\w\?\w/.test(title) ? 0 : 2),
  abstract: ({ abstract = "" }) => abstract.length,
  author: ({ author = [] }) =>
    author.length +
    author.filter(({ given = "" }) => /\p{Ll}{2}/u.test(given)).length / 2 +
    author.filter(({ family }) => family !== undefined).length / 4,
  page: ({ page }) => {
    const pages = pageNumbers(page);
    return pages === undefined ? 0 : pages.kind === "date" ? 1 : pages.last > pages.first ? 3 : 2;
  },
  "container-title": ({ "container-title": name }) => {
    const journal = journalName(name);
    return journal === undefined
      ? 0
      : (journal.conference ? 0 : 100) + (journal.abbreviated ? 0 : 50) + journal.words.length;
  },
  volume: ({ volume = "" }) => (/^\s*\d+\s*$/.test(volume) ? 2 : /\d/.test(volume) ? 1 : 0),
  issued: ({ issued }) => issued?.["date-parts"]?.[0]?.length ?? 0,
};

const LISTS_AND_TEXTS: readonly RecordField[] = [
  "registrations",
  "accessions",
  "headings",
  "keywords",
  "publicationTypes",
  "substances",
  "affiliations",
  "authorIds",
  "relations",
  "abstractSections",
  "otherAbstracts",
  "grants",
  "history",
  "notes",
  "links",
  "attachments",
  "copyright",
  "status",
  "country",
  "journalId",
];

/**
 * The record that a cluster amounts to, field by field, each with the id that it comes from. The master's value stands, unless
 * another member has a better one: a title without brackets and capitals, a longer abstract, more authors with their given names,
 * whole pages, the journal in full. Lists come whole from the member that has the most. `master` comes first in `members`.
 */
export function mergeFields(members: readonly IdentifiedRecord[]): Readonly<Record<string, MergedField>> {
  const merged: Record<string, MergedField> = {};
  for (const { record } of members)
    for (const name in record.csl) {
      const field = name as CslField;
      if (merged[field] !== undefined || record.csl[field] === undefined) continue;
      const best = bestItem(members, field, QUALITY[field]);
      merged[field] = { from: best.id, value: best.record.csl[field] };
    }
  for (const field of LISTS_AND_TEXTS) {
    let best: IdentifiedRecord | undefined;
    let most = 0;
    for (const member of members) {
      const value = member.record[field];
      if (value === undefined) continue;
      const length = Array.isArray(value) ? value.length : 1;
      if (best !== undefined && length <= most) continue;
      best = member;
      most = length;
    }
    if (best !== undefined) merged[field] = { from: best.id, value: best.record[field] };
  }
  return merged;
}

/** The member with the best value of a field that at least one has; the first of those that are as good. */
function bestItem(
  members: readonly IdentifiedRecord[],
  field: CslField,
  quality: ((item: CslItem) => number) | undefined,
): IdentifiedRecord {
  let best: IdentifiedRecord | undefined;
  let most: number | undefined;
  for (const member of members) {
    const value = member.record.csl[field];
    if (value === undefined || best?.record.csl[field] === value) continue;
    if (best === undefined) {
      best = member;
      if (quality === undefined) break;
      continue;
    }
    most ??= quality!(best.record.csl);
    const own = quality!(member.record.csl);
    if (own <= most) continue;
    best = member;
    most = own;
  }
  return best!;
}
