/** Which number is added to the cells of which table: the continuity corrections of a meta-analysis of 2x2 tables. */
import type { Counts } from "../binary/counts.ts";

export type TableMeasure = "RR" | "OR" | "RD" | "AS";

export interface CorrectionOptions {
  /**
   * What is added: a number (default 0.5); `treatment-arm`, n1/(n1+n2) and n2/(n1+n2), which keeps unequal arms unbiased
   * (Sweeting, Sutton & Lambert 2004; Diamond, Bax & Kaul 2007); or a pair of numbers for each table.
   */
  readonly increment?: number | "treatment-arm" | readonly ArmIncrements[];
  /**
   * `only-zero` (default): tables with a zero cell. `if-any-zero`: all tables, as soon as one has a zero cell. `all`: every
   * table, always. Increments given for each table are always added.
   */
  readonly apply?: "only-zero" | "if-any-zero" | "all";
  /** Ratios of tables without events, or with nothing but events, in both arms; default false: they are left out. */
  readonly keepDoubleZero?: boolean;
}

export interface ArmIncrements {
  /** Added to events and to non-events of arm 1. */
  readonly arm1: number;
  readonly arm2: number;
}

const nothing: ArmIncrements = { arm1: 0, arm2: 0 };

const hasZeroCell = ({ events1, n1, events2, n2 }: Counts): boolean =>
  events1 === 0 || events2 === 0 || events1 === n1 || events2 === n2;

/** True when neither arm has an event, or everybody in both has one. */
export function isDoubleZero({ events1, n1, events2, n2 }: Counts): boolean {
  return (events1 === 0 && events2 === 0) || (events1 === n1 && events2 === n2);
}

/** What is added to each table; the arcsine difference needs nothing. */
export function increments(
  tables: readonly Counts[],
  measure: TableMeasure,
  options: CorrectionOptions = {},
): readonly ArmIncrements[] {
  const { increment = 0.5, apply = "only-zero" } = options;
  if (measure === "AS") return tables.map(() => nothing);
  if (typeof increment === "object") return tables.map((_, i) => increment[i] ?? nothing);
  const everywhere = apply === "all" || (apply === "if-any-zero" && tables.some(hasZeroCell));
  return tables.map((table) => {
    if (!everywhere && !hasZeroCell(table)) return nothing;
    if (increment !== "treatment-arm") return { arm1: increment, arm2: increment };
    const n = table.n1 + table.n2;
    return { arm1: table.n1 / n, arm2: table.n2 / n };
  });
}
