/** Tests of (residual) heterogeneity: the common-effect model against the saturated one. */
import {
  chiSquareUpper,
  cholesky,
  independentColumns,
  type Matrix,
  matrixOf,
  multiply,
  solveCholesky,
  transpose,
} from "@coppice/numeric";
import type { SaturatedModel } from "./saturated-model.ts";

export interface HeterogeneityTest {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}

/** A chi-square test; without degrees of freedom nothing is tested. */
export function chiSquareOf(statistic: number, df: number): HeterogeneityTest {
  const positive = Math.max(0, statistic);
  return df > 0
    ? { statistic: positive, df, pValue: chiSquareUpper(positive, df) }
    : { statistic: 0, df: 0, pValue: 1 };
}

/**
 * The Wald-type statistic that the effects of the saturated model follow the moderators: the least (b - Xg)'M(b - Xg) over g, M
 * being the information about the effects when the intercepts are estimated too. It is the same whichever study effects are
 * left out to make the model identifiable. A study with an infinite effect has no information and drops out.
 */
export function waldHeterogeneity(model: SaturatedModel, columns: Matrix): number {
  const { effects, information, shared } = model;
  const inner = shared === null ? null : cholesky(shared.ofIntercepts);
  /** M times each column. */
  const times = (v: Matrix): Matrix => {
    const made = matrixOf(v.rows, v.cols, (i, c) => information[i]! * v.data[i * v.cols + c]!);
    if (shared === null || inner === null) return made;
    const { withEffects } = shared;
    const less = multiply(transpose(withEffects), solveCholesky(inner, multiply(withEffects, v)));
    for (let i = 0; i < made.data.length; i++) made.data[i]! -= less.data[i]!;
    return made;
  };
  const informed = [...effects.keys()].filter((i) => information[i]! > 0);
  if (informed.length === 0) return 0;
  const { kept } = independentColumns(
    matrixOf(informed.length, columns.cols, (i, j) => columns.data[informed[i]! * columns.cols + j]!),
  );
  const x = matrixOf(columns.rows, kept.length, (i, j) =>
    information[i]! > 0 ? columns.data[i * columns.cols + kept[j]!]! : 0,
  );
  const b: Matrix = { rows: effects.length, cols: 1, data: Float64Array.from(effects) };
  const normal = cholesky(multiply(transpose(x), times(x)));
  if (normal === null) return Number.NaN;
  const fitted = multiply(x, solveCholesky(normal, multiply(transpose(x), times(b))));
  const residuals: Matrix = { ...b, data: b.data.map((value, i) => value - fitted.data[i]!) };
  return multiply(transpose(residuals), times(residuals)).data[0]!;
}
