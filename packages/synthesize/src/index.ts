// Measures and results.

export { type BackTransformOptions, backTransform } from "./back-transform.ts";
export type { Computed } from "./computed.ts";
export type { EffectSize } from "./effect-size.ts";
export { type Measure, measures, type Scale } from "./measure.ts";
export type { Failure, Problem, Result, Success } from "./result.ts";

// Effects of two groups: events.

export { arcsineDifference } from "./binary/arcsine-difference.ts";
export { type Counts, ruleIfAnyZero, type ZeroCellOptions, type ZeroCellRule } from "./binary/counts.ts";
export { type OddsRatioOptions, oddsRatio } from "./binary/odds-ratio.ts";
export { type LatentDistribution, standardizedFromOddsRatio } from "./binary/odds-ratio-to-d.ts";
export { petoOddsRatio } from "./binary/peto-odds-ratio.ts";
export { type PhiSampling, phiCoefficient, phiCoefficientZ } from "./binary/phi.ts";
export { probitDifference } from "./binary/probit-difference.ts";
export { type RiskDifferenceOptions, riskDifference } from "./binary/risk-difference.ts";
export { riskRatio } from "./binary/risk-ratio.ts";
export { tetrachoricCorrelation } from "./binary/tetrachoric.ts";
export { yuleQ, yuleY } from "./binary/yule.ts";

// Effects of two groups: means.

export { commonLanguageEffect } from "./continuous/common-language.ts";
export { oddsRatioFromMeans } from "./continuous/d-to-odds-ratio.ts";
export { biserial, biserialZ, pointBiserial, pointBiserialZ } from "./continuous/group-correlation.ts";
export { type MeanDifferenceOptions, meanDifference } from "./continuous/mean-difference.ts";
export { type RatioOfMeansOptions, ratioOfMeans } from "./continuous/ratio-of-means.ts";
export { smallSampleCorrection } from "./continuous/small-sample-correction.ts";
export { glassDelta, glassDeltaUnequalVariances, smdUnequalVariances } from "./continuous/smd-unequal.ts";
export { type SmdConvention, standardizedByConvention } from "./continuous/standardized-by-convention.ts";
export {
  type SmdOptions,
  type SmdVariance,
  standardizedFromD,
  standardizedMeanDifference,
} from "./continuous/standardized-mean-difference.ts";
export type { TwoMeans } from "./continuous/two-means.ts";
export { coefficientOfVariationRatio, variabilityRatio } from "./continuous/variability-ratio.ts";

// Effects of two groups: rates.

export {
  incidenceRateDifference,
  incidenceRateRatio,
  squareRootRateDifference,
} from "./rate/incidence-rate.ts";
export type { RateOptions, TwoRates } from "./rate/two-rates.ts";

// One group.

export {
  type CorrectedProportionMeasure,
  correctedProportions,
  type ProportionCorrection,
} from "./one-group/corrected-proportion.ts";
export { type MeanMeasure, type OneMean, oneMean } from "./one-group/mean.ts";
export {
  type Proportion,
  type ProportionMeasure,
  type ProportionOptions,
  proportion,
} from "./one-group/proportion.ts";
export {
  type ProportionInterval,
  type ProportionIntervalMethod,
  proportionInterval,
} from "./one-group/proportion-interval.ts";
export { incidenceRate, type Rate, type RateMeasure } from "./one-group/rate.ts";
export { type RateInterval, type RateIntervalMethod, rateInterval } from "./one-group/rate-interval.ts";
export {
  type InversionSize,
  type PooledProportion,
  type ReadProportion,
  readProportion,
} from "./one-group/read-proportion.ts";

// The same people twice, or matched pairs.

export {
  coefficientOfVariationRatioChange,
  ratioOfMeansChange,
  variabilityRatioChange,
} from "./paired/change-ratio.ts";
export { fromFirstPeriod } from "./paired/first-period.ts";
export {
  conditionalOddsRatio,
  conditionalOddsRatioFromDiscordant,
  pairedOddsRatio,
  pairedPeto,
  pairedRiskDifference,
  pairedRiskRatio,
} from "./paired/matched-pairs.ts";
export type { MatchedOptions, MatchedTable } from "./paired/matched-table.ts";
export { meanChange } from "./paired/mean-change.ts";
export {
  type PairedDifference,
  type PairedUncertainty,
  pairedMeanDifference,
  pairedMeanDifferenceFromArms,
} from "./paired/paired-difference.ts";
export type { PairedMeans } from "./paired/paired-means.ts";
export {
  standardizedByChange,
  standardizedByPooled,
  standardizedByPooledUnequal,
  standardizedByRaw,
  standardizedByRawUnequal,
} from "./paired/standardized-mean-change.ts";

