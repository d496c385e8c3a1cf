/**
 * What Zotero made of a file, held against our record. Field names and their CSL terms are those of Zotero's schema
 * (github.com/zotero/zotero-schema, section csl).
 */
import type {
  BibliographicRecord,
  CslDate,
  CslItem,
  CslName,
  CslTextField,
  CslType,
} from "@coppice/identify";

export type ZoteroItem = Readonly<Record<string, unknown>> & { readonly itemType: string };

export interface FieldOutcome {
  readonly field: string;
  readonly zotero: string;
  readonly ours: string;
  /** The same to the letter. */
  readonly right: boolean;
  /**
   * The same but for what Zotero sets after its own taste: full stops at the end of titles and after initials, the letter case of journals,
   * hyphens of an ISBN and all ISBN but the first, superscript figures.
   */
  readonly alike: boolean;
}

const content = (field: string, text: string): string => {
  const plain = text.normalize("NFKC").toLowerCase().replace(/[.,]/g, "");
  return field === "ISBN" ? plain.replaceAll("-", "").split(/\s/)[0]! : plain;
};

const outcome = (field: string, zotero: string, ours: string, right: boolean): FieldOutcome => ({
  field,
  zotero,
  ours,
  right,
  alike: right || ours.split(" | ").some((each) => content(field, each) === content(field, zotero)),
});

const types: Readonly<Record<string, readonly CslType[]>> = {
  artwork: ["graphic", "figure"],
  audioRecording: ["song", "musical_score"],
  bill: ["bill"],
  blogPost: ["post-weblog"],
  book: ["book", "classic", "pamphlet"],
  bookSection: ["chapter"],
  case: ["legal_case"],
  computerProgram: ["software"],
  conferencePaper: ["paper-conference"],
  dataset: ["dataset"],
  dictionaryEntry: ["entry-dictionary"],
  document: ["document", "collection", "classic", "figure", "standard"],
  email: ["personal_communication"],
  encyclopediaArticle: ["entry-encyclopedia"],
  film: ["motion_picture"],
  hearing: ["hearing"],
  interview: ["interview"],
  journalArticle: ["article-journal", "review", "review-book", "periodical"],
  letter: ["personal_communication"],
  magazineArticle: ["article-magazine"],
  manuscript: ["manuscript"],
  map: ["map"],
  newspaperArticle: ["article-newspaper"],
  patent: ["patent"],
  preprint: ["article"],
  presentation: ["speech"],
  report: ["report"],
  standard: ["standard"],
  statute: ["legislation", "regulation"],
  thesis: ["thesis"],
  videoRecording: ["motion_picture", "broadcast"],
  webpage: ["webpage", "post"],
};

/** Zotero's field, and where CSL has it: the first is the schema's, the others hold the same for some item types. */
const texts: Readonly<Record<string, readonly CslTextField[]>> = {
  title: ["title"],
  caseName: ["title"],
  nameOfAct: ["title"],
  subject: ["title"],
  publicationTitle: ["container-title"],
  bookTitle: ["container-title"],
  proceedingsTitle: ["container-title"],
  encyclopediaTitle: ["container-title"],
  dictionaryTitle: ["container-title"],
  websiteTitle: ["container-title"],
  blogTitle: ["container-title"],
  reporter: ["container-title"],
  code: ["container-title"],
  journalAbbreviation: ["container-title-short"],
  series: ["collection-title"],
  seriesTitle: ["collection-title"],
  seriesNumber: ["collection-number"],
  publisher: ["publisher"],
  distributor: ["publisher"],
  university: ["publisher"],
  institution: ["publisher"],
  studio: ["publisher"],
  label: ["publisher"],
  company: ["publisher"],
  repository: ["publisher", "archive"],
  place: ["publisher-place", "event-place"],
  repositoryLocation: ["publisher-place", "archive-place", "archive_location"],
  country: ["publisher-place", "jurisdiction"],
  archive: ["archive"],
  archiveLocation: ["archive_location"],
  libraryCatalog: ["source"],
  callNumber: ["call-number"],
  court: ["authority"],
  legislativeBody: ["authority"],
  issuingAuthority: ["authority"],
  applicationNumber: ["call-number", "number"],
  session: ["chapter-number"],
  edition: ["edition"],
  issue: ["issue"],
  priorityNumbers: ["issue"],
  volume: ["volume"],
  reporterVolume: ["volume"],
  codeVolume: ["volume"],
  codeNumber: ["volume"],
  numPages: ["number-of-pages"],
  numberOfVolumes: ["number-of-volumes"],
  billNumber: ["number"],
  reportNumber: ["number"],
  patentNumber: ["number"],
  docketNumber: ["number"],
  documentNumber: ["number"],
  publicLawNumber: ["number"],
  archiveID: ["number"],
  identifier: ["number"],
  pages: ["page"],
  firstPage: ["page", "page-first"],
  codePages: ["page"],
  section: ["section"],
  committee: ["section"],
  artworkSize: ["dimensions"],
  runningTime: ["dimensions"],
  artworkMedium: ["medium"],
  videoRecordingFormat: ["medium"],
  audioRecordingFormat: ["medium"],
  scale: ["scale"],
  versionNumber: ["version"],
  thesisType: ["genre"],
  reportType: ["genre"],
  letterType: ["genre"],
  manuscriptType: ["genre"],
  mapType: ["genre"],
  websiteType: ["genre"],
  genre: ["genre"],
  programmingLanguage: ["genre"],
  conferenceName: ["event-title"],
  history: ["references"],
  references: ["references"],
  legalStatus: ["status"],
  language: ["language"],
  abstractNote: ["abstract"],
  url: ["URL"],
  DOI: ["DOI"],
  ISBN: ["ISBN"],
  ISSN: ["ISSN"],
  PMID: ["PMID"],
  PMCID: ["PMCID"],
  shortTitle: ["title-short"],
};

