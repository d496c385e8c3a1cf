import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslItem, CslName } from "../record/csl-item.ts";
import { yearOf } from "../record/date.ts";
import { doisIn, registrationsIn } from "../record/identifiers.ts";
import { abstractSketch } from "./abstract-sketch.ts";
import { authorReader } from "./author-names.ts";
import { completeness } from "./completeness.ts";
import { type JournalName, journalName } from "./journal-names.ts";
import { type PageNumbers, pageNumbers } from "./page-numbers.ts";
import {
  cochraneVersion,
  conferenceSigns,
  kindOfJournal,
  type PublicationKind,
  publicationKind,
} from "./publication-kind.ts";
import { titleReader } from "./title-reader.ts";
import { hashOfAll, type Vocabulary, vocabulary } from "./vocabulary.ts";
import { issueNumber, volumeNumber } from "./volume-numbers.ts";

/** What the matcher looks at, of one record, made once. Texts are numbers of the vocabularies. */
export interface ComparisonRecord {
  /** Its place in the table. */
  index: number;
  readonly words: readonly number[];
  /** Letters of all words. */
  readonly letters: number;
  readonly prints: readonly number[];
  readonly mainPrint: number;
  readonly translated: boolean;
  readonly marks: number;
  readonly parts: readonly number[];
  readonly generic: boolean;
  readonly families: readonly number[];
  /** First letters of given names, one a family name; a blank where it is unknown. */
  readonly initials: string;
  readonly year: number | undefined;
  readonly journal: number | undefined;
  readonly issns: readonly string[];
  readonly volume: number | undefined;
  readonly issue: number | undefined;
  readonly pages: PageNumbers | undefined;
  readonly dois: readonly string[];
  readonly pmid: string | undefined;
  /** What the database itself links the record to. */
  readonly relations: BibliographicRecord["relations"];
  readonly registrations: readonly string[];
  readonly kind: PublicationKind | undefined;
  readonly conference: boolean;
  readonly cochrane: readonly [review: string, version: string] | undefined;
  readonly abstract: string | undefined;
  /** Made when it is asked for the first time. */
  sketch: Int32Array | undefined;
  /** Equal for records that hold the same in every compared field but the abstract. */
  readonly identity: number;
  /** How much a screener has of it: see `completeness`. */
  readonly fullness: number;
}

/** Records made comparable, with the vocabularies that their numbers are of. */
export interface ComparisonTable {
  readonly records: readonly ComparisonRecord[];
  readonly titleWords: Vocabulary;
  readonly familyNames: Vocabulary;
  /** Names of journals as written, with what each says by the same number. */
  readonly journalTexts: Vocabulary;
  readonly journals: readonly JournalName[];
}

const otherTitles = (csl: CslItem): readonly string[] =>
  [csl["original-title"], csl["translated-title"]].filter((text) => text !== undefined);

const EMPTY = new Int32Array(0);

/** Whether two records hold the same in every field that is compared. */
export const sameFields = (a: ComparisonRecord, b: ComparisonRecord): boolean =>
  a.identity === b.identity && a.abstract === b.abstract;

export function sketchOf(record: ComparisonRecord): Int32Array {
  record.sketch ??= record.abstract === undefined ? EMPTY : abstractSketch(record.abstract);
  return record.sketch;
}

const NONE: readonly string[] = [];
const NOBODY: readonly CslName[] = [];
const PLAIN_DOI = /^10\.\d{4,9}\/[A-Za-z0-9./_-]*[A-Za-z0-9]$/;
const VERSION = /v\d+$/;

/** In lower case; versions of one preprint (".../v2") are one text. */
export function doiKeys(text: string | undefined): readonly string[] {
  if (text === undefined) return NONE;
  if (PLAIN_DOI.test(text) && !VERSION.test(text)) return [text.toLowerCase()];
  return doisIn(text).map((doi) =>
    doi.toLowerCase().replace(/^(10\.(?:21203|1101|20944|12688)\/.*)[/v.]v\d+$/, "$1"),
  );
}

const issnsIn = (text: string | undefined): readonly string[] =>
  text === undefined
    ? NONE
    : [...text.matchAll(/\b(\d{4})-?(\d{3}[\dxX])\b/g)].map((match) => (match[1]! + match[2]!).toUpperCase());

