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
function recurringTitles(): {
  readonly see: (a: ComparisonRecord, b: ComparisonRecord) => void;
  readonly titles: () => ReadonlySet<number>;
} {
  const years = new Map<number, Map<number, Set<number | undefined>>>();
  const note = ({ prints, families, year }: ComparisonRecord): void => {
    const byAuthor = years.get(prints[0]!) ?? new Map<number, Set<number | undefined>>();
    years.set(prints[0]!, byAuthor);
    const known = byAuthor.get(families[0]!);
    if (known === undefined) byAuthor.set(families[0]!, new Set([year]));
    else known.add(year);
  };
  return {
    see: (a, b) => {
      if (a.prints[0] !== b.prints[0] || a.families.length === 0 || b.families.length === 0) return;
      if (a.families[0] === b.families[0] && a.year === b.year) return;
      note(a);
      note(b);
    },
    titles: () => {
      const recurring = new Set<number>();
      for (const [print, byAuthor] of years)
        if (byAuthor.size >= RECURS || [...byAuthor.values()].some(({ size }) => size >= RECURS))
          recurring.add(print);
      return recurring;
    },
  };
}

/** Whether two records with one DOI cannot be one text: it is then the DOI of an issue, a supplement or a book. */
function twoTexts(a: ComparisonRecord, b: ComparisonRecord, table: ComparisonTable): boolean {
  if (a.translated !== b.translated || a.prints[0] === b.prints[0]) return false;
  const { level } = compareTitles(a, b, table.titleWords);
  if (level !== "different" && level !== "loose" && level !== "similar") return false;
  const otherPage =
    a.pages !== undefined &&
    b.pages !== undefined &&
    a.pages.kind === b.pages.kind &&
    a.pages.first !== b.pages.first;
  return level === "different" || otherPage || compareAuthors(a, b, table.familyNames) === "different";
}

/** Everything that a comparison of two records draws from the library as a whole, found among the pairs that are to be compared. */
export function surroundingsOf(
  table: ComparisonTable,
  pairs: Float64Array,
  options: Pick<Surroundings, "preprints" | "cochraneVersions">,
): Surroundings {
  const { records } = table;
  const count = records.length;
  const recurrence = recurringTitles();
  const sharedDois = new Set<string>();
  const named: (readonly [ComparisonRecord, ComparisonRecord])[] = [];
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at]!;
    const a = records[Math.floor(pair / count)]!;
    const b = records[pair % count]!;
    if (a.prints[0] === b.prints[0]) {
      recurrence.see(a, b);
      if (a.journal !== b.journal && !a.generic) named.push([a, b]);
    } else
      for (const doi of a.dois)
        if (b.dois.includes(doi) && !sharedDois.has(doi) && twoTexts(a, b, table)) sharedDois.add(doi);
  }
  const recurring = recurrence.titles();
  const journals = journalComparison(table);
  for (const [a, b] of named) {
    if (recurring.has(a.prints[0]!)) continue;
    const authors = compareAuthors(a, b, table.familyNames);
    if (authors === "same" || authors === "one") journals.witness(a, b);
  }
  journals.conclude();
  return { table, compareJournals: journals.compare, recurring, sharedDois, ...options };
}
