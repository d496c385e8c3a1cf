/** The choices of which each combination is a universe, as plain data. */
import type { Counts, ZeroCellOptions } from "../binary/counts.ts";
import type { PooledResult, Test } from "../pool/pooled-result.ts";
import type { Effect } from "../pool/study-data.ts";
import type { Result } from "../result.ts";
import type { Tau2Method } from "../tau2/tau2-estimators.ts";

export type CountMeasure = "OR" | "RR" | "RD";

/** What is pooled: tables of events, of which a measure can be chosen, or effects as they are. */
export type MultiverseStudies =
  | { readonly kind: "counts"; readonly counts: readonly Counts[] }
  | { readonly kind: "effects"; readonly effects: readonly Effect[] };

/** How effects become one. `own` is any other way, as a generalised linear mixed model: a name and a function. */
export type PoolingChoice =
  | { readonly kind: "common" }
  | { readonly kind: "random"; readonly tau2: Tau2Method }
  | { readonly kind: "mantel-haenszel" }
  | { readonly kind: "peto" }
  | {
      readonly kind: "own";
      readonly name: string;
      readonly pool: (studies: MultiverseStudies, level: number) => Result<PooledResult>;
    };

/** Studies that are left out together. */
export interface SubsetChoice {
  readonly name: string;
  /** Indices of the studies left out. */
  readonly without: readonly number[];
}

/**
 * Options of each choice; the first of each is the review's own, and their combination the reference to which all others are
 * compared. A combination that means nothing (Peto's method for a risk ratio, a Hartung-Knapp test in a common-effect model) is
 * left out; where a choice makes no difference (a zero-cell rule for Mantel-Haenszel) it is taken once.
 */
export interface MultiverseGrid {
  /** For counts; default RR, OR, RD. */
  readonly measures?: readonly CountMeasure[];
  /** For counts; default: 0.5 into tables with a zero cell, the same in proportion to the arms, double-zero studies dropped. */
  readonly zeroCells?: readonly ZeroCellOptions[];
  /** Default: random effects by REML, DL and PM, common effect, and for counts Mantel-Haenszel and Peto. */
  readonly poolings?: readonly PoolingChoice[];
  /** Of random-effects models; default hk, z, hk-adhoc. */
  readonly tests?: readonly Test[];
  /** Default none, trim-and-fill. */
  readonly corrections?: readonly ("none" | "trim-and-fill")[];
  /** Default: all studies, and all but each one in turn. */
  readonly subsets?: readonly SubsetChoice[];
}

export interface CompleteGrid {
  readonly measures: readonly (CountMeasure | null)[];
  readonly zeroCells: readonly ZeroCellOptions[];
  readonly poolings: readonly PoolingChoice[];
  readonly tests: readonly Test[];
  readonly corrections: readonly ("none" | "trim-and-fill")[];
  readonly subsets: readonly SubsetChoice[];
}

/** All studies, and all but each one in turn. */
export function leaveOneOutSubsets(k: number): readonly SubsetChoice[] {
  const all: SubsetChoice = { name: "all studies", without: [] };
  if (k < 3) return [all];
  return [all, ...Array.from({ length: k }, (_, i) => ({ name: `without study ${i + 1}`, without: [i] }))];
}

/** The grid with its defaults, for the studies given. */
export function completeGrid(studies: MultiverseStudies, grid: MultiverseGrid): CompleteGrid {
  const counts = studies.kind === "counts";
  const k = counts ? studies.counts.length : studies.effects.length;
  const poolings: readonly PoolingChoice[] = [
    { kind: "random", tau2: "REML" },
    { kind: "random", tau2: "DL" },
    { kind: "random", tau2: "PM" },
    { kind: "common" },
  ];
  const ofTables: readonly PoolingChoice[] = counts ? [{ kind: "mantel-haenszel" }, { kind: "peto" }] : [];
  return {
    measures: counts ? (grid.measures ?? ["RR", "OR", "RD"]) : [null],
    zeroCells: counts
      ? (grid.zeroCells ?? [
          { rule: "only-zero" },
          { rule: "treatment-arm" },
          { rule: "only-zero", dropDoubleZero: true },
        ])
      : [{}],
    poolings: grid.poolings ?? [...poolings, ...ofTables],
    tests: grid.tests ?? ["hk", "z", "hk-adhoc"],
    corrections: grid.corrections ?? ["none", "trim-and-fill"],
    subsets: grid.subsets ?? leaveOneOutSubsets(k),
  };
}

export function poolingName(choice: PoolingChoice): string {
  if (choice.kind === "random") return `random, ${choice.tau2}`;
  return choice.kind === "own" ? choice.name : choice.kind;
}

export function zeroCellName({
  rule = "only-zero",
  add = 0.5,
  dropDoubleZero = false,
}: ZeroCellOptions): string {
  const name = rule === "none" ? "none" : `${add} ${rule}`;
  return dropDoubleZero ? `${name}, double zeros dropped` : name;
}
