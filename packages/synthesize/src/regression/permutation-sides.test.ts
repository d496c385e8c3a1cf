import { expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { okValue } from "../result-value.fixture.ts";
import { designMatrix } from "./design.ts";
import { permutationTest } from "./permutation-test.ts";

it("counts every arrangement on one side or the other, ties and the data themselves on both", () => {
  const effects = bcg.slice(0, 6).map((table) => okValue(riskRatio(table)));
  const design = okValue(
    designMatrix(
      [44, 55, 42, 52, 13, 44].map((ablat) => ({ ablat })),
      "~ ablat",
    ),
  );
  const options = { permutations: "exact", tau2: "DL" } as const;
  const [less, greater] = (["less", "greater"] as const).map((alternative) =>
    okValue(permutationTest(effects, design, { ...options, alternative })),
  );
  expect(less!.permutations).toBe(360);
  expect(less!.pValues[1]! + greater!.pValues[1]!).toBeGreaterThanOrEqual(1 + 1 / 360 - 1e-12);
  const doubled = okValue(permutationTest(effects, design, { ...options, tails: "doubled" }));
  const smaller = Math.min(less!.pValues[1]!, greater!.pValues[1]!);
  expect(doubled.pValues[1]).toBeCloseTo(Math.min(1, 2 * smaller), 12);
});
