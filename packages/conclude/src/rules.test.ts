import { describe, expect, it } from "vitest";
import {
  analysis,
  condition,
  type SmallReviewOptions,
  smallReview,
  trial,
} from "../fixtures/small-review.ts";
import { derive } from "./derive.ts";

const verdict = (options: SmallReviewOptions, asOf = "2010-12-31", id = "disease") =>
  derive(smallReview(options), { asOf }).verdicts.find((each) => each.condition === id)!;
const fired = (options: SmallReviewOptions, asOf?: string, id?: string) =>
  verdict(options, asOf, id).because.map((each) => each.rule);

const good = trial("good", { counts: [30, 50, 10, 50] });
const null1 = trial("null", { counts: [11, 50, 10, 50] });
const firstLine = [{ treatment: "exchange", line: "first", since: "1990" }];

describe("the class of a verdict", () => {
  it("is effective where the pooled effect against placebo excludes no effect (benefit-pooled)", () => {
    const options = {
      studies: [good, trial("weaker", { counts: [20, 50, 12, 50] })],
      analyses: [analysis("main")],
    };
    expect(verdict(options).class).toBe("effective");
    expect(fired(options)).toContain("benefit-pooled");
  });

  it("is effective where most patients were in trials with a significant benefit that cannot be pooled (benefit-by-trials)", () => {
    const stated = trial("stated", { says: { favours: "of", significant: true }, patients: 60 });
    const other = trial("other", { says: { favours: "neither", significant: false }, patients: 40 });
    expect(fired({ studies: [stated, other] })).toContain("benefit-by-trials");
    expect(
      verdict({
        studies: [stated, trial("other", { says: { favours: "neither", significant: false }, patients: 80 })],
      }).class,
    ).toBe("not-effective");
  });

  it("is effective where it is no worse than an established treatment (no-worse-than-established)", () => {
    const equal = trial("equal", { against: "exchange", difference: [-0.1, -0.5, 0.3] });
    expect(fired({ studies: [equal], standard: firstLine })).toContain("no-worse-than-established");
  });

  it("looks at the interval: an appreciably worse result must be excluded", () => {
    const wide = trial("wide", { against: "exchange", difference: [-0.1, -2, 1.8] });
    expect(verdict({ studies: [wide], standard: firstLine }).class).toBe("not-established");
  });

  it("does not count likeness to a treatment that was not yet established at the date", () => {
    const equal = trial("equal", { against: "exchange", difference: [-0.1, -0.5, 0.3] });
    expect(
      verdict({ studies: [equal], standard: [{ treatment: "exchange", line: "first", since: "2015" }] })
        .class,
    ).toBe("not-established");
  });

  it("does not count likeness to a treatment that is not established at all", () => {
    const equal = trial("equal", { against: "steroid", difference: [-0.1, -0.5, 0.3] });
    expect(verdict({ studies: [equal], standard: firstLine }).class).toBe("not-established");
  });

  it("is modest where the main outcome shows nothing and another outcome is favourable", () => {
    const modest = trial("modest", {
      says: { favours: "of", significant: false },
      also: { favours: "of", significant: true },
    });
    expect(verdict({ studies: [modest] }).class).toBe("modest-not-significant");
  });

  it("takes an improvement within the treated arm as a favourable sign, a subgroup not", () => {
    const signal = (set: string) =>
      trial("t", {
        says: { favours: "of", significant: false },
        also: { favours: "of", significant: true, set },
      });
    expect(verdict({ studies: [signal("within-arm")] }).class).toBe("modest-not-significant");
    expect(verdict({ studies: [signal("subgroup")] }).class).toBe("not-effective");
  });

  it("is not effective where nothing is favourable, and turns with the result", () => {
    expect(verdict({ studies: [null1], analyses: [analysis("main")] }).class).toBe("not-effective");
    expect(
      verdict({ studies: [trial("harm", { counts: [10, 50, 30, 50] })], analyses: [analysis("main")] }).class,
    ).toBe("not-effective");
  });

  it("is not established without a randomised comparison", () => {
    const cohort = trial("cohort", { counts: [40, 50, 5, 50], allocation: "non-randomised" });
    expect(verdict({ studies: [cohort], analyses: [analysis("main")] }).class).toBe("not-established");
    expect(verdict({ studies: [] }).class).toBe("not-established");
  });

  it("is not decided by a trial that mixes conditions", () => {
    const mixed = trial("mixed", { counts: [30, 50, 10, 50], alsoConditions: ["elsewhere"] });
    expect(verdict({ studies: [mixed], analyses: [analysis("main")] }).class).toBe("not-established");
  });

  it("reads a trial that names no primary outcome by its most important one for patients", () => {
    const unlabelled = trial("t", {
      difference: [2, 1, 3],
      says: { favours: "neither", significant: false },
      primary: "not-labelled",
    });
    // Improved ranks above the score in the condition's list, and shows nothing; the score is then a favourable sign.
    expect(verdict({ studies: [unlabelled] }).class).toBe("modest-not-significant");
  });
});