const dates = ["date", "issueDate", "dateDecided", "dateEnacted"];

/** What Zotero keeps beside the fields: notes, links to files, its own numbering. */
const beside = new Set([
  "itemType",
  "extra",
  "notes",
  "attachments",
  "seeAlso",
  "itemID",
  "complete",
  "accessDate",
]);

const bare = (text: string): string =>
  text
    .replace(/<[^>]+>/g, "")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/\s+/g, " ")
    .trim();

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Year, month and day of a written date as far as they are there, for comparison. */
function partsOf(written: string): string {
  const year = /\d{4}/.exec(written)?.[0];
  if (year === undefined) return bare(written);
  const iso = /\d{4}[-/](\d{1,2})(?:[-/](\d{1,2}))?/.exec(written);
  if (iso !== null) return [year, iso[1], iso[2]].filter(Boolean).map(Number).join("-");
  const word = /[A-Za-z]{3,}/.exec(written)?.[0]?.slice(0, 3).toLowerCase() ?? "";
  const month = months.indexOf(word) + 1;
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(written)?.[0];
  return [year, month > 0 ? month : undefined, month > 0 ? day : undefined]
    .filter(Boolean)
    .map(Number)
    .join("-");
}

function dateText(date: CslDate | undefined): string {
  return date?.["date-parts"]?.[0].join("-") ?? date?.literal ?? "";
}

interface Creator {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly name?: string;
  readonly creatorType: string;
}

const nameText = ({ family, given, suffix, literal, "non-dropping-particle": particle }: CslName): string =>
  bare(literal ?? [[particle, family].filter(Boolean).join(" "), given, suffix].filter(Boolean).join(" "));

const nameFields = [
  "author",
  "editor",
  "translator",
  "collection-editor",
  "container-author",
  "contributor",
  "composer",
  "director",
  "illustrator",
  "interviewer",
  "performer",
  "producer",
  "recipient",
  "reviewed-author",
  "script-writer",
  "series-creator",
] as const;

/** All people of the item in one list, since Zotero files the roles by item type. */
function people(csl: CslItem): string {
  return nameFields
    .flatMap((field) => (csl[field] ?? []).map(nameText))
    .sort()
    .join("; ");
}

function creators(value: readonly Creator[]): string {
  return value
    .map(({ lastName, firstName, name }) => bare(name ?? [lastName, firstName].filter(Boolean).join(" ")))
    .sort()
    .join("; ");
}

function tags(value: readonly (string | { readonly tag: string })[]): string {
  return value
    .map((tag) => bare(typeof tag === "string" ? tag : tag.tag))
    .sort()
    .join("; ");
}

function ourTags(record: BibliographicRecord): readonly string[] {
  const keywords = (record.keywords ?? []).map(bare);
  const headings = (record.headings ?? []).flatMap(({ term, major, qualifiers }) => {
    const star = (is: boolean, text: string) => (is ? `*${text}` : text);
    return qualifiers.length === 0
      ? [star(major, term)]
      : qualifiers.map((q) => `${star(major, term)}/${star(q.major, q.term)}`);
  });
  return [...keywords, ...headings];
}

function sameTags(zotero: string, record: BibliographicRecord): boolean {
  const starless = (list: readonly string[]): string =>
    [...new Set(list.map((tag) => tag.replaceAll("*", "").toLowerCase()))].sort().join("; ");
  const wanted = starless(zotero.split("; "));
  const plain = (record.headings ?? []).map(({ term }) => term);
  return [ourTags(record), [...(record.keywords ?? []).map(bare), ...plain]].some(
    (list) => starless(list) === wanted,
  );
}

/** Each field that Zotero keeps of the item, with what our record has for it. */
export function compareWithZotero(item: ZoteroItem, record: BibliographicRecord): readonly FieldOutcome[] {
  const { csl } = record;
  const outcomes = [
    outcome("itemType", item.itemType, csl.type, (types[item.itemType] ?? []).includes(csl.type)),
  ];
  for (const [field, value] of Object.entries(item)) {
    if (beside.has(field) || value === "" || value === null || (Array.isArray(value) && value.length === 0))
      continue;
    if (field === "creators") {
      const zotero = creators(value as readonly Creator[]);
      const ours = people(csl);
      outcomes.push(outcome(field, zotero, ours, zotero.toLowerCase() === ours.toLowerCase()));
    } else if (field === "tags") {
      const zotero = tags(value as readonly string[]);
      outcomes.push(outcome(field, zotero, ourTags(record).join("; "), sameTags(zotero, record)));
    } else if (dates.includes(field)) {
      // Words that are no date ("Date of Publication") become the year 0 in Zotero: there is nothing to compare with.
      if (/^0+(?!\d)/.test(String(value))) continue;
      const ours = dateText(csl.issued);
      const zotero = partsOf(String(value));
      outcomes.push(outcome(field, zotero, ours, zotero === ours || bare(String(value)) === bare(ours)));
    } else {
      const zotero = bare(String(value));
      const found = (texts[field] ?? []).map((name) => bare(csl[name] ?? ""));
      if (field === "rights") found.push(bare(record.copyright ?? ""));
      if (field === "archiveLocation" || field === "callNumber")
        found.push(...(record.accessions ?? []).map((accession) => bare(accession.value)));
      outcomes.push(
        outcome(field, zotero, found.filter((each) => each !== "").join(" | "), found.includes(zotero)),
      );
    }
  }
  return outcomes;
}
