import { describe, expect, it } from "vitest";
import { describeOrigin, isUnverified, locateDatum, refTo, splitRef } from "./reference.ts";

const memory = { unverified: "memory", confidence: "high" } as const;

const document = {
  from: "report",
  arms: {
    ivig: {
      n: 40,
      events: { value: 30, from: { derived: "75% of 40", of: ["abstract"] }, note: "rounded" },
      from: ["table", memory],
    },
    placebo: {
      n: { value: 38, conflicts: [{ value: 39, from: "abstract" }], because: "the report counts them" },
    },
  },
};

describe("locateDatum", () => {
  it("gives a bare value the nearest origin above it", () => {
    expect(locateDatum(document, "/arms/ivig/n")).toMatchObject({ value: 40, from: ["table", memory] });
  });

  it("lets a datum's own origin win over the one above it", () => {
    expect(locateDatum(document, "/arms/ivig/events")).toMatchObject({
      value: 30,
      from: [{ derived: "75% of 40", of: ["abstract"] }],
      note: "rounded",
    });
  });

  it("reaches up to the whole document, and keeps conflicting values with the reason for the choice", () => {
    expect(locateDatum(document, "/arms/placebo/n")).toEqual({
      value: 38,
      from: ["report"],
      conflicts: [{ value: 39, from: ["abstract"] }],
      because: "the report counts them",
    });
  });

  it("is undefined where nothing stands", () => {
    expect(locateDatum(document, "/arms/pe/n")).toBeUndefined();
    expect(locateDatum(document, "/arms/ivig/n/deeper")).toBeUndefined();
  });
});

describe("isUnverified", () => {
  it("holds for memory alone and for nothing at all, and ends with one source seen", () => {
    expect(isUnverified([])).toBe(true);
    expect(isUnverified([memory])).toBe(true);
    expect(isUnverified([memory, "report"])).toBe(false);
    expect(isUnverified([{ derived: "a sum" }])).toBe(false);
  });
});

describe("a ref", () => {
  it("names a document and a place in it, and can be taken apart", () => {
    const ref = refTo({ kind: "condition", id: "mg/exacerbation" }, "/standard/0");
    expect(ref).toBe("condition/mg/exacerbation#/standard/0");
    expect(splitRef(ref)).toEqual({ kind: "condition", id: "mg/exacerbation", pointer: "/standard/0" });
  });
});

describe("describeOrigin", () => {
  const sources = {
    table: {
      kind: "review-table",
      title: "Cochrane table 3",
      url: "https://example.org/3",
      seen: "2026-11-22",
    },
  } as const;

  it("says what was seen, where, and at which address", () => {
    expect(describeOrigin({ source: "table", at: "row 2" }, sources)).toEqual({
      kind: "seen",
      text: "Cochrane table 3 (review table, seen 2026-11-22), row 2",
      url: "https://example.org/3",
    });
  });

  it("says how a value was derived, and that it was not seen", () => {
    expect(describeOrigin({ derived: "53% of 74", of: ["table"] }, sources).text).toContain(
      "derived: 53% of 74",
    );
    expect(describeOrigin(memory, sources)).toEqual({
      kind: "unverified",
      text: "unverified: memory (confidence high)",
    });
  });
});
