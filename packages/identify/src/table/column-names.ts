/** What a column of a table holds; `accession:NAME` is the number of a record in a database. */
export type ColumnField =
  | "abstract"
  | "access-date"
  | "affiliations"
  | "article-number"
  | "attachments"
  | "authors"
  | "authors-full"
  | "book-title"
  | "call-number"
  | "carried"
  | "citation"
  | "citation-key"
  | "collection-number"
  | "conference"
  | "conference-date"
  | "conference-place"
  | "copyright"
  | "country"
  | "database"
  | "date"
  | "day"
  | "doi"
  | "edition"
  | "editors"
  | "emtree"
  | "emtree-major"
  | "extra"
  | "genre"
  | "grants"
  | "isbn"
  | "issn"
  | "issue"
  | "issue-or-number"
  | "journal"
  | "journal-short"
  | "keywords"
  | "language"
  | "links"
  | "mesh"
  | "month"
  | "notes"
  | "number"
  | "number-of-pages"
  | "number-of-volumes"
  | "original-title"
  | "page-first"
  | "page-last"
  | "pages"
  | "place"
  | "pmcid"
  | "pmid"
  | "publication-type"
  | "publisher"
  | "rank"
  | "registrations"
  | "series"
  | "status"
  | "title"
  | "title-short"
  | "translators"
  | "type"
  | "url"
  | "version"
  | "volume"
  | "year"
  | `accession:${string}`;

/** The form in which headers are compared: small letters, blanks for all signs. */
export const headerKey = (header: string): string =>
  header
    // No header is as long: what is longer is a cell, perhaps of millions of characters.
    .slice(0, 1000)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, " ")
    .trim();