// Association.

export { type Correlation, correlation, fisherZ, unbiasedCorrelation } from "./association/correlation.ts";
export { type AlphaMeasure, cronbachAlpha, type Reliability } from "./association/cronbach-alpha.ts";
export {
  partialCorrelation,
  partialCorrelationZ,
  type RegressionT,
} from "./association/partial-correlation.ts";

// Effects as reported.

export { hazardRatioFromLogRank, type LogRank } from "./generic/hazard-ratio.ts";
export { hazardRatioFromCurves, type SurvivalCurves } from "./generic/hazard-ratio-from-curves.ts";
export {
  type EventsReported,
  hazardRatioFromEvents,
  hazardRatioFromLogRankP,
  hazardRatioFromObservedExpected,
  type LogRankP,
  type ObservedExpected,
} from "./generic/hazard-ratio-indirect.ts";
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

// Tables with continuity corrections.

export {
  type CorrectedEffectOptions,
  correctedEffects,
} from "./corrected-tables/corrected-effect.ts";
export {
  type CorrectedMantelHaenszel,
  type CorrectedMantelHaenszelOptions,
  correctedMantelHaenszel,
} from "./corrected-tables/corrected-mantel-haenszel.ts";
export {
  type ArmIncrements,
  type CorrectionOptions,
  increments as continuityIncrements,
  type TableMeasure,
} from "./corrected-tables/increments.ts";
export {
  type ArmSizedEffect,
  type SampleSizeMean,
  sampleSizeMean,
} from "./corrected-tables/sample-size-weights.ts";

// Clusters, crossover and shared control groups.

export {
  type ClusterSizes,
  clusterAdjusted,
  designEffect,
  effectiveCounts,
  effectiveSampleSize,
  inflatedStandardError,
} from "./design/cluster-trial.ts";
export {
  type AtCorrelation,
  type CrossoverArms,
  crossoverRange,
  crossoverStandardizedRange,
} from "./design/crossover-range.ts";
export { splitSharedControl, splitSharedControlMeans } from "./design/shared-control.ts";

// Conversions.

export { changeSd, correlationFromSds } from "./convert/change-sd.ts";
export { combineGroups } from "./convert/combine-groups.ts";
export {
  arcsine,
  correlationToZ,
  dToBinomialDisplay,
  dToCliff,
  dToCommonLanguage,
  dToLogOddsRatio,
  dToOverlap,
  dToPointBiserial,
  dToU1,
  dToU2,
  dToU3,
  logit,
  logOddsRatioToD,
} from "./convert/effect-transforms.ts";
export { meanSdFromLogNormalQuantiles } from "./convert/log-normal-quantiles.ts";
export {
  type MeanAndSd,
  meanSdFromQuantiles,
  type QuantileMethod,
} from "./convert/mean-sd-from-quantiles.ts";
export type { QuantileSummary } from "./convert/quantile-summary.ts";
export { type SkewnessTest, skewnessTest } from "./convert/skewness-test.ts";
export { oddsRatioFromSmd, smdFromOddsRatio } from "./convert/smd-and-odds-ratio.ts";
export {
  type IntervalOfMean,
  sdFromDifference,
  sdFromInterval,
  sdFromStandardError,
  standardErrorFromInterval,
  standardErrorFromP,
} from "./convert/standard-deviation.ts";

// Pooling: tables and rates.

export type { HomogeneityTests } from "./tables/breslow-day.ts";
export {
  type MantelHaenszelOptions,
  type MantelHaenszelResult,
  mantelHaenszel,
} from "./tables/mantel-haenszel.ts";
export {
  type MantelHaenszelRateOptions,
  type MantelHaenszelRateResult,
  mantelHaenszelRates,
} from "./tables/mantel-haenszel-rates.ts";
export { type PetoOptions, peto } from "./tables/peto.ts";
export type { ChiSquareTest, PooledTables } from "./tables/pooled-ratio.ts";

// Pooling: rare events.

export {
  type BetaBinomialOptions,
  type BetaBinomialResult,
  poolBetaBinomial,
} from "./rare-events/beta-binomial.ts";
export { type FirthOptions, type FirthResult, poolFirth } from "./rare-events/firth-logistic.ts";

// Pooling: generalised linear mixed models.

