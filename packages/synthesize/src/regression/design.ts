/** The moderators of every study as columns of numbers. */
import { failure, type Result, success } from "../result.ts";
import { evaluate, isComparing, variablesOf } from "./expression.ts";
import { readFormula } from "./formula.ts";
import type { Coding, Formula, Predictor, Term } from "./formula-terms.ts";
import { orthogonalPolynomials, powers } from "./polynomials.ts";

/** A study's moderators by name: numbers, or names of groups. Null, undefined and NaN are missing. */
export type ModeratorRow = Readonly<Record<string, unknown>>;

export interface DesignTerm {
  readonly label: string;
  /** Indices into `names`. */
  readonly columns: readonly number[];
}

export interface Design {
  /** Heads of the columns, the intercept (`intrcpt`) first. */
  readonly names: readonly string[];
  /** One row a study; NaN where a moderator is missing. */
  readonly rows: readonly (readonly number[])[];
  readonly intercept: boolean;
  readonly terms: readonly DesignTerm[];
}

/** A predictor found in the data: columns of numbers, or groups with a name each. */
type Coded =
  | { readonly kind: "numeric"; readonly columns: readonly Column[] }
  | {
      readonly kind: "factor";
      readonly label: string;
      readonly levels: readonly string[];
      /** Index of the level; NaN when missing. */
      readonly values: readonly number[];
    };

interface Column {
  readonly name: string;
  readonly values: readonly number[];
}

/** The design of a model without moderators. */
export function interceptOnly(k: number): Design {
  return { names: ["intrcpt"], rows: Array.from({ length: k }, () => [1]), intercept: true, terms: [] };
}

/**
 * Codes moderators as columns. A factor (a text column, or `factor(x)`) is compared with its first level in alphabetical or
 * numeric order (treatment contrasts); where the term without it is not in the model it gets a column for every level, so that
 * `~ 0 + group` gives one mean a group.
 */
export function designMatrix(rows: readonly ModeratorRow[], formula: string | Formula): Result<Design> {
  const read = typeof formula === "string" ? readFormula(formula) : success(formula);
  if (!read.ok) return read;
  const { intercept, terms } = read.value;
  const coded = new Map<string, Coded>();
  for (const predictor of terms.flat()) {
    if (coded.has(predictor.label)) continue;
    const result = code(rows, predictor);
    if (!result.ok) return result;
    coded.set(predictor.label, result.value);
  }
  const earlier: Term[] = [];
  let constant = intercept;
  const columns: Column[] = intercept ? [{ name: "intrcpt", values: rows.map(() => 1) }] : [];
  const designTerms: DesignTerm[] = [];
  for (const term of terms) {
    const added = termColumns(term, coded, (margin) =>
      margin.length === 0 ? constant : earlier.some((other) => contains(other, margin)),
    );
    designTerms.push({
      label: term.map(({ label }) => label).join(":"),
      columns: added.map((_, i) => columns.length + i),
    });
    columns.push(...added);
    // Once a factor stands with a column for every level, later ones have its sum to be compared with.
    if (term.length === 1 && coded.get(term[0]!.label)!.kind === "factor") constant = true;
    earlier.push(term);
  }
  if (columns.length === 0) {
    return failure(
      "no-coefficients",
      "The formula has neither an intercept nor a moderator; give one of them.",
    );
  }
  return success({
    names: columns.map(({ name }) => name),
    rows: rows.map((_, i) => columns.map(({ values }) => values[i]!)),
    intercept,
    terms: designTerms,
  });
}

