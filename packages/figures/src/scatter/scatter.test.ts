import { normalQuantile, randomGenerator } from "@coppice/numeric";
import {
  accuracyRegion,
  baujat,
  bivariateAccuracy,
  gosh,
  likelihoodProfile,
  predictEffects,
  profileLikelihoodInterval,
  regress,
  studyData,
  summaryCurve,
  trimAndFill,
} from "@coppice/synthesize";
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
    studies: known(baujat(bcgEffects, { model: "random" })).map(({ study, heterogeneity, influence }) => ({
      label: bcgStudies[study]!.label,
      heterogeneity,
      influence,
    })),
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

  test("draws all subsets of the BCG trials, with and without one, as committed", async () => {
    const all = known(gosh(bcgEffects, { model: "random" }));
    const points = Array.from(all.estimate, (estimate, index) => ({
      estimate,
      heterogeneity: all.i2[index]!,
      marked: all.members[index * bcgEffects.length + 3] === 1,
      size: all.size[index]!,
    })).filter(({ size }) => size > 1);
    await both((options) => goshPlot({ ...input, points }, options), "gosh");
    await picture(goshPlot({ ...input, points, markedStudy: "Hart & Sutherland 1977" }), "gosh-marked");
    await picture(goshPlot({ ...input, points: cloud(600), markedStudy: "one study" }), "gosh-dots");
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
  const values = Array.from({ length: 81 }, (_, index) => index / 40);
  const points = known(likelihoodProfile(bcgEffects, values)).map(({ tau2, logLikelihood }) => ({
    value: tau2,
    logLikelihood,
  }));
  const { logLikelihood } = known(likelihoodProfile(bcgEffects, [bcgResult.tau2]))[0]!;
  const scaled = known(studyData(bcgEffects));
  const square = scaled.unit ** 2;
  const interval = profileLikelihoodInterval(scaled, bcgResult.tau2 / square, "REML", 0.95);
  const input = {
    id: "bcg",
    title: "BCG vaccine: profile of τ²",
    parameter: "τ²",
    points,
    maximum: { value: bcgResult.tau2, logLikelihood },
    interval: {
      low: interval.low * square,
      high: interval.high * square,
      level: 0.95,
      cut: logLikelihood - 1.9207,
    },
    restricted: true,
  };

  test("draws the picture as committed", async () => {
    await both((options) => profilePlot(input, options), "profile");
  });

  test("tells the peak and the interval as words (REML of the BCG trials: tau2 0.313, log-likelihood -12.202)", () => {
    expect(profilePlot(input).description).toContain(
      "highest at 0.313 (−12.202). 95% interval 0.115 to 0.965.",
    );
    expect(profilePlot({ ...input, points: [] }).svg).not.toMatch(/NaN|Infinity/);
  });
});

describe("srocPlot", () => {
  // Made-up tables: true positives, false negatives, false positives, true negatives.
  const tables = (
    [
      [47, 9, 101, 738],
      [126, 51, 272, 1543],
      [19, 10, 12, 192],
      [36, 3, 78, 276],
      [130, 19, 211, 959],
      [84, 2, 68, 89],
      [19, 1, 62, 181],
      [60, 20, 20, 130],
    ] as const
  ).map(([truePositives, falseNegatives, falsePositives, trueNegatives]) => ({
    truePositives,
    falseNegatives,
    falsePositives,
    trueNegatives,
  }));
  const fit = known(bivariateAccuracy(tables));
  const { sensitivityAt } = known(summaryCurve(fit));
  const input = {
    id: "made-up",
    title: "A made-up test",
    studies: tables.map((table, index) => ({
      label: `Study ${index + 1}`,
      sensitivity: table.truePositives / (table.truePositives + table.falseNegatives),
      falsePositiveRate: table.falsePositives / (table.falsePositives + table.trueNegatives),
      n: Object.values(table).reduce((sum, count) => sum + count, 0),
    })),
    summary: { sensitivity: fit.sensitivity.estimate, falsePositiveRate: fit.falsePositiveRate.estimate },
    confidence: known(accuracyRegion(fit, "confidence")).points,
    prediction: known(accuracyRegion(fit, "prediction")).points,
    curve: Array.from({ length: 99 }, (_, index) => ({
      falsePositiveRate: (index + 1) / 100,
      sensitivity: sensitivityAt((index + 1) / 100),
    })),
  };

  test("draws the picture as committed", async () => {
    await both((options) => srocPlot(input, options), "sroc");
  });

  test("tells the summary point as words, and draws a circle a study", () => {
    const { svg, description } = srocPlot(input);
    const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
    expect(description).toContain(
      `Summary sensitivity ${percent(fit.sensitivity.estimate)}, specificity ${percent(fit.specificity.estimate)}.`,
    );
    expect(circles(svg)).toBe(8 + 1);
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
