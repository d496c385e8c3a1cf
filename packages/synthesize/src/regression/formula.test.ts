import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, okValue } from "../result-value.fixture.ts";
import { designMatrix } from "./design.ts";
import { readFormula } from "./formula.ts";

/** Six studies; the fifth has no length, the sixth no group. */
const rows = [
  { x: 1, y: 2, g: "b", h: true, n: 10 },
  { x: 2, y: 1, g: "a", h: false, n: 9 },
  { x: 4, y: 0, g: "B", h: true, n: 10 },
  { x: 3, y: 5, g: "10", h: true, n: 2 },
  { x: null, y: 1, g: "9", h: false, n: 2 },
  { x: 6, y: 3, g: null, h: false, n: 9 },
];

const design = (formula: string) => okValue(designMatrix(rows, formula));

/** Column heads by model.matrix of R 4.2.2, with `intrcpt` for `(Intercept)`. */
const heads: readonly (readonly [string, readonly string[]])[] = [
  ["~ x", ["intrcpt", "x"]],
  ["~ g", ["intrcpt", "g9", "ga", "gb", "gB"]],
  ["~ g - 1", ["g10", "g9", "ga", "gb", "gB"]],
  ["~ factor(n)", ["intrcpt", "factor(n)9", "factor(n)10"]],
  ["~ x*y", ["intrcpt", "x", "y", "x:y"]],
  [
    "~ 0+g:h",
    ["g", "g"].flatMap((_, i) =>
      ["10", "9", "a", "b", "B"].map((level) => `g${level}:h${i === 0 ? "FALSE" : "TRUE"}`),
    ),
  ],
  ["~ (x+y+h)^2", ["intrcpt", "x", "y", "hTRUE", "x:y", "x:hTRUE", "y:hTRUE"]],
  ["~ I(x^2)+x", ["intrcpt", "I(x^2)", "x"]],
  ["~ log(x)+sqrt(y)", ["intrcpt", "log(x)", "sqrt(y)"]],
  ["~ poly(y,2)", ["intrcpt", "poly(y, 2)1", "poly(y, 2)2"]],
  [
    '~ relevel(factor(n), ref="9")',
    ["intrcpt", 'relevel(factor(n), ref = "9")2', 'relevel(factor(n), ref = "9")10'],
  ],
  [
    "~ factor(n, levels=c(9,2,10))",
    ["intrcpt", "factor(n, levels = c(9, 2, 10))2", "factor(n, levels = c(9, 2, 10))10"],
  ],
  ["~ x:y:h", ["intrcpt", "x:y:hFALSE", "x:y:hTRUE"]],
  ["~ x + 0 + y", ["x", "y"]],
  [
    "~ h*factor(n)-1",
    ["hFALSE", "hTRUE", "factor(n)9", "factor(n)10", "hTRUE:factor(n)9", "hTRUE:factor(n)10"],
  ],
  ["~ x + y - x", ["intrcpt", "y"]],
];

