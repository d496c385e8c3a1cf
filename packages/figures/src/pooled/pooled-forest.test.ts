import { cumulative, leaveOneOut, poolCommon, poolRandom, proportion } from "@coppice/synthesize";
import { describe, expect, test } from "vitest";
import { type Figure, standaloneSvg } from "../figure.ts";
import {
  bcg,
  bcgByAllocation,
  bcgEffects,
  bcgResult,
  bcgStudies,
  known,
  madeUpRiskOfBias,
} from "./bcg.fixture.ts";
import { type PooledForest, pooledForest } from "./pooled-forest.ts";
import { cumulativeResultsForest, leaveOneOutForest } from "./result-sequence.ts";

const picture = (figure: Figure, name: string) =>
  expect(standaloneSvg(figure)).toMatchFileSnapshot(`../../fixtures/pooled/${name}.svg`);

const without = known(leaveOneOut(bcgEffects, { model: "random" })).map(({ omitted, result }) => ({
  label: bcgStudies[omitted]!.label,
  result,
}));
const order = [0, 1, 5, 2, 9, 8, 11, 4, 6, 10, 12, 3, 7];
const added = known(cumulative(bcgEffects, { model: "random" }, order)).map((step) => ({
  label: bcgStudies[step.added]!.label,
  result: step.result,
}));

/** Deaths in four made-up series, pooled as logits. */
const series = [
  { label: "North 2001", events: 3, n: 40 },
  { label: "East 2004", events: 10, n: 71 },
  { label: "South 2010", events: 1, n: 28 },
  { label: "West 2015", events: 22, n: 130 },
].map(({ label, ...counts }) => ({ label, effect: known(proportion("PLO", counts)), n: counts.n }));
const deaths: PooledForest = {
  id: "deaths",
  title: "Deaths in hospital",
  measure: "PLO",
  studies: series,
  result: known(
    poolRandom(
      series.map(({ effect }) => effect),
      { test: "hk" },
    ),
  ),
};

describe("pooledForest", () => {
  test.each(["revman", "bmj", "jama"] as const)(
    "draws subgroups in the %s manner as committed",
    async (preset) => {
      await picture(pooledForest(bcgByAllocation, { preset }), `forest-subgroups-${preset}`);
    },
  );

  test("draws risk of bias, two models and narrow screens as committed", async () => {
    const wide = { ...bcg, alsoShown: [known(poolCommon(bcgEffects))], riskOfBias: madeUpRiskOfBias };
    await picture(pooledForest(wide, { preset: "revman", width: 1180 }), "forest-risk-of-bias");
    const narrow = { ...bcgByAllocation, riskOfBias: madeUpRiskOfBias };
    await picture(pooledForest(narrow, { layout: "stacked", width: 358 }), "forest-stacked");
  });

  test("draws proportions on their own scale, without a line of no effect, as committed", async () => {
    await picture(pooledForest(deaths), "forest-proportions");
  });

  test("draws cumulative and leave-one-out forests as committed", async () => {
    const cumulated = {
      id: "bcg",
      title: "BCG vaccine, as trials came in",
      measure: "RR" as const,
      steps: added,
    };
    await picture(cumulativeResultsForest(cumulated), "cumulative");
    const left = {
      ...cumulated,
      title: "BCG vaccine, without each trial",
      steps: without,
      overall: bcgResult,
    };
    await picture(leaveOneOutForest(left), "leave-one-out");
    await picture(leaveOneOutForest(left, { layout: "stacked", width: 358 }), "leave-one-out-stacked");
  });

  test("writes the pooled numbers that metafor gives, on the scale of ratios", () => {
    const { svg, table, description } = pooledForest(bcg);
    expect(svg).toContain("0.49 (0.34 to 0.70)");
    expect(description).toContain("Pooled risk ratio 0.49 (0.34 to 0.70), I² 92%");
    expect(table.rows.at(-1)).toEqual(["Prediction interval", "", "", "(0.13 to 1.78)", ""]);
  });

  test("puts the same numbers into the table as into the picture", () => {
    const { svg, table } = pooledForest(bcgByAllocation, { preset: "revman" });
    for (const row of table.rows) for (const text of row.slice(1)) expect(svg).toContain(`>${text}<`);
  });

  test("gives squares areas in proportion to weight", () => {
    const { svg } = pooledForest(bcg);
    const sides = [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="([\d.]+)" height="\1" class="accent"/g)];
    const [first, second] = sides.map((found) => Number(found[1])) as [number, number];
    expect((first / second) ** 2).toBeCloseTo(bcgResult.weights[0]! / bcgResult.weights[1]!, 2);
  });

  test("gives every judgement a sign and a word, and names the domains", () => {
    const { svg, table } = pooledForest({ ...bcg, riskOfBias: madeUpRiskOfBias }, { width: 1180 });
    for (const sign of ["+", "−", "×", "?"]) expect(svg).toContain(`>${sign}</text>`);
    expect(svg).toContain("Risk of bias: A randomisation; B deviations");
    expect(table.columns.at(-1)).toBe("F overall");
    expect(table.rows[0]!.slice(-6)).toContain("some concerns");
  });

  test("says so where a study has no effect of its own", () => {
    const studies = bcg.studies.map((study, index) => (index === 0 ? { ...study, effect: null } : study));
    expect(pooledForest({ ...bcg, studies }).table.rows[0]![3]).toBe("not estimable");
  });

  test("draws a hostile study name as words", () => {
    const studies = bcg.studies.map((study) => ({ ...study, label: '"><script>alert(1)</script>' }));
    for (const layout of ["wide", "stacked"] as const)
      expect(pooledForest({ ...bcg, studies }, { layout }).svg).not.toContain("<script");
  });

  test("writes no tau2 in the manner of JAMA, and no hyphen beside a minus sign", () => {
    expect(pooledForest(bcgByAllocation, { preset: "jama" }).svg).not.toMatch(/tau|τ/i);
    const { svg } = pooledForest({ ...bcg, measure: "MD" }, { preset: "jama" });
    expect(svg).toContain("(−1.07 to −0.36)");
  });
});

describe("cumulativeResultsForest", () => {
  test("ends with the result of all studies", () => {
    const { table } = cumulativeResultsForest({ id: "bcg", title: "BCG", measure: "RR", steps: added });
    expect(table.rows.at(-1)).toEqual([
      ...["Random effects (REML)", "13", "<0.001", "0.313", "92%"],
      "0.49 (0.34 to 0.70)",
    ]);
    expect(table.rows[0]![0]).toBe("+ Aronson 1948");
  });
});
