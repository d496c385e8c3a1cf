import { describe, expect, test } from "vitest";
import { type DosePoint, dosePlot } from "./dose-plot.ts";
import { effectMark } from "./effect-mark.ts";
import { standaloneSvg } from "./figure.ts";
import type { FlowCounts } from "./flow-counts.ts";
import { flowDiagram } from "./flow-diagram.ts";
import { improvedOnPlacebo, scoreOnPlacebo } from "./forest.fixture.ts";

const point = (
  label: string,
  gPerKg: number,
  patients: number | undefined,
  says: DosePoint["says"],
): DosePoint => ({
  study: label,
  label,
  gPerKg,
  patients,
  says,
  against: "placebo",
  later: false,
});

describe("dosePlot", () => {
  const points = [
    point("Hahn 1996", 2, 30, "benefit"),
    point("ICE 2008", 2, 59, "benefit"),
    point("Small 1999", 1, undefined, "unclear"),
  ];

  test("draws the picture as committed", async () => {
    await expect(standaloneSvg(dosePlot(points, { id: "cidp", name: "CIDP" }))).toMatchFileSnapshot(
      "../fixtures/dose.svg",
    );
  });

  test("groups by what was found, the larger study first", () => {
    const { svg } = dosePlot(points, { id: "cidp", name: "CIDP" });
    expect(svg.indexOf("ICE 2008")).toBeLessThan(svg.indexOf("Hahn 1996"));
    expect(svg.indexOf("Hahn 1996")).toBeLessThan(svg.indexOf("no result to judge by"));
  });
});

describe("effectMark", () => {
  const squareX = (svg: string) => Number(/<rect x="([\d.]+)"/.exec(svg)?.[1]) + 4;

  test("puts the better side right, whichever way the scale runs", () => {
    const higherIsBetter = effectMark(improvedOnPlacebo, { id: "a", tone: "first" })!;
    const lowerIsBetter = effectMark(scoreOnPlacebo, { id: "b", tone: "first" })!;
    expect(squareX(higherIsBetter.svg)).toBeGreaterThan(66);
    expect(squareX(lowerIsBetter.svg)).toBeGreaterThan(66);
    expect(higherIsBetter.description).toContain("better with IVIG");
  });

  test("is not drawn where nothing is pooled", () => {
    expect(
      effectMark({ ...improvedOnPlacebo, pooled: undefined }, { id: "a", tone: "first" }),
    ).toBeUndefined();
  });
});

describe("flowDiagram", () => {
  const counts: FlowCounts = {
    searchRun: false,
    searchText: "No search has been run.",
    databases: ["MEDLINE", "EMBASE"],
    studies: 95,
    reports: 1114,
    keptOut: [{ name: "not eligible", count: 3 }],
    eligible: 92,
    designs: [{ name: "randomised", count: 77 }],
    pooled: 49,
    analyses: 74,
    asOf: "2003-12-31",
  };

  test("draws the picture as committed", async () => {
    await expect(standaloneSvg(flowDiagram(counts))).toMatchFileSnapshot("../fixtures/flow.svg");
  });

  test("invents no counts for a search that was not run", () => {
    const { svg, table } = flowDiagram(counts);
    const numbers = [...svg.matchAll(/>([^<]*\d[^<]*)</g)]
      .map((found) => found[1]!)
      .join(" ")
      .match(/\d+(,\d{3})*/g);
    const known = ["95", "1,114", "3", "92", "77", "49", "2003", "12", "31", "74"];
    expect(new Set(numbers)).toEqual(new Set(known));
    expect(table.rows[0]).toEqual(["Records from databases", "not searched yet"]);
    expect(svg).toContain("dashed");
  });
});
