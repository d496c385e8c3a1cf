import { expect, it } from "vitest";
import { calibratedPrior } from "./calibrated-prior.ts";
import type { Prior } from "./prior.ts";

const COUNT = 200;
const sign = (of: (i: number) => boolean): Float64Array =>
  Float64Array.from({ length: COUNT }, (_, i) => (of(i) ? 1 : -1));

const prior: Prior = {
  features: [
    { name: "trial", weight: 0.3, values: sign((i) => i % 2 === 0) },
    { name: "animal", weight: -0.3, values: sign((i) => i % 4 < 2) },
  ],
  words: new Float64Array(COUNT),
  strength: 3,
};

it("before labels the scores are those that other reviews taught, of mean 0 and standard deviation 1", () => {
  const { scores, sharesOf } = calibratedPrior(prior);
  expect(sharesOf(0)).toEqual([
    { name: "trial", share: 0.3 },
    { name: "animal", share: -0.3 },
    { name: "words", share: 0 },
  ]);
  expect(scores()[2]).toBeGreaterThan(scores()[1]!);
  expect(scores().reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  expect(scores().reduce((sum, value) => sum + value ** 2, 0) / COUNT).toBeCloseTo(1, 9);
});

it("a review of animals turns the sign of animals by its own labels, and keeps what they do not speak against", () => {
  const calibrated = calibratedPrior(prior);
  const labels = Array.from({ length: 100 }, (_, record) => ({
    record,
    label: (record % 4 < 2 ? 1 : 0) as 0 | 1,
  }));
  calibrated.learn(labels);
  const [trial, animal] = calibrated.sharesOf(0);
  expect(animal!.share).toBeGreaterThan(0.2);
  expect(trial!.share).toBeGreaterThan(0);
  expect(calibrated.scores()[101]).toBeGreaterThan(calibrated.scores()[102]!);
});

it("few labels move the weights little, and labels of one class not at all", () => {
  const calibrated = calibratedPrior(prior);
  calibrated.learn([{ record: 0, label: 1 }]);
  expect(calibrated.sharesOf(0)[1]!.share).toBe(-0.3);
  calibrated.learn([
    { record: 0, label: 1 },
    { record: 3, label: 0 },
  ]);
  expect(calibrated.sharesOf(0)[1]!.share).toBeGreaterThan(-0.3);
  expect(calibrated.sharesOf(0)[1]!.share).toBeLessThan(-0.25);
});
