import type { Verdict } from "@coppice/conclude";
import { describe, expect, test } from "vitest";
import { agreement, verdictOn } from "./agreement.ts";
import { answerClause } from "./answer.ts";
import { changeNote } from "./change-note.ts";
import { ordered } from "./ordered.ts";
import { isWebAddress } from "./safe-link.tsx";
import { unverifiedCount } from "./study-facts.ts";
import { toggled } from "./toggled.ts";

function verdict(condition: string, rest: Partial<Verdict>): Verdict {
  return {
    condition,
    name: condition,
    short: undefined,
    order: 0,
    parent: undefined,
    class: "not-established",
    line: null,
    doseGPerKg: null,
    statement: "",
    parts: [],
    studies: [],
    because: [],
    unverified: [],
    trials: 1,
    patients: 10,
    certainty: undefined,
    findings: [],
    analyses: [],
    mainAnalysis: undefined,
    ref: `verdict/${condition}`,
    ...rest,
  };
}

const gbs = verdict("gbs", { class: "effective", line: "first", patients: 100 });
const mg = verdict("mg", { class: "effective", line: "second" });
const crisis = verdict("mg/crisis", { class: "effective", line: "second", parent: "mg" });
const neuritis = verdict("neuritis", { class: "not-effective" });

describe("the answer", () => {
  test("counts diseases and not their phases, and says nothing of what does not occur", () => {
    expect(answerClause([gbs, mg, crisis, neuritis])).toBe(
      "first-line in one disease, second-line in one, of no use in one",
    );
    expect(answerClause([mg, verdict("dm", { class: "effective", line: "second" })])).toBe(
      "second-line in two diseases",
    );
  });
});

describe("the order of rows", () => {
  const all = [neuritis, crisis, mg, gbs];
  const ids = (order: "review" | "verdict" | "name") => ordered(all, order).map((each) => each.condition);

  test("lets phases follow their disease, or sorts all by strength or by name", () => {
    expect(ids("review")).toEqual(["neuritis", "mg", "mg/crisis", "gbs"]);
    expect(ids("verdict")).toEqual(["gbs", "mg", "mg/crisis", "neuritis"]);
    expect(ids("name")).toEqual(["gbs", "mg", "mg/crisis", "neuritis"]);
  });
});

describe("agreement with others", () => {
  test("looks at efficacy first and then at the line", () => {
    expect(agreement("effective", mg)).toBe("agrees");
    expect(agreement("effective-first", mg)).toBe("partly agrees");
    expect(agreement("not-effective", mg)).toBe("differs");
    expect(agreement("uncertain", verdict("x", {}))).toBe("agrees");
    expect(agreement("effective", neuritis)).toBe("differs");
  });

  test("is held against the verdict of the day on which it was said", () => {
    const spans = [
      { from: "1985-01-01", to: "1999-12-31", class: "not-established" as const, line: null, by: undefined },
      { from: "2000-01-01", to: "2026-11-24", class: "effective" as const, line: "first" as const, by: "a" },
    ];
    expect(verdictOn(spans, "1999-12-31")?.class).toBe("not-established");
    expect(verdictOn(spans, "2000-01-01")?.class).toBe("effective");
    expect(verdictOn(spans, "1980-01-01")).toBeUndefined();
  });
});

test("a change is told with its study, and no change is not told", () => {
  const change = { condition: "gbs", studies: [], kind: "firmer" as const, text: "firmer: ICE 2008" };
  expect(changeNote(change, "since 2004")).toBe("since 2004: firmer, ICE 2008");
  expect(changeNote({ ...change, kind: "same" }, "since 2004")).toBeUndefined();
});

test("only web addresses become links", () => {
  expect(isWebAddress("https://pubmed.ncbi.nlm.nih.gov/1/")).toBe(true);
  for (const url of [
    "javascript:alert(1)",
    "data:text/html,x",
    " https://a b",
    "file:///etc/passwd",
    undefined,
  ])
    expect(isWebAddress(url)).toBe(false);
});

test("unverified data are counted wherever they stand", () => {
  expect(
    unverifiedCount({
      a: [{ from: { unverified: "memory" } }, { from: "pubmed" }],
      b: { value: 1, from: [{ unverified: "x" }] },
    }),
  ).toBe(2);
});

test("leaving out and putting back keep the list sorted", () => {
  expect(toggled(["b"], "a")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
