/** Effects and moderators made ready: studies with missing moderators out, dependent columns out, an orthonormal basis in. */
import { independentColumns, type Matrix, matrix, matrixFromRows, matrixOf } from "@coppice/numeric";
import { type Effect, type StudyData, studyData } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import type { Design } from "./design.ts";

export interface RegressionData extends StudyData {
  /** Number of coefficients. */
  readonly p: number;
  /** Columns with Q'Q = I that span the moderators: normal equations in them keep their digits whatever the units of the moderators. */
  readonly q: Matrix;
  /** Upper triangle R with X = QR: coefficients of X are R^-1 times those of Q. */
  readonly r: Matrix;
  /** The moderators themselves, one row a study. */
  readonly x: Matrix;
  /** Heads of the columns kept. */
  readonly names: readonly string[];
  /** Index in the design of each column kept. */
  readonly columns: readonly number[];
  /** Index of each study in the effects given. */
  readonly studies: readonly number[];
  readonly notes: readonly string[];
}

/** QR by the modified Gram-Schmidt process, done twice over (Golub & Van Loan 2013, section 5.2.8). */
function orthonormal(x: Matrix): { readonly q: Matrix; readonly r: Matrix } {
  const { rows: k, cols: p } = x;
  const q = matrix(k, p);
  q.data.set(x.data);
  const r = matrix(p, p);
  for (let j = 0; j < p; j++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let b = 0; b < j; b++) {
        let along = 0;
        for (let i = 0; i < k; i++) along += q.data[i * p + b]! * q.data[i * p + j]!;
        for (let i = 0; i < k; i++) q.data[i * p + j]! -= along * q.data[i * p + b]!;
        r.data[b * p + j]! += along;
      }
    }
    let squares = 0;
    for (let i = 0; i < k; i++) squares += q.data[i * p + j]! ** 2;
    const length = Math.sqrt(squares);
    r.data[j * p + j] = length;
    for (let i = 0; i < k; i++) q.data[i * p + j]! /= length;
  }
  return { q, r };
}

/** Checks effects and design against each other. */
export function regressionData(effects: readonly Effect[], design: Design): Result<RegressionData> {
  if (effects.length !== design.rows.length) {
    return failure(
      "bad-design",
      `There are ${effects.length} effects and ${design.rows.length} rows of moderators; give one row an effect.`,
    );
  }
  const infinite = design.rows.findIndex((row) =>
    row.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY),
  );
  if (infinite >= 0) {
    return failure(
      "bad-moderator",
      `Study ${infinite + 1} has an infinite moderator; correct it or leave it missing.`,
    );
  }
  const studies = design.rows.flatMap((row, i) => (row.some(Number.isNaN) ? [] : [i]));
  const left = effects.length - studies.length;
  if (studies.length === 0 && effects.length > 0) {
    return failure("no-studies", "Every study lacks a moderator; fill them in or choose others.");
  }
  const data = studyData(studies.map((i) => effects[i]!));
  if (!data.ok) return data;
  const full = matrixFromRows(studies.map((i) => design.rows[i]!));
  const { kept, dependent } = independentColumns(full);
  const k = studies.length;
  const p = kept.length;
  if (p === 0)
    return failure("no-coefficients", "Every column of moderators is 0; choose moderators that vary.");
  if (k < p) {
    return failure(
      "too-few-studies",
      `${k} studies cannot determine ${p} coefficients; use fewer moderators.`,
    );
  }
  const x = matrixOf(k, p, (i, j) => full.data[i * full.cols + kept[j]!]!);
  const { q, r } = orthonormal(x);
  if (!r.data.every(Number.isFinite) || !q.data.every(Number.isFinite)) {
    return failure("bad-moderator", "The moderators are too large; give them in other units.");
  }
  return success({
    ...data.value,
    p,
    q,
    r,
    x,
    names: kept.map((column) => design.names[column]!),
    columns: kept,
    studies,
    notes: [
      ...(left > 0
        ? [
            `${left} ${left === 1 ? "study lacks a moderator and was" : "studies lack a moderator and were"} left out.`,
          ]
        : []),
      ...dependent.map(({ column, on }) =>
        on.length === 0
          ? `The moderator ${design.names[column]} is 0 in every study and was dropped.`
          : `The moderator ${design.names[column]} is determined by ${on.map((other) => design.names[other]).join(", ")} and was dropped.`,
      ),
    ],
  });
}
