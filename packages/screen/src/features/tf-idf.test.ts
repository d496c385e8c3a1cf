import { expect, it } from "vitest";
import { poolText } from "../text/pool-text.ts";
import { timesSparse } from "./sparse-rows.ts";
import { textBlocks } from "./text-blocks.ts";

const records = ["migraine drug trial", "migraine drug drug cohort", "asthma trial", "asthma"].map(
  (title, i) => ({
    id: String(i),
    title,
  }),
);

/** Weight of a term by scikit-learn's formula: sublinear tf, smooth idf. */
const weight = (tf: number, df: number): number => (1 + Math.log(tf)) * (Math.log(5 / (1 + df)) + 1);

it("weights are those of scikit-learn's vectoriser, pairs of words and single records' words within the length", () => {
  const { pairs } = textBlocks(poolText(records), []);
  // Row 1: migraine 1 of 2, drug 2 of 2, cohort 1 of 1; migraine drug of 2, drug drug and drug cohort of 1.
  const shared = [weight(1, 2), weight(2, 2), weight(1, 2)];
  const single = [weight(1, 1), weight(1, 1), weight(1, 1)];
  const length = Math.hypot(...shared, ...single);
  const row = pairs.value.subarray(pairs.starts[1], pairs.starts[2]);
  expect([...row].sort()).toEqual(shared.sort().map((value) => expect.closeTo(value / length, 6)));
  expect(pairs.own![1]).toBeCloseTo(Math.hypot(...single) / length, 6);
});

it("a text outside of the pool is like the records that share its words, also a word of one record alone", () => {
  const blocks = textBlocks(poolText(records), ["cohort"]);
  const likeness = timesSparse(blocks.pairs, blocks.vectorsOf("cohort").pairs);
  expect(likeness[1]).toBeGreaterThan(0.3);
  expect([likeness[0], likeness[2], likeness[3]]).toEqual([0, 0, 0]);
});

it("terms in more than 19 of 20 records are left out", () => {
  const many = Array.from({ length: 40 }, (_, i) => ({
    id: String(i),
    title: i < 39 ? "same word" : "other",
  }));
  const { prefixes } = textBlocks(poolText(many), []);
  expect(prefixes.columns).toBe(0);
});
