import type { VerdictSpan } from "@coppice/conclude";
import { describe, expect, test } from "vitest";
import { standaloneSvg } from "./figure.ts";
import { type TrialEvent, timeAxis } from "./time-axis.ts";
import { verdictStrip } from "./verdict-strip.ts";
import { verdictStyle } from "./verdict-style.ts";

const spans: readonly VerdictSpan[] = [
  { from: "1985-01-01", to: "1993-12-30", class: "not-established", line: null, by: undefined },
  { from: "1993-12-31", to: "1996-08-30", class: "modest-not-significant", line: null, by: "vermeulen-1993" },
  { from: "1996-08-31", to: "2007-12-31", class: "effective", line: "second", by: "hahn-1996" },
  { from: "2008-01-01", to: "2026-11-24", class: "effective", line: "first", by: "ice-2008" },
];
const span = { from: "1985-01-01", to: "2026-11-24" };
const heights = (svg: string) =>
  [...svg.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map((found) => Number(found[1]));

describe("verdictStrip", () => {
  test("draws the picture as committed", async () => {
    const figure = verdictStrip(spans, { id: "cidp", name: "CIDP", asOf: "2003-12-31", ...span });
    await expect(standaloneSvg(figure)).toMatchFileSnapshot("../fixtures/strip.svg");
  });

  test("is thicker where the verdict is stronger, so that it reads without colour", () => {
    const drawn = heights(verdictStrip(spans, { id: "cidp", name: "CIDP", ...span }).svg);
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    expect(new Set(drawn).size).toBe(spans.length);
  });

  test("tells the same as words, with the study that brought each verdict", () => {
    const { table, description } = verdictStrip(spans, { id: "cidp", name: "CIDP", ...span });
    expect(table.rows[3]).toEqual(["2008-01-01", "2026-11-24", "Effective, first-line", "ice-2008"]);
    expect(description).toContain("Effective, second-line from 1996");
  });
});

describe("verdictStyle", () => {
  test("gives every verdict a symbol, a word and a thickness of its own", () => {
    const styles = [...spans, { class: "not-effective" as const, line: null }].map(verdictStyle);
    for (const field of ["symbol", "word", "tone", "thickness"] as const)
      expect(new Set(styles.map((style) => style[field])).size).toBe(5);
  });
});

describe("timeAxis", () => {
  const event = (
    date: string,
    label: string,
    patients: number,
    turned: readonly string[] = [],
  ): TrialEvent => ({
    date,
    study: label,
    label,
    patients,
    turned,
  });
  const events = [
    event("1993-12-31", "Vermeulen", 28),
    event("1996-08-31", "Hahn", 30, ["cidp"]),
    event("1996-09-30", "Hahn again", 12, ["mmn"]),
    event("2008-01-31", "ICE", 117, ["cidp"]),
  ];

  test("draws the picture as committed", async () => {
    const figure = timeAxis(events, { ...span, asOf: "2003-12-31", width: 900 });
    await expect(standaloneSvg(figure)).toMatchFileSnapshot("../fixtures/time-axis.svg");
  });

  test("names trials that turned a verdict, and of two that would touch only the larger", () => {
    const { svg } = timeAxis(events, { ...span, asOf: "2003-12-31", width: 900 });
    expect(svg).not.toContain(">Vermeulen<");
    expect(svg).toContain(">Hahn<");
    expect(svg).not.toContain(">Hahn again<");
    expect(svg).toContain(">ICE<");
  });

  test("labels fewer years on a narrow screen", () => {
    const years = (width: number) =>
      timeAxis(events, { ...span, asOf: "2003-12-31", width }).svg.match(/>(19|20)\d\d</g)?.length;
    expect(years(900)).toBe(8);
    expect(years(350)).toBe(4);
  });
});
