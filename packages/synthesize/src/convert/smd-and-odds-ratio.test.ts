import { expect, it } from "vitest";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { bcg } from "../published-studies.fixture.ts";
import { okValue } from "../result-value.fixture.ts";
import { oddsRatioFromSmd, smdFromOddsRatio } from "./smd-and-odds-ratio.ts";

it("a log odds ratio becomes a standardized mean difference by sqrt(3)/pi = 0.5513, and back", () => {
  const effect = okValue(oddsRatio(bcg[0]!));
  const smd = okValue(smdFromOddsRatio(effect));
  expect(smd.yi / effect.yi).toBeCloseTo(0.5513, 4);
  expect(Math.sqrt(smd.vi / effect.vi)).toBeCloseTo(0.5513, 4);
  const back = okValue(oddsRatioFromSmd(smd));
  expect(back.yi).toBeCloseTo(effect.yi, 14);
  expect(back.vi).toBeCloseTo(effect.vi, 14);
  expect(back.assumptions.length).toBe(2);
});
