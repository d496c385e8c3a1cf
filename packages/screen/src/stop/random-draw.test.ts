import { describe, expect, it } from "vitest";
import { randomDraw } from "./random-draw.ts";

const ids = Array.from({ length: 6 }, (_, i) => `r${i}`);
const drawn = (size: number, seed: number): readonly string[] => {
  const draw = randomDraw(ids, size, seed);
  if (!draw.ok) throw new Error("refused");
  return draw.drawn;
};

describe("a random draw", () => {
  it("is the same for the same seed, has no record twice, and grows at its end", () => {
    expect(drawn(6, 4)).toEqual(drawn(6, 4));
    expect(new Set(drawn(6, 4)).size).toBe(6);
    expect(drawn(6, 4).slice(0, 3)).toEqual(drawn(3, 4));
    expect(drawn(6, 5)).not.toEqual(drawn(6, 4));
  });

  it("takes every pair of records about as often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 15_000; seed++) {
      const pair = [...drawn(2, seed)].sort().join(" ");
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(15);
    // A chi-square of 14 degrees of freedom is above 36 once in a thousand.
    const squares = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(squares).toBeLessThan(36);
  });

  it("refuses to draw more than there are", () => {
    expect(randomDraw(ids, 7, 1)).toMatchObject({ ok: false, problems: [{ code: "sample-too-large" }] });
    expect(randomDraw(ids, -1, 1)).toMatchObject({ ok: false, problems: [{ code: "not-a-count" }] });
  });
});
