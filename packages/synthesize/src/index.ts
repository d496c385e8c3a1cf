export { type BackTransformOptions, backTransform } from "./back-transform.ts";
export { type Counts, ruleIfAnyZero, type ZeroCellOptions, type ZeroCellRule } from "./binary/counts.ts";
export { type OddsRatioOptions, oddsRatio } from "./binary/odds-ratio.ts";
export { petoOddsRatio } from "./binary/peto-odds-ratio.ts";
export { type RiskDifferenceOptions, riskDifference } from "./binary/risk-difference.ts";
export { riskRatio } from "./binary/risk-ratio.ts";
export type { Computed } from "./computed.ts";
export { type MeanDifferenceOptions, meanDifference } from "./continuous/mean-difference.ts";
export { smallSampleCorrection } from "./continuous/small-sample-correction.ts";
export {
  type SmdOptions,
  type SmdVariance,
  standardizedFromD,
  standardizedMeanDifference,
} from "./continuous/standardized-mean-difference.ts";
export type { TwoMeans } from "./continuous/two-means.ts";
export type { EffectSize } from "./effect-size.ts";
export { hazardRatioFromLogRank, type LogRank } from "./generic/hazard-ratio.ts";
export {
  effectFromInterval,
  effectFromP,
  effectFromStandardError,
  effectFromStatistic,
  type ReportedEffect,
  type ReportedInterval,
  type ReportedP,
  type ReportedStandardError,
  type ReportedStatistic,
} from "./generic/reported-effect.ts";
export { type Measure, measures, type Scale } from "./measure.ts";
export { type FitStatistics, fitStatistics } from "./pool/fit-statistics.ts";
export { type CommonOptions, poolCommon } from "./pool/pool-common.ts";
export { poolRandom, type RandomOptions } from "./pool/pool-random.ts";
export type { PooledResult, PredictionInterval, Test } from "./pool/pooled-result.ts";
export { type PredictionMethod, predictionInterval } from "./pool/prediction-interval.ts";
export { type Effect, type StudyData, studyData } from "./pool/study-data.ts";
export type { Failure, Problem, Result, Success } from "./result.ts";
export type { Convergence } from "./tau2/estimate.ts";
export { type Tau2Method, tau2Estimators } from "./tau2/tau2-estimators.ts";
export { profileLikelihoodInterval, qProfileInterval, type Tau2Interval } from "./tau2/tau2-interval.ts";
