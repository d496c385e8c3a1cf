import { normalQuantile, randomGenerator } from "@coppice/numeric";
import { predictEffects, regress, trimAndFill } from "@coppice/synthesize";
import { describe, expect, test } from "vitest";
import { type Figure, standaloneSvg } from "../figure.ts";
import { bcgEffects, bcgResult, bcgStudies, known } from "../pooled/bcg.fixture.ts";
import { baujatPlot } from "./baujat-plot.ts";
import { bubblePlot } from "./bubble-plot.ts";
import { doiPlot } from "./doi-plot.ts";
import { type FunnelVertical, funnelPlot } from "./funnel-plot.ts";
import { galbraithPlot } from "./galbraith-plot.ts";
import { goshPlot } from "./gosh-plot.ts";
import { profilePlot } from "./profile-plot.ts";
import { srocPlot } from "./sroc-plot.ts";

const picture = (figure: Figure, name: string) =>
  expect(standaloneSvg(figure)).toMatchFileSnapshot(`../../fixtures/scatter/${name}.svg`);
const both = async (draw: (options: { readonly width?: number }) => Figure, name: string) => {
  await picture(draw({}), name);
  await picture(draw({ width: 358 }), `${name}-narrow`);
};
const circles = (svg: string) => svg.match(/<circle /g)?.length ?? 0;

const studies = bcgStudies.map(({ label, effect, n }) => ({ label, yi: effect.yi, vi: effect.vi, n }));
const bcgFunnel = {
  id: "bcg",
  title: "BCG vaccine",
  measure: "RR" as const,
  studies,
  estimate: bcgResult.estimate,
};
const fill = known(trimAndFill(bcgEffects, { model: "random" }));
const filled = {
  ...bcgFunnel,
  studies: [
    ...studies,
    ...fill.filled.map((effect, index) => ({ label: `Filled ${index + 1}`, ...effect, added: true })),
  ],
  adjusted: fill.result.estimate,
};

describe("funnelPlot", () => {
  test("draws significance contours and points of trim and fill as committed", async () => {
    await both((options) => funnelPlot(filled, { ...options, contours: true }), "funnel");
  });

  test.each(["variance", "precision", "inverse-variance", "n"] as const)(
    "draws the vertical axis %s as committed",
    async (vertical) => {
      await picture(funnelPlot(bcgFunnel, { vertical, contours: vertical !== "n" }), `funnel-${vertical}`);
    },
  );

  test("puts the most precise study highest, whatever the vertical axis", () => {
    const heightOf = (vertical: FunnelVertical, name: string) => {
      const { svg } = funnelPlot(bcgFunnel, { vertical });
      return Number(new RegExp(`cy="([\\d.]+)"[^>]*><title>${name}<`).exec(svg)![1]);
    };
    for (const vertical of ["se", "variance", "precision", "inverse-variance", "n"] as const)
      expect(heightOf(vertical, "TPT Madras 1980")).toBeLessThan(heightOf(vertical, "Aronson 1948"));
  });

  test("draws every dot at its own height, and none beneath the axis", () => {
    const { svg } = funnelPlot(bcgFunnel, { vertical: "n" });
    const heights = [...svg.matchAll(/cy="([\d.]+)"/g)].map((found) => Number(found[1]));
    expect(new Set(heights).size).toBe(13);
  });

  test("draws added points hollow, and says which they are", () => {
    const { svg, table, description } = funnelPlot(filled);
    expect(svg).toMatch(/class="paper s-ink" stroke-width="1.4"><title>Filled 1</);
    expect(table.rows.at(-1)![0]).toBe("Filled 1 (added)");
    expect(description).toContain("1 point was added by trim and fill");
  });

  test("draws no contours where there is no value of no effect", () => {
    const proportions = { ...bcgFunnel, measure: "PLO" as const };
    expect(funnelPlot(proportions, { contours: true }).svg).not.toContain("P &gt; 0.10");
  });

  test("stands with one study, with none, and with a hostile name", () => {
    for (const some of [[], studies.slice(0, 1), [{ ...studies[0]!, label: "</title><script>" }]])
      expect(funnelPlot({ ...bcgFunnel, studies: some }, { contours: true }).svg).not.toMatch(
        /NaN|Infinity|<script/,
      );
  });
});

