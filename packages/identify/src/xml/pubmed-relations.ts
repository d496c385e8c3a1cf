import type { PublicationRelation, RelationKind } from "../record/bibliographic-record.ts";
import { doiFrom } from "../record/identifiers.ts";
import { append, type Draft, keep } from "../tagged/record-draft.ts";
import { textOf } from "./rich-text.ts";
import { attributeOf, innerXml, type XmlElement } from "./xml-element.ts";

/** PubMed's RefType; the spelling of two of them changed over the years. */
const KINDS = new Map<string, RelationKind>([
  ["AssociatedDataset", "dataset"],
  ["AssociatedPublication", "associated-publication"],
  ["Cites", "cites"],
  ["CommentIn", "comment-in"],
  ["CommentOn", "comment-on"],
  ["CorrectedandRepublishedFrom", "corrected-and-republished-from"],
  ["CorrectedandRepublishedIn", "corrected-and-republished-in"],
  ["CorrectedAndRepublishedFrom", "corrected-and-republished-from"],
  ["CorrectedAndRepublishedIn", "corrected-and-republished-in"],
  ["ErratumFor", "erratum-for"],
  ["ErratumIn", "erratum-in"],
  ["ExpressionOfConcernFor", "expression-of-concern-for"],
  ["ExpressionOfConcernIn", "expression-of-concern-in"],
  ["OriginalReportIn", "original-report-in"],
  ["ReprintIn", "reprint-in"],
  ["ReprintOf", "reprint-of"],
  ["RepublishedFrom", "republished-from"],
  ["RepublishedIn", "republished-in"],
  ["RetractedandRepublishedFrom", "retracted-and-republished-from"],
  ["RetractedandRepublishedIn", "retracted-and-republished-in"],
  ["RetractionIn", "retraction-in"],
  ["RetractionOf", "retraction-of"],
  ["SummaryForPatientsIn", "summary-for-patients-in"],
  ["UpdateIn", "update-in"],
  ["UpdateOf", "update-of"],
]);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function addRelations(draft: Draft, list: XmlElement): void {
  for (const entry of list.children) {
    const type = attributeOf(entry, "RefType") ?? "";
    const kind = KINDS.get(type) ?? "other";
    const relation: Writable<PublicationRelation> = { kind };
    for (const part of entry.children) {
      const text = textOf(part);
      if (text === "") continue;
      if (part.name === "RefSource") {
        relation.citation = text;
        const doi = text.includes("10.") ? doiFrom(text) : undefined;
        if (doi !== undefined) relation.doi = doi;
      } else if (part.name === "PMID") relation.pmid = text;
      else if (part.name === "Note") relation.note = text;
      else keep(draft, `CommentsCorrections/${part.name}`, innerXml(part));
    }
    append(draft, "relations", relation);
    if (kind === "other" && type !== "") keep(draft, "CommentsCorrections@RefType", type);
  }
}

/** The works that the article cites; lists may stand in lists, and have titles. */
export function addReferences(draft: Draft, list: XmlElement): void {
  for (const entry of list.children)
    if (entry.name === "ReferenceList") addReferences(draft, entry);
    else if (entry.name === "Reference") addReference(draft, entry);
    else if (entry.name !== "Title" || textOf(entry) !== "References")
      keep(draft, `ReferenceList/${entry.name}`, innerXml(entry));
}

function addReference(draft: Draft, reference: XmlElement): void {
  const relation: Writable<PublicationRelation> = { kind: "cites" };
  for (const part of reference.children)
    if (part.name === "Citation") {
      const text = textOf(part);
      if (text !== "") relation.citation = text;
    } else if (part.name === "ArticleIdList")
      for (const id of part.children) {
        const type = attributeOf(id, "IdType");
        if (type === "pubmed") relation.pmid = textOf(id);
        else if (type === "doi") relation.doi = textOf(id);
        else relation.note = relation.note === undefined ? textOf(id) : `${relation.note}, ${textOf(id)}`;
      }
  append(draft, "relations", relation);
}
