export type { AgreementWeights } from "./agreement/agreement-weights.ts";
export type { Coefficient, Interval } from "./agreement/coefficient.ts";
export { cohenKappa } from "./agreement/cohen-kappa.ts";
export { fleissKappa, gwetAc } from "./agreement/many-raters.ts";
export { type PairAgreement, pairAgreement } from "./agreement/pair-agreement.ts";
export { type RatedSubjects, ratedSubjects } from "./agreement/rated-subjects.ts";
export { type RatingTable, ratingTable } from "./agreement/rating-table.ts";
export { agreementOn, pabak, percentAgreement } from "./agreement/shared-choices.ts";
export type { Explanation, Share } from "./model/explanation.ts";
export { type LikelyReason, likelyReasons } from "./model/likely-reasons.ts";
export type { ScreeningMode } from "./model/mode.ts";
export {
  type LabelResult,
  type RankedRecord,
  type ScreeningModel,
  type ScreeningModelResult,
  type ScreeningOptions,
  type ScreeningProblem,
  screeningModel,
} from "./model/screening-model.ts";
export type { DoubtfulLabel, DoubtfulLabels } from "./model/second-look.ts";
export {
  type Assignment,
  type AssignmentOptions,
  type AssignmentResult,
  type AssignmentStrategy,
  assignRecords,
} from "./people/assignment.ts";
export { type BlindVotes, blindVotes } from "./people/blind-votes.ts";
export {
  type CalibrationRound,
  calibrationRound,
  drawCalibration,
  type ReadinessRule,
} from "./people/calibration.ts";
export { type CarriedOver, carryOver, type SameWork } from "./people/carry-over.ts";
export { conflictsIn, type ScreeningConflict } from "./people/conflicts.ts";
export { currentVotes, type RecordVotes } from "./people/current-votes.ts";
export { exclusionReason } from "./people/exclusion-reason.ts";
export { type FoundCurve, foundCurves } from "./people/found-curve.ts";
export { type MachineObjection, machineObjections } from "./people/machine-objections.ts";
export {
  type ReviewerProgress,
  type ScreenedState,
  type ScreeningProgress,
  screenedState,
} from "./people/progress.ts";
export { type Agreed, type RecordStatus, recordStatus, type Settled } from "./people/record-status.ts";
export { labelOf, labelSeenBy } from "./people/screening-labels.ts";
export type { ScreeningRules } from "./people/screening-rules.ts";
export { type VisibleVotes, visibleVotes } from "./people/visible-votes.ts";
export {
  type Consensus,
  DECISIONS,
  type Decision,
  STAGES,
  type Stage,
  type Vote,
  type VoteEntry,
  type Withdrawal,
} from "./people/vote.ts";
export { type ReviewerPair, type VotesAgreement, votesAgreement } from "./people/votes-agreement.ts";
export { type ReadVotes, readVotes, voteLine } from "./people/votes-file.ts";
export {
  type PackedSignWeights,
  type PriorWeights,
  type SignWeights,
  unpackedWeights,
} from "./prior/prior-weights.ts";
export { type PriorRead, readPrior } from "./prior/read-prior.ts";
export type { ScreeningRecord } from "./record.ts";
export {
  type ScreenedRecord,
  type SimulationOptions,
  type SimulationResult,
  simulate,
  simulateWith,
} from "./simulate/simulate.ts";
export { canonicalDecisions, canonicalRecords } from "./stop/canonical-text.ts";
export {
  type CertificateSubject,
  type Hashed,
  type StoppingCertificate,
  stoppingCertificate,
} from "./stop/certificate.ts";
export { type DecisionsFromVotes, decisionsFromVotes } from "./stop/decisions-from-votes.ts";
export { type IrrelevantRunStatement, irrelevantRun } from "./stop/irrelevant-run.ts";
export { type BlindSample, type QuantileBoundStatement, quantileBound } from "./stop/quantile-bound.ts";
export { type RandomDraw, randomDraw } from "./stop/random-draw.ts";
export { type Looks, type RandomSampleStatement, randomSample } from "./stop/random-sample.ts";
export { type RandomSequenceStatement, randomSequence } from "./stop/random-sequence.ts";
export { type RankedWindowsStatement, rankedWindows } from "./stop/ranked-windows.ts";
export {
  type Estimate,
  type LeftBySampleStatement,
  type LeftByTailStatement,
  type LeftFigures,
  leftBySample,
  leftByTail,
} from "./stop/relevant-left.ts";
export {
  type DrawMoment,
  type KnownOrder,
  type Replayed,
  replayRule,
  type StoppingRule,
} from "./stop/replay.ts";
export { type ReplayOptions, type ReviewReplay, replayReview } from "./stop/replay-review.ts";
export { type ReplaySummary, replaySummary, shareInterval } from "./stop/replay-summary.ts";
export { type SafeCourse, type SafePhase, type SafeStatement, safe } from "./stop/safe.ts";
export type { SafeCondition, SafeConditions } from "./stop/safe-conditions.ts";
export type { SampleOfRest } from "./stop/sample-of-rest.ts";
export { quantileSampleSize, type SamplePlan, type SampleSize, sampleSize } from "./stop/sample-size.ts";
export {
  type DecisionsInOrder,
  decisionsInOrder,
  type Screening,
  type ScreeningDecision,
} from "./stop/screening-so-far.ts";
export type { StoppingAim } from "./stop/stopping-aim.ts";
export type { StoppingProblem } from "./stop/stopping-problem.ts";
export type { Standing, Statement, StoppingStatement } from "./stop/stopping-statement.ts";
