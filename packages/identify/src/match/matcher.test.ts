import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrategy } from "../query/parse/parse-strategy.ts";
import type { Expression, Strategy, Syntax } from "../query/strategy.ts";
import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import { compileMatcher, type Matcher } from "./matcher.ts";
import { mesh, recordWith } from "./search.fixture.ts";

function matcherFor(query: string, syntax: Syntax = "pubmed"): Matcher {
  const compiled = compileMatcher(parseStrategy(query, syntax).strategy, { mesh });
  if (!compiled.ok) throw new Error(compiled.problems[0]!.message);
  return compiled.matcher;
}

const has = (query: string, record: BibliographicRecord, syntax?: Syntax) =>
  matcherFor(query, syntax).matches(record);

const titled = (title: string) => recordWith(title);

const mh = (term: string, major = false, qualifiers: { term: string; major: boolean }[] = []) =>
  ({ term, major, qualifiers, scheme: "MeSH" }) as const;

describe("words and phrases", () => {
  it("are compared without case, accents and signs", () => {
    expect(has("barre[ti]", titled("Guillain–Barré syndrome"))).toBe(true);
    expect(has('"guillain barre"[ti]', titled("GUILLAIN-BARRÉ"))).toBe(true);
    expect(has("h2o[ti]", titled("Effects of H<sub>2</sub>O"))).toBe(true);
    expect(has("crohn[ti]", titled("Crohn's disease"))).toBe(true);
  });

  it("stand in one element: a phrase does not run from one section or key word into the next", () => {
    const record = recordWith("One", {
      csl: { abstract: "AIMS: heart\nMETHODS: failure" },
      abstractSections: [
        { label: "AIMS", text: "Heart" },
        { label: "METHODS", text: "failure" },
      ],
      keywords: ["renal", "failure"],
    });
    expect(has("heart[tiab] AND failure[tiab]", record)).toBe(true);
    expect(has('"heart failure"[tiab]', record)).toBe(false);
    expect(has('"renal failure"[ot]', record)).toBe(false);
    expect(has('"heart failure"[tiab:~1000]', record)).toBe(false);
    expect(has("methods[tiab]", record)).toBe(false);
  });

  it("are truncated at the end and inside", () => {
    expect(has("organi*ation*[ti]", titled("Organisational change"))).toBe(true);
    expect(has('"colo* cancer*"[ti]', titled("Colorectal cancers"))).toBe(true);
    expect(has('"colo* cancer*"[ti]', titled("Colorectal and other cancers"))).toBe(false);
  });

  it("stand near each other in any order, each on a place of its own", () => {
    const record = titled("treatment of pain with heat and cold");
    expect(has('"pain treatment"[ti:~1]', record)).toBe(true);
    expect(has('"pain treatment"[ti:~0]', record)).toBe(false);
    expect(has('"cold treatment pain"[ti:~4]', record)).toBe(true);
    expect(has('"cold treatment pain"[ti:~3]', record)).toBe(false);
    expect(has('"pain pain"[ti:~5]', record)).toBe(false);
    expect(has('"pain pain"[ti:~5]', titled("pain and more pain"))).toBe(true);
    expect(has("(treatment adj2 pain).ti.", record, "ovid")).toBe(true);
    expect(has("(heat adj3 pain adj3 treatment).ti.", record, "ovid")).toBe(true);
    expect(has("(cold adj3 pain adj3 treatment).ti.", record, "ovid")).toBe(false);
  });

  it("keep author key words out of Ovid's .ti,ab. and PubMed's [ab], and have them in [tiab]", () => {
    const record = recordWith("One", { keywords: ["ivig"] });
    expect(has("ivig[tiab]", record)).toBe(true);
    expect(has("ivig[ab]", record)).toBe(false);
    expect(has("ivig.ti,ab.", record, "ovid")).toBe(false);
  });

  it("drop stop words beside others, not in phrases", () => {
    const compiled = compileMatcher(
      { kind: "text", words: [["the"], ["heart"]], reading: "all", quoted: false, fields: ["title"] },
      { mesh },
    );
    expect(compiled.ok && compiled.matcher.matches(titled("Heart"))).toBe(true);
    expect(has('"the heart"[ti]', titled("Heart"))).toBe(false);
  });
});

