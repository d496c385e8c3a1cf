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
  const authors = new Map<number, Map<number, readonly number[]>>();
  const recurring = new Set<number>();
  for (const { prints, families, year = 0 } of records) {
    const first = families[0];
    const print = prints[0];
    if (first === undefined || print === undefined || recurring.has(print)) continue;
    const known = authors.get(print) ?? new Map<number, readonly number[]>();
    const years = known.get(first) ?? [];
    const all = years.includes(year) ? years : [...years, year];
    known.set(first, all);
    authors.set(print, known);
    if (known.size >= RECURS || all.length >= RECURS) recurring.add(print);
  }
  return recurring;
}

/** Records of one DOI that are looked at to see whether it is one text's. */
const LOOKED_AT = 12;

/**
 * DOIs of issues, supplements and books, that an export puts on everything in them: two records with such a DOI have titles or
 * authors that cannot be one text's.
 */
export function sharedDois(table: ComparisonTable): ReadonlySet<string> {
  const bearers = new Map<string, ComparisonRecord[]>();
  for (const record of table.records)
    for (const doi of record.dois) {
      const known = bearers.get(doi);
      if (known === undefined) bearers.set(doi, [record]);
      else if (known.length < LOOKED_AT && !known.some((other) => other.prints[0] === record.prints[0]))
        known.push(record);
    }
  const shared = new Set<string>();
  for (const [doi, records] of bearers)
    if (records.some((a, at) => records.slice(at + 1).some((b) => twoTexts(a, b, table)))) shared.add(doi);
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
