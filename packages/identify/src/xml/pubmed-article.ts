import type { CslTextField } from "../record/csl-item.ts";
import { doiFrom, pmcidFrom } from "../record/identifiers.ts";
import { pagesBetween, pagesFrom } from "../record/page-range.ts";
import { append, type Draft, keep } from "../tagged/record-draft.ts";
import { type ElementHandler, elementTable, keepEach, keepElement, readChildren } from "./element-table.ts";
import { dateOf } from "./pubmed-dates.ts";
import {
  addAbstract,
  addChemicals,
  addDataBanks,
  addGrants,
  addKeywords,
  addMeshHeadings,
  addOtherAbstract,
  addPublicationType,
  addSupplementaryMesh,
} from "./pubmed-indexing.ts";
import { addAuthors, addInvestigators, keepPersonSubjects } from "./pubmed-people.ts";
import { addReferences, addRelations } from "./pubmed-relations.ts";
import { richTextOf, textOf } from "./rich-text.ts";
import { attributeOf, childOf, type XmlElement } from "./xml-element.ts";

/** Sets a field of CSL; a second value is kept beside. */
export const toText =
  (field: CslTextField, read: (element: XmlElement) => string = textOf): ElementHandler =>
  (draft, element) => {
    const text = read(element);
    if (text === "") return;
    const before = draft.csl[field];
    if (before === undefined) draft.csl[field] = text;
    else if (before !== text) keepElement(draft, element);
  };

function keepText(draft: Draft, element: XmlElement): void {
  const text = textOf(element);
  if (text !== "") keep(draft, element.name, text);
}

const keepAttribute = (draft: Draft, element: XmlElement, name: string): void => {
  const value = attributeOf(element, name);
  if (value !== undefined) keep(draft, `${element.name}@${name}`, value);
};

export const toHistory =
  (status: string): ElementHandler =>
  (draft, element) => {
    const date = dateOf(element, draft);
    if (date !== undefined) append(draft, "history", { status, date });
  };

export const issued: ElementHandler = (draft, element) => {
  const date = dateOf(element, draft);
  if (date === undefined) return;
  if (draft.csl.issued === undefined) draft.csl.issued = date;
  else append(draft, "history", { status: element.name, date });
};

/** Date of the electronic version: what CSL calls available. */
const articleDate: ElementHandler = (draft, element) => {
  const date = dateOf(element, draft);
  if (date === undefined) return;
  if (draft.csl["available-date"] === undefined) draft.csl["available-date"] = date;
  else append(draft, "history", { status: attributeOf(element, "DateType") ?? "ArticleDate", date });
};

export const pagination: ElementHandler = (draft, element) => {
  const part = (name: string): string | undefined => {
    const child = childOf(element, name);
    return child === undefined ? undefined : textOf(child);
  };
  const written = part("MedlinePgn") || undefined;
  const page = written === undefined ? pagesBetween(part("StartPage"), part("EndPage")) : pagesFrom(written);
  if (page !== undefined) draft.csl.page ??= page;
  else if (written !== undefined) keep(draft, "MedlinePgn", written);
};

/** A number of the article: its DOI, or the publisher's item identifier, which takes the place of pages. */
export const eLocation: ElementHandler = (draft, element) => {
  const text = textOf(element);
  const type = attributeOf(element, "EIdType");
  if (text === "") return;
  if (attributeOf(element, "ValidYN") === "N")
    keep(draft, `ELocationID@ValidYN=N ${type ?? ""}`.trim(), text);
  else if (type === "doi") setDoi(draft, text, element.line, false);
  else if (type === "pii" && draft.csl.page === undefined && draft.csl.number === undefined)
    draft.csl.number = text;
  else addAccession(draft, type, text);
};

function addAccession(draft: Draft, database: string | undefined, value: string): void {
  const known = draft.record.accessions?.some((a) => a.value === value && a.database === database);
  if (known !== true) append(draft, "accessions", database === undefined ? { value } : { database, value });
}

/** Where the record's list of numbers and the location differ, the list is right; the other stays as a link. */
function setDoi(draft: Draft, text: string, line: number, fromList: boolean): void {
  const doi = doiFrom(text);
  const before = draft.csl.DOI;
  if (doi === undefined) {
    keep(draft, "doi", text);
    draft.report("bad-doi", `"${text}" is no DOI; it was kept as it stands.`, line, text);
  } else if (before === undefined) draft.csl.DOI = doi;
  else if (before.toLowerCase() !== doi.toLowerCase()) {
    const [taken, other] = fromList ? [doi, before] : [before, doi];
    draft.csl.DOI = taken;
    append(draft, "links", `https://doi.org/${other}`);
    draft.report(
      "several-dois",
      `The record has more than one DOI: ${taken} was taken, ${other} kept as a link.`,
      line,
      text,
    );
  }
}

/** The article's own numbers. A reference has such a list too, which must not be taken for it. */
export const articleIds: ElementHandler = (draft, list) => {
  let anyDoi = false;
  for (const id of list.children) {
    const type = attributeOf(id, "IdType");
    const value = textOf(id);
    if (value === "") continue;
    if (type === "doi") {
      setDoi(draft, value, id.line, !anyDoi);
      anyDoi = true;
    } else if (type === "pubmed" && (draft.csl.PMID ?? value) === value) draft.csl.PMID = value;
    else if ((type === "pmc" || type === "pmcid") && draft.csl.PMCID === undefined)
      draft.csl.PMCID = pmcidFrom(value) ?? value;
    else addAccession(draft, type, value);
  }
};

