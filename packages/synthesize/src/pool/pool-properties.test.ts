import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { okValue } from "../result-value.fixture.ts";
import { poolCommon } from "./pool-common.ts";
import { poolRandom } from "./pool-random.ts";
import type { Effect } from "./study-data.ts";

const effects = fc.array(
  fc.record({
    yi: fc.integer({ min: -5000, max: 5000 }).map((thousandths) => thousandths / 1000),
    vi: fc.double({ min: 0.01, max: 10, noNaN: true }),
  }),
  { minLength: 3, maxLength: 25 },
);

/** Two studies as the one study with their pooled effect and variance. */
function merged(a: Effect, b: Effect): Effect {
  const weight = 1 / a.vi + 1 / b.vi;
  return { yi: (a.yi / a.vi + b.yi / b.vi) / weight, vi: 1 / weight };
}

const near = (actual: number, expected: number, relative = 1e-9) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));

describe("pooling", () => {
  it("is not moved by a study that says nothing, whose variance is without bound", () => {
    fc.assert(
      fc.property(effects, (studies) => {
        const more = [...studies, { yi: 3, vi: 1e18 }];
        for (const method of ["REML", "ML"] as const) {
          const without = okValue(poolRandom(studies, { tau2: method, tau2Interval: false }));
          const with1 = okValue(poolRandom(more, { tau2: method, tau2Interval: false }));
          near(with1.tau2, without.tau2, 1e-6);
          near(with1.estimate, without.estimate, 1e-6);
          near(with1.se, without.se, 1e-6);
        }
        const common = okValue(poolCommon(studies));
        near(okValue(poolCommon(more)).estimate, common.estimate);
        near(okValue(poolCommon(more)).q, common.q);
      }),
      { numRuns: 60 },
    );
  });

  it("under a common effect comes to the same when two studies are merged first, and Q splits into its parts", () => {
    fc.assert(
      fc.property(effects, ([a, b, ...rest]) => {
        const one = merged(a!, b!);
        const all = okValue(poolCommon([a!, b!, ...rest]));
        const fewer = okValue(poolCommon([one, ...rest]));
        near(fewer.estimate, all.estimate);
        near(fewer.se, all.se);
        near(all.q, fewer.q + okValue(poolCommon([a!, b!])).q, 1e-8);
      }),
    );
  });

  it("with tau2 = 0 is the common effect, and nears it as tau2 nears 0", () => {
    fc.assert(
      fc.property(effects, (studies) => {
        const common = okValue(poolCommon(studies));
        for (const [tau2, tolerance] of [
          [0, 1e-12],
          [1e-9, 1e-5],
        ] as const) {
          const pooled = okValue(poolRandom(studies, { tau2, tau2Interval: false }));
          near(pooled.estimate, common.estimate, tolerance);
          near(pooled.se, common.se, tolerance);
        }
      }),
    );
  });

  it("nears the plain mean, with standard error tau / sqrt(k), as tau2 grows without bound", () => {
    fc.assert(
      fc.property(effects, (studies) => {
        const tau2 = 1e12;
        const pooled = okValue(poolRandom(studies, { tau2, tau2Interval: false }));
        const mean = studies.reduce((sum, { yi }) => sum + yi, 0) / studies.length;
        near(pooled.estimate, mean, 1e-8);
        near(pooled.se / Math.sqrt(tau2 / studies.length), 1, 1e-8);
        for (const weight of pooled.weights) near(weight, 100 / studies.length, 1e-8);
      }),
    );
  });
});
