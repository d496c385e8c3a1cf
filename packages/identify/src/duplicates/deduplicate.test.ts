import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cited, cited } from "./cited.fixture.ts";
import { deduplicate } from "./deduplicate.ts";
import type { DeduplicateOptions, Deduplication, IdentifiedRecord } from "./duplicate-cluster.ts";

function run(records: readonly IdentifiedRecord[], options?: DeduplicateOptions): Deduplication {
  const result = deduplicate(records, options);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result;
}

const SUBJECTS = ["lavender oil", "linden bark", "mossin", "fern extract", "cold baths", "night light"];
const ENDINGS = [
  "in restless legs",
  "for fever in children",
  "and sleep: a randomised trial",
  "in nurses (LUNA)",
];
const NAMES = ["Quillfeather, Anna", "Mosswood, P.", "Tarnbrook, Ida", "Müßig, Jörg", "Иванова, А."];
const JOURNALS = [
  "Journal of Imaginary Neurology",
  "J. Imag. Neurol.",
  "Annals of Invented Medicine",
  "Editorial Notes",
];

/** Small libraries with many records that are nearly the same, so that every rule is met. */
const citation: fc.Arbitrary<Cited> = fc
  .record({
    title: fc.option(
      fc.oneof(
        fc
          .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...ENDINGS))
          .map(([subject, end]) => `Effects of ${subject} ${end}`),
        fc
          .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...ENDINGS))
          .map(([subject, end]) => `Erratum: Effects of ${subject} ${end}`),
        fc.constantFrom("Editorial", "Reply", "[Effects of mossin in restless legs]", ""),
      ),
      { nil: undefined },
    ),
    authors: fc.option(
      fc
        .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
        .map((names) => names.join("; ")),
      { nil: undefined },
    ),
    year: fc.option(fc.integer({ min: 2010, max: 2012 }), { nil: undefined }),
    journal: fc.option(fc.constantFrom(...JOURNALS), { nil: undefined }),
    volume: fc.option(fc.constantFrom("1", "2", "2 (Suppl 1)"), { nil: undefined }),
    pages: fc.option(fc.constantFrom("10-19", "10-9", "S10", "55", "e10"), { nil: undefined }),
    doi: fc.option(fc.constantFrom("10.5555/a", "10.5555/b"), { nil: undefined }),
    pmid: fc.option(fc.constantFrom("111", "222"), { nil: undefined }),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));

const library = fc
  .array(citation, { maxLength: 25 })
  .map((list): readonly IdentifiedRecord[] =>
    list.map((fields, at) => ({ id: `r${at}`, record: cited(fields) })),
  );

const together = ({ clusters }: Deduplication): ReadonlyMap<string, string> =>
  new Map(clusters.flatMap(({ master, members }) => members.map((id) => [id, master] as const)));

const article: Cited = {
  title: "Lavender oil for restless legs in adults with iron deficiency",
  authors: "Quillfeather, Anna; Mosswood, Peter",
  year: 2014,
  journal: "Journal of Imaginary Neurology",
  volume: "61",
  pages: "123-129",
};
const item = (id: string, fields: Cited): IdentifiedRecord => ({ id, record: cited(fields) });