/** Older files give the number of PubMed Central here. */
const otherId: ElementHandler = (draft, element) => {
  const text = textOf(element);
  const pmcid = pmcidFrom(text);
  if (pmcid !== undefined && draft.csl.PMCID === undefined && text === pmcid) draft.csl.PMCID = pmcid;
  else if (text !== "") addAccession(draft, attributeOf(element, "Source"), text);
};

const NOT_TRANSLATED = /^\[?not available\]?\.?$/i;

const articleTitle: ElementHandler = (draft, element) => {
  const text = richTextOf(element);
  if (NOT_TRANSLATED.test(text)) keep(draft, element.name, text);
  else if (text !== "") draft.csl.title = text;
};

const JOURNAL_ISSUE = elementTable({
  Volume: toText("volume"),
  Issue: toText("issue"),
  PubDate: issued,
});

const JOURNAL = elementTable({
  ISSN: (draft, element) => {
    toText("ISSN")(draft, element);
    keepAttribute(draft, element, "IssnType");
  },
  JournalIssue: (draft, element) => {
    readChildren(draft, element, JOURNAL_ISSUE);
    keepAttribute(draft, element, "CitedMedium");
  },
  Title: toText("container-title"),
  ISOAbbreviation: toText("container-title-short"),
});

export const language: ElementHandler = (draft, element) => {
  const text = textOf(element);
  const before = draft.csl.language;
  if (text !== "") draft.csl.language = before === undefined ? text : `${before}, ${text}`;
};

const ARTICLE = elementTable({
  Journal: (draft, element) => readChildren(draft, element, JOURNAL),
  ArticleTitle: articleTitle,
  VernacularTitle: toText("original-title", richTextOf),
  Pagination: pagination,
  ELocationID: eLocation,
  Abstract: addAbstract,
  Affiliation: (draft, element) => {
    const text = textOf(element);
    if (text !== "") append(draft, "affiliations", { text });
  },
  AuthorList: addAuthors,
  Language: language,
  DataBankList: addDataBanks,
  GrantList: addGrants,
  PublicationTypeList: (draft, list) => {
    for (const type of list.children) addPublicationType(draft, type);
  },
  ArticleDate: articleDate,
});

const JOURNAL_INFO = elementTable({
  Country: (draft, element) => {
    const text = textOf(element);
    if (text !== "") draft.record.country = text;
  },
  MedlineTA: toText("container-title-short"),
  NlmUniqueID: (draft, element) => {
    const text = textOf(element);
    if (text !== "") draft.record.journalId = text;
  },
  ISSNLinking: toText("ISSN"),
});

const CITATION = elementTable({
  PMID: (draft, element) => {
    toText("PMID")(draft, element);
    const version = attributeOf(element, "Version");
    if (version !== undefined && version !== "1") keep(draft, "PMID@Version", version);
  },
  DateCreated: toHistory("entered"),
  DateCompleted: toHistory("completed"),
  DateRevised: toHistory("last-revised"),
  Article: (draft, element) => {
    readChildren(draft, element, ARTICLE);
    keepAttribute(draft, element, "PubModel");
  },
  MedlineJournalInfo: (draft, element) => readChildren(draft, element, JOURNAL_INFO),
  ChemicalList: addChemicals,
  SupplMeshList: addSupplementaryMesh,
  CommentsCorrectionsList: addRelations,
  GeneSymbolList: keepEach,
  MeshHeadingList: addMeshHeadings,
  PersonalNameSubjectList: keepPersonSubjects,
  OtherID: otherId,
  OtherAbstract: addOtherAbstract,
  KeywordList: addKeywords,
  InvestigatorList: addInvestigators,
  CoiStatement: (draft, element) => keepText(draft, element),
  GeneralNote: (draft, element) => {
    const text = textOf(element);
    if (text !== "") append(draft, "notes", text);
  },
});

const HISTORY = elementTable({
  PubMedPubDate: (draft, element) =>
    toHistory(attributeOf(element, "PubStatus") ?? element.name)(draft, element),
});

const PUBMED_DATA = elementTable({
  History: (draft, element) => readChildren(draft, element, HISTORY),
  PublicationStatus: toText("status"),
  ArticleIdList: articleIds,
  ReferenceList: addReferences,
});

const ATTRIBUTES = ["Owner", "IndexingMethod", "VersionID", "VersionDate"];

/** A citation of MEDLINE, with or without what PubMed adds to it. */
export function readCitation(draft: Draft, element: XmlElement): void {
  readChildren(draft, element, CITATION);
  const status = attributeOf(element, "Status");
  if (status !== undefined) draft.record.status = status;
  for (const name of ATTRIBUTES) keepAttribute(draft, element, name);
  const { csl } = draft;
  // Without a translated title the title is the original one.
  if (csl.title === undefined && csl["original-title"] !== undefined) {
    csl.title = csl["original-title"];
    delete csl["original-title"];
  }
  for (const { term, ui } of draft.record.publicationTypes ?? []) {
    if (ui === "D000076942" || term === "Preprint") {
      csl.type = "article";
      csl.genre = "preprint";
    } else if (ui === "D018431" || term === "Newspaper Article") csl.type = "article-newspaper";
    else if (ui === "D064886" || term === "Dataset") csl.type = "dataset";
  }
}

export function readPubmedData(draft: Draft, element: XmlElement): void {
  readChildren(draft, element, PUBMED_DATA);
}
