export { compare } from "./compare.ts";
export type {
  AnalysisOutcome,
  AnalysisRow,
  Because,
  Certainty,
  Derivation,
  DerivedValue,
  DeriveOptions,
  Finding,
  Line,
  Pooled,
  SentencePart,
  ShownEffect,
  Standing,
  Verdict,
  VerdictChange,
  VerdictClass,
  VerdictSpan,
  WhyStep,
} from "./derivation.ts";
export { derive } from "./derive.ts";
export { type Examination, examine } from "./examine.ts";
export { verdictWords } from "./statement.ts";
export { type Timeline, type TimelineEvent, type TimelineOptions, timeline } from "./timeline.ts";
export { why } from "./why.ts";
