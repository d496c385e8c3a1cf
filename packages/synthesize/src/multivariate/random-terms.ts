/** Random effects as the caller describes them, and coded as numbers of groups and levels. */
import { cholesky, type Matrix, matrix } from "@coppice/numeric";
import { failure, type Result, success } from "../result.ts";
import { type CovarianceStructure, covarianceStructure, type StructureName } from "./covariance-structure.ts";
import { type HeldComponents, holdComponents } from "./held-components.ts";

export type Level = string | number;

/** Random effects of the groups: one variance for each term, groups within groups as terms of their own. */
export interface InterceptTerm {
  readonly kind: "intercept";
  /** Group of each effect. */
  readonly groups: readonly Level[];
  /** Name for messages and results, as `district` or `district/school`. */
  readonly label?: string;
  /** A variance to hold instead of estimating it; 0 takes the term out. */
  readonly variance?: number;
  /**
   * Known correlations of the groups' effects, as those of species that share a phylogeny (Nakagawa & Santos 2012); default
   * none. Every group needs a row and a column.
   */
  readonly correlation?: {
    readonly groups: readonly Level[];
    readonly matrix: readonly (readonly number[])[];
  };
}

/** Correlated random effects: the levels of an inner factor within the groups of an outer one, as outcomes within studies. */
export interface StructuredTerm {
  readonly kind: "structured";
  readonly structure: StructureName;
  /** Level of each effect: numbers in their order for AR and HAR, whatever their distances; times for CAR. */
  readonly inner: readonly Level[];
  /** Group of each effect. */
  readonly outer: readonly Level[];
  readonly label?: string;
  /** Components to hold at a value; null in their place for those to estimate. */
  readonly hold?: HeldComponents;
}

export type RandomTerm = InterceptTerm | StructuredTerm;

/** A term coded as level and group numbers of each effect that entered. */
export interface CodedTerm {
  readonly label: string;
  readonly kind: RandomTerm["kind"];
  /** With its held components out of its parameters. */
  readonly structure: CovarianceStructure;
  /** With all of its components free. */
  readonly free: CovarianceStructure;
  /** What is held, on the scale of the scaled data. */
  readonly hold: HeldComponents;
  readonly levelNames: readonly string[];
  readonly level: Int32Array;
  /** Place in `levelNames` of each effect: CS and ID number the levels within groups, so that `level` is not it. */
  readonly named: Int32Array;
  readonly group: Int32Array;
  /** Number of groups. */
  readonly groups: number;
  readonly groupNames: readonly string[];
  /** Known correlations of the groups; null when they are independent. */
  readonly correlation: Matrix | null;
  readonly notes: readonly string[];
}

interface Codes {
  readonly codes: Int32Array;
  readonly names: readonly Level[];
}

const isMissing = (level: Level | null | undefined): boolean =>
  level === undefined || level === null || (typeof level === "number" && Number.isNaN(level));

/** Numbers come in their order, names in alphabetical order. */
function code(values: readonly Level[]): Codes {
  const names = [...new Set(values)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  const places = new Map(names.map((value, i) => [value, i]));
  return { codes: Int32Array.from(values, (value) => places.get(value)!), names };
}

/** Whether CS, ID and the like apply does not depend on which level is which: numbering them within groups keeps matrices small. */
function numberedWithin(inner: Codes, outer: Codes): { readonly level: Int32Array; readonly size: number } {
  const seen = new Map<number, Map<number, number>>();
  let size = 1;
  const level = inner.codes.map((own, i) => {
    const group = outer.codes[i]!;
    const known = seen.get(group) ?? new Map<number, number>();
    seen.set(group, known);
    const place = known.get(own) ?? known.size;
    known.set(own, place);
    size = Math.max(size, known.size);
    return place;
  });
  return { level, size };
}

/** Pairs of levels that no group has both of, as places in UN's correlations: (2,1), (3,1), ... (3,2), ... */
function unseenPairs(level: Int32Array, outer: Codes, size: number): readonly number[] {
  const together = new Uint8Array(size * size);
  const members = new Map<number, Set<number>>();
  for (const [i, group] of outer.codes.entries()) {
    const own = members.get(group) ?? new Set<number>();
    members.set(group, own.add(level[i]!));
  }
  for (const own of members.values()) for (const a of own) for (const b of own) together[a * size + b] = 1;
  const unseen: number[] = [];
  let place = 0;
  for (let j = 0; j < size; j++) {
    for (let i = j + 1; i < size; i++, place++) if (together[i * size + j] === 0) unseen.push(place);
  }
  return unseen;
}

function knownCorrelation(term: InterceptTerm, label: string, outer: Codes): Result<Matrix | null> {
  const { correlation } = term;
  if (correlation === undefined) return success(null);
  const places = outer.names.map((name) =>
    correlation.groups.findIndex((own) => String(own) === String(name)),
  );
  const absent = places.indexOf(-1);
  if (absent >= 0) {
    return failure(
      "no-correlation",
      `The correlations of ${label} lack the group ${outer.names[absent]}; give it a row and a column.`,
    );
  }
  const n = places.length;
  const made = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = correlation.matrix[places[i]!]?.[places[j]!] ?? Number.NaN;
      const mirrored = correlation.matrix[places[j]!]?.[places[i]!] ?? Number.NaN;
      if (!(Math.abs(value - mirrored) <= 1e-8 * Math.max(1, Math.abs(value)))) {
        return failure(
          "bad-correlation",
          `The correlation of ${outer.names[i]} and ${outer.names[j]} in ${label} is given as ${value} and as ${mirrored}; give one number.`,
        );
      }
      made.data[i * n + j] = value;
    }
  }
  // Species that share their whole history correlate by 1: a little on the diagonal lets such matrices through.
  const raised = {
    ...made,
    data: made.data.map((value, at) => (at % (n + 1) === 0 ? value * (1 + 1e-9) : value)),
  };
  if (cholesky(raised) === null) {
    return failure(
      "bad-correlation",
      `The correlations of the groups of ${label} are not positive definite; correct them.`,
    );
  }
  return success(made);
}