export type { HeterogeneityTest } from "./generalised-mixed/heterogeneity-tests.ts";
export type { MixedOptions, TwoArmOptions } from "./generalised-mixed/mixed-options.ts";
export type { MixedResult } from "./generalised-mixed/mixed-result.ts";
export { poolLogisticMixed, poolPoissonMixed } from "./generalised-mixed/pool-mixed-groups.ts";
export {
  type MixedRateOptions,
  poolMixedRates,
  type RateModel,
} from "./generalised-mixed/pool-mixed-rates.ts";
export {
  type MixedTableOptions,
  poolMixedTables,
  type TableModel,
} from "./generalised-mixed/pool-mixed-tables.ts";

// Pooling: Bayesian random-effects model.

export {
  type BayesOptions,
  type BayesResult,
  bayesRandom,
  type EffectPosterior,
  type Exceedance,
  type PosteriorSummary,
} from "./bayesian/bayes-random.ts";
export {
  mixtureDensity,
  mixtureLower,
  mixtureQuantile,
  mixtureUpper,
  type NormalMixture,
} from "./bayesian/normal-mixture.ts";
export type { TauPrior } from "./bayesian/tau-prior.ts";

// Pooling: conventions of other programs.

export {
  analyseByProfile,
  type ProfileAnalysis,
  type ProfileStudies,
} from "./profiles/analyse-by-profile.ts";
export {
  iqwig6,
  metaDefaults,
  metaforDefaults,
  type Profile,
  profiles,
  revMan5,
  revMan2025,
} from "./profiles/profile.ts";
export {
  type GivenMean,
  type TwoModelOptions,
  type TwoModels,
  twoModels,
  type WeightedMean,
} from "./profiles/two-models.ts";

// Pooling: between-study variance.

export type { Convergence } from "./tau2/estimate.ts";
export { likelihoodSe } from "./tau2/likelihood.ts";
export { type Tau2Method, tau2Estimators } from "./tau2/tau2-estimators.ts";
export { profileLikelihoodInterval, qProfileInterval, type Tau2Interval } from "./tau2/tau2-interval.ts";

// Pooling: common and random effects.

export { type AggregatedEffect, aggregateEffects, type ClusteredEffect } from "./pool/aggregate.ts";
export { type FitStatistics, fitStatistics } from "./pool/fit-statistics.ts";
export { type FutureStudyMethod, type FutureStudyOptions, futureStudyInterval } from "./pool/future-study.ts";
export { type Inconsistency, inconsistency, varianceShare } from "./pool/inconsistency.ts";
export { type KenwardRoger, kenwardRoger } from "./pool/kenward-roger.ts";
export { type PoolOptions, pool } from "./pool/pool.ts";
export { type CommonOptions, poolCommon } from "./pool/pool-common.ts";
export { poolRandom, type RandomOptions, type Tau2Weights } from "./pool/pool-random.ts";
export type { PooledResult, PredictionInterval, Test } from "./pool/pooled-result.ts";
export { type PredictionMethod, predictionInterval } from "./pool/prediction-interval.ts";
export {
  type AdHocRule,
  type MeanInterval,
  type RandomIntervalMethod,
  type RandomIntervalOptions,
  randomInterval,
} from "./pool/random-interval.ts";
export { type Effect, type StudyData, studyData } from "./pool/study-data.ts";
export { type Tau2IntervalMethod, tau2IntervalBy } from "./pool/tau2-interval-by.ts";

// Meta-regression.

export { type BubbleData, bubbleData } from "./regression/bubble-data.ts";
export { compareRegressions, type LikelihoodRatioTest } from "./regression/compare-regressions.ts";
export {
  type Design,
  type DesignTerm,
  designMatrix,
  interceptOnly,
  type ModeratorRow,
} from "./regression/design.ts";
export { readFormula } from "./regression/formula.ts";
export type { Formula, Predictor, Term } from "./regression/formula-terms.ts";
export { type InflationFactor, inflationFactors } from "./regression/inflation.ts";
export { type ContrastTest, testCoefficients, testContrasts } from "./regression/joint-test.ts";
export {
  type LocationScaleOptions,
  type LocationScaleResult,
  locationScale,
} from "./regression/location-scale.ts";
export {
  type PermutationOptions,
  type PermutationTest,
  permutationTest,
} from "./regression/permutation-test.ts";
export { type Predicted, type PredictOptions, predictEffects } from "./regression/predict.ts";
export { type RegressionOptions, regress } from "./regression/regress.ts";
export type { Coefficient, JointTest, RegressionResult } from "./regression/regression-result.ts";

// Multilevel and multivariate models.

