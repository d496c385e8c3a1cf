import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Anomaly } from "../read/anomaly.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { bibtexReader } from "./bibtex-reader.ts";

interface Result {
  readonly records: BibliographicRecord[];
  readonly anomalies: Anomaly[];
}

function read(...pieces: readonly string[]): Result {
  const result: Result = { records: [], anomalies: [] };
  const reader = bibtexReader(
    { record: (record) => result.records.push(record), anomaly: (anomaly) => result.anomalies.push(anomaly) },
    {},
  );
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return result;
}

const codes = ({ anomalies }: Result): string[] => anomalies.map(({ code }) => code);
const csl = (text: string) => read(text).records[0]!.csl;

const SAMPLE = `% Made by hand
@string{jir = "Journal of Invented Results"}
@Article{sol2012,
  Author = {Sol, Ana and van den Berg, Hans},
  title = "On {DNA} and " # jir,
  journal = jir, year = 2012, month = mar,
  pages = {101--9}
}

@book(moon2001, title = {Parentheses (all) the way}, author = {Moon, Eva}, year = {2001})
@comment{jabref-meta: databaseType:bibtex;}
@inproceedings{x, title = {An \\'etude}, booktitle = {Proc. of {X}} year = 1999 }
`;

describe("bibtexReader", () => {
  it("reads entries in braces and parentheses, strings joined by #, and months", () => {
    const result = read(SAMPLE);
    expect(result.records.map((record) => record.csl)).toEqual([
      {
        type: "article-journal",
        "citation-key": "sol2012",
        author: [
          { family: "Sol", given: "Ana" },
          { family: "Berg", given: "Hans", "non-dropping-particle": "van den" },
        ],
        title: "On DNA and Journal of Invented Results",
        "container-title": "Journal of Invented Results",
        page: "101-109",
        issued: { "date-parts": [[2012, 3]] },
      },
      {
        type: "book",
        "citation-key": "moon2001",
        title: "Parentheses (all) the way",
        author: [{ family: "Moon", given: "Eva" }],
        issued: { "date-parts": [[2001]] },
      },
      {
        type: "paper-conference",
        "citation-key": "x",
        title: "An étude",
        "container-title": "Proc. of X",
        issued: { "date-parts": [[1999]] },
      },
    ]);
    expect(codes(result)).toEqual(["comment", "comment", "missing-comma"]);
    expect(result.records.map(({ origin }) => origin.line)).toEqual([3, 10, 12]);
    expect(result.anomalies.map(({ line }) => line)).toEqual([1, 11, 12]);
  });

  it("keeps fields that it does not know, and second values, as they are written", () => {
    const { records, anomalies } = read(
      '@article{k, Date Added = {2020-01-01}, author+an = {1="x"}, title={A}, title={\\\'B}, crossref = {p}}',
    );
    expect(records[0]!.other).toEqual([
      { tag: "Date Added", value: "2020-01-01" },
      { tag: "author+an", value: '1="x"' },
      { tag: "title", value: "\\'B" },
      { tag: "crossref", value: "p" },
    ]);
    expect(anomalies.map(({ code, line, record }) => ({ code, line, record }))).toEqual([
      { code: "repeated-field", line: 1, record: 1 },
    ]);
  });

  it("reads entries without key, as EBSCO writes them, and keys without comma", () => {
    expect(csl("@article{ title = {No key}, author = {Sol, A}}")).toMatchObject({ title: "No key" });
    expect(csl("@article{,\n title = {No key}}")).toEqual({ type: "article-journal", title: "No key" });
    const { records, anomalies } = read("@article{key1\n  title = {T}\n  year = {2000}\n}");
    expect(records[0]!.csl).toMatchObject({
      "citation-key": "key1",
      title: "T",
      issued: { "date-parts": [[2000]] },
    });
    expect(anomalies.map(({ code, line }) => [code, line])).toEqual([
      ["missing-comma", 1],
      ["missing-comma", 3],
    ]);
  });

  it("ends an entry whose braces do not close at the next one, with the fields it can read", () => {
    const result = read(
      "@article{a,\n title = {Open {brace},\n year = {2001},\n}\n@article{b,\n title = {Sound}\n}\n@article{c, title = {Cut",
    );
    expect(result.records.map(({ csl: item }) => [item["citation-key"], item.title, item.issued])).toEqual([
      ["a", "Open brace", { "date-parts": [[2001]] }],
      ["b", "Sound", undefined],
      ["c", "Cut", undefined],
    ]);
    expect(codes(result)).toEqual([
      "unbalanced-braces",
      "unbalanced-braces",
      "unbalanced-braces",
      "unbalanced-braces",
    ]);
  });

  it("goes on after a brace too many when a field follows", () => {
    const result = read(
      "@article{a,\n keywords = {one, @x}, two},\n title = {Kept}\n}\n@misc{b, title={Next}}",
    );
    expect(result.records.map(({ csl: item }) => item.title)).toEqual(["Kept", "Next"]);
    expect(codes(result)).toContain("text-in-entry");
  });

  it("takes escaped braces for text where the braces would not come out even", () => {
    expect(csl("@article{a, title = {The interval [0, 1\\} is open}, year = 2000}\n")).toMatchObject({
      title: "The interval [0, 1} is open",
      issued: { "date-parts": [[2000]] },
    });
    expect(csl("@article{a, file = {C:\\temp\\}\n}\n@article{b}")).toMatchObject({ "citation-key": "a" });
  });

  it("reports text between entries with its line, and does not take an address for an entry", () => {
    const { records, anomalies } = read(
      "Found by me@example.org {really}\n\n@misc{a, title={A}}\n\ntrailing\n",
    );
    expect(records.length).toBe(1);
    expect(anomalies).toEqual([
      {
        code: "text-outside-entry",
        message: 'Text outside of entries is not kept: "Found by me@example.org {really}".',
        line: 1,
        raw: "Found by me@example.org {really}\n\n",
      },
      {
        code: "text-outside-entry",
        message: 'Text outside of entries is not kept: "trailing".',
        line: 5,
        raw: "\n\ntrailing\n",
      },
    ]);
  });

  it("passes over entries in lines of comment, and reads indented ones", () => {
    const text =
      "% @article{no, title={x}}\n%@book{no}\n  @article{yes, title={A}}\n  % @misc{no}\n\t@thing{too}\n";
    const result = read(text);
    expect(result.records.map(({ csl: item }) => item["citation-key"])).toEqual(["yes", "too"]);
    expect(codes(result)).toEqual(["comment", "comment", "unknown-type"]);
    expect(read(...text)).toEqual(result);
  });

  it("reads quotation marks inside quoted values", () => {
    expect(csl('@misc{a, title = "The \\"o and "so" it is", year = "1999"}')).toMatchObject({
      title: 'The ö and "so" it is',
      issued: { "date-parts": [[1999]] },
    });
  });

  it("reads commands that the preamble defines", () => {
    expect(
      csl("@preamble{\\newcommand{\\jir}{Journal of {Invented} Results}}\n@article{a, journal = {\\jir}}"),
    ).toMatchObject({
      "container-title": "Journal of Invented Results",
    });
  });

  it("reads BibLaTeX's dates, numbers and places by the type of the entry", () => {
    expect(csl("@article{a, date={2010-03/2010-04}, number=3, eid={e12}}")).toMatchObject({
      issued: {
        "date-parts": [
          [2010, 3],
          [2010, 4],
        ],
      },
      issue: "3",
      number: "e12",
    });
    expect(csl("@report{a, date={2010-21}, number=3, institution={I}, type={techreport}}")).toMatchObject({
      issued: { "date-parts": [[2010]], season: 1 },
      number: "3",
      publisher: "I",
    });
    expect(csl("@book{a, date={1990~}, number=3, series={S}, location={L}}")).toMatchObject({
      issued: { "date-parts": [[1990]], literal: "1990~" },
      "collection-number": "3",
      "publisher-place": "L",
    });
    expect(csl("@inproceedings{a, address={New York}, location={Lyon}, year=1990}")).toMatchObject({
      "publisher-place": "New York",
      "event-place": "Lyon",
    });
    expect(csl("@phdthesis{a, school={U}}")).toMatchObject({
      type: "thesis",
      genre: "PhD thesis",
      publisher: "U",
    });
    expect(csl("@article{a, year={2022}, month={MAR 1}}").issued).toEqual({ "date-parts": [[2022, 3, 1]] });
    expect(csl('@article{a, year={2022}, month = 10 # "~" # jan}').issued).toEqual({
      "date-parts": [[2022, 1, 10]],
    });
  });

  it("keeps a year that is none as words, and says so", () => {
    const result = read("@article{a, year = {in press}}");
    expect(result.records[0]!.csl.issued).toEqual({ literal: "in press" });
    expect(codes(result)).toEqual(["bad-date"]);
  });

  it("finds identifiers where exporters put them", () => {
    const { records } = read(
      "@article{a, doi={https://doi.org/10.5555/a\\_b}, note={{PMID:} 123456}, eprint={2001.00001}, archiveprefix={arXiv}, unique-id={WOS:1}, url={\\url{http://x.org/a_b}}}",
    );
    expect(records[0]).toMatchObject({
      csl: { DOI: "10.5555/a_b", PMID: "123456", URL: "http://x.org/a_b" },
      accessions: [
        { database: "Web of Science", value: "WOS:1" },
        { database: "arXiv", value: "2001.00001" },
      ],
      notes: ["PMID: 123456"],
    });
    const several = read("@article{a, doi={10.5555/a and 10.5555/b}}");
    expect(several.records[0]!.csl.DOI).toBe("10.5555/a");
    expect(codes(several)).toEqual(["several-dois"]);
  });

  it("gives the same whatever the pieces", () => {
    const broken = `${SAMPLE}\n@article{z,\r\n title = {a \\} b}, year = {2000}\r\n}\r\n junk @ x {\n@misc{q} @what{r}\n@misc{y, note = {open\n@foo{w}@bar{v}\n`;
    const whole = read(broken);
    expect(read(...broken)).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(broken.length), { maxLength: 6 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), broken.length];
        expect(read(...at.slice(1).map((end, index) => broken.slice(at[index], end)))).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it("never throws, and leaves nothing out in silence", () => {
    const part = fc.constantFrom(
      ...'@|@article{|@article(|{|}|"|,|=|#|\\|\\{|\\}|key|title = {T}|year = 2000|\n|\r|\r\n| |%|(|)|@string{a = {b}}|@comment|ü'.split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const { records, anomalies } = read(text);
        expect(read(...parts)).toEqual({ records, anomalies });
        if (/[^\s{}(),@]/.test(text))
          expect(records.length + anomalies.length + (text.includes("@string") ? 1 : 0)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps every word of a damaged file in a record or an anomaly", () => {
    const words = [...SAMPLE.matchAll(/[A-Za-z]{4,}/g)].map(([word]) => word);
    const structural =
      /^(?:string|Article|book|comment|inproceedings|title|journal|year|month|pages|Author|booktitle|author|etude)$/;
    fc.assert(
      fc.property(fc.nat(SAMPLE.length - 1), fc.constantFrom("", "{", "}", '"', ",", "\n"), (at, put) => {
        const damaged = SAMPLE.slice(0, at) + put + SAMPLE.slice(at + 1);
        const { records, anomalies } = read(damaged);
        const kept = JSON.stringify([records, anomalies.map(({ raw, message }) => [raw, message])]);
        const cut = new Set([...damaged.matchAll(/[A-Za-z]{4,}/g)].map(([word]) => word));
        for (const word of words)
          if (cut.has(word) && !structural.test(word))
            expect(`${word}: ${kept}`).toMatch(new RegExp(`${word}.*${word}`, "s"));
      }),
      { numRuns: 400 },
    );
  });

  it("takes time in proportion to damaged text", () => {
    for (const piece of ["@article{a,\n", "x = {\n", 'x = "\n', "a, ", "}\n", "@", "\n\n", "$"]) {
      const { records, anomalies } = read(`@article{a, ${piece.repeat(100_000)}`);
      expect(records.length + anomalies.length).toBeGreaterThan(0);
    }
  });
});

const files = new URL("../../../../../shared/data/import/", import.meta.url);

describe("bibtexReader on files of programs", () => {
  it.skipIf(!existsSync(files))(
    "finds every record (skipped where the reference files are not at hand)",
    () => {
      const manifest = readFileSync(new URL("manifest.csv", files), "utf8");
      for (const folder of ["bibtex", "zotero-cases"])
        for (const name of readdirSync(new URL(folder, files)).filter((file) => file.endsWith(".bib"))) {
          const row = manifest.split("\n").find((line) => line.startsWith(`${folder}/${name},`))!;
          const wanted = Number(/^[^,]*,(?:"[^"]*"|[^,]*),(\d+)/.exec(row)![1]);
          const text = readFileSync(new URL(`${folder}/${name}`, files), "utf8").replace(/^\ufeff/, "");
          expect([name, read(text).records.length]).toEqual([name, wanted]);
        }
    },
  );
});
