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
export { erf, erfc } from "./error-function.ts";
export { fDensity, fLower, fQuantile, fUpper } from "./fisher-f.ts";
export { gammaDensity, gammaLower, gammaQuantile, gammaUpper, gammaUpperQuantile } from "./gamma.ts";
export { gaussLegendre } from "./gauss-legendre.ts";
export { hypergeometric2F1 } from "./hypergeometric-series.ts";
export { HALF_LOG_TWO_PI, logBeta, logGamma, stirlingRemainder } from "./log-gamma.ts";
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
export { bracketByDoubling, findRoot, type Root, type RootOptions } from "./root.ts";
export { studentDensity, studentLower, studentQuantile, studentTwoSided, studentUpper } from "./student-t.ts";