function codeIntercept(term: InterceptTerm, label: string, outer: Codes, square: number): Result<CodedTerm> {
  const known = knownCorrelation(term, label, outer);
  if (!known.ok) return known;
  const single = outer.names.length < 2 && term.variance === undefined;
  const held = single ? 0 : (term.variance ?? null);
  const free = covarianceStructure("ID", 1, []);
  const hold: HeldComponents = held === null ? {} : { variances: [held / square] };
  const structure = holdComponents(free, hold, label);
  if (!structure.ok) return structure;
  return success({
    label,
    kind: "intercept",
    structure: structure.value,
    free,
    hold,
    levelNames: [""],
    level: new Int32Array(outer.codes.length),
    named: new Int32Array(outer.codes.length),
    group: outer.codes,
    groups: outer.names.length,
    groupNames: outer.names.map(String),
    correlation: known.value,
    notes: single ? [`All effects belong to one group of ${label}: its variance was set to 0.`] : [],
  });
}

function codeStructured(
  term: StructuredTerm,
  label: string,
  inner: Codes,
  outer: Codes,
  square: number,
): Result<CodedTerm> {
  const { structure, hold: asked = {} } = term;
  if (structure === "CAR" && !inner.names.every((name) => Number.isFinite(name))) {
    return failure("bad-times", `CAR needs finite times of ${label}; use AR for ordered levels.`);
  }
  const numbered = structure === "ID" || structure === "CS" ? numberedWithin(inner, outer) : null;
  // One level more than any group has keeps CS from being taken for a structure without a correlation.
  const size =
    numbered === null ? inner.names.length : Math.max(numbered.size, Math.min(2, inner.names.length));
  const level = numbered?.level ?? inner.codes;
  const unseen = structure === "UN" ? unseenPairs(level, outer, size) : [];
  const correlations =
    unseen.length === 0
      ? asked.correlations
      : Array.from(
          { length: (size * (size - 1)) / 2 },
          (_, i) => asked.correlations?.[i] ?? (unseen.includes(i) ? 0 : null),
        );
  const hold: HeldComponents = {
    ...(asked.variances === undefined
      ? {}
      : { variances: asked.variances.map((value) => (value === null ? null : value / square)) }),
    ...(correlations === undefined ? {} : { correlations }),
  };
  const free = covarianceStructure(structure, size, structure === "CAR" ? inner.names.map(Number) : []);
  const held = holdComponents(free, hold, label);
  if (!held.ok) return held;
  return success({
    label,
    kind: "structured",
    structure: held.value,
    free,
    hold,
    levelNames: inner.names.map(String),
    level,
    named: inner.codes,
    group: outer.codes,
    groups: outer.names.length,
    groupNames: outer.names.map(String),
    correlation: null,
    notes:
      unseen.length === 0
        ? []
        : [
            `${unseen.length} of the pairs of levels of ${label} never occur in one group; their correlations were set to 0. HCS and CS have one correlation for all pairs.`,
          ],
  });
}

/** Codes a term over the effects that entered, given by their places among all effects; variances are divided by unit^2. */
export function codeTerm(
  term: RandomTerm,
  studies: readonly number[],
  place: number,
  unit: number,
): Result<CodedTerm> {
  const label = term.label ?? `random term ${place + 1}`;
  const given = term.kind === "intercept" ? [term.groups] : [term.inner, term.outer];
  const missing = studies.find((study) => given.some((values) => isMissing(values[study])));
  if (missing !== undefined) {
    return failure(
      "missing-group",
      `Effect ${missing + 1} has no group in ${label}; give it one or leave the effect out.`,
    );
  }
  const coded = given.map((values) => code(studies.map((study) => values[study]!)));
  return term.kind === "intercept"
    ? codeIntercept(term, label, coded[0]!, unit ** 2)
    : codeStructured(term, label, coded[0]!, coded[1]!, unit ** 2);
}
