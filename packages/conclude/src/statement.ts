import type { AnalysisOutcome, DerivedValue, Line, SentencePart, VerdictClass } from "./derivation.ts";
import type { Efficacy } from "./efficacy.ts";
import type { EvidenceUnit } from "./evidence-unit.ts";
import type { StudyFinding } from "./finding.ts";
import { interventionName, type ReviewIndex } from "./review-index.ts";
import { measureNames, plural, showInterval, showNumber } from "./show.ts";

export interface Sentence {
  readonly parts: readonly SentencePart[];
  /** Values that the sentence introduces (absolute effects). */
  readonly values: readonly DerivedValue[];
}

const headline: Readonly<Record<VerdictClass, string>> = {
  effective: "Effective",
  "modest-not-significant": "Modest, not statistically significant",
  "not-effective": "Not effective",
  "not-established": "Not established",
};

/** A verdict in three or four words. */
export function verdictWords(verdictClass: VerdictClass, line: Line | null): string {
  return line === null ? headline[verdictClass] : `${headline[verdictClass]}, ${line}-line`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How many more in 100, from the pooled risk ratio and the median risk of the comparator arms. */
function absoluteEffect(
  analysis: AnalysisOutcome,
): { text: string; values: DerivedValue[]; ref: string } | undefined {
  const counted = analysis.rows.filter((row) => row.state === "in" && row.counts !== undefined);
  if (analysis.pooled === undefined || analysis.measure !== "RR" || counted.length === 0) return undefined;
  const risk = median(counted.map((row) => row.counts!.events2 / row.counts!.n2));
  const more = Math.round(100 * risk * (analysis.pooled.effect.estimate - 1));
  if (risk === 0 || risk * analysis.pooled.effect.estimate > 1) return undefined;
  const baseline: DerivedValue = {
    ref: `baseline/${analysis.id}`,
    title: `Usual course with ${analysis.comparatorName}`,
    text: `${Math.round(100 * risk)} in 100`,
    how: "median of the comparator arms of the pooled trials",
    from: counted.map((row) => row.ref),
  };
  const ref = `absolute/${analysis.id}`;
  const text = `${Math.abs(more)} ${more >= 0 ? "more" : "fewer"}`;
  return {
    ref,
    text,
    values: [
      baseline,
      {
        ref,
        title: "Absolute effect",
        text: `${text} in 100`,
        how: `${Math.round(100 * risk)} in 100 × (risk ratio ${showNumber(analysis.pooled.effect.estimate)} − 1)`,
        from: [analysis.pooled.ref, baseline.ref],
      },
    ],
  };
}

function pooledParts(analysis: AnalysisOutcome, intervention: string): Sentence {
  const pooled = analysis.pooled!;
  const absolute = absoluteEffect(analysis);
  const number: SentencePart = { text: showNumber(pooled.effect.estimate), ref: pooled.ref };
  const interval: SentencePart = { text: showInterval(pooled.effect), ref: pooled.ref };
  const trials = `; ${plural(pooled.k, "trial")}, ${plural(pooled.patients, "patient")}`;
  const name = analysis.outcomeName.charAt(0).toLowerCase() + analysis.outcomeName.slice(1);
  if (absolute !== undefined) {
    return {
      values: absolute.values,
      parts: [
        "about ",
        { text: absolute.text, ref: absolute.ref },
        ` in 100 people reach “${name}” with ${intervention} than with ${analysis.comparatorName} (`,
        number,
        " times as many, 95% CI ",
        interval,
        `${trials})`,
      ],
    };
  }
  return {
    values: [],
    parts: [
      `${name} against ${analysis.comparatorName}: ${measureNames[analysis.measure]} `,
      number,
      " (95% CI ",
      interval,
      `${trials})`,
    ],
  };
}

function unitParts(unit: EvidenceUnit, analyses: readonly AnalysisOutcome[], intervention: string): Sentence {
  const analysis = analyses.find((each) => each.id === unit.analysis);
  if (analysis?.pooled !== undefined) return pooledParts(analysis, intervention);
  return { values: [], parts: unit.findings.flatMap((finding, i) => findingParts(finding, i)) };
}

const findingParts = (finding: StudyFinding, i: number): SentencePart[] => [
  `${i > 0 ? "; " : ""}against ${finding.comparatorName}, `,
  { text: `${finding.label}: ${finding.text}`, ref: finding.ref },
];

function join(sentences: readonly Sentence[]): Sentence {
  return {
    parts: sentences.flatMap((each, i): SentencePart[] =>
      i === 0 ? [...each.parts] : ["; ", ...each.parts],
    ),
    values: sentences.flatMap((each) => each.values),
  };
}

/** What an effective verdict rests on, the comparison with most patients first. */
function effectiveSentences(
  index: ReviewIndex,
  efficacy: Efficacy,
  analyses: readonly AnalysisOutcome[],
  intervention: string,
): readonly Sentence[] {
  const over = efficacy.benefit.map((unit) => ({
    patients: unit.patients,
    sentence: unitParts(unit, analyses, intervention),
  }));
  const equal = efficacy.equals.map((each) => {
    const inner = join(each.units.map((unit) => unitParts(unit, analyses, intervention)));
    const name = interventionName(index.protocol, each.comparator);
    return {
      patients: each.units.reduce((sum, unit) => sum + unit.patients, 0),
      sentence: { values: inner.values, parts: [`no worse than ${name} (`, ...inner.parts, ")"] },
    };
  });
  return [...over, ...equal].sort((a, b) => b.patients - a.patients).map((each) => each.sentence);
}

/** The sentence of a verdict, its numbers live. */
export function sentenceOf(
  index: ReviewIndex,
  conditionId: string,
  efficacy: Efficacy,
  line: Line | null,
  dose: number | undefined,
  analyses: readonly AnalysisOutcome[],
): Sentence {
  const name = index.protocol.interventions.find((each) => each.id === index.protocol.intervention);
  const intervention = name?.short ?? name?.name ?? index.protocol.intervention;
  const head = `${verdictWords(efficacy.class, line)}.`;
  if (efficacy.class === "not-established") {
    return {
      parts: [
        { text: head, ref: `verdict/${conditionId}` },
        " No randomised comparison could show whether it works.",
      ],
      values: [],
    };
  }
  const main =
    efficacy.class === "effective"
      ? join(effectiveSentences(index, efficacy, analyses, intervention))
      : join(efficacy.findings.map((finding) => ({ parts: findingParts(finding, 0), values: [] })));
  const first = main.parts[0];
  const opened =
    typeof first === "string"
      ? [first.charAt(0).toUpperCase() + first.slice(1), ...main.parts.slice(1)]
      : main.parts;
  const dosePart: SentencePart[] =
    dose === undefined ? [] : [", at a total of ", { text: `${dose} g/kg`, ref: `dose/${conditionId}` }];
  return {
    values: main.values,
    parts: [{ text: head, ref: `verdict/${conditionId}` }, " ", ...opened, ...dosePart, "."],
  };
}

export function plainText(parts: readonly SentencePart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
