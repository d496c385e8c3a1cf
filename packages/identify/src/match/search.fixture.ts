import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { meshThesaurus } from "../query/mesh/mesh-thesaurus.ts";
import type { Expression, Field, Text, Word } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";

const file = new URL("../../data/mesh2024.tsv.gz", import.meta.url);

export const mesh = meshThesaurus(gunzipSync(readFileSync(file)));

/** A record with a title and what else is given. */
export function recordWith(
  title: string,
  more: Omit<Partial<BibliographicRecord>, "csl" | "origin"> & {
    readonly csl?: Partial<BibliographicRecord["csl"]>;
  } = {},
): BibliographicRecord {
  const { csl = {}, ...rest } = more;
  return {
    csl: { type: "article-journal", title, ...csl },
    origin: { format: "pubmed-xml", number: 1, line: 1 },
    ...rest,
  };
}

const WORDS = ["heart", "hearts", "failure", "of", "barré", "2", "β", "re-do", "immunoglobulin"];
const HEADINGS = ["Heart Failure", "Heart Diseases", "Cardiomyopathies", "Humans", "Animals", "Mice"];
const SUBHEADINGS = ["therapy", "drug therapy", "surgery"];
const TYPES = ["Clinical Trial", "Randomized Controlled Trial", "Review"];

const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(" "));

const heading = fc
  .record({
    term: fc.constantFrom(...HEADINGS),
    major: fc.boolean(),
    qualifiers: fc.uniqueArray(fc.record({ term: fc.constantFrom(...SUBHEADINGS), major: fc.boolean() }), {
      maxLength: 2,
      selector: ({ term }) => term,
    }),
  })
  .map((parts) => ({ ...parts, scheme: "MeSH" as const }));

/** Records of few words, so that searches find some of them. */
export const anyRecord: fc.Arbitrary<BibliographicRecord> = fc
  .record({
    title: sentence,
    sections: fc.array(
      sentence.map((text) => ({ text })),
      { minLength: 1, maxLength: 3 },
    ),
    keywords: fc.array(sentence, { minLength: 1, maxLength: 2 }),
    headings: fc.array(heading, { minLength: 1, maxLength: 3 }),
    types: fc.array(
      fc.constantFrom(...TYPES).map((term) => ({ term })),
      { minLength: 1, maxLength: 2 },
    ),
    year: fc.integer({ min: 2010, max: 2013 }),
    language: fc.constantFrom("eng", "fre"),
    family: fc.constantFrom("Smith", "Smithson"),
    given: fc.constantFrom("J", "Jane Ann"),
  })
  .map(({ title, sections, keywords, headings, types, year, language, family, given }) =>
    recordWith(title, {
      csl: {
        abstract: sections.map(({ text }) => text).join("\n"),
        issued: { "date-parts": [[year]] },
        language,
        author: [{ family, given }],
      },
      abstractSections: sections,
      keywords,
      headings,
      publicationTypes: types,
    }),
  );

const any = { wildcard: "any" } as const;
const word: fc.Arbitrary<Word> = fc.oneof(
  fc.constantFrom(...WORDS).map((text): Word => [text]),
  fc.constantFrom<Word>(
    ["hear", any],
    ["h", any, "t"],
    [any],
    ["immuno", any],
    ["f", { wildcard: "one" }, "ilure"],
  ),
);
const fields = fc.constantFrom<readonly Field[]>(
  ["title"],
  ["abstract"],
  ["title", "abstract", "author-keyword"],
  ["text-word"],
  ["all"],
);
const text: fc.Arbitrary<Text> = fc
  .record({
    words: fc.array(word, { minLength: 1, maxLength: 3 }),
    reading: fc.constantFrom("phrase" as const, "all" as const),
    fields,
  })
  .map((parts) => ({ kind: "text", quoted: false, ...parts }));

const valued = (value: string, field: Field): Text => ({
  kind: "text",
  words: [[value]],
  reading: "phrase",
  quoted: false,
  fields: [field],
});

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: text },
  fc
    .record({
      name: fc.constantFrom(...HEADINGS, "No such heading"),
      explode: fc.boolean(),
      major: fc.boolean(),
      subheadings: fc.constantFrom([], ["therapy"], ["drug therapy"]),
    })
    .map((parts): Expression => ({ kind: "heading", vocabulary: "mesh", ...parts })),
  fc.constantFrom<Expression>(
    { kind: "subheading", name: "therapy", explode: true },
    { kind: "subheading", name: "therapy", explode: false },
    { kind: "date", field: "published", from: "2011", to: "2012" },
    valued("Clinical Trial", "publication-type"),
    valued("French", "language"),
    valued("smith", "author"),
    { kind: "text", words: [["smith"], ["j"]], reading: "phrase", quoted: false, fields: ["author"] },
    valued("hasabstract", "filter"),
  ),
);

/** Expressions of all kinds over the words of the records. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression; near: Expression }>(
  (tie) => ({
    near: fc
      .record({
        between: fc.integer({ min: 0, max: 4 }),
        ordered: fc.boolean(),
        operands: fc.array(fc.oneof({ depthSize: "small" }, text, tie("near")), {
          minLength: 2,
          maxLength: 3,
        }),
      })
      .map((parts): Expression => ({ kind: "near", ...parts })),
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      tie("near"),
      fc
        .array(tie("node"), { minLength: 2, maxLength: 3 })
        .map((operands): Expression => ({ kind: "and", operands })),
      fc
        .array(tie("node"), { minLength: 2, maxLength: 3 })
        .map((operands): Expression => ({ kind: "or", operands })),
      fc
        .tuple(tie("node"), tie("node"))
        .map(([include, exclude]): Expression => ({ kind: "not", include, exclude })),
    ),
  }),
).node;
