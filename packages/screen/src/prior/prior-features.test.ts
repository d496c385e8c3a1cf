import { expect, it } from "vitest";
import { preparedPool } from "../features/prepared-pool.ts";
import { priorFeatures } from "./prior-features.ts";

const records = Array.from({ length: 30 }, (_, i) => ({
  id: String(i),
  title: ["Triptans in rats", "A systematic review of triptans", "Migraine trial?", "Headache in mice"][
    i % 4
  ]!,
  abstract: i % 3 === 0 ? "" : `We randomly gave 10.5% of ${i} patients placebo (p<0.05).`,
}));

const featuresFor = (title: string | undefined): ReadonlyMap<string, Float64Array> => {
  const topic = title === undefined ? undefined : { title };
  return priorFeatures(records, preparedPool(records, topic, 1), topic);
};

it("every feature has mean 0 over the pool, or is the same for all", () => {
  for (const values of featuresFor("Triptans for migraine").values()) {
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0, 6);
  }
});

it("a sign is left out where the review is about such records, and kept where its title only says what it is", () => {
  expect(featuresFor("Animal models of migraine").has("animal")).toBe(false);
  expect(featuresFor("Systematic reviews of triptans: a tertiary study").has("rev")).toBe(false);
  const usual = featuresFor("Triptans for migraine: a systematic review");
  expect(usual.has("rev") && usual.has("animal")).toBe(true);
});

it("without a topic there is no likeness to it", () => {
  expect(featuresFor(undefined).has("simS")).toBe(false);
  expect(featuresFor("Triptans").has("simS")).toBe(true);
});

it("a sign is high where its words are", () => {
  const placebo = featuresFor("Triptans").get("dblind")!;
  records.forEach(({ abstract }, i) => {
    if (abstract === "") expect(placebo[i]).toBeLessThan(0);
    else expect(placebo[i]).toBeGreaterThan(0);
  });
});
