import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameFrom, nameText } from "./person-name.ts";

describe("nameFrom", () => {
  it("splits a name at its comma and takes the suffix wherever it stands", () => {
    expect(nameFrom("Smith, John A.")).toEqual({ family: "Smith", given: "John A." });
    expect(nameFrom("Smith,J.A.")).toEqual({ family: "Smith", given: "J.A." });
    expect(nameFrom("Smith, John A., Jr")).toEqual({ family: "Smith", given: "John A.", suffix: "Jr" });
    expect(nameFrom("Smith, Jr., John A.")).toEqual({ family: "Smith", given: "John A.", suffix: "Jr." });
    expect(nameFrom("van der Berg, Jan")).toEqual({ family: "van der Berg", given: "Jan" });
  });

  it("leaves groups undivided", () => {
    expect(nameFrom("{World Health Organization}")).toEqual({ literal: "World Health Organization" });
    expect(nameFrom("World Health Organization,")).toEqual({ literal: "World Health Organization" });
    expect(nameFrom("Cochrane Injuries Group")).toEqual({ literal: "Cochrane Injuries Group" });
    expect(nameFrom("Department of Health, Education, and Welfare")).toEqual({
      literal: "Department of Health, Education, and Welfare",
    });
  });

  it("reads initials after the surname where it is told that the file writes them so", () => {
    expect(nameFrom("van der Berg JA", "initials-last")).toEqual({ family: "van der Berg", given: "JA" });
    expect(nameFrom("Smith JA Jr", "initials-last")).toEqual({ family: "Smith", given: "JA", suffix: "Jr" });
    expect(nameFrom("Muller J.-P.", "initials-last")).toEqual({ family: "Muller", given: "J.-P." });
    expect(nameFrom("Smith, John", "initials-last")).toEqual({ family: "Smith", given: "John" });
    expect(nameFrom("European Study Group", "initials-last")).toEqual({ literal: "European Study Group" });
  });

  it("has nothing to say of empty text", () => {
    for (const text of ["", "  ", ",", "{}"]) expect(nameFrom(text)).toBeUndefined();
  });

  it("reads back what nameText writes", () => {
    const part = fc
      .stringMatching(/^[A-Za-zÀ-ÿ][a-zà-ÿ.' -]{0,8}[a-z]$/)
      .map((text) => text.replace(/ {2,}/g, " "));
    fc.assert(
      fc.property(part, part, (family, given) => {
        fc.pre(!/^(jr|sr|ii|iii|iv)$/i.test(given));
        expect(nameFrom(nameText({ family, given }))).toEqual({ family, given });
        expect(nameFrom(nameText({ family, given, suffix: "Jr" }))).toEqual({ family, given, suffix: "Jr" });
      }),
    );
    for (const literal of ["World Health Organization", "Ministry of Health, Sweden"])
      expect(nameFrom(nameText({ literal }))).toEqual({ literal });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void nameFrom(text, "initials-last")));
  });
});
