/** The effect of one 2x2 table under a continuity correction, by the conventions of package meta and RevMan 5. */

import { arcsineDifference } from "../binary/arcsine-difference.ts";
import { type Counts, cellsOf } from "../binary/counts.ts";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { droppedByRule } from "../problems.ts";
import type { Result } from "../result.ts";
import {
  type ArmIncrements,
  type CorrectionOptions,
  increments,
  isDoubleZero,
  type TableMeasure,
} from "./increments.ts";

export interface CorrectedEffectOptions extends CorrectionOptions {
  /**
   * To the people of an arm the risk ratio adds its increment once (default, false: only to the events) or twice (true: to
   * both cells, as RevMan 5).
   */
  readonly wholeRiskRatio?: boolean;
}

/** Each table's effect, or why it has none; one rule for all tables, since `if-any-zero` looks at all of them. */
export function correctedEffects(
  tables: readonly Counts[],
  measure: TableMeasure,
  options: CorrectedEffectOptions = {},
): readonly Result<EffectSize>[] {
  const added = increments(tables, measure, options);
  return tables.map((table, i) => correctedEffect(table, measure, added[i]!, options));
}

function correctedEffect(
  table: Counts,
  measure: TableMeasure,
  added: ArmIncrements,
  options: CorrectedEffectOptions,
): Result<EffectSize> {
  const checked = cellsOf(table, { rule: "none" });
  if (!checked.ok) return checked;
  if ((measure === "RR" || measure === "OR") && options.keepDoubleZero !== true && isDoubleZero(table)) {
    return droppedByRule(table.events1, table.n1, table.events2, table.n2);
  }
  switch (measure) {
    case "RR":
      return riskRatio(table, added, options.wholeRiskRatio === true);
    case "OR":
      return oddsRatio(table, added);
    case "RD":
      return riskDifference(table, added);
    case "AS":
      return arcsineDifference(table);
  }
}

function assumptions({ arm1, arm2 }: ArmIncrements): readonly string[] {
  if (arm1 === 0 && arm2 === 0) return [];
  return [`${arm1} added in arm 1 and ${arm2} in arm 2 (continuity correction)`];
}

/**
 * ln of (a + c1)/(n1 + c1) over the same of arm 2. An arm in which everybody has the event has the variance 1/a - 1/(n + c)
 * (Hartung & Knapp 2001, Statistics in Medicine 20:3875; Pettigrew, Gart & Thomas 1986, Biometrika 73:425), which is not 0.
 */
function riskRatio(table: Counts, added: ArmIncrements, whole: boolean): Result<EffectSize> {
  const times = whole ? 2 : 1;
  const arm = (x: number, n: number, c: number): { readonly log: number; readonly variance: number } => ({
    log: Math.log((x + c) / (n + times * c)),
    variance: 1 / (x + (x === n && !whole ? 0 : c)) - 1 / (n + times * c),
  });
  const one = arm(table.events1, table.n1, added.arm1);
  const two = arm(table.events2, table.n2, added.arm2);
  return effectSize("RR", {
    yi: one.log - two.log,
    vi: one.variance + two.variance,
    n: table.n1 + table.n2,
    formula: whole
      ? "yi = ln((a + c1)/(n1 + 2 c1)) - ln((b + c2)/(n2 + 2 c2)); vi = 1/(a + c1) - 1/(n1 + 2 c1) + 1/(b + c2) - 1/(n2 + 2 c2)"
      : "yi = ln((a + c1)/(n1 + c1)) - ln((b + c2)/(n2 + c2)); vi = 1/(a + c1) - 1/(n1 + c1) + 1/(b + c2) - 1/(n2 + c2)",
    inputs: {
      a: table.events1,
      n1: table.n1,
      b: table.events2,
      n2: table.n2,
      c1: added.arm1,
      c2: added.arm2,
    },
    assumptions: assumptions(added),
    source: "Katz et al. 1978, Biometrics 34:469; Hartung & Knapp 2001, Stat Med 20:3875",
  });
}

function oddsRatio(table: Counts, added: ArmIncrements): Result<EffectSize> {
  const a = table.events1 + added.arm1;
  const b = table.n1 - table.events1 + added.arm1;
  const c = table.events2 + added.arm2;
  const d = table.n2 - table.events2 + added.arm2;
  return effectSize("OR", {
    yi: Math.log(a) - Math.log(b) - Math.log(c) + Math.log(d),
    vi: 1 / a + 1 / b + 1 / c + 1 / d,
    n: table.n1 + table.n2,
    formula: "yi = ln(a d / (b c)); vi = 1/a + 1/b + 1/c + 1/d",
    inputs: { a, b, c, d },
    assumptions: assumptions(added),
    source: "Woolf 1955, Ann Hum Genet 19:251",
  });
}

/** The difference of the observed risks; the correction enters only its variance. */
function riskDifference(table: Counts, added: ArmIncrements): Result<EffectSize> {
  const part = (x: number, n: number, c: number): number => ((x + c) * (n - x + c)) / (n + 2 * c) ** 3;
  return effectSize("RD", {
    yi: table.events1 / table.n1 - table.events2 / table.n2,
    vi: part(table.events1, table.n1, added.arm1) + part(table.events2, table.n2, added.arm2),
    n: table.n1 + table.n2,
    formula:
      "yi = a/n1 - b/n2; vi = (a + c1)(n1 - a + c1)/(n1 + 2 c1)^3 + (b + c2)(n2 - b + c2)/(n2 + 2 c2)^3",
    inputs: {
      a: table.events1,
      n1: table.n1,
      b: table.events2,
      n2: table.n2,
      c1: added.arm1,
      c2: added.arm2,
    },
    assumptions: assumptions(added),
    source: "Fleiss 1981, Statistical Methods for Rates and Proportions, section 2.4",
  });
}
