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

/** Cases in which R stopped short of the exact value; see the README. */
const knownDifferences: Readonly<Record<string, readonly string[]>> = {
  "13-distributions": [],
  "01-effect-sizes": ["es/bcg/RTET"],
  "02-random-effects": ["re/bcgRR/GENQ/z/w=1/vi", "re/simB/GENQ/z/w=1/vi", "re/outlier/GENQ/z/w=1/vi"],
  "04-binary-and-rates": [],
};

const notYet: Readonly<Record<string, readonly string[]>> = { "04-binary-and-rates": ["rma.glmm"] };

const present = existsSync(shared);
if (!present) console.info(`skipped: the whole reference set is not at ${shared}`);

describe.skipIf(!present)("the whole reference set", () => {
  for (const [name, differing] of Object.entries(knownDifferences)) {
    it(`${name} matches but for what is known`, () => {
      const score = scoreFile(readGoldFile(`${shared}${name}.json`));
      expect(score.failed.map(({ id }) => id)).toEqual(differing);
      expect(Object.keys(score.notSupported)).toEqual(notYet[name] ?? []);
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
