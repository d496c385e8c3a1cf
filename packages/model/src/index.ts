export { type Analysis, resultSets } from "./analysis.ts";
export { checkReview } from "./checks/check-review.ts";
export { suggestion } from "./checks/nearest-name.ts";
export type { Condition, ConditionId, Outcome, StandardTreatment } from "./condition.ts";
export { type DocumentKind, documentKinds, jsonSchemaOf, type ReviewDocument } from "./document.ts";
export type {
  Assessment,
  EconomicEvidence,
  Mechanism,
  PublishedStatement,
  RuleSet,
  SearchStrategy,
} from "./evidence.ts";
export { firstDay, isPartialDate, lastDay, type PartialDate } from "./partial-date.ts";
export { formatProblem, type Problem, type ProblemPlace } from "./problem.ts";
export type { Intervention, Protocol } from "./protocol.ts";
export {
  type Datum,
  type DatumDetail,
  datumValue,
  detailOf,
  type Origin,
  type Origins,
  originList,
  type Source,
  sourceKinds,
} from "./provenance.ts";
export { type Locate, pointerOf, type ReadDocument, readDocument } from "./read-document.ts";
export {
  describeOrigin,
  isUnverified,
  type LocatedDatum,
  locateDatum,
  type Ref,
  refTo,
  splitRef,
} from "./reference.ts";
export { type AssembledReview, assembleReview, type Review } from "./review.ts";
export type { SearchRunDocument } from "./search-run.ts";
export { searchText } from "./search-text.ts";
export type {
  Arm,
  ArmData,
  Citation,
  Contrast,
  Paired,
  Report,
  Result,
  Study,
  StudyId,
  TreatmentHistory,
} from "./study.ts";
