import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEntities, plainText, richText } from "./html-text.ts";

describe("decodeEntities", () => {
  it("decodes names and numbers, also where they were escaped twice", () => {
    expect(decodeEntities("A &amp; B &lt; &#945;&#x2010;&beta;&ndash;&eacute;")).toBe(
      "A & B < \u03b1\u2010\u03b2\u2013\u00e9",
    );
    expect(decodeEntities("A &amp;amp; B")).toBe("A & B");
    expect(decodeEntities("Smith &#146;s")).toBe("Smith \u2019s");
  });

  it("leaves ampersands that begin no reference", () => {
    for (const text of ["R&D; AT&T", "a & b", "x&y=1", "&#0;", "&#1114112;"])
      expect(decodeEntities(text)).toBe(text);
  });
});

describe("richText", () => {
  it("keeps the markup that CSL has and the words of the rest", () => {
    expect(
      richText("<jats:italic>In vitro</jats:italic> CO<inf>2</inf> <p>of <em class='x'>E. coli</em></p>"),
    ).toBe("<i>In vitro</i> CO<sub>2</sub> of <i>E. coli</i>");
    expect(richText("<mml:math><mml:mi>p</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math> x")).toBe(
      "p=2 x",
    );
    expect(richText("one<br/>two<!-- no -->")).toBe("one two");
  });

  it("leaves signs that are no tags", () => {
    for (const text of ["p < 0.05 and q > 3", "a<b>c", "<unknown thing> x", "p<0.05"])
      expect(richText(text)).toBe(text);
    expect(richText("p &lt; 0.05")).toBe("p < 0.05");
  });

  it("is idempotent, and plainText has no markup", () => {
    const piece = fc.constantFrom(
      "<i>",
      "</i>",
      "<p>",
      "&lt;",
      "&amp;",
      "lt;",
      "<",
      ">",
      "a ",
      "<!--",
      "-->",
      "<mml:mi>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = richText(pieces.join(""));
        expect(richText(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
    expect(plainText("<i>Journal</i> of X &amp; Y")).toBe("Journal of X & Y");
  });
});
