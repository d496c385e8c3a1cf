import type { Surroundings } from "./agreement.ts";
import { compareAuthors } from "./author-agreement.ts";
import type { ComparisonRecord, ComparisonTable } from "./comparison-record.ts";
import { journalComparison } from "./journal-aliases.ts";
import { compareTitles } from "./title-agreement.ts";

/** First authors, or years of one author, that make a title one that recurs. */
const RECURS = 3;

/**
 * Titles that prove little, because several first authors have them ("Eculizumab", "Atypical hemolytic uremic syndrome") or one has
 * them year after year ("Treasurer's message").
 */
function recurringTitles(records: readonly ComparisonRecord[]): ReadonlySet<number> {
  const recurring = new Set<number>();
  for (const [print, bearers] of repeated(records, ({ prints, families }) =>
    families.length === 0 ? undefined : prints[0],
  )) {
    const years = new Map<number, Set<number | undefined>>();
    for (const { families, year } of bearers) {
      const known = years.get(families[0]!);
      if (known === undefined) years.set(families[0]!, new Set([year]));
      else known.add(year);
    }
    if (years.size >= RECURS || [...years.values()].some((known) => known.size >= RECURS))
      recurring.add(print);
  }
  return recurring;
}

/** Records that share a key, for keys that more than one record has. */
function repeated<Key>(
  records: readonly ComparisonRecord[],
  keyOf: (record: ComparisonRecord) => Key | undefined,
): ReadonlyMap<Key, readonly ComparisonRecord[]> {
  const first = new Map<Key, ComparisonRecord>();
  const lists = new Map<Key, ComparisonRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === undefined) continue;
    const known = first.get(key);
    if (known === undefined) first.set(key, record);
    else {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [known, record]);
      else list.push(record);
    }
  }
  return lists;
}

/** Records of one DOI that are looked at to see whether it is one text's. */
const LOOKED_AT = 12;

/**
 * DOIs of issues, supplements and books, that an export puts on everything in them: two records with such a DOI have titles or
 * authors that cannot be one text's.
 */
export function sharedDois(table: ComparisonTable): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const [doi, records] of repeated(table.records, ({ dois }) => dois[0])) {
    const texts: ComparisonRecord[] = [];
    for (const record of records)
      if (texts.length < LOOKED_AT && !texts.some((other) => other.prints[0] === record.prints[0]))
        texts.push(record);
    if (texts.some((a, at) => texts.slice(at + 1).some((b) => twoTexts(a, b, table)))) shared.add(doi);
  }
  return shared;
}

function twoTexts(a: ComparisonRecord, b: ComparisonRecord, table: ComparisonTable): boolean {
  if (a.translated !== b.translated) return false;
  const { level } = compareTitles(a, b, table.titleWords);
  const otherTitle = level === "different" || level === "loose" || level === "similar";
  if (!otherTitle) return false;
  const otherPage =
    a.pages !== undefined &&
    b.pages !== undefined &&
    a.pages.kind === b.pages.kind &&
    a.pages.first !== b.pages.first;
  return level === "different" || otherPage || compareAuthors(a, b, table.familyNames) === "different";
}

/** Everything that a comparison of two records draws from the library as a whole. */
export function surroundingsOf(
  table: ComparisonTable,
  pairs: Float64Array,
  options: Pick<Surroundings, "preprints" | "cochraneVersions">,
): Surroundings {
  const { records } = table;
  const count = records.length;
  const journals = journalComparison(table);
  const recurring = recurringTitles(records);
  for (const pair of pairs) {
    const a = records[Math.floor(pair / count)]!;
    const b = records[pair % count]!;
    if (a.journal === b.journal || a.prints[0] !== b.prints[0] || a.generic || recurring.has(a.prints[0]!))
      continue;
    const authors = compareAuthors(a, b, table.familyNames);
    if (authors === "same" || authors === "one") journals.witness(a, b);
  }
  journals.conclude();
  return { table, compareJournals: journals.compare, recurring, sharedDois: sharedDois(table), ...options };
}
