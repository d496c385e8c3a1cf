import { describe, expect, it } from "vitest";
import { explodeSubheading, meshSubheading, meshSubheadings } from "./subheadings.ts";

const under = (name: string) => explodeSubheading(meshSubheading(name)!).map((each) => each.name);

describe("subheadings", () => {
  it("are found by name, abbreviation and UI", () => {
    for (const term of ["drug therapy", "Drug Therapy", "dt", "DT", "Q000188"])
      expect(meshSubheading(term)?.ui).toBe("Q000188");
    expect(meshSubheading("Administration and Dosage")?.abbreviation).toBe("AD");
    expect(meshSubheading("administration & dosage")?.abbreviation).toBe("AD");
    expect(meshSubheading("no such thing")).toBeUndefined();
  });

  it("explode as PubMed explodes them", () => {
    expect(under("therapeutic use")).toEqual([
      "therapeutic use",
      "administration & dosage",
      "adverse effects",
      "poisoning",
      "contraindications",
    ]);
    expect(under("therapy")).toContain("transplantation");
    expect(under("pharmacology")).toContain("toxicity");
    expect(under("drug therapy")).toEqual(["drug therapy"]);
  });

  it("explode to what stands below in any family", () => {
    expect(under("adverse effects").sort()).toEqual(["adverse effects", "poisoning", "toxicity"]);
  });

  it("have each a UI and an abbreviation of their own", () => {
    expect(new Set(meshSubheadings.map(({ ui }) => ui)).size).toBe(meshSubheadings.length);
    expect(new Set(meshSubheadings.map(({ abbreviation }) => abbreviation)).size).toBe(
      meshSubheadings.length,
    );
    expect(meshSubheadings.every(({ name }) => /^[a-z& ]+$/.test(name))).toBe(true);
  });
});
