/**
 * Models in which every random effect is an independent number that some observed effects share: nested and crossed intercepts,
 * ID, DIAG, and CS as an effect of the outer group plus one of the level within it.
 */
import { type SparsePattern, sparsePattern, sparsePlace } from "@coppice/numeric";
import type { RegressionData } from "../regression/regression-data.ts";
import type { CodedTerm } from "./random-terms.ts";

/** Random effects of one kind. */
export interface EffectFamily {
  /** Place of the term. */
  readonly term: number;
  /** Whether the variance of an effect is the covariance of two levels of the term, its excess over that, or a level's variance. */
  readonly part: "covariance" | "excess" | "variance";
  /** Number of the random effect that each observed effect has. */
  readonly group: Int32Array;
  readonly groups: number;
  /** Level of each random effect, for DIAG; else 0. */
  readonly level: Int32Array;
  /** Column of each random effect among those shared by several observed effects; -1 for those that only one has. */
  readonly column: Int32Array;
}

export interface SharedEffects {
  readonly families: readonly EffectFamily[];
  /** Which columns occur together in an observed effect, with what elimination fills in. */
  readonly pattern: SparsePattern;
  /** Family and random effect of each column. */
  readonly columnFamily: Int32Array;
  readonly columnGroup: Int32Array;
  /** Columns of each observed effect: those of effect i at starts[i] to starts[i + 1] - 1. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** Places in the pattern of the pairs of columns of each observed effect, one observed effect after the other. */
  readonly places: Int32Array;
}

type Uncolumned = Omit<EffectFamily, "column">;

const byTerm = (term: number, { group, groups }: CodedTerm, part: EffectFamily["part"]): Uncolumned => ({
  term,
  part,
  group,
  groups,
  level: new Int32Array(groups),
});

/** An effect of each level within each group. */
function byLevel(term: number, coded: CodedTerm, part: EffectFamily["part"]): Uncolumned {
  const numbers = new Map<number, number>();
  const levels: number[] = [];
  const group = coded.group.map((g, i) => {
    const key = g * coded.structure.size + coded.level[i]!;
    const known = numbers.get(key) ?? numbers.size;
    if (known === numbers.size) {
      numbers.set(key, known);
      levels.push(part === "variance" ? coded.level[i]! : 0);
    }
    return known;
  });
  return { term, part, group, groups: levels.length, level: Int32Array.from(levels) };
}

function familiesOf(term: number, coded: CodedTerm): readonly Uncolumned[] | null {
  if (coded.correlation !== null) return null;
  if (coded.kind === "intercept") return [byTerm(term, coded, "variance")];
  switch (coded.structure.name) {
    case "ID":
      return [{ ...byLevel(term, coded, "variance"), level: new Int32Array(coded.group.length) }];
    case "DIAG":
      return [byLevel(term, coded, "variance")];
    case "CS":
      return coded.structure.size === 1
        ? [byTerm(term, coded, "variance")]
        : [byTerm(term, coded, "covariance"), byLevel(term, coded, "excess")];
    default:
      return null;
  }
}

/** Null when a term is of another kind, or when the pattern would be no sparser than the effects' own covariances. */
export function sharedEffects({ k }: RegressionData, terms: readonly CodedTerm[]): SharedEffects | null {
  const raw: Uncolumned[] = [];
  for (const [term, coded] of terms.entries()) {
    const own = familiesOf(term, coded);
    if (own === null) return null;
    raw.push(...own);
  }
  // Fine groups are eliminated before the coarse ones they lie in: nested effects then have no fill at all.
  raw.sort((a, b) => b.groups - a.groups);
  const columnFamily: number[] = [];
  const columnGroup: number[] = [];
  const families = raw.map((family, f): EffectFamily => {
    const sizes = new Int32Array(family.groups);
    for (let i = 0; i < k; i++) sizes[family.group[i]!]!++;
    const column = sizes.map((size, g) => {
      if (size < 2) return -1;
      columnFamily.push(f);
      return columnGroup.push(g) - 1;
    });
    return { ...family, column };
  });
  const starts = new Int32Array(k + 1);
  const columns: number[] = [];
  const pairs: [number, number][] = [];
  for (let i = 0; i < k; i++) {
    for (const { group, column } of families) {
      const own = column[group[i]!]!;
      if (own < 0) continue;
      for (let at = starts[i]!; at < columns.length; at++) pairs.push([own, columns[at]!]);
      columns.push(own);
    }
    starts[i + 1] = columns.length;
  }
  const pattern = sparsePattern(columnGroup.length, pairs);
  if (pattern.rows.length > 2e7) return null;
  return {
    families,
    pattern,
    columnFamily: Int32Array.from(columnFamily),
    columnGroup: Int32Array.from(columnGroup),
    starts,
    columns: Int32Array.from(columns),
    places: Int32Array.from(pairs, ([a, b]) => sparsePlace(pattern, a, b)),
  };
}
