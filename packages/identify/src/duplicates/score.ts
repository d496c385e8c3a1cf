import { type Agreement, compareRecords, type Surroundings } from "./agreement.ts";
import { type ComparisonRecord, sameFields } from "./comparison-record.ts";
import { isDoubtful } from "./doubt.ts";
import { startsAlike } from "./page-numbers.ts";
import type { Refusal } from "./refusal.ts";
import { ownPlace, sameNumbers, samePlace, veto } from "./veto.ts";
import {
  ABSTRACT,
  AUTHORS,
  DOI,
  DOUBT,
  type FieldAgreement,
  ISSUE,
  JOURNAL,
  PAGES,
  PMID,
  REGISTRATION,
  SAME_PUBLICATION,
  TITLE,
  VOLUME,
  YEAR,
} from "./weights.ts";

export interface Verdict {
  readonly kind: "same" | "doubt" | "refused";
  readonly score: number;
  readonly fields: readonly FieldAgreement[];
  readonly refusal: Refusal | undefined;
}

/** One title is the other up to its colon. */
const subtitleMissing = (a: ComparisonRecord, b: ComparisonRecord): boolean =>
  a.mainPrint !== b.prints[0] ? b.mainPrint === a.prints[0] : a.mainPrint !== a.prints[0];

function titleLevel(
  a: ComparisonRecord,
  b: ComparisonRecord,
  agreement: Agreement,
  recurring: ReadonlySet<number>,
): FieldAgreement {
  const { level } = agreement.title;
  if (level === "same" || level === "spelling") {
    if (a.generic && b.generic) return TITLE.generic;
    if (a.prints.some((print) => recurring.has(print))) return TITLE.recurring;
    return a.words.length <= 2 ? TITLE.short : TITLE[level];
  }
  if (level === "part" && subtitleMissing(a, b)) return TITLE.subtitle;
  if ((level === "different" || level === "loose" || level === "similar") && a.translated !== b.translated)
    return level === "similar" ? TITLE.similar : TITLE.translation;
  // Whatever the titles say, the place is one text's own.
  if ((level === "different" || level === "loose") && ownPlace(agreement)) return TITLE.translation;
  if (level === "similar" && a.generic !== b.generic) return TITLE.loose;
  return TITLE[level];
}

function pagesLevel(a: ComparisonRecord, { pages, volume }: Agreement): FieldAgreement {
  if (startsAlike(pages) && a.pages!.first === 1 && volume !== "same") return PAGES["start-at-one"];
  return PAGES[pages];
}

function yearLevel(years: number | undefined): FieldAgreement {
  if (years === undefined) return YEAR.missing;
  return years === 0 ? YEAR.same : years === 1 ? YEAR.next : years === 2 ? YEAR.near : YEAR.different;
}

/** All fields with their weights, in the order in which a citation is read; what is missing counts nothing and stays out. */
function weigh(
  a: ComparisonRecord,
  b: ComparisonRecord,
  agreement: Agreement,
  around: Surroundings,
): FieldAgreement[] {
  const all = [
    titleLevel(a, b, agreement, around.recurring),
    AUTHORS[agreement.authors],
    yearLevel(agreement.years),
    agreement.journal === "different" && samePlace(agreement)
      ? JOURNAL["other-name"]
      : JOURNAL[agreement.journal],
    VOLUME[agreement.volume],
    ISSUE[agreement.issue],
    pagesLevel(a, agreement),
    DOI[agreement.doi],
    PMID[agreement.pmid],
    REGISTRATION[agreement.registration],
    ABSTRACT[agreement.abstract],
  ];
  return all.filter(({ agreement: level }) => level !== "missing");
}

/** Rules that need the sum: what is known in too few fields goes to a person, whatever it adds up to. */
function tooLittle(a: ComparisonRecord, b: ComparisonRecord, agreement: Agreement): Refusal | undefined {
  if (a.words.length === 0 || b.words.length === 0)
    return agreement.pmid === "same" || a.words.length === b.words.length ? undefined : "untitled";
  const { level } = agreement.title;
  const { doi, pmid, registration, volume, abstract, years = 0 } = agreement;
  const known = doi === "same" || pmid === "same" || registration === "same" || sameNumbers(agreement);
  // Year after year the same authors speak on the same subject in the same journal: without a common volume, page or text, ask.
  if (years > 0 && !known && volume !== "same" && abstract !== "same") return "little-known";
  const generic =
    (a.generic && b.generic) || level === "different" || level === "loose" || level === "similar";
  // A title that proves little needs the place: volume and page.
  if (generic && !known) return "little-known";
  return undefined;
}

/**
 * Whether a record says enough that another with the same in every field is a copy of it: an identifier, a title of its own with
 * authors, a journal or an abstract, or a long title. Two empty records, or two editorials without a page, are not one.
 */
export function substantial(record: ComparisonRecord): boolean {
  const { dois, pmid, registrations, words, generic, families, journal, abstract, pages } = record;
  if (dois.length > 0 || pmid !== undefined || registrations.length > 0) return words.length > 0;
  if (words.length === 0) return false;
  if (generic) return pages !== undefined && journal !== undefined;
  return words.length >= 5 || families.length > 0 || journal !== undefined || abstract !== undefined;
}

/** The verdict on a copy: it is above everything that can be summed up. */
const COPY: Verdict = { kind: "same", score: 100, fields: [], refusal: undefined };

/**
 * Weighs two records. Undefined where they are clearly two publications and nothing relates them. The verdict does not depend on
 * which of the two comes first.
 */
export function judge(a: ComparisonRecord, b: ComparisonRecord, around: Surroundings): Verdict | undefined {
  if (sameFields(a, b) && substantial(a)) return COPY;
  const agreement = compareRecords(a, b, around);
  if (agreement === undefined) return undefined;
  const fields = weigh(a, b, agreement, around);
  let score = 0;
  for (const { weight } of fields) score += weight;
  const refusal = veto(a, b, agreement, around) ?? tooLittle(a, b, agreement);
  if (refusal !== undefined) {
    if (score >= DOUBT && isDoubtful(refusal, agreement)) return { kind: "doubt", score, fields, refusal };
    const alike = fields[0]?.field === "title" && fields[0].weight >= TITLE.similar.weight;
    return alike ? { kind: "refused", score, fields, refusal } : undefined;
  }
  if (score >= SAME_PUBLICATION) return { kind: "same", score, fields, refusal };
  return score >= DOUBT ? { kind: "doubt", score, fields, refusal } : undefined;
}

/** Whether something refuses outright that two records be in one cluster, whoever links them. */
export function refuses(a: ComparisonRecord, b: ComparisonRecord, around: Surroundings): Refusal | undefined {
  if (sameFields(a, b) && substantial(a)) return undefined;
  const agreement = compareRecords(a, b, around, true);
  return agreement === undefined ? undefined : veto(a, b, agreement, around);
}