function code(rows: readonly ModeratorRow[], { label, expression, coding }: Predictor): Result<Coded> {
  const names = variablesOf(expression);
  const absent = names.find((name) => !rows.some((row) => Object.hasOwn(row, name)));
  if (absent !== undefined) {
    const there = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(", ");
    return failure(
      "unknown-moderator",
      `No study has a moderator "${absent}"; there are: ${there || "none"}.`,
    );
  }
  const raw = (name: string): readonly unknown[] => rows.map((row) => row[name] ?? null);
  const inner = expression.kind === "written" ? expression.of : expression;
  const single = inner.kind === "variable" ? raw(inner.name) : null;
  const textual = single?.some((value) => typeof value === "string" || typeof value === "boolean") ?? false;
  const asFactor = coding.kind === "factor";
  if (single !== null && (asFactor || (textual && coding.kind === "natural")))
    return factor(label, single, coding);
  const text = names.find((name) => raw(name).some((value) => typeof value === "string"));
  if (text !== undefined) {
    return failure(
      "bad-moderator",
      `The moderator "${text}" is text, and ${label} computes with it; name it alone.`,
    );
  }
  const numeric = evaluate(expression, rows.length, (name) =>
    raw(name).map((value) => (typeof value === "number" ? value : Number.NaN)),
  );
  if (asFactor) return factor(label, numeric, coding);
  if (isComparing(expression)) {
    const answers = numeric.map((value) => (Number.isNaN(value) ? null : value === 1));
    return factor(label, answers, coding);
  }
  if (coding.kind === "polynomial") {
    const made = coding.raw ? powers(numeric, coding.degree) : orthogonalPolynomials(numeric, coding.degree);
    return success({
      kind: "numeric",
      columns: made.map((values, i) => ({
        name: coding.degree === 1 ? `${label}` : `${label}${i + 1}`,
        values,
      })),
    });
  }
  return success({ kind: "numeric", columns: [{ name: label, values: numeric }] });
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "number" && Number.isNaN(value));
}

/** Groups in order: numbers by size, names by the alphabet, unless the coding has an order of its own. */
function factor(label: string, values: readonly unknown[], coding: Coding): Result<Coded> {
  const distinct = [...new Set(values.filter((value) => !isMissing(value)))];
  const text = (value: unknown): string =>
    typeof value === "boolean" ? String(value).toUpperCase() : String(value);
  const sorted = distinct.every((value) => typeof value === "number")
    ? (distinct as number[]).sort((a, b) => a - b).map(text)
    : distinct.map(text).sort(alphabetical);
  const order = coding.kind === "factor" ? coding.levels : undefined;
  const first = coding.kind === "factor" ? coding.first : undefined;
  const stranger = order === undefined ? undefined : sorted.find((level) => !order.includes(level));
  if (stranger !== undefined || (first !== undefined && !sorted.includes(first))) {
    return failure(
      "unknown-level",
      `${label} names levels other than the studies': name ${sorted.join(", ") || "none"}.`,
    );
  }
  const ordered = order?.filter((level) => sorted.includes(level)) ?? sorted;
  const levels = first === undefined ? ordered : [first, ...ordered.filter((level) => level !== first)];
  return success({
    kind: "factor",
    label,
    levels,
    values: values.map((value) => (isMissing(value) ? Number.NaN : levels.indexOf(text(value)))),
  });
}

/** Letters before their case, without the locale of the machine. */
function alphabetical(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? 1 : a > b ? -1 : 0;
}

function contains(term: Term, part: Term): boolean {
  return part.every(({ label }) => term.some((predictor) => predictor.label === label));
}

/** The columns of a term: products of the columns of its predictors, the first varying fastest. */
function termColumns(
  term: Term,
  coded: ReadonlyMap<string, Coded>,
  covered: (margin: Term) => boolean,
): readonly Column[] {
  return term.reduce<readonly Column[]>((before, predictor, place) => {
    const without = term.filter(({ label }) => label !== predictor.label);
    const own = predictorColumns(coded.get(predictor.label)!, covered(without));
    if (place === 0) return own;
    return own.flatMap((right) =>
      before.map((left) => ({
        name: `${left.name}:${right.name}`,
        values: left.values.map((value, i) => value * right.values[i]!),
      })),
    );
  }, []);
}

function predictorColumns(predictor: Coded, contrasts: boolean): readonly Column[] {
  if (predictor.kind === "numeric") return predictor.columns;
  const shown = predictor.levels.map((_, i) => i).slice(contrasts ? 1 : 0);
  return shown.map((level) => ({
    name: `${predictor.label}${predictor.levels[level]}`,
    values: predictor.values.map((value) => (Number.isNaN(value) ? Number.NaN : value === level ? 1 : 0)),
  }));
}
