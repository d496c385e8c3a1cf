import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareFields } from "./compare.ts";
import { readGoldFile } from "./gold-file.ts";
import { scoreFile } from "./score.ts";

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));
const shared = fileURLToPath(new URL("../../../../shared/data/meta-gold/", import.meta.url));

describe("reference values made with R", () => {
  for (const name of readdirSync(fixtures).filter((file) => file.endsWith(".json"))) {
    it(`in fixtures/${name} match, every one`, () => {
      const score = scoreFile(readGoldFile(`${fixtures}${name}`));
      expect(score.failed).toEqual([]);
      expect(score.matched).toBe(score.cases);
    });
  }
});

/** Cases in which R stopped short of the exact value; docs/numerics.md says how that is known. */
const knownDifferences: Readonly<Record<string, readonly string[]>> = {
  "13-distributions": [],
  "01-effect-sizes": ["es/bcg/RTET"],
  "02-random-effects": ["re/bcgRR/GENQ/z/w=1/vi", "re/simB/GENQ/z/w=1/vi", "re/outlier/GENQ/z/w=1/vi"],
  "03-meta-regression": [],
  "04-binary-and-rates": [
    "glmm/bcg/UM.RS/ML",
    "glmm/niel2007/CM.EL/EE",
    "glmm/hine1989/CM.EL/EE",
    "glmm/hine1989/CM.EL/ML",
    "glmm/niel2008/UM.FS/ML",
    "glmm/niel2008/UM.RS/ML",
    "glmm/hart1999/UM.RS/EE",
    "glmm/hart1999/UM.RS/ML",
  ],
  "05-publication-bias": [],
  "06-diagnostics": [],
  "07-multilevel-multivariate": [],
  "10-diagnostic-accuracy": [],
  "11-meta-package": [],
};

const present = existsSync(shared);
if (!present) console.info(`skipped: the whole reference set is not at ${shared}`);

describe.skipIf(!present)("the whole reference set", () => {
  for (const [name, differing] of Object.entries(knownDifferences)) {
    it(`${name} matches but for what is known`, { timeout: 120_000 }, () => {
      const score = scoreFile(readGoldFile(`${shared}${name}.json`));
      expect(score.failed.map(({ id }) => id)).toEqual(differing);
      expect(score.notSupported).toEqual({});
    });
  }
});

describe("compareFields", () => {
  const tolerance = { rel: 1e-6, abs: 1e-9 };

  it("compares every expected field, deep down, and names the first that differs", () => {
    const { differences } = compareFields(
      { a: 1, b: { c: [1, 2] } },
      { a: 1, b: { c: [1, 2.1] } },
      tolerance,
    );
    expect(differences).toEqual([{ path: "b.c[1]", expected: 2, actual: 2.1 }]);
  });

  it("does not let a field through that was not computed", () => {
    expect(compareFields({ a: 1, b: 2 }, { a: 1 }, tolerance).differences[0]?.path).toBe("b");
    expect(compareFields({ a: null }, {}, tolerance).differences).toHaveLength(1);
    expect(compareFields({ a: [1, 2] }, { a: [1] }, tolerance).differences).toHaveLength(1);
  });

  it("reads R's missing and infinite values", () => {
    expect(
      compareFields([null, "NaN", "Inf", "-Inf"], [Number.NaN, null, Infinity, -Infinity], tolerance)
        .differences,
    ).toEqual([]);
    expect(compareFields(null, 3, tolerance).differences).toHaveLength(1);
  });

  it("measures the error in units of the tolerance", () => {
    expect(compareFields(1, 1 + 5e-7, { rel: 1e-6, abs: 0 }).worst).toBeCloseTo(0.5, 6);
  });
});
