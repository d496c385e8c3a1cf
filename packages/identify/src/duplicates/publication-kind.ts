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
const THESIS_JOURNAL = /^dissertation(?:s)? abstracts?\b|\bdissertation abstracts international\b|^(?:master'?s? |doctoral |phd )?(?:thesis|theses|dissertation)\b/;

export function publicationKind(record: BibliographicRecord, doi: string | undefined): PublicationKind | undefined {
  const { csl } = record;
  const journal = csl["container-title"] === undefined ? "" : fold(csl["container-title"]);
  if (
    record.origin.format === "clinicaltrials-json" ||
    record.origin.format === "ictrp-xml" ||
    REGISTRY.test(journal) ||
    (journal === "" && csl.URL !== undefined && REGISTRY.test(csl.URL))
  )
    return "registry-entry";
  if ((doi !== undefined && PREPRINT_DOI.test(doi)) || PREPRINT_JOURNAL.test(journal)) return "preprint";
  if (csl.type === "thesis" || THESIS_JOURNAL.test(journal)) return "thesis";
  if (csl.type === "book" && journal === "") return "book";
  if (csl.type === "chapter") return "chapter";
  return undefined;
}

const SUPPLEMENT = /suppl|abstract|conference|meeting|congress|poster|annual/i;

/**
 * Whether a record bears the signs of a conference abstract: a meeting in the name of the journal, a supplement, pages of abstracts
 * (S34, A129, 280a), "[Abstract]".
 */
export function conferenceSigns(record: BibliographicRecord, pageLetters: string, inJournal: boolean): boolean {
  const { csl } = record;
  return (
    inJournal ||
    csl.type === "paper-conference" ||
    /^(?:s|a|p|ps|op|o|sa|suppl|\/a|\/s|ii+|[ivx]+)$/.test(pageLetters) ||
    SUPPLEMENT.test(csl.volume ?? "") ||
    SUPPLEMENT.test(csl.issue ?? "") ||
    SUPPLEMENT.test(csl.page ?? "") ||
    (csl["supplement-number"] ?? "") !== "" ||
    (record.publicationTypes ?? []).some(({ term }) => /conference|meeting abstract/i.test(term)) ||
    /\[(?:meeting |conference )?abstract\]/i.test(csl.title ?? "")
  );
}

/** Review of the Cochrane library and its version: CD001234 and "pub2". */
export function cochraneVersion(doi: string | undefined): readonly [review: string, version: string] | undefined {
  const match = doi === undefined ? null : /^10\.1002\/14651858\.((?:cd|mr|in)\d{5,6})(?:\.(pub\d+))?$/.exec(doi);
  return match === null ? undefined : [match[1]!, match[2] ?? "pub1"];
}
