import type { Agreement, Surroundings } from "./agreement.ts";
import type { ComparisonRecord } from "./comparison-record.ts";
import { startsAlike } from "./page-numbers.ts";
import type { Refusal } from "./refusal.ts";
import { marksApart } from "./title-marks.ts";

const exactTitle = ({ title }: Agreement): boolean => title.level === "same" || title.level === "spelling";

/** Volume (where both have one) and first page agree. */
export const sameNumbers = ({ volume, pages }: Agreement): boolean =>
  volume !== "different" && startsAlike(pages);

/** Volume and first page agree, or, where a volume is missing or mistyped, the first and last of three pages or more. */
export const samePlace = (agreement: Agreement): boolean =>
  agreement.pages === "whole" || (agreement.volume === "same" && startsAlike(agreement.pages));

/** Same journal, volume, no other issue, first and last of three pages or more: no second text has room there. */
export const ownPlace = ({ pages, volume, issue, journal }: Agreement): boolean =>
  pages === "whole" &&
  volume === "same" &&
  issue !== "different" &&
  (journal === "same" || journal === "alias");

/**
 * What speaks against one publication so clearly that no agreement of other fields outweighs it. Undefined where nothing does. A
 * rule stands here when a librarian would say it aloud: an erratum is not its article, a reply is not what it answers, part II is not
 * part I, a letter by others under the same heading is another letter, an abstract in a supplement is not the paper.
 */
export function veto(
  a: ComparisonRecord,
  b: ComparisonRecord,
  agreement: Agreement,
  around: Surroundings,
): Refusal | undefined {
  const { doi, pmid, abstract } = agreement;
  // An editorial has no title to prove that the DOI is its own and not the issue's.
  const ownDoi = doi === "same" && exactTitle(agreement) && !(a.generic && agreement.pages === "different");
  const sameId = pmid === "same" || ownDoi;
  return (
    kindsApart(a, b, agreement, around) ??
    textsApart(a, b, agreement) ??
    (pmid === "different" && doi !== "same" && !sameNumbers(agreement) ? "different-pmid" : undefined) ??
    (doi === "different" && pmid !== "same" && abstract !== "same" && !sameNumbers(agreement)
      ? "different-doi"
      : undefined) ??
    (authorsApart(agreement) ? "other-authors" : undefined) ??
    (sameId ? undefined : placesApart(a, b, agreement))
  );
}

function kindsApart(
  a: ComparisonRecord,
  b: ComparisonRecord,
  { registration, pmid }: Agreement,
  { preprints, cochraneVersions }: Surroundings,
): Refusal | undefined {
  if (a.kind === "registry-entry" && b.kind === "registry-entry")
    return registration === "different" ? "registry-entries" : undefined;
  if (a.cochrane !== undefined && b.cochrane !== undefined) {
    if (a.cochrane[0] !== b.cochrane[0]) return "other-text";
    if (a.cochrane[1] !== b.cochrane[1])
      return cochraneVersions === "merge" ? undefined : "cochrane-versions";
  }
  if (a.kind === b.kind || pmid === "same") return undefined;
  const kinds = [a.kind, b.kind];
  if (kinds.includes("registry-entry")) return "registry-entry-and-report";
  if (kinds.includes("preprint")) return preprints === "merge" ? undefined : "preprint-and-article";
  if (kinds.includes("thesis")) return "thesis-and-article";
  if (kinds.includes("book") && kinds.includes("chapter")) return "book-and-chapter";
  return undefined;
}

function textsApart(a: ComparisonRecord, b: ComparisonRecord, agreement: Agreement): Refusal | undefined {
  if (agreement.pmid === "same") return undefined;
  for (const mark of marksApart(a.marks, b.marks)) {
    // A notice stands on its own page, never on the article's: with one place it is one text, which one database marks.
    const notice = mark === "erratum" || mark === "retraction" || mark === "concern" || mark === "protocol";
    if (!notice || !sameNumbers(agreement) || agreement.volume !== "same") return mark;
  }
  // One copy may drop the number of the part; two numbers are two parts.
  if (a.parts.length > 0 && b.parts.length > 0 && !a.parts.some((part) => b.parts.includes(part)))
    return "parts";
  if (a.parts.length !== b.parts.length && !sameNumbers(agreement)) return "parts";
  if (agreement.title.numbersDiffer && !ownPlace(agreement)) return "numbers-in-titles";
  return undefined;
}

/**
 * Other authors make another text: letters under one heading share title, journal and page. Not so where the text itself is proven to
 * be one, and an export turned given and family names.
 */
function authorsApart(agreement: Agreement): boolean {
  if (agreement.authors !== "different" || agreement.pmid === "same") return false;
  const proof = agreement.doi === "same" || agreement.abstract === "same";
  return !(proof && exactTitle(agreement) && samePlace(agreement));
}

function placesApart(a: ComparisonRecord, b: ComparisonRecord, agreement: Agreement): Refusal | undefined {
  const { journal, volume, pages, abstract, years } = agreement;
  const exact = exactTitle(agreement);
  if (
    a.conference !== b.conference &&
    !samePlace(agreement) &&
    abstract !== "same" &&
    paperAndAbstract(a, b, agreement)
  )
    return "abstract-and-paper";
  if (journal === "different" && !(samePlace(agreement) && (exact || pages === "whole")))
    return "other-journal";
  if (pages === "different") return "other-pages";
  // The same words in the same journal and year are one text, and a volume is mistyped.
  if (volume === "different" && !startsAlike(pages) && !(exact && abstract === "same" && years === 0))
    return "other-volume";
  if (abstract === "different" && !sameNumbers(agreement)) return "other-text";
  return onePage(a, b, agreement) ? "one-page" : undefined;
}

function paperAndAbstract(
  a: ComparisonRecord,
  b: ComparisonRecord,
  { pages, volume, abstract, journal }: Agreement,
): boolean {
  const paper = a.conference ? b : a;
  // A paper of which neither volume nor pages are known may be long; an item of one page or two may be the abstract, in a database
  // that says less. Two names of one venue need not both speak of a conference.
  const unknown = paper.pages === undefined && volume === "missing" && journal !== "alias";
  const long = paper.pages !== undefined && paper.pages.last - paper.pages.first >= 2;
  return volume === "different" || (!startsAlike(pages) && (long || unknown || abstract === "different"));
}

/** Abstracts of one group stand on one page, with titles that are much alike; a text of three pages has them to itself. */
function onePage(a: ComparisonRecord, b: ComparisonRecord, agreement: Agreement): boolean {
  const { title, abstract, doi, pages } = agreement;
  if (exactTitle(agreement) || title.level === "part" || title.level === "missing") return false;
  if (a.translated !== b.translated || abstract === "same" || doi === "same" || pages === "whole")
    return false;
  const long = (record: ComparisonRecord) =>
    record.pages !== undefined && record.pages.last - record.pages.first >= 2;
  return !(long(a) && long(b) && startsAlike(pages));
}