export {
  type ClusterInfluence,
  clusterInfluence,
  type InfluenceProgress,
} from "./multivariate/cluster-influence.ts";
export { compareFits, type FitComparison } from "./multivariate/compare-fits.ts";
export {
  type ComponentInterval,
  type ComponentProfilePoint,
  componentInterval,
  componentProfile,
} from "./multivariate/component-interval.ts";
export type { StructureName } from "./multivariate/covariance-structure.ts";
export type { SamplingCovariance } from "./multivariate/dependent-blocks.ts";
export { fitMultivariate, type MultivariateOptions } from "./multivariate/fit-multivariate.ts";
export type {
  MultivariateCoefficient,
  MultivariateResult,
  RandomTermResult,
} from "./multivariate/fitted-model.ts";
export type { ComponentName } from "./multivariate/held-component.ts";
export type { HeldComponents } from "./multivariate/held-components.ts";
export { type MultivariateI2, multivariateI2 } from "./multivariate/multivariate-i2.ts";
export type { OwnWeights } from "./multivariate/own-weights.ts";
export {
  type MultilevelOptions,
  type MultilevelResult,
  type NestedEffect,
  poolMultilevel,
} from "./multivariate/pool-multilevel.ts";
export { type NewEffect, predictMultivariate } from "./multivariate/predict-multivariate.ts";
export { type PredictedRandomEffect, predictRandomEffects } from "./multivariate/random-effects.ts";
export type { InterceptTerm, Level, RandomTerm, StructuredTerm } from "./multivariate/random-terms.ts";

// Robust variance estimation.

export type { SmallSampleCorrection } from "./robust/adjustment.ts";
export {
  clusterRobust,
  type RobustContrasts,
  type RobustDf,
  type RobustOptions,
  robustContrasts,
} from "./robust/cluster-robust.ts";
export type { ClusterKey } from "./robust/clusters.ts";
export {
  type CorrelationCovariance,
  type CorrelationCovarianceOptions,
  correlationCovariance,
} from "./robust/correlation-covariance.ts";
export {
  type RobustRegression,
  type RobustRegressionOptions,
  robustRegression,
} from "./robust/robust-regression.ts";
export type { RobustCoefficient, RobustResult } from "./robust/robust-result.ts";
export type { JointReference } from "./robust/robust-test.ts";
export {
  type DependentEffect,
  type ErrorCorrelation,
  type SamplingCovarianceBlock,
  type SamplingCovarianceOptions,
  type SamplingCovarianceResult,
  samplingCovariance,
} from "./robust/sampling-covariance.ts";
export {
  independentBlocks,
  type WorkingBlock,
  type WorkingModel,
  workingModelOfMultivariate,
  workingModelOfRegression,
} from "./robust/working-model.ts";

// Diagnostic accuracy.

export { accuracyRegion, type Region, type RegionOptions } from "./diagnostic-accuracy/accuracy-region.ts";
export {
  type AccuracyCorrection,
  type AccuracyFigure,
  type AccuracyTable,
  type StudyAccuracy,
  type StudyAccuracyOptions,
  studyAccuracy,
} from "./diagnostic-accuracy/accuracy-study.ts";
export { type BinomialOptions, binomialAccuracy } from "./diagnostic-accuracy/binomial-model.ts";
export { type BivariateResult, bivariateAccuracy } from "./diagnostic-accuracy/bivariate.ts";
export type {
  BivariateConvergence,
  BivariateMethod,
  BivariateOptions,
} from "./diagnostic-accuracy/bivariate-model.ts";
export {
  type BivariateComparison,
  type BivariateRegression,
  bivariateRegression,
  compareBivariate,
} from "./diagnostic-accuracy/bivariate-regression.ts";
export {
  type PooledPredictiveValues,
  pooledPredictiveValues,
  predictiveValues,
} from "./diagnostic-accuracy/predictive-values.ts";
export {
  type ProportionalHazards,
  type ProportionalHazardsOptions,
  proportionalHazards,
} from "./diagnostic-accuracy/proportional-hazards.ts";
export type { AccuracyIntervalMethod } from "./diagnostic-accuracy/rate-interval.ts";
export {
  areaUnderCurve,
  type Hsroc,
  type SummaryCurve,
  type SummaryCurveKind,
  summaryCurve,
} from "./diagnostic-accuracy/summary-curve.ts";
export {
  type AccuracyRatio,
  type MantelHaenszelAccuracyOptions,
  mantelHaenszelAccuracy,
  poolAccuracyRatio,
} from "./diagnostic-accuracy/univariate-accuracy.ts";

// Subgroups, leave-one-out and cumulative analyses.

