import { expect, it } from "vitest";
import { foundPlot } from "./found-plot.ts";

const plot = (width?: number) =>
  foundPlot(
    {
      id: "titles",
      title: "Records found by title & abstract",
      records: 1200,
      curves: [
        { name: "all together", found: [1, 1, 2, 2, 2] },
        { name: "a reviewer with a name that is a good deal longer than the figure is wide", found: [0, 1] },
      ],
    },
    ...(width === undefined ? [] : [{ width }]),
  );

it("draws a curve that rises where a record was found, with title, description and table", () => {
  const figure = plot();
  expect(figure.svg).toContain("Records found by title &amp; abstract</title>");
  expect(figure.description).toContain("of 1,200 to screen. all together: 2 found in 5");
  expect(figure.table.rows.slice(0, 5)).toEqual([
    ["all together", "0", "0"],
    ["all together", "1", "1"],
    ["all together", "2", "1"],
    ["all together", "3", "2"],
    ["all together", "5", "2"],
  ]);
});

it("tells lines apart without colour, and has the line of a random order", () => {
  const { svg } = plot();
  expect(svg).toContain("stroke-dasharray");
  expect(svg).toContain("expected in a random order");
});

it("is as wide as asked, and cuts names that are wider", () => {
  const { svg, width } = plot(390);
  expect(width).toBe(390);
  expect(svg).toContain("…");
});

it("nothing screened is a figure that says so", () => {
  const figure = foundPlot({ id: "none", title: "Nothing", records: 0, curves: [] });
  expect(figure.svg).toContain("No record has been screened.");
  expect(figure.svg).not.toContain("NaN");
  expect(
    foundPlot({ id: "empty", title: "Empty", records: 3, curves: [{ name: "a", found: [] }] }).svg,
  ).not.toContain("NaN");
});
