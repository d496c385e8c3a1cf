import fc from "fast-check";
import type { BibliographicRecord } from "./bibliographic-record.ts";
import type { CslDate, CslItem, CslName } from "./csl-item.ts";

/** Text of every kind that a field may hold: words, markup, signs that formats give a meaning, several lines. */
const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9 .,:-]{1,12}$/),
      fc.constantFrom(
        ..."{|}|\\|%|&|#|$|_|^|~|--|---|``|''|\"|'|;|, | and |=|@article{|\n|\n\n|\t|\r|  |<i>|</i>|<sub>2</sub>|<b>|&amp;|\u00e4|\u4e2d|\ud83d\ude00|\u00a0|\ufeff|+|-1|=1|0012|\u0007|others|]]>|'a', 'b'|['".split(
          "|",
        ),
      ),
      fc.string({ maxLength: 6, unit: "binary" }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => text !== "" && !/\p{Surrogate}/u.test(text));

const plainText = fc.stringMatching(/^[A-Z][a-z]{1,8}(?: [A-Za-z0-9]{1,8}){0,3}$/);
const text = fc.oneof({ weight: 2, arbitrary: plainText }, anyText);

const name: fc.Arbitrary<CslName> = fc.oneof(
  fc.record({ family: text, given: text }),
  fc.record({ literal: text }),
  fc.record(
    {
      family: text,
      given: text,
      suffix: text,
      "non-dropping-particle": fc.constantFrom("van", "de la", "von der", "Al"),
    },
    { requiredKeys: ["family"] },
  ),
);

const date: fc.Arbitrary<CslDate> = fc.oneof(
  fc.integer({ min: 1000, max: 2999 }).map((year): CslDate => ({ "date-parts": [[year]] })),
  fc
    .tuple(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]): CslDate => ({ "date-parts": [[year, month]] })),
  fc
    .tuple(
      fc.integer({ min: -500, max: 2999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([year, month, day]): CslDate => ({ "date-parts": [[year, month, day]] })),
  fc
    .tuple(fc.integer({ min: 1900, max: 1999 }), fc.integer({ min: 2000, max: 2020 }))
    .map(([from, to]): CslDate => ({ "date-parts": [[from], [to]] })),
  fc.integer({ min: 1, max: 4 }).map((season): CslDate => ({ "date-parts": [[2012]], season })),
  text.map((literal): CslDate => ({ literal })),
  text.map((literal): CslDate => ({ "date-parts": [[2012]], literal })),
);

const some = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: 3 });

const csl = fc.record(
  {
    type: fc.constantFrom(
      "article-journal",
      "book",
      "chapter",
      "paper-conference",
      "thesis",
      "report",
      "webpage",
      "dataset",
      "document",
      "patent",
      "song",
    ),
    "citation-key": text,
    title: text,
    author: some(name),
    editor: some(name),
    "collection-editor": some(name),
    issued: date,
    accessed: date,
    "event-date": date,
    submitted: date,
    "container-title": text,
    "container-title-short": text,
    "collection-title": text,
    volume: text,
    issue: text,
    page: text,
    number: text,
    edition: text,
    publisher: text,
    "publisher-place": text,
    "event-place": text,
    genre: text,
    medium: text,
    language: text,
    DOI: text,
    ISBN: text,
    ISSN: text,
    PMID: text,
    PMCID: text,
    URL: text,
    abstract: text,
    note: text,
    annote: text,
    "title-short": text,
  },
  { requiredKeys: ["type"] },
) as fc.Arbitrary<CslItem>;

/** Records with any of the model's fields, as any reader might give them. */
export const anyRecord: fc.Arbitrary<BibliographicRecord> = fc.record(
  {
    csl,
    registrations: some(text),
    accessions: some(
      fc.record(
        { database: fc.oneof(text, fc.constant("arXiv"), fc.constant("Web of Science")), value: text },
        { requiredKeys: ["value"] },
      ),
    ),
    headings: some(
      fc.record({
        term: text,
        scheme: fc.constantFrom("MeSH", "Emtree", "other"),
        major: fc.boolean(),
        qualifiers: fc.array(fc.record({ term: text, major: fc.boolean() }), { maxLength: 2 }),
      }),
    ),
    keywords: some(text),
    publicationTypes: some(fc.record({ term: text, ui: text }, { requiredKeys: ["term"] })),
    substances: some(fc.record({ name: text, registryNumber: text }, { requiredKeys: ["name"] })),
    affiliations: some(fc.record({ author: fc.nat(3), text }, { requiredKeys: ["text"] })),
    authorIds: some(fc.record({ author: fc.nat(3), source: text, value: text })),
    relations: some(
      fc.record(
        { kind: fc.constantFrom("comment-in", "erratum-for", "other"), citation: text, pmid: text },
        { requiredKeys: ["kind"] },
      ),
    ),
    abstractSections: some(fc.record({ label: text, text }, { requiredKeys: ["text"] })),
    otherAbstracts: some(fc.record({ text, language: text }, { requiredKeys: ["text"] })),
    copyright: text,
    grants: some(text),
    history: some(fc.record({ status: text, date })),
    status: text,
    country: text,
    journalId: text,
    notes: some(text),
    links: some(text),
    attachments: some(text),
    other: some(
      fc.record({
        tag: fc.oneof(text, fc.constantFrom("file", "entrytype", "volume", "owner", "coppice")),
        value: text,
      }),
    ),
    origin: fc.record(
      {
        format: fc.constantFrom("ris", "bibtex", "nbib", "csv", "xlsx"),
        number: fc.constant(1),
        line: fc.constant(1),
        database: text,
        searchRun: text,
        rank: fc.integer({ min: 1, max: 999 }),
      },
      { requiredKeys: ["format", "number", "line"] },
    ),
  },
  { requiredKeys: ["csl", "origin"] },
) as fc.Arbitrary<BibliographicRecord>;

/** The record without what says where it was read, for comparison after a round trip. */
export function withoutPlace({ origin, ...record }: BibliographicRecord): unknown {
  const { format: _format, number: _number, line: _line, file: _file, ...lasting } = origin;
  return { ...record, origin: lasting };
}
