/** Effects from matched pairs: marginal ones compare the two margins, conditional ones only discordant pairs. */
import { type EffectParts, type EffectSize, effectSize } from "../effect-size.ts";
import type { Measure } from "../measure.ts";
import type { Result } from "../result.ts";
import { type MatchedCells, type MatchedOptions, type MatchedTable, matchedCells } from "./matched-table.ts";

const zou = "Zou 2007, Stat Med 26:3734";
const curtin = "Curtin et al. 2002, Stat Med 21:2145";

function matched(
  measure: Measure,
  table: MatchedTable,
  options: MatchedOptions,
  parts: (cells: MatchedCells) => Omit<EffectParts, "inputs" | "assumptions" | "n">,
): Result<EffectSize> {
  const cells = matchedCells(table, options);
  if (!cells.ok) return cells;
  const { a, b, c, d, assumptions } = cells.value;
  return effectSize(measure, {
    ...parts(cells.value),
    n: table.both + table.only1 + table.only2 + table.neither,
    inputs: { a, b, c, d },
    assumptions,
  });
}

/** The marginal risk difference (b - c) / n. */
export function pairedRiskDifference(table: MatchedTable, options: MatchedOptions = {}): Result<EffectSize> {
  return matched("MPRD", table, options, ({ b, c, n }) => ({
    yi: (b - c) / n,
    vi: (b + c) / n ** 2 - (b - c) ** 2 / n ** 3,
    formula: "yi = (b - c)/n; vi = (b + c)/n^2 - (b - c)^2/n^3",
    source: "Newcombe 1998, Stat Med 17:2635",
  }));
}

/** The marginal log risk ratio. */
export function pairedRiskRatio(table: MatchedTable, options: MatchedOptions = {}): Result<EffectSize> {
  return matched("MPRR", table, options, ({ a, b, c }) => ({
    yi: Math.log((a + b) / (a + c)),
    vi: (b + c) / ((a + b) * (a + c)),
    formula: "yi = ln((a+b)/(a+c)); vi = (b + c)/((a+b)(a+c))",
    source: zou,
  }));
}

/** The marginal log odds ratio. */
export function pairedOddsRatio(table: MatchedTable, options: MatchedOptions = {}): Result<EffectSize> {
  return matched("MPOR", table, options, ({ a, b, c, d, n }) => ({
    yi: Math.log((a + b) / (c + d)) - Math.log((a + c) / (b + d)),
    vi:
      1 / (a + b) +
      1 / (c + d) +
      1 / (a + c) +
      1 / (b + d) -
      (2 * (a * d - b * c) * n) / ((a + b) * (c + d) * (a + c) * (b + d)),
    formula:
      "yi = ln((a+b)(b+d)/((c+d)(a+c))); vi = 1/(a+b) + 1/(c+d) + 1/(a+c) + 1/(b+d) - 2 n (ad - bc)/((a+b)(c+d)(a+c)(b+d))",
    source: curtin,
  }));
}

/** The conditional log odds ratio ln(b / c), the effect behind McNemar's test. */
export function conditionalOddsRatio(table: MatchedTable, options: MatchedOptions = {}): Result<EffectSize> {
  return matched("MPORC", table, options, ({ b, c }) => ({
    yi: Math.log(b / c),
    vi: 1 / b + 1 / c,
    formula: "yi = ln(b/c); vi = 1/b + 1/c",
    source: curtin,
  }));
}

/** Peto's approximation of the conditional log odds ratio, 2 (b - c) / (b + c). */
export function pairedPeto(table: MatchedTable, options: MatchedOptions = {}): Result<EffectSize> {
  return matched("MPPETO", table, options, ({ b, c }) => ({
    yi: (2 * (b - c)) / (b + c),
    vi: 4 / (b + c),
    formula: "yi = 2 (b - c)/(b + c); vi = 4/(b + c)",
    source: curtin,
  }));
}

/** The conditional log odds ratio when a paper reports only the discordant pairs (a McNemar table). */
export function conditionalOddsRatioFromDiscordant(only1: number, only2: number): Result<EffectSize> {
  // The concordant pairs do not enter: any positive count keeps the zero-cell rule to the discordant ones.
  return conditionalOddsRatio({ both: 1, only1, only2, neither: 1 });
}
