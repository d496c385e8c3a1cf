/** Events and people in two arms, and what is done when a cell is zero. */
import { droppedByRule } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";

export interface Counts {
  /** Events in arm 1, the experimental arm. */
  readonly events1: number;
  /** People in arm 1. */
  readonly n1: number;
  readonly events2: number;
  readonly n2: number;
}

/**
 * When `add` is added: `only-zero` to tables with a zero cell, `all` to every table, `none` to none. `treatment-arm` adds to
 * tables with a zero cell in proportion to the arms (Sweeting, Sutton & Lambert 2004), which keeps unequal arms unbiased.
 */
export type ZeroCellRule = "only-zero" | "all" | "none" | "treatment-arm";

export interface ZeroCellOptions {
  /** Default 0.5. */
  readonly add?: number;
  /** Default `only-zero`. */
  readonly rule?: ZeroCellRule;
  /** Leave out tables with no event, or nothing but events, in both arms; default false. */
  readonly dropDoubleZero?: boolean;
}

/** The four cells after the zero-cell rule: a, b are events and non-events of arm 1, c, d of arm 2. */
export interface Cells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n1: number;
  readonly n2: number;
  /** What was added, in words; empty when nothing was. */
  readonly assumptions: readonly string[];
}

function checkCounts({ events1, n1, events2, n2 }: Counts): Result<Counts> {
  for (const [arm, events, n] of [
    [1, events1, n1],
    [2, events2, n2],
  ] as const) {
    if (!Number.isFinite(events) || !Number.isFinite(n) || events < 0 || n <= 0) {
      return failure(
        "bad-counts",
        `Arm ${arm} has ${events} events among ${n} people; give events >= 0 and people > 0.`,
      );
    }
    if (events > n) {
      return failure(
        "more-events-than-people",
        `Arm ${arm} has ${events} events among ${n} people; count people, not events, or analyse a rate.`,
      );
    }
  }
  return success({ events1, n1, events2, n2 });
}

/** True when neither arm has an event, or everybody in both arms has one: the table says nothing about a ratio. */
function isDoubleZero({ events1, n1, events2, n2 }: Counts): boolean {
  return (events1 === 0 && events2 === 0) || (events1 === n1 && events2 === n2);
}

/** True when one of the four cells is zero. */
function hasZeroCell({ events1, n1, events2, n2 }: Counts): boolean {
  return events1 === 0 || events2 === 0 || events1 === n1 || events2 === n2;
}

/**
 * The rule for each table of a meta-analysis in which one zero cell anywhere makes `add` go to all tables (metafor's `if0all`).
 */
export function ruleIfAnyZero(tables: readonly Counts[]): ZeroCellRule {
  return tables.some(hasZeroCell) ? "all" : "none";
}

/** The four cells of a table under a zero-cell rule. */
export function cellsOf(counts: Counts, options: ZeroCellOptions = {}): Result<Cells> {
  const checked = checkCounts(counts);
  if (!checked.ok) return checked;
  const { events1, n1, events2, n2 } = counts;
  const { add = 0.5, rule = "only-zero", dropDoubleZero = false } = options;
  if (dropDoubleZero && isDoubleZero(counts)) {
    return droppedByRule(events1, n1, events2, n2);
  }
  const applies = rule === "all" || (rule !== "none" && hasZeroCell(counts));
  const share = (n: number): number => (rule === "treatment-arm" ? (2 * add * n) / (n1 + n2) : add);
  const add1 = applies ? share(n1) : 0;
  const add2 = applies ? share(n2) : 0;
  return success({
    a: events1 + add1,
    b: n1 - events1 + add1,
    c: events2 + add2,
    d: n2 - events2 + add2,
    n1: n1 + 2 * add1,
    n2: n2 + 2 * add2,
    assumptions: applies && add > 0 ? [describeAddition(add1, add2, rule)] : [],
  });
}

function describeAddition(add1: number, add2: number, rule: ZeroCellRule): string {
  if (add1 === add2) return `${add1} added to each cell (rule: ${rule})`;
  return `${add1} added to each cell of arm 1 and ${add2} to each cell of arm 2 (rule: ${rule})`;
}
