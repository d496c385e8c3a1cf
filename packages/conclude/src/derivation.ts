import type { Problem, Ref } from "@coppice/model";

export type VerdictClass = "effective" | "modest-not-significant" | "not-effective" | "not-established";
export type Line = "first" | "second";

/** How a step of a walk is known: read somewhere, computed from what was read, or not seen anywhere. */
export type Standing = "seen" | "derived" | "unverified";

/**
 * One node of the provenance graph. Data leaves are not stored: they are looked up in the documents by their ref
 * (see `why`). A node exists for every derived value that is shown.
 */
export interface DerivedValue {
  readonly ref: Ref;
  /** What it is, as `Risk ratio of Mendell 2001`. */
  readonly title: string;
  /** The value in words, as `4.22 (95% CI 1.03 to 17.20)`. */
  readonly text: string;
  /** The formula, estimator or rule, with its source. */
  readonly how: string;
  readonly from: readonly Ref[];
}

/** An interval effect on the analysis scale and as shown. Ratios are shown back-transformed. */
export interface ShownEffect {
  /** Analysis scale: log for ratios. */
  readonly yi: number;
  readonly vi: number;
  /** Shown scale. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface AnalysisRow {
  readonly study: string;
  readonly label: string;
  /** Partial date of the first report; `undefined` for unpublished. */
  readonly published: string | undefined;
  readonly result: string;
  /** `in`: pooled; `later`: published after the date; `left-out`: excluded by the reader. */
  readonly state: "in" | "later" | "left-out";
  /** The experimental and comparator data as shown in two columns, as `11 / 30` or `0.8 (1.3) 130`. */
  readonly experimental: string;
  readonly comparator: string;
  /** Events and numbers where the result has them, for absolute effects. */
  readonly counts?: {
    readonly events1: number;
    readonly n1: number;
    readonly events2: number;
    readonly n2: number;
  };
  readonly effect: ShownEffect;
  /** Percent of the pooled weight; 0 where the study is not in. */
  readonly weight: number;
  readonly patients: number | undefined;
  /** How the effect was obtained, as `paired, McNemar` or `from the reported interval`. */
  readonly via: string;
  readonly unverified: boolean;
  readonly ref: Ref;
}

export interface Pooled {
  readonly k: number;
  readonly patients: number;
  readonly effect: ShownEffect;
  readonly pValue: number;
  readonly tau2: number;
  /** Q-profile interval; undefined for one study, or where no value fits. */
  readonly tau2Interval: { readonly low: number; readonly high: number } | undefined;
  readonly i2: number;
  readonly q: number;
  readonly qDf: number;
  readonly qP: number;
  readonly prediction: { readonly low: number; readonly high: number } | undefined;
  /** The same with a Hartung-Knapp interval, for comparison; `undefined` for one study. */
  readonly hartungKnapp: { readonly low: number; readonly high: number } | undefined;
  readonly method: string;
  readonly ref: Ref;
}

export interface AnalysisOutcome {
  readonly id: string;
  readonly title: string;
  readonly condition: string;
  readonly against: readonly string[];
  /** The comparators in words. */
  readonly comparatorName: string;
  readonly outcomeName: string;
  readonly measure: "RR" | "OR" | "RD" | "MD" | "SMD" | "HR" | "rate-ratio";
  readonly scale: "log" | "identity";
  readonly better: "higher" | "lower";
  readonly decides: boolean;
  /** Ordered by date of publication. */
  readonly rows: readonly AnalysisRow[];
  /** Studies of the comparison that report the outcome but could not enter, each with the reason. */
  readonly notPooled: readonly { readonly study: string; readonly label: string; readonly reason: string }[];
  readonly pooled: Pooled | undefined;
  /** Pooled result after each study, in order of publication, up to the date. */
  readonly cumulative: readonly {
    readonly label: string;
    readonly published: string;
    readonly effect: ShownEffect;
    readonly k: number;
  }[];
  readonly leaveOneOut: readonly {
    readonly study: string;
    readonly label: string;
    readonly effect: ShownEffect;
  }[];
  readonly problems: readonly Problem[];
}