describe("formulas", () => {
  it.each(heads)("%s has R's columns", (formula, names) => {
    expect(design(formula).names).toEqual(names);
  });

  it("compute with moderators as R does", () => {
    const column = (formula: string) => design(`~ 0 + ${formula}`).rows.map(([value]) => value);
    expect(column("I(x^2 - 2*y)")).toEqual([-3, 2, 16, -1, Number.NaN, 30]);
    expect(column("I(-x^2)")).toEqual([-1, -4, -16, -9, Number.NaN, -36]);
    expect(column("I(2^3^0)")).toEqual(Array(6).fill(2));
    expect(column("scale(y, scale=FALSE)")).toEqual([0, -1, -2, 3, -1, 1]);
    expect(column("log(y+1, 2)")[3]).toBeCloseTo(Math.log2(6), 14);
    expect(column("I((x - 2) / (y + 1))")[3]).toBeCloseTo(1 / 6, 14);
    expect(design("~ I(x > 2)").rows.map((row) => row[1])).toEqual([0, 0, 1, 1, Number.NaN, 1]);
  });

  it("make orthogonal polynomials over the known values", () => {
    const made = design("~ poly(x, 3) - 1").rows.filter((row) => !row.some(Number.isNaN));
    expect(made).toHaveLength(5);
    for (let a = 0; a < 3; a++) {
      expect(made.reduce((sum, row) => sum + row[a]!, 0)).toBeCloseTo(0, 12);
      for (let b = 0; b < 3; b++) {
        expect(made.reduce((sum, row) => sum + row[a]! * row[b]!, 0)).toBeCloseTo(a === b ? 1 : 0, 12);
      }
    }
  });

  it("leave a missing moderator missing in every column it makes", () => {
    const { rows: made } = design("~ g + x:h");
    expect(made[5]!.slice(1, 5)).toEqual(Array(4).fill(Number.NaN));
    expect(made[4]!.slice(5)).toEqual([Number.NaN, Number.NaN]);
    expect(made[0]!.every(Number.isFinite)).toBe(true);
  });

  it("give each group a column exactly once, without intercept", () => {
    for (const row of design("~ 0 + factor(n)").rows) {
      expect(row.reduce((sum, value) => sum + value, 0)).toBe(1);
    }
  });

  it("name the columns of each term", () => {
    const { terms, names } = design("~ x + g + x:h");
    expect(terms.map(({ label }) => label)).toEqual(["x", "g", "x:h"]);
    expect(terms.map(({ columns }) => columns.map((j) => names[j]))).toEqual([
      ["x"],
      ["g9", "ga", "gb", "gB"],
      ["x:hTRUE"],
    ]);
  });

  it("with names in backticks find columns of any name", () => {
    const odd = rows.map(({ x }) => ({ "mean age (years)": x }));
    expect(okValue(designMatrix(odd, "~ `mean age (years)`")).rows[3]).toEqual([1, 3]);
  });
});

describe("formulas that cannot be read", () => {
  it.each([
    ["~ x +", 6],
    ["~ x y", 5],
    ["~ (x", 5],
    ["~ cosine(x)", 3],
    ["~ x^0.5", 5],
    ["~ x - y", 7],
    ["~ I(x @ 2)", 7],
    ["~ (x + 1)", 4],
    ["~ poly(x, 1.5)", 11],
    ["~ 3", 3],
  ])("%s: the problem names column %i", (formula, column) => {
    const read = readFormula(formula);
    expect(codeOf(read)).toBe("bad-formula");
    if (!read.ok) expect(read.problems[0]!.message).toContain(`at column ${column}:`);
  });

  it("or that name what the studies do not have, are refused", () => {
    expect(codeOf(designMatrix(rows, "~ z"))).toBe("unknown-moderator");
    expect(codeOf(designMatrix(rows, "~ log(g)"))).toBe("bad-moderator");
    expect(codeOf(designMatrix(rows, "~ 0"))).toBe("no-coefficients");
    expect(codeOf(designMatrix(rows, 'factor(g, levels = c("a", "b"))'))).toBe("unknown-level");
    expect(codeOf(designMatrix(rows, 'relevel(g, ref = "c")'))).toBe("unknown-level");
  });

  it("never throw", () => {
    const piece = fc.constantFrom(
      "~",
      "x",
      "g",
      "(",
      ")",
      "+",
      "-",
      "*",
      ":",
      "/",
      "^",
      "1",
      "0",
      "2.5",
      ",",
      "factor(",
      "I(",
      "poly(",
      "`",
      '"',
      "%in%",
      "<",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.string({ maxLength: 6 }), (pieces, noise) => {
        for (const text of [pieces.join(""), pieces.join(" ") + noise]) {
          const made = designMatrix(rows, text);
          if (made.ok) expect(made.value.rows).toHaveLength(rows.length);
          else expect(made.problems[0]!.message.length).toBeGreaterThan(20);
        }
      }),
      { numRuns: 400 },
    );
  });
});
