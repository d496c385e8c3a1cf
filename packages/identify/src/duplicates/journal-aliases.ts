import type { ComparisonRecord, ComparisonTable } from "./comparison-record.ts";
import { compareJournals, type JournalAgreement } from "./journal-names.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type JournalVerdict = JournalAgreement | "alias" | "missing";

/** Works that both name a journal in their own way, without any volume or page to compare, until the names are taken for one. */
const UNNUMBERED = 5;
/** Works with the same volume and first page. */
const NUMBERED = 2;

/**
 * Compares journals by their names, remembering each pair of names, and by what the library itself shows: where record after record
 * with one title and the same authors stands in "SIGMOD Conference" for one database and in "International Conference on Management
 * of Data" for the other, the two are names of one journal. Names that differ in volume or page for such a work are not: that is one
 * text in two journals.
 */
export interface JournalComparison {
  readonly compare: (a: ComparisonRecord, b: ComparisonRecord) => JournalVerdict;
  /** Looks at two records with one title and the same authors. */
  readonly witness: (a: ComparisonRecord, b: ComparisonRecord) => void;
  /** Draws the conclusions, after the last witness. */
  readonly conclude: () => void;
}

interface Testimony {
  unnumbered: number;
  numbered: number;
  against: number;
}

export function journalComparison({ journals, journalTexts }: ComparisonTable): JournalComparison {
  const known = new Map<number, JournalAgreement>();
  const testimonies = new Map<number, Testimony>();
  const aliases = new Set<number>();
  const pairOf = (x: number, y: number): number =>
    x < y ? x * journals.length + y : y * journals.length + x;

  const byName = (x: number, y: number): JournalAgreement => {
    if (x === y) return "same";
    const pair = pairOf(x, y);
    let verdict = known.get(pair);
    if (verdict === undefined) {
      verdict = compareJournals(journals[x]!, journals[y]!);
      known.set(pair, verdict);
    }
    return verdict;
  };

  return {
    compare: (a, b) => {
      if (a.issns.length > 0 && b.issns.some((issn) => a.issns.includes(issn))) return "same";
      if (a.journal === undefined || b.journal === undefined) return "missing";
      const verdict = byName(a.journal, b.journal);
      return verdict !== "same" && aliases.has(pairOf(a.journal, b.journal)) ? "alias" : verdict;
    },
    witness: (a, b) => {
      if (a.journal === undefined || b.journal === undefined || a.kind !== b.kind) return;
      if (byName(a.journal, b.journal) === "same") return;
      const pair = pairOf(a.journal, b.journal);
      let testimony = testimonies.get(pair);
      if (testimony === undefined) {
        testimony = { unnumbered: 0, numbered: 0, against: 0 };
        testimonies.set(pair, testimony);
      }
      const bare =
        a.volume === undefined && b.volume === undefined && a.pages === undefined && b.pages === undefined;
      if (bare && a.year === b.year) testimony.unnumbered += 1;
      else if (bare) testimony.against += 1;
      else if (
        a.volume === undefined ||
        b.volume === undefined ||
        a.pages === undefined ||
        b.pages === undefined
      )
        return;
      else if (a.volume === b.volume && a.pages.first === b.pages.first) testimony.numbered += 1;
      else testimony.against += 1;
    },
    conclude: () => {
      const best = mostWitnessed(testimonies, journalTexts);
      for (const [pair, { unnumbered, numbered, against }] of testimonies) {
        const x = Math.floor(pair / journals.length);
        const y = pair % journals.length;
        const enough =
          numbered >= NUMBERED || (unnumbered >= UNNUMBERED && best.get(x) === pair && best.get(y) === pair);
        if (enough && numbered + unnumbered > 4 * against) aliases.add(pair);
      }
      testimonies.clear();
    },
  };
}

/** For each journal the pair that most works without numbers speak for; of two that are even, the first by their names. */
function mostWitnessed(
  testimonies: ReadonlyMap<number, Testimony>,
  journals: Vocabulary,
): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  const sides = (pair: number): readonly number[] => [
    Math.floor(pair / journals.size()),
    pair % journals.size(),
  ];
  const names = (pair: number): string => sides(pair).map(journals.text).sort().join("\n");
  const pairs = [...testimonies].sort(
    ([p, x], [q, y]) => y.unnumbered - x.unnumbered || (names(p) < names(q) ? -1 : 1),
  );
  for (const [pair] of pairs)
    for (const journal of sides(pair)) if (!best.has(journal)) best.set(journal, pair);
  return best;
}
