/**
 * The historical test of the whole engine: as of 2003-12-31 the flagship must give the verdicts of the 2004 abstract
 * (JAMA 2004;291:2367-75, data synthesis) from its trials, and each must move with the trials that it rests on.
 */
import { fileURLToPath } from "node:url";
import { compare, derive, type Verdict } from "@coppice/conclude";
import type { Review, Study } from "@coppice/model";
import { beforeAll, describe, expect, it } from "vitest";
import { loadReview } from "./load-review.ts";

const folder = fileURLToPath(new URL("../../../reviews/ivig-neuromuscular", import.meta.url));
const in2003 = "2003-12-31";
const today = "2026-11-24";

let review: Review;
beforeAll(async () => {
  const loaded = await loadReview(folder);
  review = loaded.review!;
});

/** The abstract's verdicts: eleven conditions, their class and line. */
const abstract = [
  ["gbs", "effective", "first"],
  ["cidp", "effective", "first"],
  ["mmn", "effective", "first"],
  ["sps", "effective", "second"],
  ["dm", "effective", "second"],
  ["mg", "effective", "second"],
  ["lems", "effective", "second"],
  ["ibm", "modest-not-significant", null],
  ["anti-mag", "modest-not-significant", null],
  ["ms-weakness", "not-effective", null],
  ["optic-neuritis", "not-effective", null],
] as const;
const effective = abstract.filter(([, verdict]) => verdict === "effective");
const others = abstract.filter(([, verdict]) => verdict !== "effective");

const verdictOn = (of: Review, condition: string, asOf = in2003, exclude: readonly string[] = []): Verdict =>
  derive(of, { asOf, exclude, ruleSet: "dalakas-2004" }).verdicts.find(
    (each) => each.condition === condition,
  )!;
const word = ({ class: verdict, line }: Verdict) => `${verdict} ${line ?? ""}`;

/** The review with some of its studies rewritten. */
function rewrite(ids: readonly string[], change: (study: Study) => Study): Review {
  return {
    ...review,
    studies: review.studies.map((study) => (ids.includes(study.id) ? change(study) : study)),
  };
}

/** Turns a trial round: every arm with immunoglobulin was given what its comparator was given, and the other way. */
function turned(study: Study): Study {
  const treated = study.arms.find((arm) => arm.treatments.includes("ivig"))!;
  const other = study.arms.find((arm) => !arm.treatments.includes("ivig"));
  if (other === undefined) return study;
  const swap = (arm: Study["arms"][number]) => ({
    ...arm,
    treatments: arm.treatments.includes("ivig") ? other.treatments : treated.treatments,
    dose: arm.treatments.includes("ivig") ? other.dose : treated.dose,
  });
  return { ...study, arms: study.arms.map(swap) };
}

/** Gives a trial a clear result in favour of one side on every outcome it reports. */
const clearly =
  (favours: "of" | "against") =>
  (study: Study): Study => {
    const ivig = study.arms.filter((arm) => arm.treatments.includes("ivig"));
    const others = study.arms.filter((arm) => !arm.treatments.includes("ivig"));
    const contrasts = ivig.flatMap((of) =>
      others.map((against) => ({
        of: of.id,
        against: against.id,
        measure: "none" as const,
        p: 0.001,
        significant: true,
        favours,
      })),
    );
    const results = study.results.map(({ arms: _arms, paired: _paired, ...result }) => ({
      ...result,
      contrasts,
    }));
    return { ...study, results };
  };

describe("the verdicts of 2004, from the trials known on the last day of 2003", () => {
  it.each(abstract)("%s: %s %s", (condition, verdict, line) => {
    expect(verdictOn(review, condition)).toMatchObject({ class: verdict, line });
  });

  it("gives 2 g/kg as the dose that worked", () => {
    for (const [condition] of effective)
      expect([condition, verdictOn(review, condition).doseGPerKg]).toEqual([condition, 2]);
  });

  it("says of myasthenia gravis for whom: exacerbation, and before thymectomy in lieu of plasma exchange", () => {
    const { statement, because } = verdictOn(review, "mg");
    expect(statement).toMatch(/exacerbation effective/);
    expect(statement).toMatch(/thymectomy effective/);
    expect(because.map((each) => each.rule)).toContain("best-phase");
    expect(verdictOn(review, "mg/thymectomy").because.map((each) => each.rule)).toContain("stands-in");
  });

  it("rests every verdict on studies and on rules with their sources", () => {
    for (const [condition] of abstract) {
      const { studies, because } = verdictOn(review, condition);
      expect(studies.length).toBeGreaterThan(0);
      expect(because.every((each) => each.from.length > 0)).toBe(true);
    }
  });
});

