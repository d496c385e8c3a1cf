import type { Draft } from "../tagged/record-draft.ts";
import { elementTable, keepElement, readChildren } from "./element-table.ts";
import { articleIds, eLocation, issued, language, pagination, toHistory, toText } from "./pubmed-article.ts";
import { addAbstract, addGrants, addKeywords, addPublicationType } from "./pubmed-indexing.ts";
import { addAuthors, addInvestigators } from "./pubmed-people.ts";
import { addReferences } from "./pubmed-relations.ts";
import { richTextOf, textOf } from "./rich-text.ts";
import { childOf, descendantOf, type XmlElement } from "./xml-element.ts";

const PUBLISHER = elementTable({
  PublisherName: toText("publisher"),
  PublisherLocation: toText("publisher-place"),
});

const isbn = (draft: Draft, element: XmlElement): void => {
  const text = textOf(element);
  if (text !== "") draft.csl.ISBN = draft.csl.ISBN === undefined ? text : `${draft.csl.ISBN}, ${text}`;
};

const BOOK = {
  Publisher: (draft: Draft, element: XmlElement) => readChildren(draft, element, PUBLISHER),
  PubDate: issued,
  BeginningDate: toHistory("beginning"),
  EndingDate: toHistory("ending"),
  AuthorList: addAuthors,
  InvestigatorList: addInvestigators,
  Volume: toText("volume"),
  VolumeTitle: toText("volume-title", richTextOf),
  Edition: toText("edition"),
  CollectionTitle: toText("collection-title", richTextOf),
  Isbn: isbn,
  ELocationID: eLocation,
  Medium: toText("medium"),
  ReportNumber: toText("number"),
};

const WHOLE_BOOK = elementTable({ ...BOOK, BookTitle: toText("title", richTextOf) });
const BOOK_OF_CHAPTER = elementTable({ ...BOOK, BookTitle: toText("container-title", richTextOf) });

/** Headings of the book's parts. */
function keepSections(draft: Draft, element: XmlElement): void {
  for (const section of element.children) {
    if (section.name !== "Section") {
      if (section.name !== "LocationLabel" && section.name !== "SectionTitle") keepElement(draft, section);
      continue;
    }
    const label = childOf(section, "LocationLabel");
    const title = childOf(section, "SectionTitle");
    const text = [label, title]
      .map((part) => (part === undefined ? "" : textOf(part)))
      .join(" ")
      .trim();
    if (text !== "")
      draft.record.other = [...(draft.record.other ?? []), { tag: "SectionTitle", value: text }];
    keepSections(draft, section);
  }
}

const documentTable = (book: ReturnType<typeof elementTable>) =>
  elementTable({
    PMID: toText("PMID"),
    ArticleIdList: articleIds,
    Book: (draft, element) => readChildren(draft, element, book),
    LocationLabel: (draft, element) => {
      if (element.attributes.includes("chapter")) toText("chapter-number")(draft, element);
      else keepElement(draft, element);
    },
    ArticleTitle: toText("title", richTextOf),
    VernacularTitle: toText("original-title", richTextOf),
    Pagination: pagination,
    Language: language,
    AuthorList: addAuthors,
    InvestigatorList: addInvestigators,
    PublicationType: addPublicationType,
    Abstract: addAbstract,
    Sections: keepSections,
    KeywordList: addKeywords,
    ContributionDate: toHistory("contribution"),
    DateRevised: toHistory("last-revised"),
    GrantList: addGrants,
    ReferenceList: addReferences,
  });

const WHOLE = documentTable(WHOLE_BOOK);
const CHAPTER = documentTable(BOOK_OF_CHAPTER);

/** A book or a chapter of NCBI's Bookshelf: a chapter has a title beside that of its book. */
export function readBookDocument(draft: Draft, document: XmlElement): void {
  const title = childOf(document, "ArticleTitle");
  const isChapter =
    title !== undefined && textOf(title) !== "" && descendantOf(document, "Book", "BookTitle") !== undefined;
  draft.csl.type = isChapter ? "chapter" : "book";
  readChildren(draft, document, isChapter ? CHAPTER : WHOLE);
}
