import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PageState, readAddress, writeAddress } from "./page-state.ts";

const defaults: PageState = {
  condition: undefined,
  asOf: "2026-11-24",
  rules: "dalakas-2004",
  exclude: [],
  preset: "bmj",
  order: "review",
  analysis: undefined,
};

describe("the address", () => {
  const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
  const state: fc.Arbitrary<PageState> = fc.record({
    condition: fc.option(
      fc.oneof(
        slug,
        fc.tuple(slug, slug).map((parts) => parts.join("/")),
      ),
      { nil: undefined },
    ),
    asOf: fc
      .date({ min: new Date("1985-01-01"), max: new Date("2026-11-24"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    rules: slug,
    exclude: fc.uniqueArray(slug).map((ids) => ids.sort()),
    preset: fc.constantFrom("bmj", "revman", "jama"),
    order: fc.constantFrom("review", "verdict", "name"),
    analysis: fc.option(slug, { nil: undefined }),
  });

  test("gives back the state that was written into it", () => {
    fc.assert(
      fc.property(state, (each) => {
        expect(readAddress(writeAddress(each, defaults), defaults)).toEqual(each);
      }),
    );
  });

  test("takes anything without throwing, and what makes no sense for the default", () => {
    fc.assert(fc.property(fc.string(), (hash) => void readAddress(hash, defaults)));
    const read = readAddress("#/cidp?asOf=2003-02-31&preset=nature&order=up", defaults);
    expect(read).toEqual({ ...defaults, condition: "cidp" });
  });

  test("is plain for a plain page, and readable", () => {
    expect(writeAddress(defaults, defaults)).toBe("#/");
    const asked = {
      ...defaults,
      condition: "mg/exacerbation",
      asOf: "2003-12-31",
      exclude: ["a", "b"],
      preset: "jama" as const,
    };
    expect(writeAddress(asked, defaults)).toBe("#/mg/exacerbation?asOf=2003-12-31&exclude=a,b&preset=jama");
  });

  test("takes a year for its last day", () => {
    expect(readAddress("#/?asOf=2003", defaults).asOf).toBe("2003-12-31");
  });
});