describe("a verdict moves with the trials it rests on", () => {
  it.each(abstract)("%s: without its deciding studies it is not established", (condition, verdict) => {
    const { studies } = verdictOn(review, condition);
    const without = verdictOn(review, condition, in2003, studies);
    expect(without.class).not.toBe(verdict);
  });

  it.each(abstract)("%s: each deciding study that is taken away is felt", (condition) => {
    const whole = verdictOn(review, condition);
    for (const study of whole.studies) {
      const without = verdictOn(review, condition, in2003, [study]);
      expect(without.studies).not.toContain(study);
      expect(JSON.stringify(without.because)).not.toBe(JSON.stringify(whole.because));
    }
  });

  const overPlacebo = effective.filter(([condition]) => ["mmn", "sps", "dm", "lems"].includes(condition));
  it.each(overPlacebo)(
    "%s: turning the arms of its deciding studies round takes its verdict away",
    (condition) => {
      const { studies } = verdictOn(review, condition);
      expect(verdictOn(rewrite(studies, turned), condition).class).not.toBe("effective");
    },
  );

  // Likeness to an established treatment stays likeness when its arms are turned round: a loss takes it away.
  it.each(effective)("%s: a clear loss in its deciding studies takes its verdict away", (condition) => {
    const { studies } = verdictOn(review, condition);
    expect(verdictOn(rewrite(studies, clearly("against")), condition).class).not.toBe("effective");
  });

  it.each(others)("%s: a clear benefit in its deciding studies makes it effective", (condition) => {
    const { studies } = verdictOn(review, condition);
    expect(verdictOn(rewrite(studies, clearly("of")), condition).class).toBe("effective");
  });

  const enrolling =
    (history: Study["population"]["treatmentHistory"]) =>
    (study: Study): Study => ({
      ...study,
      population: { ...study.population, treatmentHistory: history },
    });

  it.each(effective.filter(([, , line]) => line === "first"))(
    "%s: had its trials enrolled patients failing standard treatment, it would be second-line",
    (condition) => {
      const { studies } = verdictOn(review, condition);
      expect(verdictOn(rewrite(studies, enrolling("failing-standard")), condition)).toMatchObject({
        class: "effective",
        line: "second",
      });
    },
  );

  it.each([["sps"], ["dm"], ["lems"]])(
    "%s: had its trial enrolled untreated patients, it would be first-line",
    (condition) => {
      const { studies } = verdictOn(review, condition);
      expect(verdictOn(rewrite(studies, enrolling("untreated")), condition)).toMatchObject({
        class: "effective",
        line: "first",
      });
    },
  );

  it("mg: had its trials enrolled stable patients, nothing would be established", () => {
    const { studies } = verdictOn(review, "mg");
    const stable = rewrite(studies, (study) => ({ ...study, condition: "mg/stable" }));
    expect(verdictOn(stable, "mg").class).not.toBe("effective");
  });

  it.each(others)(
    "%s: had its trials enrolled people with another disease, nothing would be established",
    (condition) => {
      const { studies } = verdictOn(review, condition);
      const elsewhere = rewrite(studies, (study) => ({ ...study, condition: "pm" }));
      expect(word(verdictOn(elsewhere, condition))).not.toBe(word(verdictOn(review, condition)));
    },
  );
});

describe("today, with what changed since and why", () => {
  const changeOf = (condition: string) => {
    const changes = compare(review, derive(review, { asOf: in2003 }), derive(review, { asOf: today }));
    return changes.find((each) => each.condition === condition)!;
  };

  it("dermatomyositis is firmer by ProDERM", () => {
    expect(verdictOn(review, "dm", today)).toMatchObject({ class: "effective", line: "second" });
    expect(changeOf("dm")).toMatchObject({ kind: "firmer", studies: ["aggarwal-2022-proderm"] });
  });

  it("myasthenia gravis is narrowed to exacerbation", () => {
    expect(verdictOn(review, "mg/exacerbation", today).class).toBe("effective");
    expect(verdictOn(review, "mg/stable", today).class).not.toBe("effective");
    expect(verdictOn(review, "mg/thymectomy", today).class).not.toBe("effective");
    expect(changeOf("mg").kind).toBe("narrowed");
  });

  it("relapsing multiple sclerosis is down by PRIVIG", () => {
    expect(verdictOn(review, "ms-relapsing").class).toBe("effective");
    expect(verdictOn(review, "ms-relapsing", today).class).not.toBe("effective");
    expect(changeOf("ms-relapsing")).toMatchObject({ studies: ["fazekas-2008-privig"] });
  });

  it("the neuropathies stay first-line, firmer for CIDP by ICE", () => {
    for (const condition of ["gbs", "cidp", "mmn"])
      expect(verdictOn(review, condition, today)).toMatchObject({ class: "effective", line: "first" });
    expect(changeOf("cidp")).toMatchObject({ kind: "firmer", text: expect.stringContaining("ICE") });
  });
});