describe("galbraithPlot", () => {
  const input = {
    id: "bcg",
    title: "BCG vaccine",
    measure: "RR" as const,
    studies,
    estimate: bcgResult.estimate,
  };

  test("draws the common and the random effects picture as committed", async () => {
    await both((options) => galbraithPlot({ ...input, tau2: bcgResult.tau2 }, options), "radial");
    await picture(galbraithPlot({ ...input, tau2: 0, estimate: -0.43 }), "radial-common");
  });

  test("names the studies outside the band", () => {
    const { description, table } = galbraithPlot({ ...input, tau2: 0, estimate: -0.43 });
    expect(description).toContain("TPT Madras 1980");
    const z = (studies[0]!.yi + 0.43) / Math.sqrt(studies[0]!.vi);
    expect(table.rows[0]!.at(-1)).toBe(Math.abs(z) > normalQuantile(0.975) ? "no" : "yes");
  });
});

describe("baujatPlot", () => {
  const input = {
    id: "bcg",
    title: "BCG vaccine",
    studies: bcgResult.weights.map((weight, index) => {
      const residual =
        (bcgEffects[index]!.yi - bcgResult.estimate) ** 2 / (bcgEffects[index]!.vi + bcgResult.tau2);
      return {
        label: bcgStudies[index]!.label,
        heterogeneity: residual,
        influence: (residual * weight) / 100,
      };
    }),
  };

  test("draws the picture as committed", async () => {
    await both((options) => baujatPlot(input, options), "baujat");
  });

  test("names the furthest study, and every study in the table", () => {
    const figure = baujatPlot(input);
    expect(figure.table.rows).toHaveLength(13);
    expect(figure.svg).toContain(">Hart &amp; Sutherland 1977</text>");
  });
});

describe("goshPlot", () => {
  /** Two clouds: subsets with the odd study pool lower and differ more. */
  const cloud = (count: number) => {
    const random = randomGenerator(7);
    return Array.from({ length: count }, () => {
      const marked = random.uniform() < 0.5;
      return {
        estimate: (marked ? -0.8 : -0.35) + 0.09 * random.normal(),
        heterogeneity: Math.min(100, Math.max(0, (marked ? 78 : 45) + 9 * random.normal())),
        marked,
      };
    });
  };
  const input = { id: "bcg", title: "BCG vaccine, subsets", measure: "RR" as const };

  test("draws many subsets as shades, few as dots, as committed", async () => {
    const points = cloud(20000).map(({ estimate, heterogeneity }) => ({ estimate, heterogeneity }));
    await both((options) => goshPlot({ ...input, points }, options), "gosh");
    await picture(goshPlot({ ...input, points: cloud(600), markedStudy: "Hart 1977" }), "gosh-marked");
  });

  test("grows with the picture and not with the number of subsets", () => {
    const size = (count: number) => goshPlot({ ...input, points: cloud(count) }).svg.length;
    expect(size(40000)).toBeLessThan(2 * size(8000));
  });

  test("tells quantiles of both clouds as words", () => {
    const { table } = goshPlot({ ...input, points: cloud(600), markedStudy: "Hart 1977" });
    expect(table.rows).toHaveLength(14);
    expect(table.rows[3]![0]).toMatch(/^with Hart 1977 \(\d+\)$/);
    expect(Number(table.rows[3]![2])).toBeCloseTo(Math.exp(-0.8), 1);
  });
});

describe("bubblePlot", () => {
  const latitudes = bcgStudies.map(({ latitude }) => latitude);
  const fit = known(
    regress(bcgEffects, {
      names: ["intrcpt", "latitude"],
      rows: latitudes.map((latitude) => [1, latitude]),
      intercept: true,
      terms: [{ label: "latitude", columns: [1] }],
    }),
  );
  const grid = Array.from({ length: 41 }, (_, index) => 10 + (50 * index) / 40);
  const line = known(
    predictEffects(
      fit,
      grid.map((x) => [1, x]),
    ),
  ).map(({ estimate, ciLow, ciHigh, prediction }, index) => ({
    x: grid[index]!,
    estimate,
    ciLow,
    ciHigh,
    piLow: prediction?.low,
    piHigh: prediction?.high,
  }));
  const input = {
    id: "bcg",
    title: "BCG vaccine by latitude",
    measure: "RR" as const,
    moderator: "Absolute latitude (degrees)",
    studies: bcgStudies.map(({ label, effect, latitude }) => ({
      label,
      x: latitude,
      yi: effect.yi,
      weight: 1 / (effect.vi + fit.tau2),
    })),
    line,
  };

  test("draws the picture as committed", async () => {
    await both((options) => bubblePlot(input, { ...options, labels: options.width === undefined }), "bubble");
  });

  test("gives bubbles areas in proportion to weight", () => {
    const radii = [...bubblePlot(input).svg.matchAll(/r="([\d.]+)" class="accent s-accent"/g)].map((found) =>
      Number(found[1]),
    );
    const weights = input.studies.map(({ weight }) => weight).sort((x, y) => y - x);
    expect((radii[0]! / radii[5]!) ** 2).toBeCloseTo(weights[0]! / weights[5]!, 1);
  });

  test("tells the fitted line's ends as words", () => {
    expect(bubblePlot(input).description).toContain("Fitted at 60.0: 0.22 (0.14 to 0.35)");
  });
});

