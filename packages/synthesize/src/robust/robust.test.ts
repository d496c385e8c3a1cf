import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitMultivariate } from "../multivariate/fit-multivariate.ts";
import type { Effect } from "../pool/study-data.ts";
import { type Design, designMatrix, interceptOnly } from "../regression/design.ts";
import { type RegressionOptions, regress } from "../regression/regress.ts";
import { codeOf, okValue } from "../result-value.fixture.ts";
import type { SmallSampleCorrection } from "./adjustment.ts";
import { clusterRobust, type RobustOptions, robustContrasts } from "./cluster-robust.ts";
import type { ClusterKey } from "./clusters.ts";
import { robustRegression } from "./robust-regression.ts";
import { type WorkingModel, workingModelOfMultivariate, workingModelOfRegression } from "./working-model.ts";

interface Fixture {
  readonly datasets: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>;
}

const { datasets } = JSON.parse(
  readFileSync(new URL("../../fixtures/cluster-robust.json", import.meta.url), "utf8"),
) as Fixture;
const schools = datasets["konst"]!;
const drugs = datasets["hd"]!;

const column = (rows: readonly Readonly<Record<string, number>>[], name: string): readonly number[] =>
  rows.map((row) => row[name]!);

const effectsOf = (
  rows: readonly Readonly<Record<string, number>>[],
  yi: string,
  vi: string,
): readonly Effect[] => rows.map((row) => ({ yi: row[yi]!, vi: row[vi]! }));

function model(effects: readonly Effect[], design: Design, options: RegressionOptions = {}): WorkingModel {
  return workingModelOfRegression(
    effects,
    design,
    okValue(regress(effects, design, options)),
    options.weights,
  );
}

describe("published analyses", () => {
  it("finds for modified school calendars (Konstantopoulos 2011) what metafor's help page of robust computes", () => {
    const district = column(schools, "district");
    const fit = okValue(
      fitMultivariate(effectsOf(schools, "yi", "vi"), {
        random: [
          { kind: "intercept", groups: district },
          { kind: "intercept", groups: schools.map((row) => `${row["district"]}/${row["school"]}`) },
        ],
      }),
    );
    const robust = okValue(
      clusterRobust(workingModelOfMultivariate(fit), district, { correction: "CR1p", df: "clusters-p" }),
    );
    expect(robust.clusters).toBe(11);
    const [mean] = robust.coefficients;
    expect(mean!.estimate).toBeCloseTo(0.1847, 4);
    expect(mean!.se).toBeCloseTo(0.0845, 4);
    expect(mean!.df).toBe(10);
    expect(mean!.pValue).toBeCloseTo(0.0537, 4);
  });

  it("finds for drug abuse treatment (Tanner-Smith & Lipsey's data) what robumeta's help page of robu computes", () => {
    const design = okValue(designMatrix(drugs, "~ binge + followup + sreport + age"));
    const result = okValue(
      robustRegression(effectsOf(drugs, "effectsize", "var"), design, column(drugs, "studyid"), {
        model: "hierarchical",
      }),
    );
    expect(result.tau2).toBeCloseTo(0.0236207, 6);
    expect(result.omega2).toBeCloseTo(0.1086551, 6);
    const estimates = [0.3969513, 0.45158407, 0.0013309, 0.53875845, -0.04371413];
    const errors = [0.65800612, 0.10164141, 0.00072257, 0.14339751, 0.03787447];
    const degrees = [3.056629, 3.591875, 2.032263, 4.359249, 2.694897];
    for (const [j, { estimate, se, df }] of result.coefficients.entries()) {
      expect(estimate).toBeCloseTo(estimates[j]!, 7);
      expect(se).toBeCloseTo(errors[j]!, 7);
      expect(df!).toBeCloseTo(degrees[j]!, 5);
    }
    expect(result.notes.join(" ")).toContain("Fewer than 4 degrees of freedom");
  });
});

const corrections: readonly SmallSampleCorrection[] = ["CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3"];

