import { describe, expect, it } from "vitest";
import { bibtexNames } from "./bibtex-names.ts";

const one = (source: string) => bibtexNames(source).names;

describe("bibtexNames", () => {
  it("reads the three forms of BibTeX", () => {
    expect(one("Ana Maria Sol and Sol, Ana and Sol, Jr, Ana")).toEqual([
      { family: "Sol", given: "Ana Maria" },
      { family: "Sol", given: "Ana" },
      { family: "Sol", given: "Ana", suffix: "Jr" },
    ]);
  });

  it("takes small words for particles", () => {
    expect(
      one("Ludwig van Beethoven and von der Berg, Hans and van den Berg, III, Jan and de la Cruz Perez, Eva"),
    ).toEqual([
      { family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" },
      { family: "Berg", given: "Hans", "non-dropping-particle": "von der" },
      { family: "Berg", given: "Jan", suffix: "III", "non-dropping-particle": "van den" },
      { family: "Cruz Perez", given: "Eva", "non-dropping-particle": "de la" },
    ]);
    expect(one("von Hicks, III, Michael")).toEqual([
      { family: "Hicks", given: "Michael", suffix: "III", "non-dropping-particle": "von" },
    ]);
  });

  it("does not take a given name in small letters for a particle", () => {
    expect(one("sudhin jacob")).toEqual([{ family: "jacob", given: "sudhin" }]);
  });

  it("leaves names in braces undivided, also with 'and' and commas in them", () => {
    expect(
      one("{World Health Organization} and {Barnes and Noble, Inc.} and {{ALICE Collaboration}}"),
    ).toEqual([
      { literal: "World Health Organization" },
      { literal: "Barnes and Noble, Inc." },
      { literal: "ALICE Collaboration" },
    ]);
  });

  it("reads families in braces, ties, accents and line breaks", () => {
    expect(
      one("{Howard}, A.~D.~P. and\n  {\\'E}mile {\\O}rsted and {de la Tour}, Ana and P\\\"{a}ckert, M."),
    ).toEqual([
      { family: "Howard", given: "A. D. P." },
      { family: "Ørsted", given: "Émile" },
      { family: "de la Tour", given: "Ana" },
      { family: "Päckert", given: "M." },
    ]);
  });

  it("keeps 'and others', single words and empty places", () => {
    expect(one("Sol, A. and others")).toEqual([{ family: "Sol", given: "A." }, { literal: "others" }]);
    expect(one("Anonymous and and Sol, A.")).toEqual([
      { literal: "Anonymous" },
      { family: "Sol", given: "A." },
    ]);
    expect(one("  ")).toEqual([]);
    expect(one("Sanderson, Anderson")).toEqual([{ family: "Sanderson", given: "Anderson" }]);
  });

  it("reads BibLaTeX's extended names", () => {
    expect(
      one(
        "family=Berg, given=Hans, prefix=van den, useprefix=true and given=Ana, family={Sol Mar}, suffix=Jr",
      ),
    ).toEqual([
      { family: "Berg", given: "Hans", "non-dropping-particle": "van den" },
      { family: "Sol Mar", given: "Ana", suffix: "Jr" },
    ]);
  });

  it("says when it guessed where the names part", () => {
    expect(bibtexNames("Sol, Ana; Berg, Hans")).toEqual({
      names: [
        { family: "Sol", given: "Ana" },
        { family: "Berg", given: "Hans" },
      ],
      guessed: "semicolons",
    });
    expect(bibtexNames("Sol, A., Berg, H. J.")).toEqual({
      names: [
        { family: "Sol", given: "A." },
        { family: "Berg", given: "H. J." },
      ],
      guessed: "commas",
    });
    expect(bibtexNames("Department of Health, Education, Welfare, Washington").names).toEqual([
      { literal: "Department of Health, Education, Welfare, Washington" },
    ]);
  });
});
