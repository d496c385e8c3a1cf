import type { BibliographicRecord, SubjectHeading } from "../record/bibliographic-record.ts";
import type { CslItem, CslName, CslNameField, CslTextField } from "../record/csl-item.ts";
import { citationLine, dateText, nameInFull } from "./citation-line.ts";
import { terminalText } from "./terminal-text.ts";
import { wrapText } from "./wrap-text.ts";

export interface FullRecordOptions {
  /** Columns of the page; 80 unless said otherwise, and no fewer than 24. */
  readonly width?: number;
}

const NARROWEST = 24;

/** Lines of the page as it grows: paragraphs with a blank line between, and sections with a heading. */
class Page {
  readonly #lines: string[] = [];
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
  }

  #gap(): void {
    if (this.#lines.length > 0) this.#lines.push("");
  }

  paragraph(text: string | undefined): void {
    if (text === undefined || text.trim() === "") return;
    this.#gap();
    this.#lines.push(...wrapText(terminalText(text), this.#width));
  }

  /** A heading and its entries, each from a line of its own. */
  section(heading: string, entries: readonly string[]): void {
    const filled = entries.filter((entry) => entry.trim() !== "");
    if (filled.length === 0) return;
    this.#gap();
    this.#lines.push(heading);
    for (const entry of filled) this.#lines.push(...wrapText(terminalText(entry), this.#width, "  ", "    "));
  }

  /** A heading and running text. */
  passage(heading: string, paragraphs: readonly string[]): void {
    const filled = paragraphs.filter((paragraph) => paragraph.trim() !== "");
    if (filled.length === 0) return;
    this.#gap();
    this.#lines.push(heading);
    filled.forEach((paragraph, index) => {
      if (index > 0) this.#lines.push("");
      this.#lines.push(...wrapText(terminalText(paragraph), this.#width, "  "));
    });
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

/** Authors with the numbers of their affiliations, and the affiliations. */
function authorsWithNumbers({
  csl,
  affiliations = [],
}: BibliographicRecord): readonly [authors: string, places: string[]] {
  const numbers = new Map<string, number>();
  const ofAuthor = new Map<number, number[]>();
  const loose: string[] = [];
  for (const { author, text } of affiliations) {
    if (author === undefined) {
      loose.push(text);
      continue;
    }
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    const before = ofAuthor.get(author) ?? [];
    if (!before.includes(number)) ofAuthor.set(author, [...before, number]);
  }
  const authors = (csl.author ?? []).map(
    (name, index) => nameInFull(name) + (ofAuthor.get(index) ?? []).map((number) => `(${number})`).join(""),
  );
  return [authors.join(", "), [...[...numbers].map(([text, number]) => `(${number}) ${text}`), ...loose]];
}

/** "Neoplasms / drug therapy* / mortality": an asterisk marks a main topic. */
const headingLine = ({ term, major, qualifiers }: SubjectHeading): string =>
  [
    term + (major ? "*" : ""),
    ...qualifiers.map((qualifier) => qualifier.term + (qualifier.major ? "*" : "")),
  ].join(" / ");

const SCHEMES: readonly (readonly [SubjectHeading["scheme"], string])[] = [
  ["MeSH", "MeSH terms"],
  ["MeSH-supplement", "Supplementary MeSH concepts"],
  ["Emtree", "Emtree terms"],
  ["other", "Subject headings"],
];

const ROLES: readonly (readonly [CslNameField, string])[] = [
  ["editor", "Editors"],
  ["translator", "Translators"],
  ["container-author", "Authors of the whole"],
  ["collection-editor", "Series editors"],
  ["reviewed-author", "Authors of the work reviewed"],
  ["director", "Directors"],
  ["composer", "Composers"],
  ["illustrator", "Illustrators"],
  ["interviewer", "Interviewers"],
  ["performer", "Performers"],
  ["producer", "Producers"],
  ["recipient", "Recipients"],
  ["script-writer", "Script writers"],
  ["series-creator", "Series creators"],
  ["contributor", "Contributors"],
];

/** Fields of the citation that the line above the title does not show. */
const DETAILS: readonly (readonly [CslTextField, string])[] = [
  ["container-title", "Published in"],
  ["container-title-short", "Abbreviation"],
  ["volume", "Volume"],
  ["issue", "Issue"],
  ["page", "Pages"],
  ["collection-title", "Series"],
  ["collection-number", "Number in series"],
  ["volume-title", "Volume title"],
  ["event-title", "Event"],
  ["event-place", "Place of the event"],
  ["publisher", "Publisher"],
  ["publisher-place", "Place"],
  ["genre", "Kind"],
  ["medium", "Medium"],
  ["number", "Number"],
  ["number-of-pages", "Pages in all"],
  ["number-of-volumes", "Volumes"],
  ["edition", "Edition"],
  ["version", "Version"],
  ["chapter-number", "Chapter"],
  ["part-number", "Part"],
  ["section", "Section"],
  ["supplement-number", "Supplement"],
  ["ISSN", "ISSN"],
  ["ISBN", "ISBN"],
  ["language", "Language"],
  ["status", "Status"],
  ["call-number", "Call number"],
  ["archive", "Archive"],
  ["archive_location", "Place in the archive"],
  ["source", "Source"],
  ["authority", "Authority"],
  ["jurisdiction", "Jurisdiction"],
  ["citation-key", "Citation key"],
  ["title-short", "Short title"],
];

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const names = (list: readonly CslName[]): string => list.map(nameInFull).join(", ");

function details({ csl, country, status, journalId }: BibliographicRecord): string[] {
  const { shows } = citationLine(csl);
  const lines = DETAILS.flatMap(([field, label]) => {
    const value = csl[field];
    return value === undefined || shows.has(field) ? [] : [`${label}: ${value}`];
  });
  const dates = (
    [
      ["event-date", "Date of the event"],
      ["original-date", "First published"],
      ["submitted", "Submitted"],
      ["accessed", "Accessed"],
    ] as const
  ).flatMap(([field, label]) => (csl[field] === undefined ? [] : [`${label}: ${dateText(csl[field])}`]));
  return [
    ...lines,
    ...dates,
    ...(country === undefined ? [] : [`Country: ${country}`]),
    ...(journalId === undefined ? [] : [`Number of the journal: ${journalId}`]),
    ...(status === undefined ? [] : [`Indexing: ${status}`]),
  ];
}

function abstractParagraphs({ csl, abstractSections }: BibliographicRecord): readonly string[] {
  if (abstractSections !== undefined)
    return abstractSections.map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`));
  return csl.abstract?.split(/\n+/) ?? [];
}

function identifiers({ csl, accessions = [], registrations = [] }: BibliographicRecord): string[] {
  const own = (["PMID", "PMCID", "DOI"] as const).flatMap((field) =>
    csl[field] === undefined ? [] : [`${field}: ${csl[field]}`],
  );
  return [
    ...(own.length === 0 ? [] : [own.join("   ")]),
    ...registrations.map((number) => `Registration: ${number}`),
    ...accessions.map(({ database, value }) => `${database ?? "Accession number"}: ${value}`),
  ];
}

function origin({ origin: from }: BibliographicRecord): string[] {
  const place = [from.file, `record ${from.number}`, `line ${from.line}`, from.format].filter(
    (part) => part !== undefined,
  );
  return [
    place.join(", "),
    ...(from.database === undefined ? [] : [`Database: ${from.database}`]),
    ...(from.searchRun === undefined ? [] : [`Search: ${from.searchRun}`]),
    ...(from.rank === undefined ? [] : [`Rank in the search: ${from.rank}`]),
  ];
}

/** Comments, corrections and other publications, those of one kind together. */
function relations(page: Page, { relations: all = [] }: BibliographicRecord): void {
  for (const kind of new Set(all.map((relation) => relation.kind)))
    page.section(
      capitalized(kind.replaceAll("-", " ")),
      all
        .filter((relation) => relation.kind === kind)
        .map(({ citation, pmid, doi, note }) =>
          [
            citation,
            doi === undefined ? undefined : `doi: ${doi}`,
            pmid === undefined ? undefined : `PMID: ${pmid}`,
            note,
          ]
            .filter((part) => part !== undefined)
            .join(" "),
        ),
    );
}

/**
 * A record as a page of text, in the order of PubMed's abstract page: citation, title, authors with their affiliations by number,
 * abstract, keywords, MeSH terms, publication types, substances, comments and corrections, identifiers, and then whatever else the
 * record holds, to the last field that the model has no place for, and where it was read.
 */
export function fullRecordText(record: BibliographicRecord, options: FullRecordOptions = {}): string {
  const page = new Page(Math.max(NARROWEST, Math.floor(options.width ?? 80)));
  const { csl } = record;
  page.paragraph(citationLine(csl).line);
  page.paragraph(csl.title ?? "[No title]");
  page.paragraph(
    csl["original-title"] === undefined ? undefined : `[Original title: ${csl["original-title"]}]`,
  );
  page.paragraph(
    csl["translated-title"] === undefined ? undefined : `[Translated title: ${csl["translated-title"]}]`,
  );
  const [authors, places] = authorsWithNumbers(record);
  page.paragraph(authors);
  for (const [role, label] of ROLES) {
    const list = csl[role];
    if (list !== undefined) page.paragraph(`${label}: ${names(list)}`);
  }
  page.section("Author information", [...places, ...authorIds(record)]);
  page.passage("Abstract", abstractParagraphs(record));
  for (const { text, kind, language } of record.otherAbstracts ?? [])
    page.passage(
      `Other abstract${bracketed([kind, language])}`,
      text.trim() === "" ? ["[no text]"] : text.split(/\n+/),
    );
  page.paragraph(record.copyright);
  page.section("Keywords", record.keywords === undefined ? [] : [record.keywords.join("; ")]);
  for (const [scheme, label] of SCHEMES)
    page.section(
      label,
      (record.headings ?? []).filter((heading) => heading.scheme === scheme).map(headingLine),
    );
  page.section("Publication types", record.publicationTypes?.map(({ term }) => term) ?? []);
  page.section(
    "Substances",
    record.substances?.map(
      ({ name, registryNumber }) => name + (registryNumber === undefined ? "" : ` (${registryNumber})`),
    ) ?? [],
  );
  relations(page, record);
  page.section("Identifiers", identifiers(record));
  page.section(
    "Links",
    [csl.URL, ...(record.links ?? [])].filter((link) => link !== undefined),
  );
  page.section("Grants", record.grants ?? []);
  page.section("Details", details(record));
  page.section(
    "History",
    record.history?.map(({ status, date }) => `${capitalized(status)}: ${dateText(date)}`) ?? [],
  );
  page.section(
    "Notes",
    [csl.note, csl.annote, ...(record.notes ?? [])].filter((note) => note !== undefined),
  );
  page.section("Files", record.attachments ?? []);
  page.section("Other fields", [
    ...unshown(csl),
    ...(record.other?.map(({ tag, value }) => `${tag}: ${value}`) ?? []),
  ]);
  page.section("Read from", origin(record));
  return page.text();
}

const bracketed = (parts: readonly (string | undefined)[]): string => {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? "" : ` (${known.join(", ")})`;
};

const authorIds = ({ csl, authorIds: ids = [] }: BibliographicRecord): string[] =>
  ids.map(({ author, source, value }) => {
    const name = csl.author?.[author];
    return `${name === undefined ? `Author ${author + 1}` : nameInFull(name)}: ${source} ${value}`;
  });

const ELSEWHERE = new Set<string>([
  ..."type title original-title translated-title abstract author issued available-date event-date original-date submitted accessed".split(
    " ",
  ),
  ..."PMID PMCID DOI URL note annote".split(" "),
  ...DETAILS.map(([field]) => field),
  ...ROLES.map(([field]) => field),
]);

/** Fields of the citation that have no place on the page. */
const unshown = (csl: CslItem): string[] =>
  Object.entries(csl).flatMap(([field, value]) =>
    ELSEWHERE.has(field) || typeof value !== "string" ? [] : [`${field}: ${value}`],
  );
