import type { CslDate, CslItem } from "./csl-item.ts";

/** A term of a thesaurus (MeSH, Emtree, APA ...) that an indexer gave the record. */
export interface SubjectHeading {
  readonly term: string;
  /** Identifier in the thesaurus, as `D001327`. */
  readonly ui?: string;
  readonly scheme: "MeSH" | "MeSH-supplement" | "Emtree" | "other";
  /** The heading itself is a main topic (an asterisk before it). */
  readonly major: boolean;
  readonly qualifiers: readonly { readonly term: string; readonly ui?: string; readonly major: boolean }[];
}

export interface Substance {
  readonly name: string;
  readonly ui?: string;
  /** CAS or EC number; absent where the file says 0. */
  readonly registryNumber?: string;
}

/** How another publication relates to this one, by the words of PubMed's RefType. */
export type RelationKind =
  | "comment-in"
  | "comment-on"
  | "erratum-in"
  | "erratum-for"
  | "retraction-in"
  | "retraction-of"
  | "expression-of-concern-in"
  | "expression-of-concern-for"
  | "corrected-and-republished-in"
  | "corrected-and-republished-from"
  | "retracted-and-republished-in"
  | "retracted-and-republished-from"
  | "republished-in"
  | "republished-from"
  | "update-in"
  | "update-of"
  | "original-report-in"
  | "reprint-in"
  | "reprint-of"
  | "summary-for-patients-in"
  | "dataset"
  | "associated-publication"
  | "cites"
  | "other";

export interface PublicationRelation {
  readonly kind: RelationKind;
  /** The citation as the file words it. */
  readonly citation?: string;
  readonly pmid?: string;
  readonly doi?: string;
  readonly note?: string;
}

export interface AbstractSection {
  /** As printed: `METHODS`. */
  readonly label?: string;
  /** NLM's category: `BACKGROUND`, `OBJECTIVE`, `METHODS`, `RESULTS`, `CONCLUSIONS`. */
  readonly category?: string;
  readonly text: string;
}

/** A number under which a database keeps the record. */
export interface Accession {
  readonly database?: string;
  readonly value: string;
}

/** A field that the model has no place for, as the file has it. */
export interface OtherField {
  readonly tag: string;
  readonly value: string;
}

export interface RecordOrigin {
  readonly format: RecordFormat | AnswerFormat;
  /** Name of the file, where it is known; a member of an archive as `archive.zip/member.ris`. */
  readonly file?: string;
  /** 1-based place among the records of the file. */
  readonly number: number;
  /** 1-based line, or row of a sheet, where the record begins. */
  readonly line: number;
  /** The database that the export names, as `Ovid MEDLINE(R)`. */
  readonly database?: string;
  readonly searchRun?: string;
  /** 1-based rank in the search result, where the export says it. */
  readonly rank?: number;
}

export type RecordFormat =
  | "ris"
  | "nbib"
  | "pubmed-xml"
  | "endnote-xml"
  | "refer"
  | "refworks"
  | "wos"
  | "ovid"
  | "bibtex"
  | "csl-json"
  | "csv"
  | "xlsx"
  | "clinicaltrials-json"
  | "ictrp-xml";

/** Answers of services that are read where they are asked for, never from a file. */
export type AnswerFormat = "europepmc-json" | "openalex-json" | "crossref-json" | "semantic-scholar-json";

/**
 * A record of a search result or a library: a citation in CSL-JSON terms and what reviews need beside it. Absent is absent: no list
 * is empty, no text is "".
 */
export interface BibliographicRecord {
  readonly csl: CslItem;
  /** Numbers of trial registries, as `NCT00000419` or `ISRCTN12345678`, in the registry's own spelling. */
  readonly registrations?: readonly string[];
  readonly accessions?: readonly Accession[];
  readonly headings?: readonly SubjectHeading[];
  /** Authors' and databases' key words, one an entry. `csl.keyword` stays empty. */
  readonly keywords?: readonly string[];
  readonly publicationTypes?: readonly { readonly term: string; readonly ui?: string }[];
  readonly substances?: readonly Substance[];
  /** Affiliations, each with the index of its author in `csl.author` where the file links them. */
  readonly affiliations?: readonly { readonly author?: number; readonly text: string }[];
  /** Identifiers of authors, as ORCID, with the index of the author. */
  readonly authorIds?: readonly {
    readonly author: number;
    readonly source: string;
    readonly value: string;
  }[];
  readonly relations?: readonly PublicationRelation[];
  /** The parts of a structured abstract; `csl.abstract` is their text with the labels. */
  readonly abstractSections?: readonly AbstractSection[];
  /** Abstracts in another language or for other readers. */
  readonly otherAbstracts?: readonly {
    readonly text: string;
    readonly kind?: string;
    readonly language?: string;
  }[];
  readonly copyright?: string;
  readonly grants?: readonly string[];
  /** Dates of the record's life: received, accepted, entrez, pubmed, medline, revised ... */
  readonly history?: readonly { readonly status: string; readonly date: CslDate }[];
  /** Indexing status, as `MEDLINE` or `In-Process`: until it is MEDLINE there are no headings. */
  readonly status?: string;
  /** Country of publication. */
  readonly country?: string;
  /** NLM's number of the journal. */
  readonly journalId?: string;
  readonly notes?: readonly string[];
  /** Links after the first, which is `csl.URL`. */
  readonly links?: readonly string[];
  /** Files that a reference manager kept with the record. */
  readonly attachments?: readonly string[];
  /** What the model has no place for, verbatim and in the file's order: it goes out as it came in. */
  readonly other?: readonly OtherField[];
  readonly origin: RecordOrigin;
}
