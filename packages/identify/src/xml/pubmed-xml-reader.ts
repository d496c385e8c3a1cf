import type { Anomaly } from "../read/anomaly.ts";
import type { RecordSink, TextReader, TextReaderOptions } from "../read/text-reader.ts";
import { elementTable, readChildren } from "./element-table.ts";
import { readCitation, readPubmedData } from "./pubmed-article.ts";
import { readBookDocument } from "./pubmed-book.ts";
import { textOf } from "./rich-text.ts";
import type { XmlElement } from "./xml-element.ts";
import { createXmlRecords } from "./xml-records.ts";

export interface PubmedXmlReaderOptions extends TextReaderOptions {
  /**
   * Whether to take the list of cited works (ReferenceList) as relations of kind "cites". They are often more than all the rest of the
   * record. Default: false, which leaves them out; nothing else is left out.
   */
  readonly references?: boolean;
}

const PARTS = elementTable({
  MedlineCitation: readCitation,
  PubmedData: readPubmedData,
  BookDocument: readBookDocument,
  PubmedBookData: readPubmedData,
});

const RECORDS = new Set([
  "PubmedArticle",
  "PubmedBookArticle",
  "MedlineCitation",
  "BookDocument",
  "DeleteCitation",
  "DeleteDocument",
]);

const WITHIN = new Map([
  ["MedlineCitation", "PubmedArticle"],
  ["BookDocument", "PubmedBookArticle"],
]);

const FRAMES = new Set([
  "PubmedArticleSet",
  "PubmedBookArticleSet",
  "MedlineCitationSet",
  "BookDocumentSet",
  "MedlineCitationList",
]);

/** Elements of the text (i, sub, mml:math) have small letters, those of the citation capitals. */
const isInline = (name: string): boolean => name.charCodeAt(0) > 96 || name === "DispFormula";

const REFERENCES = new Set(["ReferenceList"]);

/** The numbers of records that NLM took out of PubMed, one a line in `raw`: whoever keeps the file's records has to let go of them. */
function deletion(element: XmlElement): Anomaly {
  const pmids = element.children.map(textOf).filter((pmid) => pmid !== "");
  const named =
    pmids.length > 10 ? `${pmids.slice(0, 10).join(", ")} and ${pmids.length - 10} more` : pmids.join(", ");
  return {
    code: "deleted-citation",
    message: `NLM deleted PMID ${named}; the file holds no record of ${pmids.length === 1 ? "it" : "them"}.`,
    line: element.line,
    raw: pmids.join("\n"),
  };
}

/**
 * Reads XML of PubMed: efetch results and the baseline and update files (PubmedArticleSet), books (PubmedBookArticle), and the files
 * before 2017 (MedlineCitationSet). DTD of 2025, with what former ones had. What the model has no place for stays in `other`; cited works
 * come only where `references` asks for them. A citation that stands in the file more than once comes as often as it stands there.
 */
export function pubmedXmlReader(sink: RecordSink, options: PubmedXmlReaderOptions): TextReader {
  const format = { isInline, records: RECORDS, within: WITHIN, frames: FRAMES };
  const leftOut = new Set([...(options.references === true ? [] : REFERENCES), ...(options.leaveOut ?? [])]);
  return createXmlRecords(sink, options, {
    format: "pubmed-xml",
    type: "article-journal",
    xml: { ...format, leftOut },
    read(draft, element) {
      if (element.name === "MedlineCitation") readCitation(draft, element);
      else if (element.name === "BookDocument") readBookDocument(draft, element);
      else readChildren(draft, element, PARTS);
    },
    event: (element) => (element.name.startsWith("Delete") ? deletion(element) : null),
  });
}
