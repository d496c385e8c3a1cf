import { absoluteEffect } from "./absolute-effect.ts";
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

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function pooledParts(analysis: AnalysisOutcome, intervention: string): Sentence {
  const pooled = analysis.pooled!;
  const absolute = absoluteEffect(analysis);
  const number: SentencePart = { text: showNumber(pooled.effect.estimate), ref: pooled.ref };
  const interval: SentencePart = { text: showInterval(pooled.effect), ref: pooled.ref };
  const trials = `; ${plural(pooled.k, "trial")}, ${plural(pooled.patients, "patient")})`;
  const name = lowered(analysis.outcomeName);
  if (absolute === undefined) {
    return {
      values: [],
      parts: [`${name}, ${measureNames[analysis.measure]} `, number, " (95% CI ", interval, trials],
    };
  }
  const more: SentencePart = { text: absolute.text, ref: absolute.ref };
  return {
    values: absolute.values,
    parts: [
      `${name}, about `,
      more,
      ` in 100 with ${intervention} (`,
      number,
      " times as many, 95% CI ",
      interval,
      trials,
    ],
  };
}

function unitSentence(
  unit: EvidenceUnit,
  analyses: readonly AnalysisOutcome[],
  intervention: string,
): Sentence {
  const analysis = analyses.find((each) => each.id === unit.analysis);
  return analysis?.pooled === undefined
    ? join(unit.findings.map(findingSentence), "; ")
    : pooledParts(analysis, intervention);
}

const findingSentence = (finding: StudyFinding): Sentence => ({
  values: [],
  parts: [{ text: `${finding.label}, ${finding.text}`, ref: finding.ref }],
});

function join(sentences: readonly Sentence[], between: string): Sentence {
  return {
    parts: sentences.flatMap((each, i): SentencePart[] =>
      i === 0 ? [...each.parts] : [between, ...each.parts],
    ),
    values: sentences.flatMap((each) => each.values),
  };
}

const led = (lead: string, sentence: Sentence): Sentence => ({
  ...sentence,
  parts: [`${lead}: `, ...sentence.parts],
});

const comparatorOf = (unit: EvidenceUnit): string =>
  [...new Set(unit.findings.map((each) => each.comparatorName))].join(" or ");

/** What a verdict rests on, one sentence a comparison, that with most patients first. */
function comparisonSentences(
  index: ReviewIndex,
  efficacy: Efficacy,
  analyses: readonly AnalysisOutcome[],
  intervention: string,
): readonly Sentence[] {
  const tell = (units: readonly EvidenceUnit[], lead: string) => ({
    patients: units.reduce((sum, unit) => sum + unit.patients, 0),
    sentence: led(
      lead,
      join(
        units.map((unit) => unitSentence(unit, analyses, intervention)),
        "; ",
      ),
    ),
  });
  const over = efficacy.class === "effective" ? efficacy.benefit : efficacy.inactive;
  const comparators = [...new Set(over.map(comparatorOf))];
  return [
    ...comparators.map((name) =>
      tell(
        over.filter((unit) => comparatorOf(unit) === name),
        `Against ${name}`,
      ),
    ),
    ...efficacy.equals.map((each) =>
      tell(each.units, `No worse than ${interventionName(index.protocol, each.comparator)}`),
    ),
  ]
    .sort((a, b) => b.patients - a.patients)
    .map((each) => each.sentence);
}

/** The sentences of a verdict, their numbers live. */
export function sentenceOf(
  index: ReviewIndex,
  conditionId: string,
  efficacy: Efficacy,
  line: Line | null,
  dose: number | undefined,
  analyses: readonly AnalysisOutcome[],
): Sentence {
  const { intervention: id } = index.protocol;
  const intervention =
    index.protocol.interventions.find((each) => each.id === id)?.short ??
    interventionName(index.protocol, id);
  const head: SentencePart = {
    text: `${verdictWords(efficacy.class, line)}.`,
    ref: `verdict/${conditionId}`,
  };
  if (efficacy.class === "not-established") {
    return { parts: [head, " No randomised comparison could show whether it works."], values: [] };
  }
  const main = join(comparisonSentences(index, efficacy, analyses, intervention), ". ");
  const dosePart: SentencePart[] =
    dose === undefined
      ? []
      : [" The dose was ", { text: `${dose} g/kg`, ref: `dose/${conditionId}` }, " in total."];
  return { values: main.values, parts: [head, " ", ...main.parts, ".", ...dosePart] };
}

export function plainText(parts: readonly SentencePart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