describe("clusterRobust", () => {
  it("is the t test of a plain mean when every effect is its own cluster and all variances are equal", () => {
    const yi = [1, 4, 2, 8, 5, 7];
    const effects = yi.map((y) => ({ yi: y, vi: 1 }));
    const [mean] = okValue(
      clusterRobust(
        model(effects, interceptOnly(6), { model: "common" }),
        yi.map((_, i) => i),
      ),
    ).coefficients;
    const variance = yi.reduce((sum, y) => sum + (y - 4.5) ** 2, 0) / 5;
    expect(mean!.se).toBeCloseTo(Math.sqrt(variance / 6), 12);
    expect(mean!.df).toBeCloseTo(5, 10);
  });

  it("gives the same whatever the order of the effects, and the names of the clusters", () => {
    const effects = effectsOf(drugs, "effectsize", "var");
    const keys = column(drugs, "studyid");
    const design = okValue(designMatrix(drugs, "~ followup"));
    const order = effects.map((_, i) => (i * 29) % effects.length);
    const pick = <T>(values: readonly T[]): readonly T[] => order.map((i) => values[i]!);
    for (const correction of corrections) {
      const one = okValue(clusterRobust(model(effects, design), keys, { correction }));
      const other = okValue(
        clusterRobust(
          model(pick(effects), { ...design, rows: pick(design.rows) }),
          pick(keys).map((key) => `study ${key}`),
          { correction },
        ),
      );
      for (const [j, { se, df }] of one.coefficients.entries()) {
        expect(other.coefficients[j]!.se / se).toBeCloseTo(1, 9);
        expect(other.coefficients[j]!.df! / df!).toBeCloseTo(1, 7);
      }
    }
  });

  it("follows the unit and the sign of the effects", () => {
    const effects = effectsOf(drugs, "effectsize", "var");
    const keys = column(drugs, "studyid");
    const design = okValue(designMatrix(drugs, "~ followup + males"));
    const at = (scale: number, options: RobustOptions) =>
      okValue(
        clusterRobust(
          model(
            effects.map(({ yi, vi }) => ({ yi: yi * scale, vi: vi * scale * scale })),
            design,
          ),
          keys,
          options,
        ),
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...corrections),
        fc.constantFrom(-1e-12, 1e-60, -3, 1e60),
        (correction, scale) => {
          const [plain, scaled] = [at(1, { correction }), at(scale, { correction })];
          for (const [j, { se, df, statistic }] of plain.coefficients.entries()) {
            expect(scaled.coefficients[j]!.se / Math.abs(scale) / se).toBeCloseTo(1, 8);
            expect(scaled.coefficients[j]!.df! / df!).toBeCloseTo(1, 7);
            expect((scaled.coefficients[j]!.statistic * Math.sign(scale)) / statistic).toBeCloseTo(1, 6);
          }
          expect(scaled.moderators!.statistic / plain.moderators!.statistic).toBeCloseTo(1, 6);
        },
      ),
      { numRuns: 24 },
    );
  });

  it("is unbiased with CR2 when the working model holds: equal to the model's variance on average", () => {
    // E(residual products) under the model gives the model's own covariance; the expectation is exact, so data equal to the
    // square roots of the working covariance, one at a time, must add up to it.
    const vi = [1, 2, 0.5, 1, 3, 0.7, 1.2, 0.4];
    const keys = [1, 1, 2, 2, 2, 3, 4, 4];
    const x = [1, 2, 3, 4, 4, 5, 6, 9];
    const design = okValue(
      designMatrix(
        x.map((value) => ({ x: value })),
        "~ x",
      ),
    );
    let total = 0;
    let modelVariance = 0;
    for (const place of vi.keys()) {
      const effects = vi.map((v, i) => ({ yi: i === place ? Math.sqrt(v) : 0, vi: v }));
      const fit = okValue(regress(effects, design, { model: "common" }));
      const robust = okValue(clusterRobust(workingModelOfRegression(effects, design, fit), keys));
      total += robust.covariance[1]![1]!;
      modelVariance = fit.covariance[1]![1]!;
    }
    expect(total / modelVariance).toBeCloseTo(1, 10);
  });

  it("uses the weights that the coefficients were estimated with", () => {
    const effects = effectsOf(drugs, "effectsize", "var");
    const keys = column(drugs, "studyid");
    const weights = effects.map((_, i) => 1 + (i % 5));
    const fit = model(effects, interceptOnly(effects.length), { weights });
    const [mean] = okValue(clusterRobust(fit, keys, { correction: "CR0" })).coefficients;
    const sums = new Map<number, number>();
    for (const [i, { yi }] of effects.entries()) {
      sums.set(keys[i]!, (sums.get(keys[i]!) ?? 0) + weights[i]! * (yi - mean!.estimate));
    }
    const total = weights.reduce((sum, w) => sum + w, 0);
    const variance = [...sums.values()].reduce((sum, score) => sum + score * score, 0) / total ** 2;
    expect(mean!.se).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it("says which coefficient has no robust standard error because one cluster alone informs it", () => {
    const rows = [0, 0, 0, 0, 0, 1, 1].map((only) => ({ only }));
    const effects = [1, 2, 4, 1, 3, 9, 2].map((yi) => ({ yi, vi: 1 }));
    const keys: readonly ClusterKey[] = ["a", "a", "b", "c", "d", "e", "e"];
    const design = okValue(designMatrix(rows, "~ 0 + only + I(1 - only)"));
    const result = okValue(clusterRobust(model(effects, design), keys));
    expect(result.coefficients[0]!).toMatchObject({ df: null, se: Number.POSITIVE_INFINITY, pValue: 1 });
    expect(result.coefficients[1]!.df).toBeCloseTo(2.6, 0);
    expect(result.notes.join(" ")).toContain("no information on the error of only");
    expect(codeOf(clusterRobust(model(effects, design), keys, { correction: "CR3" }))).toBe("no-adjustment");
  });

  it("refuses too few clusters, missing clusters, wrong levels and contrasts, each with a reason", () => {
    const effects = effectsOf(drugs, "effectsize", "var");
    const design = okValue(designMatrix(drugs, "~ followup"));
    const fit = model(effects, design);
    const keys = column(drugs, "studyid");
    expect(
      codeOf(
        clusterRobust(
          fit,
          keys.map(() => 1),
        ),
      ),
    ).toBe("too-few-clusters");
    expect(
      codeOf(
        clusterRobust(
          fit,
          keys.map((key) => (key > 3 ? 1 : 2)),
        ),
      ),
    ).toBe("too-few-clusters");
    expect(codeOf(clusterRobust(fit, keys.slice(1)))).toBe("no-cluster");
    expect(codeOf(clusterRobust(fit, keys, { level: 95 }))).toBe("bad-level");
    expect(codeOf(robustContrasts(fit, keys, [[1]]))).toBe("bad-contrast");
  });

  it("asks for clusters that hold whole groups of the random effects, or for CR0 and CR1", () => {
    const effects = effectsOf(schools, "yi", "vi");
    const fit = workingModelOfMultivariate(
      okValue(fitMultivariate(effects, { random: [{ kind: "intercept", groups: column(schools, "year") }] })),
    );
    const district = column(schools, "district");
    expect(codeOf(clusterRobust(fit, district))).toBe("not-nested");
    const simple = okValue(clusterRobust(fit, district, { correction: "CR0", df: "clusters-p" }));
    expect(simple.notes.join(" ")).toContain("different clusters depend on each other");
  });

  it("takes over the own weights of a multivariate fit, for each effect or as a matrix", () => {
    const effects = effectsOf(schools, "yi", "vi");
    const district = column(schools, "district");
    const own = effects.map((_, i) => 1 + (i % 3));
    const random = [{ kind: "intercept" as const, groups: district }];
    const robust = (weights: Parameters<typeof fitMultivariate>[1]) =>
      okValue(
        clusterRobust(workingModelOfMultivariate(okValue(fitMultivariate(effects, weights))), district, {
          correction: "CR0",
          df: "clusters-p",
        }),
      ).coefficients[0]!;
    const vector = robust({ random, weights: own });
    const square = robust({ random, weights: own.map((w, i) => own.map((_, j) => (i === j ? w : 0))) });
    expect(square.se).toBeCloseTo(vector.se, 12);
    const sums = new Map<number, number>();
    for (const [i, { yi }] of effects.entries()) {
      sums.set(district[i]!, (sums.get(district[i]!) ?? 0) + own[i]! * (yi - vector.estimate));
    }
    const scores = [...sums.values()].reduce((sum, score) => sum + score * score, 0);
    expect(vector.se).toBeCloseTo(Math.sqrt(scores) / own.reduce((sum, w) => sum + w, 0), 12);
    const linked = own.map((w, i) => own.map((_, j) => (i === j ? w : 0.01)));
    const fit = workingModelOfMultivariate(okValue(fitMultivariate(effects, { random, weights: linked })));
    expect(fit.blocks).toHaveLength(1);
    expect(clusterRobust(fit, district, { correction: "CR0", df: "clusters-p" }).ok).toBe(true);
  });

  it("tests contrasts as it tests coefficients", () => {
    const effects = effectsOf(drugs, "effectsize", "var");
    const keys = column(drugs, "studyid");
    const fit = model(effects, okValue(designMatrix(drugs, "~ followup + males")));
    const whole = okValue(clusterRobust(fit, keys));
    const { contrasts, joint } = okValue(
      robustContrasts(fit, keys, [
        [0, 1, 0],
        [0, 0, 1],
      ]),
    );
    expect(contrasts[0]!.se).toBeCloseTo(whole.coefficients[1]!.se, 12);
    expect(contrasts[1]!.df!).toBeCloseTo(whole.coefficients[2]!.df!, 9);
    expect(joint!.statistic).toBeCloseTo(whole.moderators!.statistic, 10);
    expect(joint!.df2!).toBeCloseTo(whole.moderators!.df2!, 8);
  });
});

