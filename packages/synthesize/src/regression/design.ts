/** The moderators of every study as columns of numbers. */
import { failure, type Result, success } from "../result.ts";
import { evaluate, variablesOf } from "./expression.ts";
import { type Formula, type Predictor, readFormula, type Term, termKey } from "./formula.ts";

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

/** A predictor found in the data: a column of numbers, or groups with a name each. */
type Coded =
  | { readonly kind: "numeric"; readonly label: string; readonly values: readonly number[] }
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
  const present = new Set(terms.map(termKey));
  if (intercept) present.add("");
  const columns: Column[] = intercept ? [{ name: "intrcpt", values: rows.map(() => 1) }] : [];
  const designTerms: DesignTerm[] = [];
  for (const term of terms) {
    const added = termColumns(term, coded, present);
    designTerms.push({
      label: term.map(({ label }) => label).join(":"),
      columns: added.map((_, i) => columns.length + i),
    });
    columns.push(...added);
    // Once a factor stands with a column for every level, later ones have its sum to be compared with.
    if (!present.has("") && term.length === 1 && coded.get(term[0]!.label)!.kind === "factor")
      present.add("");
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

function code(rows: readonly ModeratorRow[], { label, expression, asFactor }: Predictor): Result<Coded> {
  const names = variablesOf(expression);
  const absent = names.find((name) => !rows.some((row) => name in row));
  if (absent !== undefined) {
    const there = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(", ");
    return failure(
      "unknown-moderator",
      `No study has a moderator "${absent}"; there are: ${there || "none"}.`,
    );
  }
  const raw = (name: string): readonly unknown[] => rows.map((row) => row[name] ?? null);
  const single = expression.kind === "variable" ? raw(expression.name) : null;
  const textual = single?.some((value) => typeof value === "string" || typeof value === "boolean") ?? false;
  if (single !== null && (asFactor || textual)) return success(factor(label, single));
  const numeric = evaluate(expression, rows.length, (name) =>
    raw(name).map((value) => (typeof value === "number" ? value : Number.NaN)),
  );
  if (asFactor) return success(factor(label, numeric));
  return success({ kind: "numeric", label, values: numeric });
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "number" && Number.isNaN(value));
}

function factor(label: string, values: readonly unknown[]): Coded {
  const distinct = [...new Set(values.filter((value) => !isMissing(value)))];
  const numeric = distinct.every((value) => typeof value === "number");
  const text = (value: unknown): string =>
    typeof value === "boolean" ? String(value).toUpperCase() : String(value);
  const levels = numeric
    ? (distinct as number[]).sort((a, b) => a - b).map(text)
    : distinct.map(text).sort(alphabetical);
  return {
    kind: "factor",
    label,
    levels,
    values: values.map((value) => (isMissing(value) ? Number.NaN : levels.indexOf(text(value)))),
  };
}

/** Letters before their case, without the locale of the machine. */
function alphabetical(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? 1 : a > b ? -1 : 0;
}

/** The columns of a term: products of the columns of its predictors, the first varying fastest. */
function termColumns(
  term: Term,
  coded: ReadonlyMap<string, Coded>,
  present: ReadonlySet<string>,
): readonly Column[] {
  return term.reduce<readonly Column[]>((before, predictor, place) => {
    const without = termKey(term.filter(({ label }) => label !== predictor.label));
    const own = predictorColumns(coded.get(predictor.label)!, present.has(without));
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
  if (predictor.kind === "numeric") return [{ name: predictor.label, values: predictor.values }];
  const shown = predictor.levels.map((_, i) => i).slice(contrasts ? 1 : 0);
  return shown.map((level) => ({
    name: `${predictor.label}${predictor.levels[level]}`,
    values: predictor.values.map((value) => (Number.isNaN(value) ? Number.NaN : value === level ? 1 : 0)),
  }));
}
