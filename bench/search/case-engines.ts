import type { Concept, EngineId, HeadingConcept, Syntax } from "@coppice/identify";

/** Engines by the names that the cases have for them. */
export const caseEngines: Readonly<Record<string, EngineId>> = {
  "PubMed abbreviation": "pubmed",
  "PubMed full": "pubmed-full",
  "Ovid MEDLINE": "ovid-medline",
  "Cochrane Library": "cochrane",
  "Embase (Elsevier)": "embase",
  "CINAHL (Ebsco)": "cinahl",
  "PsycInfo (Ovid)": "ovid-psycinfo",
  "PsycInfo (Ebsco)": "psycinfo-ebsco",
  "Web of Science": "wos-basic",
  "WoS Advanced": "wos",
  "Scopus (basic search)": "scopus-basic",
  "Scopus (advanced search)": "scopus",
  Lilacs: "lilacs",
  "International HTA Database": "hta",
  "ProQuest Health and Medical": "proquest",
  SPORTDiscus: "sportdiscus",
  "Business Source Ultimate": "business-source",
  ebsco: "cinahl",
  wos: "wos",
};

export const caseSyntaxes: Readonly<Record<string, Syntax>> = {
  pubmed: "pubmed",
  ovid: "ovid",
  plain: "plain",
  wos: "wos",
  ebsco: "ebsco",
};

/** The rows of the table of fields, by their descriptions. */
export const caseConcepts: Readonly<Record<string, Concept>> = {
  Abstract: "abstract",
  Affiliation: "affiliation",
  "All fields": "all",
  "Article identifier": "article-id",
  Author: "author",
  "Author IDs, such as ORCiD": "author-id",
  "Book citation field": "book",
  "Conflict of interest": "conflict-of-interest",
  "Corporate author": "corporate-author",
  "DOI or publisher ID for online articles": "doi",
  "ER/RN numbers": "registry-number",
  "Editors for book or chapter citation": "editor",
  "First personal author name in a citation": "first-author",
  "Full authors name": "full-author",
  "Full investigators name": "full-investigator",
  "Grant and financial support numbers": "grant",
  "ISBN for book or chapter": "isbn",
  "Includes all words and numbers in the title, abstract, other abstract, MeSH Tests, MeSH Subheadings, Publication Types, Substance Names, Personal Name as Subject, Corporate Author, Secondary Source, Comment/Correction Notes, and Other Tests (see Other Test [OT] above) typically non-MeSH subject Tests (keywords)":
    "any-text-word",
  "Includes chemical, protocol, disease or organism Tests": "substance",
  "Journal issue numbers": "issue",
  "Journal title, abbreviation or ISSN": "journal",
  "Journals country of publication": "place",
  "Keyword Field (.kf.)": "author-keyword",
  "Keyword Field Phrase (.kw.)": "keyword-phrase",
  Language: "language",
  "Last author's name in citation": "last-author",
  "NLM ID for journal": "journal-id",
  "Names of principal investigator(s) or collaborators": "investigator",
  "PubMed indentifier": "record-id",
  "Publisher name, for NCBI BookShelf citations": "publisher",
  "Retrieves results where the name is the subject, rather than author": "personal-name-subject",
  "Secondary source databanks and accession numbers, e.g., GenBank, GEO, PubChem, ClinicalTrials.gov, ISRCTN":
    "secondary-source",
  "Substances known to have a pharmacological action": "pharmacological-action",
  "Text word": "text-word",
  "The Journal Subset (SB) field identifies the subset for MEDLINE records from certain journal lists or records on specialized topics":
    "subset",
  "The first number the article appears on": "page",
  "Title search": "title",
  "Title, abstract, keyword (.ti,ab,kf.)": "title+abstract+author-keyword",
  "Title, abstract, keyword phrase (.ti,ab,kw.)": "title+abstract+keyword-phrase",
  "Title/abstract search": "tiab",
  "Type of material the article represents, e.g. clinical trial": "publication-type",
  "Volume number of published article": "volume",
  "Words and numbers of original, non-English title": "original-title",
};

export const caseHeadings: Readonly<Record<string, HeadingConcept>> = {
  "MeSH Major Topic search (Not exploded)": "major-alone",
  "MeSH Major Topic search (exploded)": "major-exploded",
  "MeSH subheading search": "subheading",
  "Mesh search (Not exploded)": "alone",
  "Mesh search (exploded)": "exploded",
};