describe("robustRegression", () => {
  const effects = effectsOf(drugs, "effectsize", "var");
  const keys = column(drugs, "studyid");

  it("is a DerSimonian-Laird analysis with robust tests when every effect is a cluster of its own", () => {
    const own = effects.map((_, i) => i);
    const design = interceptOnly(effects.length);
    const dl = okValue(regress(effects, design, { tau2: "DL" }));
    for (const kind of ["correlated", "hierarchical"] as const) {
      const result = okValue(robustRegression(effects, design, own, { model: kind }));
      expect(result.tau2).toBeCloseTo(dl.tau2, 10);
      expect(result.coefficients[0]!.estimate).toBeCloseTo(dl.coefficients[0]!.estimate, 10);
    }
  });

  it("gives back own weights, and no variances that were not estimated", () => {
    const result = okValue(
      robustRegression(effects, interceptOnly(effects.length), keys, { weights: effects.map(() => 2) }),
    );
    expect(result.tau2).toBeNull();
    expect(result.weights[0]).toBeCloseTo(2, 12);
    const mean = effects.reduce((sum, { yi }) => sum + yi, 0) / effects.length;
    expect(result.coefficients[0]!.estimate).toBeCloseTo(mean, 12);
  });

  it("answers identical effects with a variance of 0 and refuses what it cannot use", () => {
    const same = effects.map(({ vi }) => ({ yi: 0.3, vi }));
    const design = interceptOnly(effects.length);
    const result = okValue(robustRegression(same, design, keys));
    expect(result.tau2).toBe(0);
    expect(result.coefficients[0]!.estimate).toBeCloseTo(0.3, 12);
    expect(codeOf(robustRegression(effects, design, keys, { rho: 1.2 }))).toBe("bad-correlation");
    expect(codeOf(robustRegression(effects, design, keys, { weights: [1] }))).toBe("bad-weights");
    expect(codeOf(robustRegression([], interceptOnly(0), []))).toBe("no-studies");
    expect(codeOf(robustRegression(effects.slice(0, 1), interceptOnly(1), [1]))).toBe("too-few-clusters");
  });
});
