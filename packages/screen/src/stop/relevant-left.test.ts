import { describe, expect, it } from "vitest";
import { leftBySample, leftByTail } from "./relevant-left.ts";

const labelsOf = (sampled: number, relevant: number): boolean[] =>
  Array.from({ length: sampled }, (_, i) => i < relevant);

describe("relevant records left, from a random sample", () => {
  it("are the share of the sample, with the bounds that counting gives", () => {
    const stated = leftBySample({ left: 10, relevantBefore: 6, labels: labelsOf(5, 1) }, 0.9);
    // At most one of five drawn: 26/252 with 5 relevant of 10, which stands at 5 %, and 6/252 with 6, which does not.
    expect(stated.ok && stated.statement.figures.left).toEqual({ point: 1, low: 0, high: 4 });
    expect(stated.ok && stated.statement.figures.recall).toEqual({ point: 7 / 8, low: 7 / 11, high: 1 });
  });

  it("are none once all were labelled, with certainty", () => {
    const stated = leftBySample({ left: 8, relevantBefore: 0, labels: labelsOf(8, 3) }, 0.95);
    expect(stated.ok && stated.statement.figures.left).toEqual({ point: 0, low: 0, high: 0 });
  });

  it("have no recall where nothing was found", () => {
    const stated = leftBySample({ left: 80, relevantBefore: 0, labels: labelsOf(20, 0) }, 0.95);
    expect(stated.ok && stated.statement.figures.recall).toBeNull();
    expect(stated.ok && stated.statement.figures.left.high).toBeGreaterThan(0);
  });
});

describe("relevant records left, from the tail of the ranking", () => {
  it("are those of the same labels as a random sample, under an assumption that is told", () => {
    const labels = [...labelsOf(40, 20), ...labelsOf(30, 2)];
    const tail = leftByTail({ total: 100, labels }, 30, 0.95);
    const sample = leftBySample({ left: 60, relevantBefore: 20, labels: labelsOf(30, 2) }, 0.95);
    if (!tail.ok || !sample.ok) throw new Error("refused");
    expect(tail.statement.figures).toEqual(sample.statement.figures);
    expect(tail.statement).toMatchObject({ standing: "conditional", stop: null });
    expect(tail.statement.assumptions[0]).toContain("as likely to be relevant as a random draw");
  });

  it("need a window within what was screened", () => {
    const screening = { total: 100, labels: labelsOf(10, 2) };
    expect(leftByTail(screening, 11, 0.95)).toMatchObject({ problems: [{ code: "more-than-there-are" }] });
    expect(leftByTail(screening, 0, 0.95)).toMatchObject({ problems: [{ code: "nothing-sampled" }] });
    expect(leftByTail(screening, 5, 1)).toMatchObject({ problems: [{ code: "confidence-out-of-range" }] });
  });
});
