import { describe, expect, it } from "vitest";
import { okValue } from "../result-value.fixture.ts";
import { designMatrix } from "./design.ts";

const rows = [
  { x: 1, z: 4, a: "u", b: "P" },
  { x: 2, z: 1, a: "v", b: "q" },
  { x: 4, z: 2, a: "u", b: "R" },
  { x: 7, z: 3, a: "v", b: "P" },
];
const names = (formula: string) => okValue(designMatrix(rows, formula)).names.join(" ");

describe("designMatrix names its columns as R's model.matrix does", () => {
  it.each([
    ["~ x + a", "intrcpt x av"],
    ["~ 0 + a", "au av"],
    ["~ 0 + a + b", "au av bq bR"],
    ["~ a*x", "intrcpt av x av:x"],
    ["~ a:x", "intrcpt au:x av:x"],
    ["~ (a + b):x", "intrcpt au:x av:x bq:x bR:x"],
    ["~ a/x", "intrcpt av au:x av:x"],
    ["~ (x + z)^2 - x", "intrcpt z x:z"],
    ["~ I((x+z)*2)", "intrcpt I((x + z) * 2)"],
    ["~ I(x > 2)", "intrcpt I(x > 2)TRUE"],
    [
      "~ relevel(factor(b), ref='q')",
      'intrcpt relevel(factor(b), ref = "q")P relevel(factor(b), ref = "q")R',
    ],
    ["~ factor(a, levels=c('v','u'))", 'intrcpt factor(a, levels = c("v", "u"))u'],
  ])("%s", (formula, expected) => {
    expect(names(formula)).toBe(expected);
  });

  it("makes polynomials orthogonal, of length 1", () => {
    const made = okValue(designMatrix(rows, "~ poly(x, 2)")).rows;
    const product = (i: number, j: number) => made.reduce((sum, row) => sum + row[i]! * row[j]!, 0);
    expect(product(0, 1)).toBeCloseTo(0, 12);
    expect(product(1, 2)).toBeCloseTo(0, 12);
    expect(product(2, 2)).toBeCloseTo(1, 12);
  });
});

describe("designMatrix says what it cannot read", () => {
  const problem = (formula: string) => {
    const result = designMatrix(rows, formula);
    return result.ok ? "" : `${result.problems[0]!.code}: ${result.problems[0]!.message}`;
  };
  it("with the column and the remedy", () => {
    expect(problem("~ x + *")).toMatch(/^bad-formula.*column 7/);
    expect(problem("~ toString(x)")).toMatch(/^bad-formula.*toString is not known/);
    expect(problem("~ y")).toMatch(/^unknown-moderator.*x, z, a, b/);
    expect(problem("~ log(a)")).toMatch(/^bad-moderator/);
    expect(problem("~ relevel(a, ref='w')")).toMatch(/^unknown-level/);
    expect(problem("~ 0")).toMatch(/^no-coefficients/);
  });
});
