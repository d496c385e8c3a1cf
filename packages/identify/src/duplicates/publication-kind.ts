import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { fold } from "./fold.ts";

/** The kinds of publication that one piece of work appears as, and that a review keeps apart. */
export type PublicationKind = "registry-entry" | "preprint" | "thesis" | "book" | "chapter" | "report";

const REGISTRY =
  /clinicaltrials\.gov|isrctn|who\.int\/(?:trialsearch|ictrp)|trialsearch\.who|chictr\.org|anzctr|drks\.de|umin\.ac|clinicaltrialsregister\.eu|\bictrp\b|trial regist(?:er|ry)/;
/** Registrants of DOIs that only preprints have, and names of preprint servers. */
const PREPRINT_DOI =
  /^10\.(?:1101\/(?:20\d\d\.|0|1|2|3|4|5|6|7|8|9)|48550\/arxiv|21203\/rs|20944\/preprints|31234\/osf|31219\/osf|31235\/osf|31222\/osf|2139\/ssrn|26434\/chemrxiv|22541\/au|36227\/techrxiv|12688\/|7287\/peerj\.preprints|14293\/|32942\/|12074\/|55458\/|1590\/scielopreprints)/;
const PREPRINT_JOURNAL =
  /^(?:(?:bio|med|chem|psy|soc|eng|tech|eart?h|ar|ag)\W?(?:r|ar)?xiv\b|research square|ssrn\b|preprints(?:\.org)?\b|osf preprints|authorea|scielo preprints)/;
const THESIS_JOURNAL =
  /^dissertation(?:s)? abstracts?\b|\bdissertation abstracts international\b|^(?:master'?s? |doctoral |phd )?(?:thesis|theses|dissertation)\b/;

/** The kind that the name of a journal tells. */
export function kindOfJournal(name: string): PublicationKind | undefined {
  const journal = fold(name);
  if (REGISTRY.test(journal)) return "registry-entry";
  if (PREPRINT_JOURNAL.test(journal)) return "preprint";
  return THESIS_JOURNAL.test(journal) ? "thesis" : undefined;
}

/** `byJournal` is what `kindOfJournal` says of the record's journal. */
export function publicationKind(
  record: BibliographicRecord,
  doi: string | undefined,
  byJournal: PublicationKind | undefined,
): PublicationKind | undefined {
  const { csl } = record;
  const { format } = record.origin;
  if (format === "clinicaltrials-json" || format === "ictrp-xml") return "registry-entry";
  if (byJournal !== undefined) return byJournal;
  const nowhere = csl["container-title"] === undefined;
  if (nowhere && csl.URL !== undefined && REGISTRY.test(csl.URL)) return "registry-entry";
  if (doi !== undefined && PREPRINT_DOI.test(doi)) return "preprint";
  if (csl.type === "thesis") return "thesis";
  if (csl.type === "book" && nowhere) return "book";
  if (csl.type === "chapter") return "chapter";
  return undefined;
}

const SUPPLEMENT = /suppl|abstract|conference|meeting|congress|poster|annual|^\s*s\d+\s*$|\bsp\.? ?iss/i;

const ABSTRACT_PAGE = /^(?:s|a|p|ps|op|o|sa|suppl|\/a|\/s|[ivx]+)$/;

/** Most volumes, issues and pages are numbers, and need no look. */
const inSupplement = (text: string | undefined): boolean =>
  text !== undefined && text.length > 1 && SUPPLEMENT.test(text);

/**
 * Whether a record bears the signs of a conference abstract: a meeting in the name of the journal, a supplement, pages of abstracts
 * (S34, A129, 280a), "[Abstract]".
 */
export function conferenceSigns(
  record: BibliographicRecord,
  pageLetters: string,
  inJournal: boolean,
): boolean {
  const { csl } = record;
  return (
    inJournal ||
    csl.type === "paper-conference" ||
    (pageLetters !== "" && ABSTRACT_PAGE.test(pageLetters)) ||
    inSupplement(csl.volume) ||
    inSupplement(csl.issue) ||
    inSupplement(csl.page) ||
    (csl["supplement-number"] ?? "") !== "" ||
    (record.publicationTypes ?? []).some(({ term }) => /conference|meeting abstract/i.test(term)) ||
    (csl.title?.endsWith("]") === true && /\[(?:meeting |conference )?abstract\]/i.test(csl.title))
  );
}

/** Review of the Cochrane library and its version: CD001234 and "pub2". */
export function cochraneVersion(
  doi: string | undefined,
): readonly [review: string, version: string] | undefined {
  const match =
    doi === undefined ? null : /^10\.1002\/14651858\.((?:cd|mr|in)\d{5,6})(?:\.(pub\d+))?$/.exec(doi);
  return match === null ? undefined : [match[1]!, match[2] ?? "pub1"];
}
