/** Files of reference values made with R: data sets, and cases with the function, its arguments and what it gave. */
import { readFileSync } from "node:fs";

export type Row = Readonly<Record<string, unknown>>;

export interface GoldCase {
  readonly id: string;
  /** The R function the values come from. */
  readonly function: string;
  readonly dataset: string | null;
  readonly args: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tol: { readonly rel: number; readonly abs: number };
  /** How R computed it: `exact`, `iter`, `root`, `opt` (general optimiser) or `quad` (the same with numerical integration). */
  readonly tolClass?: string;
  /** R itself warned that it had not converged: the case is left out of the score. */
  readonly unconverged?: boolean;
}

export interface GoldFile {
  readonly file: string;
  readonly datasets: Readonly<Record<string, readonly Row[]>>;
  readonly cases: readonly GoldCase[];
}

export function readGoldFile(path: string): GoldFile {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof parsed !== "object" || parsed === null || !("cases" in parsed) || !Array.isArray(parsed.cases)) {
    throw new Error(`${path} is not a file of reference values: it has no "cases".`);
  }
  return parsed as unknown as GoldFile;
}

/** What an adapter gives back: the fields it computed, or why it computes none. */
export type Answer =
  | { readonly kind: "fields"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "not-supported"; readonly reason: string };

export type Adapter = (goldCase: GoldCase, rows: readonly Row[]) => Answer;

export function fields(computed: Readonly<Record<string, unknown>>): Answer {
  return { kind: "fields", fields: computed };
}

export function notSupported(reason: string): Answer {
  return { kind: "not-supported", reason };
}

/** A column of a data set as numbers; a missing value is NaN. */
export function numbers(rows: readonly Row[], column: string): readonly number[] {
  return rows.map((row) => (typeof row[column] === "number" ? (row[column] as number) : Number.NaN));
}