describe("profilePlot", () => {
  test("draws the picture as committed", async () => {
    const likelihood = (value: number) => -12.2 - 1.1 * Math.log((value + 0.1) / 0.41) ** 2;
    const input = {
      id: "bcg",
      title: "BCG vaccine: profile of τ²",
      parameter: "τ²",
      points: Array.from({ length: 81 }, (_, index) => ({
        value: index / 50,
        logLikelihood: likelihood(index / 50),
      })),
      maximum: { value: 0.31, logLikelihood: likelihood(0.31) },
      interval: { low: 0.05, high: 1.4, level: 0.95, cut: -12.2 - 1.92 },
      restricted: true,
    };
    await both((options) => profilePlot(input, options), "profile");
    expect(profilePlot(input).description).toContain(
      "highest at 0.310 (−12.200). 95% interval 0.050 to 1.400.",
    );
  });
});

describe("srocPlot", () => {
  const expit = (x: number) => 1 / (1 + Math.exp(-x));
  const ellipse = (reach: number) =>
    Array.from({ length: 60 }, (_, index) => {
      const angle = (2 * Math.PI * index) / 60;
      return {
        sensitivity: expit(1.6 + reach * Math.cos(angle)),
        falsePositiveRate: expit(-1.9 + reach * (0.4 * Math.cos(angle) + 0.8 * Math.sin(angle))),
      };
    });
  const random = randomGenerator(3);
  const input = {
    id: "made-up",
    title: "A made-up test",
    studies: Array.from({ length: 12 }, (_, index) => ({
      label: `Study ${index + 1}`,
      sensitivity: expit(1.6 + 0.5 * random.normal()),
      falsePositiveRate: expit(-1.9 + 0.6 * random.normal()),
      n: 40 + 45 * index,
    })),
    summary: { sensitivity: expit(1.6), falsePositiveRate: expit(-1.9) },
    confidence: ellipse(0.35),
    prediction: ellipse(1.1),
    curve: Array.from({ length: 50 }, (_, index) => ({
      falsePositiveRate: (index + 1) / 51,
      sensitivity: expit(2.6 + 0.5 * Math.log((index + 1) / (50 - index))),
    })),
  };

  test("draws the picture as committed", async () => {
    await both((options) => srocPlot(input, options), "sroc");
  });

  test("is square, and tells the summary point as words", () => {
    const { svg, description } = srocPlot(input);
    expect(description).toContain("Summary sensitivity 83.2%, specificity 87.0%.");
    expect(circles(svg)).toBe(12 + 1);
    expect(circles(srocPlot({ ...input, summary: undefined, studies: [] }).svg)).toBe(1);
  });
});

describe("doiPlot", () => {
  const ranked = studies.map((study, index) => ({
    ...study,
    z: normalQuantile((index + 0.5) / studies.length),
  }));

  test("draws the picture as committed", async () => {
    const sorted = [...studies]
      .sort((a, b) => a.yi - b.yi)
      .map((study, index) => ({ ...study, z: ranked[index]!.z }));
    await both(
      (options) =>
        doiPlot({ id: "bcg", title: "BCG vaccine", measure: "RR", studies: sorted, lfk: -1.4 }, options),
      "doi",
    );
  });

  test("says how large an asymmetry is", () => {
    const said = (lfk: number) =>
      doiPlot({ id: "bcg", title: "BCG", measure: "RR", studies: ranked, lfk }).description;
    expect(said(0.5)).toContain("LFK index 0.50: no asymmetry");
    expect(said(-1.4)).toContain("LFK index −1.40: minor asymmetry");
    expect(said(2.4)).toContain("LFK index 2.40: major asymmetry");
  });
});
