/** Effects, their covariances, moderators and random effects made ready: scaled, coded, and cut into independent blocks. */
import { cholesky, type Matrix, matrix } from "@coppice/numeric";
import type { Effect } from "../pool/study-data.ts";
import type { Design } from "../regression/design.ts";
import { type RegressionData, regressionData } from "../regression/regression-data.ts";
import { failure, type Result, success } from "../result.ts";
import { type CovarianceStructure, covarianceStructure, type StructureName } from "./covariance-structure.ts";

export type Level = string | number;

/** Random effects of the groups: one variance for each term, groups within groups as terms of their own. */
export interface InterceptTerm {
  readonly kind: "intercept";
  /** Group of each effect. */
  readonly groups: readonly Level[];
  /** Name for messages and results, as `district` or `district/school`. */
  readonly label?: string;
}

/** Correlated random effects: the levels of an inner factor within the groups of an outer one, as outcomes within studies. */
export interface StructuredTerm {
  readonly kind: "structured";
  readonly structure: StructureName;
  /** Level of each effect; numbers in their order for AR and HAR, times for CAR. */
  readonly inner: readonly Level[];
  /** Group of each effect. */
  readonly outer: readonly Level[];
  readonly label?: string;
}

export type RandomTerm = InterceptTerm | StructuredTerm;

/** A term coded as level and group numbers of each effect that entered. */
export interface CodedTerm {
  readonly label: string;
  readonly kind: RandomTerm["kind"];
  readonly structure: CovarianceStructure;
  readonly levelNames: readonly string[];
  readonly level: Int32Array;
  readonly group: Int32Array;
  /** Number of groups. */
  readonly groups: number;
}

export interface Block {
  /** Places of its effects among those that entered. */
  readonly rows: Int32Array;
  /** Their sampling covariances, scaled. */
  readonly v: Matrix;
}

export interface MultivariateData {
  readonly regression: RegressionData;
  readonly terms: readonly CodedTerm[];
  readonly blocks: readonly Block[];
}

/** Sampling covariances: given as a matrix over the effects given, or only the variances of the effects. */
export type SamplingCovariance = readonly (readonly number[])[];

function code(
  values: readonly Level[],
  numericOrder: boolean,
): { readonly codes: Int32Array; readonly names: readonly Level[] } {
  const distinct = [...new Set(values)];
  const sorted =
    numericOrder && distinct.every((value) => typeof value === "number")
      ? (distinct as number[]).sort((a, b) => a - b)
      : distinct.sort((a, b) =>
          typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
        );
  const places = new Map(sorted.map((value, i) => [value, i]));
  return { codes: Int32Array.from(values, (value) => places.get(value)!), names: sorted };
}

function codeTerm(term: RandomTerm, studies: readonly number[], place: number): Result<CodedTerm> {
  const label = term.label ?? `random term ${place + 1}`;
  const outerValues = term.kind === "intercept" ? term.groups : term.outer;
  const missing = studies.find((study) => {
    const levels = term.kind === "intercept" ? [term.groups[study]] : [term.inner[study], term.outer[study]];
    return levels.some(
      (level) => level === undefined || level === null || (typeof level === "number" && Number.isNaN(level)),
    );
  });
  if (missing !== undefined) {
    return failure(
      "missing-group",
      `Effect ${missing + 1} has no group in ${label}; give it one or leave the effect out.`,
    );
  }
  const outer = code(
    studies.map((study) => outerValues[study]!),
    false,
  );
  if (term.kind === "intercept") {
    return success({
      label,
      kind: "intercept",
      structure: covarianceStructure("ID", 1, []),
      levelNames: [""],
      level: new Int32Array(studies.length),
      group: outer.codes,
      groups: outer.names.length,
    });
  }
  const inner = code(
    studies.map((study) => term.inner[study]!),
    true,
  );
  const { structure } = term;
  const timed = structure === "AR" || structure === "HAR" || structure === "CAR";
  if (structure === "CAR" && !inner.names.every((name) => typeof name === "number")) {
    return failure(
      "bad-times",
      `The times of ${label} must be numbers for the structure CAR; use AR for ordered levels.`,
    );
  }
  // Ordered structures count steps between consecutive whole numbers, so that a level nobody has still counts as a step.
  const whole = timed && structure !== "CAR" && inner.names.every((name) => Number.isInteger(name));
  const first = whole ? (inner.names[0] as number) : 0;
  const last = whole ? (inner.names.at(-1) as number) : 0;
  const spaced = whole && last - first + 1 <= 200 && structure === "AR";
  const levelNames = spaced
    ? Array.from({ length: last - first + 1 }, (_, i) => String(first + i))
    : inner.names.map(String);
  const level = spaced
    ? Int32Array.from(studies, (study) => (term.inner[study] as number) - first)
    : inner.codes;
  const pairs = new Set<string>();
  if (structure === "UN") {
    for (const [i, group] of outer.codes.entries()) {
      for (const [j, other] of outer.codes.entries()) {
        if (group === other) pairs.add(`${level[i]} ${level[j]}`);
      }
    }
    for (let i = 0; i < levelNames.length; i++) {
      for (let j = 0; j < i; j++) {
        if (!pairs.has(`${i} ${j}`)) {
          return failure(
            "unseen-pair",
            `No group of ${label} has both ${levelNames[j]} and ${levelNames[i]}, so that their correlation cannot be estimated; use the structure CS or HCS.`,
          );
        }
      }
    }
  }
  return success({
    label,
    kind: "structured",
    structure: covarianceStructure(structure, levelNames.length, spaced ? [] : inner.names.map(Number)),
    levelNames,
    level,
    group: outer.codes,
    groups: outer.names.length,
  });
}