export { type CumulativeStep, cumulative } from "./sensitivity/cumulative.ts";
export { leaveOneOut, type WithoutOne } from "./sensitivity/leave-one-out.ts";
export type { Pooler } from "./sensitivity/pooling.ts";
export {
  type Subgroup,
  type SubgroupAnalysis,
  type SubgroupEffect,
  type SubgroupOptions,
  subgroups,
} from "./sensitivity/subgroups.ts";

// Influence and heterogeneity plots.

export {
  type BaujatPoint,
  baujat,
  type RadialPlot,
  radialPlot,
} from "./influence/heterogeneity-plots.ts";
export {
  type InfluenceAnalysis,
  influence,
  type Residual,
  type StudyInfluence,
} from "./influence/influence.ts";
export { likelihoodProfile, type ProfilePoint } from "./influence/likelihood-profile.ts";
export { type ShrunkenEffect, shrunkenEffects } from "./influence/shrunken-effects.ts";

// Bootstrap and subsets of studies.

export {
  type Bootstrap,
  type BootstrapFigure,
  type BootstrapOptions,
  bootstrap,
} from "./resampling/bootstrap.ts";
export { type Gosh, type GoshOptions, gosh } from "./resampling/gosh.ts";

// Multiverse of choices.

export type { ChoiceInfluence } from "./multiverse/choice-influence.ts";
export {
  type Agreement,
  type FailedUniverse,
  type Multiverse,
  type MultiverseOptions,
  multiverse,
  type Scale as MultiverseScale,
  type Universe,
} from "./multiverse/multiverse.ts";
export {
  type CountMeasure,
  leaveOneOutSubsets,
  type MultiverseGrid,
  type MultiverseStudies,
  type PoolingChoice,
  type SubsetChoice,
} from "./multiverse/multiverse-grid.ts";
export type { ChoiceName, Choices } from "./multiverse/universe.ts";

// Small-study effects.

export {
  type ArmSizes,
  deeksTest,
  eggerTest,
  macaskillTest,
  pustejovskyTest,
  thompsonTest,
} from "./bias/asymmetry-effects.ts";
export { beggTest, type KendallScore, kendallScore, type RankOptions } from "./bias/asymmetry-rank.ts";
export { harbordTest, petersTest, schwarzerTest, type TableEffect } from "./bias/asymmetry-tables.ts";
export type { AsymmetryTest } from "./bias/asymmetry-test.ts";
export { type DoiPoint, doiPlotData, type LfkIndex, lfkIndex } from "./bias/doi-plot.ts";
export {
  type ExcessSignificance,
  type ExcessSignificanceOptions,
  excessSignificance,
} from "./bias/excess-significance.ts";
export {
  type FailSafeGeneral,
  type FailSafeGeneralOptions,
  failSafeGeneral,
  type MeanWithNulls,
  meanWithNulls,
} from "./bias/fail-safe-general.ts";
export {
  type FailSafe,
  type FailSafeOrwin,
  failSafeOrwin,
  failSafeRosenberg,
  failSafeRosenthal,
} from "./bias/fail-safe-n.ts";
export {
  type FunnelPredictor,
  type FunnelRegression,
  type FunnelRegressionOptions,
  funnelRegression,
  type SizedEffect,
} from "./bias/funnel-regression.ts";
export { type HenmiCopas, henmiCopas } from "./bias/henmi-copas.ts";
export { type LimitMetaAnalysis, type LimitOptions, limitMetaAnalysis } from "./bias/limit-meta-analysis.ts";
export { type PetPeese, petPeese } from "./bias/pet-peese.ts";
export { rankCorrelationTest } from "./bias/rank-correlation.ts";
export { type TrimAndFill, type TrimAndFillOptions, trimAndFill } from "./bias/trim-and-fill.ts";

// Selection models.

export type { Alternative } from "./selection/alternative.ts";
export {
  type SelectionCoefficient,
  type SelectionParameter,
  type SelectionResult,
  selectionModel,
} from "./selection/selection-model.ts";
export type {
  BetaSelection,
  FallingSelection,
  Selection,
  SelectionOptions,
  StepSelection,
  TruncatedSelection,
} from "./selection/selection-options.ts";
export type { IntervalCount } from "./selection/selection-setting.ts";

// Copas selection model.

export { type CopasOptions, type CopasPoint, type CopasResult, copasModel } from "./copas/copas-model.ts";

// Results in words and code.

export { type Describable, type DescribeContext, describe } from "./describe/describe.ts";
export { type ExplainedStep, type Explanation, explain } from "./describe/explain.ts";
