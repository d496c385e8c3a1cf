import { doiPlotData, lfkIndex } from "@coppice/synthesize";
import { expect, test } from "vitest";
import { standaloneSvg } from "../figure.ts";
import { bcgEffects, bcgStudies, known } from "../pooled/bcg.fixture.ts";
import { doiPlot } from "./doi-plot.ts";

test("effects become a Doi plot of the BCG trials: the smallest |z| at the tip, the LFK index beside it", async () => {
  const studies = known(doiPlotData(bcgEffects)).map((point, i) => ({
    ...point,
    label: bcgStudies[i]!.label,
  }));
  const { index: lfk } = known(lfkIndex(bcgEffects));
  const figure = doiPlot({ id: "bcg-lfk", title: "BCG vaccine", measure: "RR", studies, lfk });
  expect(figure.description).toBe("Doi plot of 13 studies. LFK index −4.10: major asymmetry.");
  await expect(standaloneSvg(figure)).toMatchFileSnapshot("../../fixtures/scatter/doi-bcg.svg");
});