/** Connected components: effects that share a group of any term, or whose sampling errors are correlated. */
function components(
  k: number,
  terms: readonly CodedTerm[],
  covariance: SamplingCovariance | null,
  studies: readonly number[],
): readonly Int32Array[] {
  const parent = Int32Array.from({ length: k }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    let at = i;
    while (parent[at] !== root) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    parent[Math.max(find(a), find(b))] = Math.min(find(a), find(b));
  };
  for (const { group, groups } of terms) {
    const first = new Int32Array(groups).fill(-1);
    for (let i = 0; i < k; i++) {
      const g = group[i]!;
      if (first[g] === -1) first[g] = i;
      else join(first[g]!, i);
    }
  }
  if (covariance !== null) {
    for (let i = 0; i < k; i++) {
      const row = covariance[studies[i]!]!;
      for (let j = 0; j < i; j++) if (row[studies[j]!] !== 0) join(i, j);
    }
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < k; i++) {
    const root = find(i);
    const list = members.get(root);
    if (list === undefined) members.set(root, [i]);
    else list.push(i);
  }
  return [...members.values()].map((list) => Int32Array.from(list));
}

/** Checks everything against everything. */
export function multivariateData(
  effects: readonly Effect[],
  design: Design,
  random: readonly RandomTerm[],
  covariance: SamplingCovariance | null,
): Result<MultivariateData> {
  const n = effects.length;
  if (covariance !== null && (covariance.length !== n || covariance.some((row) => row.length !== n))) {
    return failure(
      "bad-covariance",
      `There are ${n} effects; their covariance matrix must have ${n} rows and columns.`,
    );
  }
  for (const [place, term] of random.entries()) {
    const lengths = term.kind === "intercept" ? [term.groups.length] : [term.inner.length, term.outer.length];
    if (lengths.some((length) => length !== n)) {
      return failure(
        "bad-groups",
        `${term.label ?? `Random term ${place + 1}`} names groups of ${lengths.join(" and ")} effects, but there are ${n}.`,
      );
    }
  }
  const checked = regressionData(effects, design);
  if (!checked.ok) return checked;
  const data = checked.value;
  const terms: CodedTerm[] = [];
  for (const [place, term] of random.entries()) {
    const coded = codeTerm(term, data.studies, place);
    if (!coded.ok) return coded;
    terms.push(coded.value);
  }
  const blocks: Block[] = [];
  for (const rows of components(data.k, terms, covariance, data.studies)) {
    const m = rows.length;
    const v = matrix(m, m);
    for (let i = 0; i < m; i++) {
      v.data[i * m + i] = data.v[rows[i]!]!;
      if (covariance === null) continue;
      for (let j = 0; j < m; j++) {
        if (i === j) continue;
        const [a, b] = [data.studies[rows[i]!]!, data.studies[rows[j]!]!];
        const value = covariance[a]![b]! / data.unit ** 2;
        if (
          !(Math.abs(value * data.unit ** 2 - covariance[b]![a]!) <= 1e-8 * Math.abs(value * data.unit ** 2))
        ) {
          return failure(
            "asymmetric",
            `The covariance of effects ${a + 1} and ${b + 1} is given as ${covariance[a]![b]} and as ${covariance[b]![a]}; it must be one number.`,
          );
        }
        v.data[i * m + j] = value;
      }
    }
    if (cholesky(v) === null) {
      return failure(
        "not-positive-definite",
        `The sampling covariances of effects ${Array.from(rows, (row) => data.studies[row]! + 1)
          .slice(0, 8)
          .join(
            ", ",
          )} contradict each other (their matrix is not positive definite); lower the correlations.`,
      );
    }
    blocks.push({ rows, v });
  }
  return success({ regression: data, terms, blocks });
}