/** What one study says about the studied intervention against one comparator. */
export interface Finding {
  readonly study: string;
  readonly label: string;
  readonly published: string | undefined;
  readonly patients: number | undefined;
  readonly against: readonly string[];
  readonly comparatorName: string;
  readonly comparatorRole: "inactive" | "active" | "dose" | "none";
  readonly allocation: "randomised" | "quasi-randomised" | "non-randomised";
  readonly history: string;
  /** On the study's main outcome. */
  readonly says: "benefit" | "harm" | "no-difference" | "unclear";
  readonly significant: boolean | undefined;
  /** Name of the main outcome, and why it is the main one. */
  readonly outcome: string;
  readonly text: string;
  /** Favourable significant results on other outcomes. */
  readonly signals: readonly { readonly ref: Ref; readonly text: string }[];
  readonly ref: Ref;
}

export interface Because {
  readonly rule: string;
  readonly sentence: string;
  readonly from: readonly Ref[];
}

export interface Certainty {
  readonly level: "high" | "moderate" | "low" | "very-low";
  /** 4 to 1. */
  readonly points: number;
  /** Each step down, with its domain and reason. */
  readonly steps: readonly { readonly domain: string; readonly down: number; readonly reason: string }[];
}

/** A piece of a sentence: plain words, or a value that can be asked "Why?". */
export type SentencePart = string | { readonly text: string; readonly ref: Ref };

export interface Verdict {
  readonly condition: string;
  readonly name: string;
  readonly short: string | undefined;
  readonly order: number;
  readonly parent: string | undefined;
  readonly class: VerdictClass;
  readonly line: Line | null;
  readonly doseGPerKg: number | null;
  /** One sentence in plain words. */
  readonly statement: string;
  /** The same sentence with its live numbers. */
  readonly parts: readonly SentencePart[];
  /** Studies that the verdict rests on. */
  readonly studies: readonly string[];
  readonly because: readonly Because[];
  /** Refs of unverified data that the verdict rests on. */
  readonly unverified: readonly Ref[];
  /** Eligible controlled studies known by the date, whatever they compare. */
  readonly trials: number;
  readonly patients: number;
  readonly certainty: Certainty | undefined;
  readonly findings: readonly Finding[];
  readonly analyses: readonly AnalysisOutcome[];
  /** Id of the analysis whose pooled effect is shown as the main one. */
  readonly mainAnalysis: string | undefined;
  readonly ref: Ref;
}

/** What `derive` returns: everything that can be said of a review at a date under a rule set. */
export interface Derivation {
  readonly review: string;
  readonly asOf: string;
  readonly rules: string;
  readonly excluded: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly values: ReadonlyMap<Ref, DerivedValue>;
  readonly problems: readonly Problem[];
}

export interface DeriveOptions {
  /** `YYYY-MM-DD`: only what had been published by the end of this day is known. */
  readonly asOf: string;
  /** Id of a rule set of the review; the protocol's where absent. */
  readonly ruleSet?: string;
  /** Ids of studies to leave out. */
  readonly exclude?: readonly string[];
}

/** One step of the walk from a value to its sources. */
export interface WhyStep {
  readonly ref: Ref;
  readonly depth: number;
  readonly title: string;
  readonly text: string;
  readonly how: string;
  readonly standing: Standing;
  readonly url?: string;
  /** Values that other sources give for the same thing, in words. */
  readonly conflicts: readonly string[];
}

/** A change of one condition's verdict between two dates, with the study that brought it. */
export interface VerdictChange {
  readonly condition: string;
  readonly kind: "class" | "line" | "firmer" | "weaker" | "new" | "narrowed" | "same";
  /** A few words, as `firmer: ProDERM 2022`. */
  readonly text: string;
  readonly studies: readonly string[];
}

/** One stretch of a condition's verdict in time. */
export interface VerdictSpan {
  readonly from: string;
  readonly to: string;
  readonly class: VerdictClass;
  readonly line: Line | null;
  /** Study whose publication began the span. */
  readonly by: string | undefined;
}
