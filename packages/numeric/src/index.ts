export { betaDensity, betaLower, betaQuantile, betaUpper } from "./beta.ts";
export { bivariateNormalDensity, bivariateNormalLower } from "./bivariate-normal.ts";
export {
  chiSquareDensity,
  chiSquareLogUpper,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
} from "./chi-square.ts";
export { chiSquareMixtureLower } from "./chi-square-mixture.ts";
export { type Cholesky, cholesky, inverseAt, invertCholesky, solveCholesky, solveLower } from "./cholesky.ts";
export { erf, erfc } from "./error-function.ts";
export { numericGradient, numericHessian, type Objective } from "./finite-difference.ts";
export { fDensity, fLower, fQuantile, fUpper } from "./fisher-f.ts";
export { gammaDensity, gammaLower, gammaQuantile, gammaUpper, gammaUpperQuantile } from "./gamma.ts";
export { gaussHermite, type QuadratureRule } from "./gauss-hermite.ts";
export { gaussLegendre } from "./gauss-legendre.ts";
export { gaussLegendreRule } from "./gauss-legendre-rule.ts";
export { hypergeometricAtLeast, hypergeometricAtMost } from "./hypergeometric.ts";
export { hypergeometric2F1 } from "./hypergeometric-series.ts";
export { type DependentColumn, type IndependentColumns, independentColumns } from "./independent-columns.ts";
export { type Integral, type IntegrateOptions, integrate } from "./integrate.ts";
export { type KendallScore, type KendallTest, kendallScore, kendallTest } from "./kendall.ts";
export { HALF_LOG_TWO_PI, logBeta, logGamma, stirlingRemainder } from "./log-gamma.ts";
export {
  bilinear,
  crossProduct,
  identity,
  type Matrix,
  matrix,
  matrixFromRows,
  matrixOf,
  matrixTimes,
  multiply,
  rowOf,
  rowsOf,
  symmetricPart,
  transpose,
} from "./matrix.ts";
export { type MinimiseOptions, type Minimum, minimise } from "./minimise.ts";
export {
  type BoundedMinimum,
  type BoundedOptions,
  gradientHessian,
  minimiseBounded,
  type ValueAndGradient,
} from "./minimise-bounded.ts";
export { minimiseScalar, type ScalarMinimum, type ScalarOptions } from "./minimise-scalar.ts";
export { type NelderMeadOptions, nelderMead } from "./nelder-mead.ts";
export {
  centralLogDensity,
  type HypergeometricMargins,
  type HypergeometricMoments,
  hypergeometricMoments,
  hypergeometricRange,
  logChoose,
} from "./noncentral-hypergeometric.ts";
export {
  normalDensity,
  normalLogLower,
  normalLogUpper,
  normalLower,
  normalQuantile,
  normalUpper,
  normalUpperQuantile,
} from "./normal.ts";
export { digamma, trigamma } from "./polygamma.ts";
export { type Random, randomGenerator } from "./random.ts";
export { bracketByDoubling, findRoot, type Root, type RootOptions } from "./root.ts";
export {
  factorSparse,
  type SparsePattern,
  type SparseValues,
  selectedInverse,
  solveSparse,
  sparsePattern,
  sparsePlace,
} from "./sparse-ldl.ts";
export { studentDensity, studentLower, studentQuantile, studentTwoSided, studentUpper } from "./student-t.ts";
export { dot, sumBy, sumOf } from "./sums.ts";
export { type SymmetricEigen, symmetricEigen, symmetricPower } from "./symmetric-eigen.ts";