/** Names that mean the same in whatever product; those of one product alone are in `products.ts`. */
const GENERAL: readonly (readonly [ColumnField, string])[] = [
  [
    "title",
    "title|article title|primary title|study title|document title|item title|publication title article|record title|titles|titel|titre|title of article|display name|ti|t1|título|titulo|titolo|titre de l article|public title|scientific title|brief title",
  ],
  [
    "authors",
    "authors|author|author s|authors list|author names|creator|creators|contributors|first authors|au|auteurs|autoren|author list|all authors|autor|autores|auteur|verfasser|autori",
  ],
  ["authors-full", "author full names|authors full names|full author names|af"],
  [
    "year",
    "year|publication year|pubyear|published year|pub year|year of publication|py|jahr|date year|année|annee|año|ano|anno|erscheinungsjahr",
  ],
  [
    "date",
    "date|publication date|date published|pubdate|published|date of publication|cover date|coverdate|issued|publication date print",
  ],
  ["month", "month|published month|publication month"],
  ["day", "day"],
  [
    "journal",
    "journal|journal title|source title|journal name|publication title|publication|periodical|journal book|container title|secondary title|journal full title|parenttitle|parent title|pubtitle|full journal|venue|so|t2|jo|jf|zeitschrift|revue|revista|rivista",
  ],
  [
    "journal-short",
    "journal abbreviation|journal iso abbreviation|abbreviated source title|journal abbr|abbreviated journal|alternate journal|journal short|ji|ja|alternate title1|iso abbreviation",
  ],
  ["volume", "volume|vol|journal volume|vl|volume number|band|volumen|jahrgang"],
  ["issue", "issue|issue number|journal issue|number issue|issue no|is|no|heft|numéro|número"],
  ["issue-or-number", "number"],
  [
    "pages",
    "pages|page|pagination|page range|page numbers|page s|pg|article pages|seiten|páginas|paginas|pagine",
  ],
  ["page-first", "start page|page start|first page|startpage|pagestart|beginning page|sp|bp|initial page"],
  ["page-last", "end page|page end|last page|endpage|pageend|ending page|ep"],
  [
    "article-number",
    "article number|art no|article no|articleno|eid number|elocation id|article id|elocator|e locator",
  ],
  ["doi", "doi|digital object identifier|digitalobjectidentifier|article doi|item doi|do|doi number"],
  ["pmid", "pmid|pubmed id|medline pmid|pubmedid|pubmed pmid|medline id|ids pmid"],
  ["pmcid", "pmcid|pmc id|pmc|pubmed central id|ids pmcid"],
  [
    "url",
    "url|link|urls|web address|article url|articleurl|study url|document url|documenturl|permalink|plink|ur|landing page url|record url|full text url|fulltexturl",
  ],
  [
    "links",
    "pdf link|link attachments|external url|source urls|pdf url|open url link|full text link|embase link|relatedurl|source linkout|dimensions url|citationurl",
  ],
  [
    "abstract",
    "abstract|abstract note|notes abstract|summary|ab|abstracts|brief summary|abstract text|zusammenfassung|resume|résumé|resumen|resumo|riassunto",
  ],
  [
    "keywords",
    "keywords|author keywords|index keywords|keywords plus|manual tags|automatic tags|subjects|subject terms|tags|keyword|kw|identifier keywords|identifierkeywords|subjectterms|ieee terms|fields of study|de|id keywords|descriptors|controlled terms|conditions|schlagwörter|schlagworte|stichwörter|mots clés|palabras clave",
  ],
  ["mesh", "mesh|mesh terms|mesh headings|mesh subject headings|mesh term"],
  ["emtree", "emtree drug index terms|emtree medical index terms|emtree terms"],
  ["emtree-major", "emtree drug index terms major focus|emtree medical index terms major focus"],
  [
    "publication-type",
    "publication type|publication types|document type|documenttype|pubtypes|pub type|doctype|doctypes|article type|articletype|pt|dt|publicationtype|content type",
  ],
  ["type", "item type|reference type|type of reference|ref type|itemtype|entry type|type|ty"],
  ["genre", "type of work|thesis type"],
  ["language", "language|languages|language of original document|article language|la|lang|sprache"],
  ["publisher", "publisher|publisher name|institution|pb|pu|verlag|éditeur|editorial house"],
  [
    "place",
    "place|place published|place of publication|placeofpublication|publisher city|city|location|publisher location|pi",
  ],
  ["country", "country|source country|country of publication|journal country"],
  [
    "issn",
    "issn|eissn|issns|e issn|print issn|online issn|issn isbn|standard number|sn|ei|issn print|issn electronic|issn linking",
  ],
  ["isbn", "isbn|isbns|eisbn|bn"],
  ["edition", "edition"],
  ["series", "series|series title|book series title|se"],
  ["collection-number", "series number|code number"],
  ["book-title", "book title|anthology title|booktitle|proceedings title|conference proceedings"],
  ["editors", "editors|editor|secondary authors|book editors|be|series editor"],
  ["translators", "translator|translators|subsidiary author|subsidiary authors"],
  [
    "affiliations",
    "affiliations|affiliation|author address|author addresses|author affiliations|authors affiliations|addresses|c1|institutions|authors with affiliations",
  ],
  [
    "registrations",
    "clinical trial numbers|clinical trial number|trial registration|registration number|nct number|trial id|registry number|nct",
  ],
  ["notes", "notes|note|comments|research notes|n1|remarks|user notes"],
  ["extra", "extra"],
  ["number-of-pages", "num pages|number of pages|page count|pg count"],
  ["number-of-volumes", "number of volumes"],
  ["original-title", "original title|vernacular title|original article title|translated title original"],
  ["title-short", "short title|title short"],
  ["conference", "conference name|conference|meeting name|conference title|event|event title|ct"],
  ["conference-date", "conference date|cy|conference dates"],
  ["conference-place", "conference location|conference place|cl"],
  ["copyright", "copyright|rights|licence|license"],
  ["call-number", "call number"],
  ["grants", "funding|funding details|funding information|funding text|funding texts|fu|funding orgs|grants"],
  ["attachments", "file attachments|attachments|file attachments1|file attachments2|pdf files"],
  ["access-date", "access date|date accessed|accessed"],
  [
    "database",
    "database|source database|database name|name of database|longdbname|data source|db|database provider",
  ],
  ["status", "status"],
  ["version", "version"],
  ["rank", "rank|gsrank"],
  ["citation", "citation|source citation|reference|bibliographic citation"],
  ["citation-key", "citation key|bibtex key|citekey"],
  ["accession:", "accession number|accession|an|accession no|an number"],
  ["accession:Scopus", "eid|scopus id"],
  ["accession:Web of Science", "ut unique wos id|ut|wos id|unique wos id|ut wos"],
  ["accession:Embase", "pui|embase accession id|embase id|embase accession number"],
  ["accession:Lens", "lens id"],
  ["accession:OpenAlex", "openalex id|openalex"],
  ["accession:Dimensions", "publication id|dimensions id"],
  ["accession:Cochrane", "cochrane id|central id|cochrane accession number"],
  ["accession:Covidence", "covidence #"],
  ["accession:ERIC", "eric number"],
  ["carried", "coppice"],
];

/** Fields by header, as `headerKey` gives it. */
export const GENERAL_COLUMNS: ReadonlyMap<string, ColumnField> = new Map(
  GENERAL.flatMap(([field, names]) => names.split("|").map((name): [string, ColumnField] => [name, field])),
);