describe("headings", () => {
  const record = recordWith("One", {
    headings: [
      mh("Dermatomyositis", false, [{ term: "drug therapy", major: true }]),
      mh("Immunoglobulins, Intravenous", false, [{ term: "adverse effects", major: false }]),
      mh("Humans"),
    ],
  });

  it("are exploded in all their places, and found by entry terms and old names", () => {
    expect(has("polymyositis[mh]", record)).toBe(true);
    expect(has("polymyositis[mh:noexp]", record)).toBe(false);
    expect(has("IVIG[mh]", record)).toBe(true);
    expect(has("exp Polymyositis/", record, "ovid")).toBe(true);
    expect(has("Polymyositis/", record, "ovid")).toBe(false);
    const old = recordWith("Two", { headings: [{ ...mh("A name of another year"), ui: "D003882" }] });
    expect(has("polymyositis[mh]", old)).toBe(true);
  });

  it("are main topics by their own star or a subheading's", () => {
    expect(has("polymyositis[majr]", record)).toBe(true);
    expect(has("ivig[majr]", record)).toBe(false);
    expect(has('"polymyositis/drug therapy"[majr]', record)).toBe(true);
    expect(has('"ivig/adverse effects"[majr]', record)).toBe(false);
  });

  it("have subheadings, which PubMed explodes with them and Ovid does not", () => {
    expect(has('"polymyositis/therapy"[mh]', record)).toBe(true);
    expect(has("exp Polymyositis/th", record, "ovid")).toBe(false);
    expect(has("exp Polymyositis/dt", record, "ovid")).toBe(true);
    expect(has("therapy[sh]", record)).toBe(true);
    expect(has("therapy[sh:noexp]", record)).toBe(false);
    expect(has('"therapeutic use"[sh]', record)).toBe(true);
    expect(has("dt.fs.", record, "ovid")).toBe(true);
  });

  it("that MeSH does not have are matched by name, and a note says so", () => {
    const matcher = matcherFor('"Invented heading"[mh]');
    expect(matcher.notes.map(({ code }) => code)).toEqual(["unknown-heading"]);
    expect(matcher.matches(recordWith("One", { headings: [mh("Invented Heading")] }))).toBe(true);
  });

  it("let the animal filter keep what is not indexed", () => {
    const animals = recordWith("One", { headings: [mh("Mice")] });
    const both = recordWith("One", { headings: [mh("Mice"), mh("Humans")] });
    const filter = "one[ti] NOT (animals[mh] NOT humans[mh])";
    expect([animals, both, titled("One")].map((each) => has(filter, each))).toEqual([false, true, true]);
  });
});

describe("other fields", () => {
  it("explode publication types in PubMed only", () => {
    const record = recordWith("One", {
      publicationTypes: [{ term: "Randomized Controlled Trial", ui: "D016449" }],
    });
    expect(has("clinical trial[pt]", record)).toBe(true);
    expect(has("clinical trial.pt.", record, "ovid")).toBe(false);
    expect(has("randomised controlled trial[pt]", record)).toBe(false);
  });

  it("know languages by name and code", () => {
    const record = recordWith("One", { csl: { language: "eng, fre" } });
    expect(has("french[la]", record) && has("fre[la]", record) && has("english[la]", record)).toBe(true);
    expect(has("german[la]", record)).toBe(false);
  });

  it("take print and electronic dates for [dp], and their ends whole", () => {
    const record = recordWith("One", {
      csl: { issued: { "date-parts": [[2016, 1]] }, "available-date": { "date-parts": [[2015, 12, 31]] } },
    });
    expect(has("2015[dp]", record) && has("2016[dp]", record) && has("2015/12/31:2016[dp]", record)).toBe(
      true,
    );
    expect(has("2015[ppdat]", record) || has("2016[epdat]", record) || has("2016/02:3000[dp]", record)).toBe(
      false,
    );
  });

  it("take an author's initials as the beginning of more, unless they are in quotation marks", () => {
    const record = recordWith("One", {
      csl: {
        author: [
          { family: "Van den Berg", given: "Leonard Herbert" },
          { family: "Smith", given: "J" },
        ],
      },
    });
    expect(
      has("van den berg l[au]", record) && has("smith[au]", record) && has("smith j[lastau]", record),
    ).toBe(true);
    expect(
      has('"van den berg l"[au]', record) || has("berg[au]", record) || has("smith j[1au]", record),
    ).toBe(false);
  });

  it("match journals as wholes, trial numbers with their registries, and filters", () => {
    const record = recordWith("One", {
      csl: { "container-title": "BMJ open", "container-title-short": "BMJ Open", abstract: "Some." },
      registrations: ["NCT01234567"],
      relations: [{ kind: "comment-in" }],
      status: "MEDLINE",
    });
    for (const query of [
      "bmj open[ta]",
      "clinicaltrials.gov[si]",
      "NCT01234567[si]",
      "hasabstract[filter]",
      "hascommentin[filter]",
      "medline[sb]",
    ])
      expect(has(query, record), query).toBe(true);
    for (const query of ["bmj[ta]", "isrctn[si]", "hascommenton[filter]", "publisher[sb]"])
      expect(has(query, record), query).toBe(false);
  });

  it("guess at untagged words, and say so", () => {
    const matcher = matcherFor("heart attack aspirin");
    expect(matcher.notes.map(({ code }) => code)).toEqual(["approximate"]);
    expect(matcher.matches(recordWith("Aspirin", { headings: [mh("Myocardial Infarction")] }))).toBe(true);
    expect(matcher.matches(titled("Aspirin"))).toBe(false);
  });
});