describe("the line of a verdict", () => {
  const equal = (history: string) =>
    trial("equal", { against: "exchange", difference: [-0.1, -0.5, 0.3], history });

  it("is first where it equals the first-line treatment in patients not selected for failing it", () => {
    expect(fired({ studies: [equal("untreated")], standard: firstLine })).toContain("line-equal-first");
  });

  it("moves to second where those patients had failed the standard treatment", () => {
    const options = { studies: [equal("failing-standard")], standard: firstLine };
    expect(verdict(options).line).toBe("second");
    expect(fired(options)).toContain("line-after-failure");
  });

  it("is first where benefit was shown in untreated patients, whatever else is established", () => {
    const options = {
      studies: [trial("t", { counts: [30, 50, 10, 50], history: "untreated" })],
      standard: firstLine,
    };
    expect(fired(options)).toContain("line-untreated");
  });

  it("is not first for a trial of untreated patients that leaned the other way", () => {
    const against = trial("against", { counts: [9, 50, 10, 50], history: "untreated", patients: 20 });
    const strong = trial("strong", {
      counts: [80, 100, 20, 100],
      history: "failing-standard",
      patients: 200,
    });
    expect(verdict({ studies: [against, strong], standard: firstLine }).line).toBe("second");
  });

  it("is first where nothing else is established", () => {
    expect(fired({ studies: [good], analyses: [analysis("main")] })).toContain("line-no-alternative");
  });

  it("is not first on known responders alone", () => {
    const responders = trial("r", { counts: [30, 50, 10, 50], history: "known-responders" });
    expect(verdict({ studies: [responders] }).line).toBe("second");
  });

  it("is second where it equals a rescue treatment", () => {
    expect(
      fired({
        studies: [equal("unselected")],
        standard: [{ treatment: "exchange", line: "rescue", since: "1990" }],
      }),
    ).toContain("line-rescue");
  });

  it("is second where others are established and it was not compared with them", () => {
    expect(fired({ studies: [good], standard: firstLine })).toContain("line-not-compared");
  });

  it("is absent where the treatment is not effective", () => {
    expect(verdict({ studies: [null1] }).line).toBeNull();
  });
});

describe("a disease with phases", () => {
  const family = (studies: SmallReviewOptions["studies"]): SmallReviewOptions => ({
    studies,
    conditions: [
      condition("disease", {
        asks: "best-phase",
        standard: [
          {
            treatment: "exchange",
            line: "rescue",
            since: "1990",
            uses: ["acute", "surgery"],
            text: "s",
            from: { unverified: "test" },
          },
        ],
      }),
      condition("disease/acute", { order: 2, phase: { name: "in exacerbation" } }),
      condition("disease/surgery", { order: 3, phase: { name: "before surgery", standsInFor: "surgery" } }),
    ],
  });
  const acute = trial("acute", {
    condition: "disease/acute",
    against: "exchange",
    difference: [0, -0.5, 0.5],
  });

  it("takes the verdict of its best-supported phase and names the phases", () => {
    const found = verdict(family([acute]));
    expect(found).toMatchObject({ class: "effective", line: "second" });
    expect(found.statement).toContain("in exacerbation effective");
  });

  it("lets it stand in for an equal treatment where that is standard and no trial was made (stands-in)", () => {
    expect(fired(family([acute]), "2010-12-31", "disease/surgery")).toContain("stands-in");
  });

  it("follows a phase's own trial once there is one", () => {
    const own = trial("own", { condition: "disease/surgery", counts: [10, 50, 10, 50], year: "2005" });
    expect(verdict(family([acute, own]), "2004-12-31", "disease/surgery").class).toBe("effective");
    expect(verdict(family([acute, own]), "2010-12-31", "disease/surgery").class).toBe("not-effective");
  });
});

describe("the dose of a verdict", () => {
  it("is what most patients of the deciding trials were given", () => {
    const low = trial("low", { counts: [30, 50, 10, 50], dose: 1 });
    const high = [trial("a", { counts: [30, 50, 10, 50] }), trial("b", { counts: [28, 50, 10, 50] })];
    expect(verdict({ studies: [low, ...high], analyses: [analysis("main")] }).doseGPerKg).toBe(2);
    expect(verdict({ studies: [null1] }).doseGPerKg).toBeNull();
  });
});

describe("a pool of few trials", () => {
  const positive = (id: string, counts: readonly [number, number, number, number], patients: number) =>
    trial(id, { counts, patients, says: { favours: "of", significant: true } });

  it("does not overrule its own trials where it shows nothing, and does with three", () => {
    const two = [positive("a", [40, 75, 26, 73], 150), positive("b", [6, 20, 0, 20], 40)];
    const refuting = trial("c", { counts: [50, 86, 28, 41], patients: 128 });
    const main = [analysis("main")];
    expect(verdict({ studies: two, analyses: main }).class).toBe("effective");
    expect(verdict({ studies: [...two, refuting], analyses: main }).class).not.toBe("effective");
  });
});
