import { expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { okValue } from "../result-value.fixture.ts";
import { bubbleData } from "./bubble-data.ts";
import { designMatrix } from "./design.ts";
import { regress } from "./regress.ts";

const latitude = [44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33];
const effects = bcg.map((table) => okValue(riskRatio(table)));
const design = okValue(
  designMatrix(
    latitude.map((ablat) => ({ ablat })),
    "~ ablat",
  ),
);
const xOf = (study: number): number => latitude[study]!;
const rowAt = (x: number): readonly number[] => [1, x];

it("draws a line through the fitted effects, with weights that sum to 100", () => {
  const fit = okValue(regress(effects, design));
  const { line, studies } = okValue(bubbleData(fit, effects, xOf, rowAt));
  expect(line[0]!.estimate).toBeCloseTo(fit.fitted[latitude.indexOf(13)]!, 12);
  expect(line.at(-1)!.estimate).toBeCloseTo(fit.fitted[latitude.indexOf(55)]!, 12);
  expect(line[0]!.piLow).toBeLessThan(line[0]!.ciLow);
  expect(studies.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 10);
});

it("has no prediction interval in a common-effect model", () => {
  const fit = okValue(regress(effects, design, { model: "common" }));
  expect(okValue(bubbleData(fit, effects, xOf, rowAt)).line[0]).not.toHaveProperty("piLow");
});

it("refuses a line of one point and a moderator that is missing", () => {
  const fit = okValue(regress(effects, design));
  const code = (result: ReturnType<typeof bubbleData>) => (result.ok ? "" : result.problems[0]!.code);
  expect(code(bubbleData(fit, effects, xOf, rowAt, { points: 1 }))).toBe("bad-points");
  expect(code(bubbleData(fit, effects, () => Number.NaN, rowAt))).toBe("bad-moderator");
});
