import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysis, smallReview, trial } from "../fixtures/small-review.ts";
import { compare } from "./compare.ts";
import { derive } from "./derive.ts";
import { timeline } from "./timeline.ts";
import { why } from "./why.ts";

const studies = [
  trial("early", { counts: [8, 20, 6, 20], year: "1995", patients: 40 }),
  trial("turning", { counts: [60, 100, 20, 100], year: "2001-06", patients: 200 }),
  trial("reversal", { counts: [100, 500, 160, 500], year: "2008-03-05", patients: 1000 }),
];
const review = smallReview({ studies, analyses: [analysis("main")] });
const plain = (value: unknown) =>
  JSON.stringify(value, (_, each) => (each instanceof Map ? [...each] : each));

describe("derive", () => {
  it("knows a study from the last day that its publication date can mean", () => {
    const trials = (asOf: string) => derive(review, { asOf }).verdicts[0]!.trials;
    expect(trials("1995-12-30")).toBe(0);
    expect(trials("1995-12-31")).toBe(1);
    expect(trials("2001-06-29")).toBe(1);
    expect(trials("2001-06-30")).toBe(2);
    expect(trials("2008-03-04")).toBe(2);
    expect(trials("2008-03-05")).toBe(3);
  });

  it("gives the same bytes for the same input, whatever was asked in between", () => {
    const first = plain(derive(review, { asOf: "2003-12-31" }));
    derive(review, { asOf: "2020-01-01", exclude: ["turning"] });
    expect(plain(derive(review, { asOf: "2003-12-31" }))).toBe(first);
    expect(
      plain(derive(smallReview({ studies, analyses: [analysis("main")] }), { asOf: "2003-12-31" })),
    ).toBe(first);
  });

  it("does not depend on the order in which studies are given", () => {
    const expected = plain(derive(review, { asOf: "2010-01-01" }));
    fc.assert(
      fc.property(fc.shuffledSubarray(studies, { minLength: studies.length }), (shuffled) => {
        expect(
          plain(
            derive(smallReview({ studies: shuffled, analyses: [analysis("main")] }), { asOf: "2010-01-01" }),
          ),
        ).toBe(expected);
      }),
    );
  });

  it("leaves a study out of the pool and keeps its row", () => {
    const { verdicts } = derive(review, { asOf: "2003-12-31", exclude: ["turning"] });
    const main = verdicts[0]!.analyses[0]!;
    expect(main.rows.map((row) => [row.study, row.state])).toEqual([
      ["early", "in"],
      ["turning", "left-out"],
      ["reversal", "later"],
    ]);
    expect(main.pooled?.k).toBe(1);
    expect(verdicts[0]!.class).toBe("not-effective");
  });

  it("says so when the rule set is unknown", () => {
    const { verdicts, problems } = derive(review, { asOf: "2003-12-31", ruleSet: "nobody-1999" });
    expect(verdicts).toEqual([]);
    expect(problems[0]?.message).toContain("nobody-1999");
  });
});

describe("timeline", () => {
  it("dates each turn of a verdict and names the study that brought it", () => {
    const { spans, events } = timeline(review, { from: "1985-01-01", to: "2026-01-01" });
    expect(spans["disease"]!.map(({ from, class: verdict, by }) => [from, verdict, by])).toEqual([
      ["1985-01-01", "not-established", undefined],
      ["1995-12-31", "not-effective", "early"],
      ["2001-06-30", "effective", "turning"],
      ["2008-03-05", "not-effective", "reversal"],
    ]);
    expect(events.find((each) => each.study === "turning")?.turned).toEqual(["disease"]);
  });

  it("says of every day what derive says of it", () => {
    const { spans } = timeline(review, { from: "1985-01-01", to: "2026-01-01" });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 365 }), (days) => {
        const asOf = new Date(Date.UTC(1985, 0, 1 + days)).toISOString().slice(0, 10);
        const span = spans["disease"]!.filter((each) => each.from <= asOf && asOf <= each.to);
        expect(span).toHaveLength(1);
        expect(span[0]!.class).toBe(derive(review, { asOf }).verdicts[0]!.class);
      }),
      { numRuns: 60 },
    );
  });
});

describe("compare", () => {
  it("names the study that turned a verdict between two dates", () => {
    const changes = compare(
      review,
      derive(review, { asOf: "2003-12-31" }),
      derive(review, { asOf: "2026-01-01" }),
    );
    expect(changes).toEqual([
      { condition: "disease", kind: "class", text: "down: reversal", studies: ["reversal"] },
    ]);
  });

  it("calls a verdict firmer when new trials raise its certainty", () => {
    const more = smallReview({
      studies: [studies[1]!, trial("more", { counts: [300, 500, 100, 500], year: "2009", patients: 1000 })],
      analyses: [analysis("main")],
    });
    const [change] = compare(
      more,
      derive(more, { asOf: "2003-12-31" }),
      derive(more, { asOf: "2026-01-01" }),
    );
    expect(change).toMatchObject({ kind: "firmer", studies: ["more"] });
  });
});

describe("why", () => {
  it("walks from a verdict through rule, pooled effect and arm data to the report", () => {
    const derivation = derive(review, { asOf: "2003-12-31" });
    const steps = why(review, derivation, "verdict/disease");
    const titles = steps.map((step) => step.title);
    expect(titles[0]).toBe("Verdict on disease");
    expect(titles).toContain("Rule benefit-pooled");
    expect(titles.some((title) => title.startsWith("Pooled risk ratio"))).toBe(true);
    const events = steps.find((step) => step.ref === "study/turning#/results/0/arms/ivig/events")!;
    expect(events).toMatchObject({
      text: "60",
      standing: "seen",
      url: "https://pubmed.ncbi.nlm.nih.gov/123/",
    });
    expect(steps.at(steps.indexOf(events) + 4)?.title).toBe("Report of turning");
  });

  it("answers for every value that a derivation holds, and ends in documents", () => {
    const derivation = derive(review, { asOf: "2026-01-01" });
    for (const ref of derivation.values.keys()) {
      const steps = why(review, derivation, ref);
      expect(steps.every((step) => step.text !== "nothing stands here")).toBe(true);
    }
  });

  it("says so when nothing is known under a ref", () => {
    expect(why(review, derive(review, { asOf: "2026-01-01" }), "study/nobody#/n")[0]).toMatchObject({
      standing: "unverified",
    });
  });
});
