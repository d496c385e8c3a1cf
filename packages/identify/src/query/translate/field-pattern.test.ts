import { describe, expect, it } from "vitest";
import { ENGINE_IDS } from "./engine.ts";
import { ENGINES, engineName, engineNamed } from "./engines/engines.ts";
import { fieldPattern, headingPattern } from "./field-pattern.ts";

describe("fieldPattern", () => {
  it("writes a field as each database does", () => {
    expect(fieldPattern("abstract", "pubmed").pattern).toBe("TERM[ab]");
    expect(fieldPattern("abstract", "ovid-medline").pattern).toBe("TERM.ab.");
    expect(fieldPattern("title+abstract", "cinahl").pattern).toBe("(TI TERM OR AB TERM)");
    expect(fieldPattern("title+abstract", "scopus").pattern).toBe("TITLE-ABS(TERM)");
    expect(fieldPattern("tiab", "wos").pattern).toBe("(TI=TERM OR AB=TERM OR AK=TERM)");
    expect(fieldPattern("title", "hta").pattern).toBe("(TERM)[title]");
  });

  it("notes what is lost where a field has no code", () => {
    expect(fieldPattern("affiliation", "cochrane")).toMatchObject({
      pattern: "TERM",
      note: expect.stringContaining("all fields"),
    });
    expect(fieldPattern("last-author", "cinahl")).toMatchObject({
      pattern: "(AU TERM)",
      note: expect.stringContaining("author"),
    });
  });
});

describe("headingPattern", () => {
  it("writes a heading exploded and alone", () => {
    expect(headingPattern("exploded", "ovid-medline").pattern).toBe("exp TERM/");
    expect(headingPattern("alone", "cochrane").pattern).toBe("[mh ^TERM]");
    expect(headingPattern("major-exploded", "embase").pattern).toBe("TERM/exp/mj");
  });
});

describe("engineNamed", () => {
  it("finds every engine by its id and by its name, however they are spelt", () => {
    for (const id of ENGINE_IDS) {
      expect(engineNamed(id)).toBe(id);
      expect(engineNamed(engineName(id).toUpperCase())).toBe(id);
      expect(ENGINES[id].id).toBe(id);
    }
    expect(engineNamed("Web of Science")).toBe("wos");
    expect(engineNamed("nowhere")).toBeUndefined();
  });
});
