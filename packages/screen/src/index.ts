export type { Explanation, Share } from "./model/explanation.ts";
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
export { currentVotes, type RecordVotes } from "./people/current-votes.ts";
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
export { type ReadVotes, readVotes, voteLine } from "./people/votes-file.ts";
export {
  type PackedSignWeights,
  type PriorWeights,
  type SignWeights,
  unpackedWeights,
} from "./prior/prior-weights.ts";
export type { ScreeningRecord } from "./record.ts";
export {
  type ScreenedRecord,
  type SimulationOptions,
  type SimulationResult,
  simulate,
  simulateWith,
} from "./simulate/simulate.ts";
