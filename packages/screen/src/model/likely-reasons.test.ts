import { expect, it } from "vitest";
import { likelyReasons } from "./likely-reasons.ts";
import { screeningModel } from "./screening-model.ts";

const kinds = {
  "no patients": "mice receptor binding in vitro cells",
  "no trial": "cohort registry retrospective survey of patients",
  "wrong drug": "patients randomised to an inhaled steroid or placebo",
} as const;
const records = Array.from({ length: 60 }, (_, i) => {
  const reason = Object.keys(kinds)[i % 3] as keyof typeof kinds;
  return { id: `${i}`, title: `Migraine report number${i % 7} ${kinds[reason]}`, reason };
});
const made = screeningModel(records, { seed: 1 });
if (!made.ok) throw new Error("refused");
const { model } = made;
const reasonsOf = (count: number): ReadonlyMap<string, string> =>
  new Map(records.slice(0, count).map(({ id, reason }) => [id, reason]));

it("the reason for which the most similar records were excluded comes first", () => {
  const of = likelyReasons(model, reasonsOf(15));
  const right = records.slice(15).filter(({ id, reason }) => of(id)[0]!.reason === reason);
  expect(right.length).toBeGreaterThanOrEqual(43);
  expect(of("20")).toHaveLength(3);
});

it("leaves the labels of the model as they are", () => {
  model.label("59", true);
  likelyReasons(model, reasonsOf(15))("30");
  expect([model.labelOf("59"), model.labelOf("0")]).toEqual([true, undefined]);
});

it("proposes nothing from fewer than three examples of two reasons, and nothing of an unknown record", () => {
  expect(likelyReasons(model, reasonsOf(6))("30")).toEqual([]);
  expect(likelyReasons(model, new Map())("30")).toEqual([]);
  expect(likelyReasons(model, reasonsOf(15))("none")).toEqual([]);
});