describe("strategies of lines", () => {
  const span = { start: 0, end: 0 };
  const line = (number: number, expression: Expression | null) => ({
    number,
    numbered: true,
    expression,
    comments: [],
    span,
  });
  const strategy = (...lines: Strategy["lines"]): Strategy => ({ syntax: "ovid", lines });
  const reference = (number: number): Expression => ({ kind: "line", number });

  it("are refused where lines are missing or go in circles", () => {
    const codes = (given: Strategy) => {
      const compiled = compileMatcher(given, { mesh });
      return compiled.ok ? [] : compiled.problems.map(({ code }) => code);
    };
    expect(codes(strategy(line(1, reference(2))))).toEqual(["unknown-line"]);
    expect(codes(strategy(line(1, reference(1))))).toEqual(["circular-line"]);
    expect(codes(strategy(line(1, reference(2)), line(2, reference(3)), line(3, reference(1))))).toEqual([
      "circular-line",
    ]);
    expect(codes(strategy(line(1, null)))).toEqual(["nothing-to-search"]);
  });

  it("that refer to lines over and over take no longer for it", () => {
    const heart: Expression = {
      kind: "text",
      words: [["heart"]],
      reading: "phrase",
      quoted: false,
      fields: ["title"],
    };
    const twice = (number: number): Expression => ({
      kind: "or",
      operands: [reference(number), reference(number)],
    });
    const lines = [line(1, heart), ...Array.from({ length: 900 }, (_, i) => line(i + 2, twice(i + 1)))];
    const compiled = compileMatcher(strategy(...lines), { mesh });
    expect(compiled.ok && compiled.matcher.matches(titled("Heart"))).toBe(true);
  });

  it("are refused, not a crash, where they nest too deeply", () => {
    let deep: Expression = { kind: "subheading", name: "therapy", explode: true };
    for (let i = 0; i < 50_000; i++) deep = { kind: "limit", of: deep, limits: [] };
    const compiled = compileMatcher(deep, { mesh });
    expect(compiled.ok ? [] : compiled.problems.map(({ code }) => code)).toEqual(["too-deep"]);
  });

  it("answer or refuse, whatever is typed", () => {
    const piece = fc.constantFrom(
      ...'heart|[tiab]|[mh]|/|exp |and |OR |not |(|)|adj3 |*|"|2010:|[dp]|.ti,ab.|#1|1|\n|NEAR/2 |é|[pt]|:~3]|limit 1 to english'.split(
        "|",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }),
        fc.constantFrom<Syntax>("pubmed", "ovid", "cochrane", "plain"),
        (pieces, syntax) => {
          const compiled = compileMatcher(parseStrategy(pieces.join(""), syntax).strategy, { mesh });
          if (compiled.ok) expect(typeof compiled.matcher.matches(titled("heart"))).toBe("boolean");
          else expect(compiled.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
