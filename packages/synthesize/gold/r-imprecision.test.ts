/**
 * Values of which R is not the judge. The exact values come from 40-digit arithmetic (mpmath 1.3) that shares nothing with
 * the library: `exact-values.py` beside this file prints them. In essence: a likelihood is written as its definition has it
 * (study by study; Laplace's approximation from the mode of the study's own effects, or seven nodes of Gauss and Hermite around
 * it), climbed by Newton's method with central differences of step 1e-10 until nothing moves in the sixteenth digit, and the
 * standard error read off the inverse Hessian there. R's value stands beside each; docs/numerics.md says why it differs.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type Counts,
  designMatrix,
  type Effect,
  failSafeGeneral,
  locationScale,
  meanWithNulls,
  oddsRatio,
  poolMixedRates,
  poolMixedTables,
  poolRandom,
  type Result,
  riskRatio,
  type TwoRates,
  tetrachoricCorrelation,
  trimAndFill,
} from "../src/index.ts";

const studies = JSON.parse(
  readFileSync(new URL("../fixtures/published/studies.json", import.meta.url), "utf8"),
) as {
  readonly bcg: readonly Counts[];
  readonly lee2004: readonly Counts[];
  readonly hine1989: readonly Counts[];
  readonly nielweise2007: readonly Counts[];
  readonly nielweise2008: readonly TwoRates[];
  readonly hart1999: readonly TwoRates[];
  readonly bangertdrowns2004: readonly (Effect & { readonly grade: number })[];
};

function found<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

const bcg = studies.bcg.map((table) => {
  const { yi, vi } = found(riskRatio(table));
  return { yi, vi, n: table.n1 + table.n2 };
});

describe("01 effect sizes", () => {
  it("the tetrachoric correlation of the eighth BCG trial is 0.00262674 (metafor 0.00263397)", () => {
    expect(found(tetrachoricCorrelation(studies.bcg[7]!)).yi).toBeCloseTo(0.0026267386418212173, 14);
  });
});

describe("02 random effects", () => {
  it("the generalised Q interval of BCG is 0.10105007 to 1.63608820 (metafor 0.10107016 to 1.63606728)", () => {
    const weights = { generalisedQ: bcg.map(({ vi }) => 1 / vi) };
    const { tau2Interval } = found(poolRandom(bcg, { tau2: weights }));
    expect(tau2Interval!.low).toBeCloseTo(0.101050069449, 9);
    expect(tau2Interval!.high).toBeCloseTo(1.63608820107, 9);
  });
});

describe("04 mixed models", () => {
  it("conditional on the events of lidocaine trials: se 0.279842012, Wald Q 1.51108436 (metafor 5.1 0.279863391, 1.50990927)", () => {
    const { coefficients, waldHeterogeneity } = found(
      poolMixedTables(studies.hine1989, { model: "conditional", effects: "common" }),
    );
    expect(coefficients[0]!.estimate).toBeCloseTo(0.5783738352419201, 12);
    expect(coefficients[0]!.se).toBeCloseTo(0.279842011743385, 12);
    expect(waldHeterogeneity.statistic).toBeCloseTo(1.5110843611461031, 9);
  });

  it("of lidocaine trials with random effects ends at tau2 = 0, where the likelihood falls (metafor 5.1 stops at 0.00007)", () => {
    const random = found(poolMixedTables(studies.hine1989, { model: "conditional" }));
    expect(random.tau2).toBe(0);
    expect(random.coefficients[0]!.se).toBeCloseTo(0.279842011743385, 9);
    // metafor's own log-likelihood at its estimates.
    expect(random.fit.logLikelihood).toBeGreaterThan(-8.380745983158832);
  });

  it("conditional on the events of catheter trials: Wald Q 11.8663083 from the 12 of 17 finite odds ratios (metafor 5.1 11.8790, 3.8-1 11.857)", () => {
    const { coefficients, waldHeterogeneity } = found(
      poolMixedTables(studies.nielweise2007, { model: "conditional", effects: "common" }),
    );
    expect(coefficients[0]!.estimate).toBeCloseTo(-1.2235592411875948, 12);
    expect(coefficients[0]!.se).toBeCloseTo(0.2240348165542803, 12);
    expect(waldHeterogeneity.statistic).toBeCloseTo(11.866308331922735, 8);
  });

  it("random intercepts of BCG: se 0.182141351 (metafor 0.181464531)", () => {
    const fitted = found(poolMixedTables(studies.bcg, { model: "random-intercepts" }));
    expect(fitted.coefficients[0]!.estimate).toBeCloseTo(-0.7616489583057504, 7);
    expect(fitted.coefficients[0]!.se).toBeCloseTo(0.1821413512057844, 8);
    expect(fitted.tau2).toBeCloseTo(0.31985974371019305, 7);
    expect(fitted.fit.logLikelihood).toBeCloseTo(-126.29627728414216, 9);
  });

  it("random intercepts of infections per catheter-day: se 0.226349076 (metafor 0.223335358)", () => {
    const fitted = found(poolMixedRates(studies.nielweise2008, { model: "random-intercepts" }));
    expect(fitted.coefficients[0]!.estimate).toBeCloseTo(-0.4677597495621049, 7);
    expect(fitted.coefficients[0]!.se).toBeCloseTo(0.22634907580581248, 8);
    expect(fitted.tau2).toBeCloseTo(0.09134651430055644, 7);
    expect(fitted.fit.logLikelihood).toBeCloseTo(-48.68429942849043, 10);
  });

  it("intercepts a study of infections per catheter-day: estimate -0.458707818 (metafor -0.458744539)", () => {
    const fitted = found(poolMixedRates(studies.nielweise2008));
    expect(fitted.coefficients[0]!.estimate).toBeCloseTo(-0.458707817622308, 8);
    expect(fitted.coefficients[0]!.se).toBeCloseTo(0.2248273370897049, 8);
    expect(fitted.tau2).toBeCloseTo(0.09564726373279428, 7);
  });

  it("random intercepts of strokes: se 0.162580622 at tau2 = 0 (metafor 0.161675309), Wald Q 3.11712679 (metafor 3.11676811)", () => {
    const random = found(poolMixedRates(studies.hart1999, { model: "random-intercepts" }));
    expect(random.tau2).toBeLessThan(1e-6);
    expect(random.coefficients[0]!.se).toBeCloseTo(0.1625806215421035, 7);
    expect(random.fit.logLikelihood).toBeCloseTo(-36.06432326143319, 8);
    const common = found(
      poolMixedRates(studies.hart1999, { model: "random-intercepts", effects: "common", nodes: 7 }),
    );
    expect(common.waldHeterogeneity.statistic).toBeCloseTo(3.1171267925545427, 7);
  });
});

describe("03 and 05", () => {
  it("a spread that is linear in size has the maximum at -12.0352767297438 (metafor -12.0352767435)", () => {
    const scale = found(designMatrix(bcg, "~ I(n / 1000)"));
    const mean = found(designMatrix(bcg, "~ 1"));
    const fitted = found(locationScale(bcg, mean, scale, { link: "identity" }));
    expect(fitted.logLikelihood).toBeCloseTo(-12.035276729743828, 11);
    expect(fitted.scale[0]!.estimate).toBeCloseTo(0.21271129365145403, 7);
    const rows = studies.bangertdrowns2004.map(({ yi, vi, grade }) => ({ yi, vi, grade }));
    const writing = found(
      locationScale(rows, found(designMatrix(rows, "~ 1")), found(designMatrix(rows, "~ grade")), {
        link: "identity",
      }),
    );
    expect(writing.logLikelihood).toBeCloseTo(-18.483612911994793, 11);
    expect(writing.scale[1]!.estimate).toBeCloseTo(0.002734423468275263, 9);
  });

  it("25 null studies undo the BCG result, and 24 do not (metafor's fsn, type General, reports 26)", () => {
    const { studies: needed } = found(failSafeGeneral(bcg, { model: "random" }));
    const fit = found(poolRandom(bcg));
    expect(needed).toBe(25);
    expect(meanWithNulls(bcg, fit, 25).pValue).toBeGreaterThan(0.05);
    expect(meanWithNulls(bcg, fit, 24).pValue).toBeLessThan(0.05);
  });

  it.each(["REML", "ML", "EB", "PM"] as const)(
    "trim and fill by %s pools the filled funnel at its own tau2, not where R's iterations stop",
    (tau2) => {
      const nausea = studies.lee2004.map((table) => found(oddsRatio(table)));
      const funnel = found(trimAndFill(nausea, { model: "random", tau2 }, { side: "right" }));
      expect(funnel.missing).toBeGreaterThan(0);
      const whole = found(poolRandom([...nausea, ...funnel.filled], { tau2 }));
      expect(funnel.result.estimate).toBeCloseTo(whole.estimate, 10);
      expect(funnel.result.se).toBeCloseTo(whole.se, 10);
    },
  );
});
