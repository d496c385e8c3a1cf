import { describe, expect, test } from "vitest";
import { cumulativeForest } from "./cumulative.ts";
import { type Figure, standaloneSvg } from "./figure.ts";
import { improvedOnPlacebo, scoreOnPlacebo } from "./forest.fixture.ts";
import { forest } from "./forest.ts";

const picture = (figure: Figure, name: string) =>
  expect(standaloneSvg(figure)).toMatchFileSnapshot(`../fixtures/${name}.svg`);

const square = (svg: string, study: string) => {
  const row = svg.split('<g class="study"').find((part) => part.includes(`data-study="${study}"`)) ?? "";
  return [...row.matchAll(/<rect x="[^"]*" y="[^"]*" width="([\d.]+)" height="([\d.]+)"/g)]
    .map((found) => Number(found[1]))
    .at(-1)!;
};

describe("forest", () => {
  test.each(["bmj", "revman", "jama"] as const)("draws the %s picture as committed", async (preset) => {
    await picture(forest(improvedOnPlacebo, { preset }), `forest-${preset}`);
  });

  test("draws a mean difference and a narrow screen as committed", async () => {
    await picture(forest(scoreOnPlacebo), "forest-mean-difference");
    await picture(forest(improvedOnPlacebo, { layout: "stacked", width: 358 }), "forest-stacked");
  });

  test("draws the cumulative plot as committed, wide and narrow", async () => {
    await picture(cumulativeForest(improvedOnPlacebo), "cumulative");
    await picture(
      cumulativeForest(improvedOnPlacebo, { layout: "stacked", width: 358 }),
      "cumulative-stacked",
    );
  });

  test("gives squares areas in proportion to weight", () => {
    const { svg } = forest(improvedOnPlacebo, { interactive: true });
    const [heavy, light] = ["vermeulen-1993", "thompson-1996"].map((study) => square(svg, study)) as [
      number,
      number,
    ];
    expect((light / heavy) ** 2).toBeCloseTo(14.7 / 30.2, 2);
  });

  test("writes intervals and p-values in the manner of each journal", () => {
    const svgOf = (preset: "bmj" | "revman" | "jama") => forest(improvedOnPlacebo, { preset }).svg;
    expect(svgOf("bmj")).toContain("2.55 (1.25 to 5.20)");
    expect(svgOf("revman")).toContain("2.55 [1.25, 5.20]");
    expect(svgOf("jama")).toContain("2.55 (1.25-5.20)");
    expect(svgOf("jama")).toContain("P = .01");
    expect(svgOf("revman")).toContain("Tau² = 0.012");
    expect(svgOf("jama")).not.toMatch(/tau|τ/i);
  });

  test("says on which side the treatment did better, by the outcome's direction", () => {
    const right = forest(improvedOnPlacebo).svg;
    const left = forest(scoreOnPlacebo).svg;
    expect(right).toContain("favours IVIG →");
    expect(left).toContain("← favours IVIG");
  });

  test("ends an interval beyond the axis with an arrowhead and only there", () => {
    const heads = (svg: string) =>
      svg.match(/L[\d.]+ [\d.]+L[\d.]+ [\d.]+Z" class="(ink|soft)"/g)?.length ?? 0;
    const clipped = heads(forest(improvedOnPlacebo).svg);
    const rows = improvedOnPlacebo.rows.map((row) => ({
      ...row,
      effect: { ...row.effect, low: 0.9, high: 4.9 },
    }));
    expect(clipped).toBeGreaterThan(0);
    expect(heads(forest({ ...improvedOnPlacebo, rows }).svg)).toBe(0);
  });

  test("keeps later studies faint and unweighted and strikes those left out", () => {
    const { svg, table } = forest(improvedOnPlacebo, { interactive: true });
    expect(svg).toMatch(/class="faint struck">Left 2002/);
    expect(svg).not.toContain('data-study="ice-2008"');
    const later = table.rows.find((row) => row[0] === "ICE 2008")!;
    expect(later[4]).toBe("–");
    expect(later.at(-1)).toBe("published later");
  });

  test("makes every study that can be left out a button with a name", () => {
    const { svg } = forest(improvedOnPlacebo, { interactive: true });
    expect(svg).toContain('role="group"');
    expect(svg.match(/role="button"/g)).toHaveLength(5);
    expect(svg).toContain('aria-label="Put back Left 2002: 1.25 (0.37 to 4.20)"');
  });

  test("says so where nothing can be pooled", () => {
    const none = { ...improvedOnPlacebo, rows: [], pooled: undefined };
    expect(forest(none).svg).toContain("Nothing to pool at this date");
    expect(forest(none, { layout: "stacked", width: 358 }).svg).toContain("Nothing to pool at this date");
  });

  test("puts the same numbers into the table as into the picture", () => {
    const { svg, table } = forest(improvedOnPlacebo);
    for (const row of table.rows.slice(0, 6)) expect(svg).toContain(row[3]);
  });
});
