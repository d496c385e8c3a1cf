import fc from "fast-check";
import { expect, it } from "vitest";
import { byScore } from "./by-score.ts";

it("rows come in descending order of score, ties by row, zeros of either sign alike", () => {
  const score = fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 1, -1));
  fc.assert(
    fc.property(fc.array(score, { maxLength: 200 }), (given) => {
      const scores = Float32Array.from(given);
      const expected = [...scores.keys()].sort((a, b) =>
        scores[a] === scores[b] ? a - b : scores[a]! > scores[b]! ? -1 : 1,
      );
      expect([...byScore(scores, Int32Array.from(scores.keys()))]).toEqual(expected);
    }),
  );
});
