import { describe, expect, it } from "vitest";
import { irrelevantRun } from "./irrelevant-run.ts";
import { safe } from "./safe.ts";

const labels = (relevant: number, irrelevant: number): boolean[] => [
  ...Array<boolean>(relevant).fill(true),
  ...Array<boolean>(irrelevant).fill(false),
];

describe("irrelevant records in a row", () => {
  it("are a count that allows nothing and says how much could be left all the same", () => {
    const stated = irrelevantRun({ total: 1000, labels: labels(20, 50) }, { confidence: 0.95 });
    if (!stated.ok) throw new Error("refused");
    expect(stated.statement).toMatchObject({ standing: "count", stop: null, figures: { run: 50 } });
    // (1 - 50/980)^K > 0.05 up to about K = 55.
    expect(stated.statement.figures.leftIfRandom).toBeGreaterThan(50);
    expect(stated.statement.words.join(" ")).toContain("promises nothing");
  });

  it("are all where nothing relevant was found, and none right after a find", () => {
    const run = (of: readonly boolean[]): number | undefined => {
      const stated = irrelevantRun({ total: 100, labels: of }, { confidence: 0.95 });
      return stated.ok ? stated.statement.figures.run : undefined;
    };
    expect(run(labels(0, 9))).toBe(9);
    expect(run([false, true])).toBe(0);
    expect(run([])).toBeUndefined();
  });
});

describe("SAFE", () => {
  const total = 1000;
  const state = (...given: Parameters<typeof safe>): readonly string[] => {
    const stated = safe(...given);
    if (!stated.ok) throw new Error("refused");
    return stated.statement.figures.phases.map((phase) => phase.state);
  };
  const randomStart = { sampled: 10, relevant: 1 };
  const keyPapers = { known: 2, found: 2 };

  it("goes through its phases in order and is never a guarantee", () => {
    const course = { randomStart, keyPapers };
    expect(state({ total, labels: labels(5, 5) })).toEqual(["now", "later", "later", "later"]);
    expect(state({ total, labels: labels(40, 60) }, course)).toEqual(["done", "now", "later", "later"]);
    expect(state({ total, labels: labels(40, 160) }, course)).toEqual(["done", "done", "now", "later"]);
    const again = { ...course, secondModel: labels(1, 50) };
    expect(state({ total, labels: [...labels(40, 160), ...labels(1, 50)] }, again)[3]).toBe("now");
    const ended = safe(
      { total, labels: [...labels(40, 160), ...labels(1, 50)] },
      { ...again, qualityChecked: true },
    );
    expect(ended).toMatchObject({ statement: { stop: true, standing: "heuristic" } });
  });

  it("waits for twice the estimate, a tenth of the records, the key papers and fifty in a row", () => {
    const unmet = (relevant: number, irrelevant: number, course = {}): string => {
      const stated = safe(
        { total, labels: labels(relevant, irrelevant) },
        { randomStart, keyPapers, ...course },
      );
      return stated.ok ? stated.statement.words[1]! : "refused";
    };
    expect(unmet(40, 159)).toContain("2 times the 100 relevant ones estimated: 199 of at least 200");
    expect(unmet(151, 49)).toContain("irrelevant in a row: 49 of at least 50");
    expect(unmet(40, 160, { keyPapers: { known: 3, found: 2 } })).toContain(
      "key papers found: 2 of at least 3",
    );
    expect(unmet(9, 90, { randomStart: { sampled: 10, relevant: 0 } })).toContain("99 of at least 100");
  });

  it("refuses a course that cannot be", () => {
    const screening = { total, labels: labels(1, 9) };
    expect(safe(screening, { randomStart: { sampled: 5, relevant: 6 } })).toMatchObject({ ok: false });
    expect(safe(screening, { keyPapers: { known: 1, found: 2 } })).toMatchObject({ ok: false });
    expect(safe(screening, { secondModel: labels(5, 9) })).toMatchObject({ ok: false });
  });
});