describe("deduplicate", () => {
  it("puts every id into exactly one cluster, with a master and one link fewer than members", () => {
    fc.assert(
      fc.property(library, (records) => {
        const { clusters } = run(records);
        expect(clusters.flatMap(({ members }) => members).sort()).toEqual(records.map(({ id }) => id).sort());
        for (const { master, members, links } of clusters) {
          expect(members).toContain(master);
          expect(links).toHaveLength(members.length - 1);
        }
      }),
    );
  });

  it("gives the same result for any order of the records", () => {
    fc.assert(
      fc.property(
        library.chain((records) =>
          fc.tuple(fc.constant(records), fc.shuffledSubarray([...records], { minLength: records.length })),
        ),
        ([records, shuffled]) => {
          expect(run(shuffled)).toEqual(run(records));
        },
      ),
    );
  });

  it("changes nothing when its own clusters come in again", () => {
    fc.assert(
      fc.property(library, (records) => {
        const first = run(records);
        const second = run(records, { existing: first.clusters });
        expect(together(second)).toEqual(together(first));
      }),
    );
  });

  it("leaves the clusters and masters of a library as they are when new records come", () => {
    fc.assert(
      fc.property(library, fc.integer({ min: 0, max: 25 }), (records, cut) => {
        const known = records.slice(0, cut);
        const before = run(known);
        const after = together(run(records, { existing: before.clusters }));
        for (const [id, master] of together(before)) expect(after.get(id)).toBe(master);
      }),
    );
  });

  it("follows every decision that does not contradict another", () => {
    const decisions = fc.array(
      fc.record({
        kind: fc.constantFrom("same" as const, "different" as const),
        a: fc.integer({ min: 0, max: 24 }).map((at) => `r${at}`),
        b: fc.integer({ min: 0, max: 24 }).map((at) => `r${at}`),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(library, decisions, (records, made) => {
        const result = run(records, { decisions: made });
        const masters = together(result);
        const contradicted = result.notes.some(({ code }) => code === "contradiction");
        for (const [at, { kind, a, b }] of made.entries()) {
          if (!masters.has(a) || !masters.has(b) || a === b) continue;
          const later = made
            .slice(at + 1)
            .some((other) => [other.a, other.b].includes(a) && [other.a, other.b].includes(b));
          if (later) continue;
          if (kind === "different") expect(masters.get(a)).not.toBe(masters.get(b));
          else if (!contradicted) expect(masters.get(a)).toBe(masters.get(b));
        }
        for (const { a, b } of result.review)
          expect(
            made.some(
              (one) => one.kind === "different" && [one.a, one.b].includes(a) && [one.a, one.b].includes(b),
            ),
          ).toBe(false);
      }),
    );
  });

  it("takes copies of records that say enough into the clusters of their originals, and changes no other cluster", () => {
    fc.assert(
      fc.property(library, (records) => {
        const full = records.map(({ id, record }, at) => ({
          id,
          record: at % 2 === 0 ? record : cited(article),
        }));
        const copies = full
          .filter((_, at) => at % 2 === 1)
          .map(({ id, record }) => ({ id: `${id}-copy`, record }));
        const alone = together(run(full));
        const doubled = together(run([...full, ...copies]));
        for (const { id } of copies) expect(doubled.get(id)).toBe(doubled.get(id.replace("-copy", "")));
        for (const { id } of full)
          for (const { id: other } of full)
            expect(doubled.get(id) === doubled.get(other)).toBe(alone.get(id) === alone.get(other));
      }),
      { numRuns: 50 },
    );
  });

  it("names an id that stands on two records", () => {
    const result = deduplicate([item("x", article), item("x", article)]);
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          code: "repeated-id",
          message: "The id x stands on more than one record; give each record an id of its own.",
        },
      ],
    });
  });

  it("gives the merged record its best fields, each with the record that it comes from", () => {
    const { clusters } = run([
      item("a", {
        ...article,
        title: "[LAVENDER OIL FOR RESTLESS LEGS IN ADULTS WITH IRON DEFICIENCY]",
        doi: "10.5555/x",
        abstract: "Short.",
      }),
      item("b", {
        ...article,
        pages: "123",
        abstract: "A longer abstract of the same text, which says more of the method.",
      }),
    ]);
    expect(clusters).toHaveLength(1);
    const fields = clusters[0]!.fields!;
    expect(fields["title"]).toEqual({ from: "b", value: article.title });
    expect(fields["DOI"]).toEqual({ from: "a", value: "10.5555/x" });
    expect(fields["page"]).toEqual({ from: "a", value: "123-129" });
    expect(fields["abstract"]!.from).toBe("b");
  });

  it("does not let a record that could be either draw two publications together", () => {
    const part = (number: string, pages: string): Cited => ({
      ...article,
      title: `Linden bark in fever of the young. Part ${number}`,
      pages,
    });
    const { clusters } = run([
      item("one", part("1", "10-19")),
      item("two", part("2", "20-29")),
      item("unnumbered", { ...article, title: "Linden bark in fever of the young", pages: "10-9" }),
    ]);
    expect(clusters.map(({ members }) => members)).toEqual([["one", "unnumbered"], ["two"]]);
  });

  it("does not join two clusters of a library, and asks", () => {
    const existing = [
      { master: "a", members: ["a"] },
      { master: "b", members: ["b"] },
    ];
    const { clusters, review } = run([item("a", article), item("b", article)], { existing });
    expect(clusters).toHaveLength(2);
    expect(review[0]).toMatchObject({ a: "a", b: "b", refusal: "two-of-library" });
  });

  it("says of decisions and clusters that it cannot follow why, and goes on", () => {
    const { notes } = run([item("a", article), item("b", article), item("c", article)], {
      decisions: [
        { kind: "different", a: "a", b: "c" },
        { kind: "same", a: "a", b: "b" },
        { kind: "same", a: "b", b: "c" },
        { kind: "same", a: "a", b: "gone" },
      ],
      existing: [{ master: "a", members: ["a", "lost"] }],
    });
    expect(notes.map(({ code }) => code).sort()).toEqual(["contradiction", "unknown-id", "unknown-id"]);
  });

  it("relates what a database links: a comment and its article", () => {
    const comment = {
      ...cited({ ...article, title: "Legs, lavender and doubt", pmid: "9" }),
      relations: [{ kind: "comment-on", pmid: "8" }],
    } as const;
    const { relations } = run([
      item("article", { ...article, pmid: "8" }),
      { id: "comment", record: comment },
    ]);
    expect(relations).toEqual([{ a: "article", b: "comment", kind: "comment-or-correction" }]);
  });

  it("takes two names of a venue for one where record after record agrees in all but the name", () => {
    const title = (at: number) => `${SUBJECTS[at]} and the art of sleeping well in libraries`;
    const records = SUBJECTS.flatMap((_, at) => [
      item(`x${at}`, {
        title: title(at),
        authors: `Author${at}, A.; Second${at}, B.`,
        year: 2001,
        journal: "IMAGINE Conference",
      }),
      item(`y${at}`, {
        title: title(at),
        authors: `Author${at}, A.; Second${at}, B.`,
        year: 2001,
        journal: "Symposium on Invention of Data",
      }),
    ]);
    expect(run(records).clusters).toHaveLength(SUBJECTS.length);
    expect(run(records.slice(0, 2)).clusters).toHaveLength(2);
  });

  it("compares the records of one title in linear time", () => {
    const records = Array.from({ length: 3000 }, (_, at) =>
      item(`e${at}`, {
        title: "Editorial",
        authors: `Editor${at % 500}, E.`,
        year: 2000 + (at % 20),
        journal: "Invented Systems",
        volume: String(at % 20),
        pages: String(at),
      }),
    );
    expect(run(records).clusters).toHaveLength(3000);
  });

  it("comes to an end on titles and journals that are no titles and journals, and tells them apart", () => {
    const longs = [0, 1, 2].map((at) => {
      const words = Array.from({ length: 60_000 }, (_, place) => `w${(place * 7919) % 40_000}`);
      words[50_000] = `word${at}`;
      return words.join(" ");
    });
    const titles = [...longs, longs[0]!].map((title, at) => ({ id: `t${at}`, record: cited({ title }) }));
    expect(run(titles).clusters.map(({ members }) => members)).toEqual([["t0", "t3"], ["t1"], ["t2"]]);
    const journals = [0, 1].map((at) => ({
      id: `j${at}`,
      record: cited({
        title: "Effects of mossin in restless legs",
        authors: "Quillfeather, Anna",
        year: 2012,
        pages: "10-19",
        journal: " .".repeat(200_000) + at,
      }),
    }));
    expect(run(journals).clusters).toHaveLength(1);
  });
});
