import type { ColumnField } from "./column-names.ts";

/** A program or database by the columns that it writes. */
export interface Product {
  readonly name: string;
  /** Headers that it always writes and others do not write together, in the form of `headerKey`. */
  readonly signature: readonly string[];
  /** Its own meaning of headers; `other` keeps a column that would be misread. */
  readonly columns: Readonly<Record<string, ColumnField | "other">>;
}

const product = (
  name: string,
  signature: string,
  columns: Record<string, ColumnField | "other"> = {},
): Product => ({
  name,
  signature: signature.split("|"),
  columns,
});

/**
 * Products whose exports are known, more particular ones first. Their headers are those of the files that they write (2020-2026); the
 * meaning of most is in the table of general names, here is what differs.
 */
const PRODUCTS: readonly Product[] = [
  product("Coppice", "coppice|article number"),
  product("benchmark set", "record id|title|authors|journal|source", { source: "database" }),
  product("Zotero", "key|item type|abstract note|publication title", {
    key: "other",
    type: "genre",
    "library catalog": "other",
    number: "number",
    "series editor": "other",
    "publication year": "year",
    date: "date",
  }),
  product("Scopus", "authors|title|source title|eid", {
    source: "database",
    "authors with affiliations": "other",
    "page count": "number-of-pages",
  }),
  product("Web of Science", "publication type|article title|ut unique wos id", {
    "publication type": "type",
    "document type": "publication-type",
    "publication date": "other",
    "book authors": "other",
    "group authors": "other",
    addresses: "affiliations",
    affiliations: "other",
    "part number": "other",
    supplement: "other",
  }),
  product("Web of Science", "pt|au|ti|so|ut", {
    pt: "type",
    de: "keywords",
    id: "keywords",
    pd: "other",
    sc: "other",
    ca: "other",
    gp: "other",
    pn: "other",
    su: "other",
    no: "other",
    ar: "article-number",
    di: "doi",
    pm: "pmid",
    j9: "other",
    cr: "other",
    tc: "other",
  }),
  product("Embase", "title|author names|source|emtree medical index terms", { source: "citation" }),
  product("Embase", "title|author names|source title|pui", { "date of publication": "date" }),
  product("PubMed", "pmid|title|authors|citation|journal book", {
    "first author": "other",
    "create date": "other",
  }),
  product("Lens", "lens id|title|source title", { "source urls": "other", references: "other" }),
  product("OpenAlex", "id|doi|display name|publication year", {
    id: "accession:OpenAlex",
    "authorships author display name": "authors",
    "primary location source display name": "journal",
    "locations source display name": "other",
    "primary location source issn l": "issn",
    "primary location landing page url": "url",
    "biblio volume": "volume",
    "biblio issue": "issue",
    "biblio first page": "page-first",
    "biblio last page": "page-last",
    "keywords display name": "keywords",
    title: "other",
  }),
  product("OpenAlex", "id|authorships author display name|publication year", {
    id: "accession:OpenAlex",
    "authorships author display name": "authors",
    "primary location source display name": "journal",
    "locations source display name": "other",
    "primary location source issn l": "issn",
    "primary location landing page url": "url",
    "biblio volume": "volume",
    "biblio issue": "issue",
    "biblio first page": "page-first",
    "biblio last page": "page-last",
    "keywords display name": "keywords",
  }),
  product("OpenAlex", "title|author|year|citation count|source|id", {
    id: "accession:OpenAlex",
    source: "journal",
  }),
  product("PubMed", "title|description|details|shortdetails|entrezuid", {
    description: "authors",
    details: "citation",
    entrezuid: "pmid",
    type: "other",
  }),
  product("Dimensions", "publication id|doi|title|source title", {
    "publication date online": "other",
    "authors affiliations": "other",
    "author affiliations": "affiliations",
  }),
  product("ProQuest", "title|storeid|pubtitle", {
    subjects: "keywords",
    startpage: "page-first",
    entrydate: "other",
  }),
  product("EBSCO", "title|an|longdbname", {
    source: "journal",
    publicationdate: "date",
    pagestart: "page-first",
    pageend: "page-last",
    an: "accession:",
    contributors: "authors",
  }),
  product("EBSCO", "article title|author|journal title|accession number", { doctype: "publication-type" }),
  product("Cochrane CENTRAL", "title|author s|abstract|cochrane review group code", { source: "journal" }),
  product("Cochrane CENTRAL", "title|authors|source|crg code", {
    source: "journal",
    id: "accession:Cochrane",
  }),
  product("EPPI-Reviewer", "title|authors|parenttitle|itemid"),
  product("EPPI-Reviewer", "title|item id|short title|old item id", { "parent title": "journal" }),
  product("Rayyan", "key|title|authors|journal|pubmed id", { key: "other", location: "place" }),
  product("Covidence", "title|authors|covidence #", {
    ref: "other",
    study: "other",
    "published month": "month",
  }),
  product("ASReview", "type of reference|title", {
    id: "other",
    "alternate title2": "other",
    "alternate title3": "other",
    number: "issue",
  }),
  product("ASReview", "primary title|type of reference", { number: "issue", id: "other" }),
  product("ClinicalTrials.gov", "nct number|conditions|interventions", {
    status: "other",
    "study status": "other",
    "start date": "other",
    "first posted": "date",
    "study type": "other",
    locations: "other",
    rank: "rank",
    sponsor: "publisher",
    "sponsor collaborators": "publisher",
    acronym: "title-short",
  }),
  product("Publish or Perish", "authors|title|year|source|gsrank", {
    source: "journal",
    type: "other",
    age: "other",
  }),
  product("Publish or Perish", "cites|authors|title|year|source|articleurl", {
    source: "journal",
    type: "other",
  }),
  product("Google Scholar", "authors|title|publication|volume|number|pages|year|publisher", {
    number: "issue",
  }),
  product("IEEE Xplore", "document title|publication title|ieee terms", {
    "document identifier": "publication-type",
  }),
  product("Springer", "item title|publication title|item doi|content type", {
    "content type": "publication-type",
  }),
  product("EndNote", "reference type|record number|title", { number: "issue-or-number" }),
];

/** The product whose columns these are: the first of which no column is missing. */
export function productOf(keys: ReadonlySet<string>): Product | undefined {
  return PRODUCTS.find(({ signature }) => signature.every((key) => keys.has(key)));
}
