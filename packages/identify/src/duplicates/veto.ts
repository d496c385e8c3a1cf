import type { Agreement, Surroundings } from "./agreement.ts";
import type { ComparisonRecord } from "./comparison-record.ts";
import type { Refusal } from "./refusal.ts";
import { marksApart } from "./title-marks.ts";

/** A page of many columns can hold several texts; three pages in a row that two texts share from first to last cannot. */
const OWN_PAGES = 2;

/** Same journal, volume, first and last page, and three pages or more: no second text has room there. */
export function ownPages(a: ComparisonRecord, b: ComparisonRecord, agreement: Agreement): boolean {
  return (
    agreement.pages === "range" &&
    agreement.volume === "same" &&
    (agreement.journal === "same" || agreement.journal === "alias") &&
    a.pages!.last - a.pages!.first >= OWN_PAGES &&
    b.pages!.kind === "pages"
  );
}

/** Volume (where both have one) and first page agree. */
export function sameNumbers({ volume, pages }: Agreement): boolean {
  return volume !== "different" && (pages === "range" || pages === "start");
}

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
  const { title, authors, doi, pmid } = agreement;
  const exact = title.level === "same" || title.level === "spelling";
  const sameId = pmid === "same" || (doi === "same" && exact);
  return (
    kindsApart(a, b, agreement, around) ??
    textsApart(a, b, agreement) ??
    (pmid === "different" && doi !== "same" && !sameNumbers(agreement) ? "different-pmid" : undefined) ??
    (authors === "different" && pmid !== "same" ? "other-authors" : undefined) ??
    (sameId ? undefined : placesApart(a, b, agreement, exact))
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
    if (a.cochrane[1] !== b.cochrane[1]) return cochraneVersions === "merge" ? undefined : "cochrane-versions";
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
  const [mark] = marksApart(a.marks, b.marks);
  if (mark !== undefined && !(mark === "protocol" && agreement.title.level === "spelling")) return mark;
  // One copy may drop the number of the part; two numbers are two parts.
  if (a.parts.length > 0 && b.parts.length > 0 && !a.parts.some((part) => b.parts.includes(part))) return "parts";
  if (a.parts.length !== b.parts.length && !sameNumbers(agreement)) return "parts";
  if (agreement.title.numbersDiffer && !ownPages(a, b, agreement)) return "numbers-in-titles";
  return undefined;
}

function placesApart(
  a: ComparisonRecord,
  b: ComparisonRecord,
  agreement: Agreement,
  exact: boolean,
): Refusal | undefined {
  const { journal, volume, pages, abstract, doi, title } = agreement;
  const numbers = sameNumbers(agreement);
  const proven = numbers && volume === "same";
  if (a.conference !== b.conference && !proven && abstract !== "same") {
    const [paper, meeting] = a.conference ? [b, a] : [a, b];
    const whole = paper.pages !== undefined && paper.pages.last - paper.pages.first >= 2;
    if (pages !== "start" && pages !== "range" && (whole || abstract === "different" || volume === "different"))
      return "abstract-and-paper";
    if (meeting.volume !== undefined && volume === "different") return "abstract-and-paper";
  }
  if (journal === "different" && !(proven && exact)) return "other-journal";
  if (pages === "different") return "other-pages";
  if (volume === "different" && pages !== "start" && pages !== "range") return "other-volume";
  if (abstract === "different" && !numbers) return "other-text";
  // Abstracts of one group stand on one page, with titles that are much alike.
  if (!exact && title.level !== "part" && title.level !== "missing" && !ownPages(a, b, agreement) && !translation(a, b))
    if (abstract !== "same" && doi !== "same" && (a.conference || b.conference || a.pages?.first === a.pages?.last))
      return "one-page";
  return undefined;
}

const translation = (a: ComparisonRecord, b: ComparisonRecord): boolean => a.translated !== b.translated;
