import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { improvedOnPlacebo } from "./forest.fixture.ts";
import { forest } from "./forest.ts";
import { coordinate, element, escapeXml } from "./svg.ts";

describe("svg text", () => {
  test("lets no text open a tag, an attribute or an entity of its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeXml(text).replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toMatch(/[&<>"']/);
      }),
    );
  });

  test("drops the characters that XML forbids", () => {
    expect(escapeXml("a\u0000b\u001fc\ufffe\ud800")).toBe("abc\ufffd");
  });

  test("draws a hostile study name as words", () => {
    const hostile = '"><script>alert(1)</script>';
    const rows = improvedOnPlacebo.rows.map((row) => ({ ...row, label: hostile, study: hostile }));
    for (const layout of ["wide", "stacked"] as const) {
      const { svg } = forest({ ...improvedOnPlacebo, title: hostile, rows }, { layout, interactive: true });
      expect(svg).not.toContain("<script");
    }
  });

  test("writes coordinates with two decimals and no negative zero", () => {
    expect(coordinate(1 / 3)).toBe("0.33");
    expect(coordinate(-0.001)).toBe("0");
    expect(element("rect", { x: 2.005, fill: undefined })).toBe('<rect x="2.01"/>');
  });
});