const NAMELESS: JournalName = { words: [], tail: [], parallel: [], conference: false, abbreviated: false };

const PLACEHOLDER = /^\W*(?:no abstract(?: available)?|not available|n\/a|none|abstract)\W*$/i;

/** Makes records comparable one by one, and keeps what is compared of them: the records themselves are not kept. */
export interface ComparisonReader {
  readonly add: (record: BibliographicRecord) => void;
  /** The table of all that were added, in an order of their places. It does not depend on the order in which they were added. */
  readonly table: (order: readonly number[]) => ComparisonTable;
}

export function comparisonReader(): ComparisonReader {
  const titleWords = vocabulary();
  const familyNames = vocabulary();
  const journalTexts = vocabulary();
  const journals: JournalName[] = [];
  const journalKinds: (PublicationKind | undefined)[] = [];
  const readAuthors = authorReader(familyNames);
  const readTitle = titleReader(titleWords);
  const prepared: ComparisonRecord[] = [];
  const prepare = (record: BibliographicRecord): ComparisonRecord => {
    const { csl } = record;
    const others =
      csl["original-title"] === undefined && csl["translated-title"] === undefined ? NONE : otherTitles(csl);
    const title = readTitle(csl.title ?? "", others);
    const authors = readAuthors(csl.author ?? csl.editor ?? NOBODY);
    const year = yearOf(csl.issued);
    const dois = doiKeys(csl.DOI);
    const pages = pageNumbers(csl.page ?? csl.number);
    const journalText = csl["container-title"] ?? csl["container-title-short"];
    const journal = journalText === undefined ? undefined : journalTexts.number(journalText);
    if (journal === journals.length) {
      journals.push(journalName(journalText) ?? NAMELESS);
      journalKinds.push(kindOfJournal(journalText!));
    }
    const name = journal === undefined ? NAMELESS : journals[journal]!;
    const abstract = csl.abstract === undefined || PLACEHOLDER.test(csl.abstract) ? undefined : csl.abstract;
    const kind = publicationKind(record, dois[0], journal === undefined ? undefined : journalKinds[journal]);
    const registrations =
      kind === "registry-entry" ? registrationsOf(record) : (record.registrations ?? NONE);
    const issns = issnsIn(csl.ISSN);
    return {
      index: -1,
      words: title.words,
      letters: title.letters,
      prints: title.prints,
      mainPrint: title.mainPrint,
      translated: title.translated || csl["original-title"] !== undefined,
      marks: title.marks,
      parts: title.parts,
      generic: title.generic,
      families: authors.families,
      initials: authors.initials,
      year,
      journal: name === NAMELESS ? undefined : journal,
      issns,
      volume: volumeNumber(csl.volume, year),
      issue: issueNumber(csl.issue),
      pages,
      dois,
      pmid: csl.PMID,
      relations: record.relations,
      registrations,
      kind,
      conference: conferenceSigns(record, pages?.letters ?? "", name.conference),
      cochrane: cochraneVersion(dois[0]),
      abstract,
      sketch: undefined,
      identity: hashOfAll([
        csl.type,
        csl.title,
        journalText,
        csl.volume,
        csl.issue,
        csl.page ?? csl.number,
        csl.DOI,
        csl.PMID,
        csl.ISSN,
        year,
        authors.initials,
        abstract?.length,
        ...authors.families,
        registrations.length,
        ...registrations,
        ...others,
      ]),
      fullness: completeness(record),
    };
  };
  return {
    add: (record) => {
      prepared.push(prepare(record));
    },
    table: (order) => {
      const records = order.map((place) => prepared[place]!);
      for (const [index, record] of records.entries()) record.index = index;
      return { records, titleWords, familyNames, journalTexts, journals };
    },
  };
}

/** A registry's entry names its number where it can: in a field of its own, the accession, the title, the address. */
function registrationsOf(record: BibliographicRecord): readonly string[] {
  if (record.registrations !== undefined) return record.registrations;
  const { csl } = record;
  const accessions = (record.accessions ?? []).map(({ value }) => value);
  return registrationsIn([csl["container-title"], csl.URL, csl.title, csl.number, ...accessions].join(" "));
}
