import { betaLower } from "@coppice/numeric";
import { percent, records, relevantRecords } from "./in-words.ts";
import { aimProblems, type StoppingAim } from "./stopping-aim.ts";
import {
  countProblems,
  moreThan,
  nothingRelevant,
  refused,
  type StoppingProblem,
} from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

/** A random sample of the whole pool, labelled apart, and what of it the ranking has come to. */
export interface BlindSample {
  /** Records of the pool. */
  readonly total: number;
  readonly sampled: number;
  /** Relevant records in the sample. */
  readonly relevant: number;
  /** Those of them that the ranking, which must not know the sample's labels, has put before a reviewer by now. */
  readonly reached: number;
}

export interface QuantileBoundStatement extends Stated, StoppingAim {
  readonly rule: "quantile-bound";
  readonly figures: BlindSample & {
    /** The order statistic: as many of the sample's relevant records have to be reached; null where the sample has too few. */
    readonly needed: number | null;
    /** Relevant records that a sample needs at least for this aim. */
    readonly fewest: number;
  };
}

/** P(at least `needed` of `relevant` independent draws succeed), each with probability `target`. */
const atLeast = (needed: number, relevant: number, target: number): number =>
  // The binomial tail as an incomplete beta integral: P(X >= j) = I_t(j, r - j + 1).
  betaLower(target, needed, relevant - needed + 1);

/**
 * The order statistic of QBCB: the smallest j with P(Binomial(r, target) >= j) <= 1 - confidence; null where even j = r does not do. When
 * j of the sample's r relevant records are reached, recall is at least the target with this confidence.
 */
export function quantileIndex(relevant: number, { target, confidence }: StoppingAim): number | null {
  for (let needed = Math.ceil(relevant * target); needed <= relevant; needed++) {
    if (needed > 0 && atLeast(needed, relevant, target) <= 1 - confidence + 1e-12) return needed;
  }
  return null;
}

/** Relevant records that a sample needs at least: with fewer, all of them can lie before the target is reached. */
export function fewestForQuantile({ target, confidence }: StoppingAim): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(target) - 1e-9);
}

/**
 * Quantile Binomial Confidence Bound: a random sample of the whole pool is labelled and kept from the ranking; the ranking is followed
 * until it has come to the j-th of the sample's relevant records. Valid for any ranking.
 */
export function quantileBound(sample: BlindSample, aim: StoppingAim): Statement<QuantileBoundStatement> {
  const problems = [...aimProblems(aim), ...blindProblems(sample)];
  if (problems.length > 0) return refused(problems);
  if (sample.relevant === 0) return refused([nothingRelevant]);
  const needed = quantileIndex(sample.relevant, aim);
  const fewest = fewestForQuantile(aim);
  const stop = needed !== null && sample.reached >= needed;
  return {
    ok: true,
    statement: {
      rule: "quantile-bound",
      standing: "guarantee",
      ...aim,
      stop,
      figures: { ...sample, needed, fewest },
      assumptions: [
        "The sample was drawn at random from all records before any was ranked. How large it is was fixed beforehand, or it was enlarged in random order until a fixed number of relevant records was found.",
        "The ranking never learns a label of the sample before it comes to the record itself.",
        "Every record was labelled right. Nothing else is assumed of the ranking.",
      ],
      words: wordsOf({ ...sample, needed, fewest }, aim, stop),
      source: "Lewis, Yang & Frieder 2021, doi:10.1145/3459637.3482415",
    },
  };
}

function blindProblems({ total, sampled, relevant, reached }: BlindSample): readonly StoppingProblem[] {
  const counts = countProblems({
    "records in all": total,
    "sampled records": sampled,
    "relevant records in the sample": relevant,
    "relevant records of the sample that were reached": reached,
  });
  if (counts.length > 0) return counts;
  if (sampled === 0) {
    return [
      { code: "nothing-sampled", message: "The sample is empty; draw one at random from all records." },
    ];
  }
  if (sampled > total) {
    const message = `The sample has ${sampled} records and the pool only ${total}; a record can be drawn once.`;
    return [{ code: "sample-too-large", message }];
  }
  if (relevant > sampled) return [moreThan("relevant records", relevant, "sampled", sampled)];
  if (reached > relevant) return [moreThan("reached records", reached, "relevant of the sample", relevant)];
  return [];
}

function wordsOf(
  { total, sampled, relevant, reached, needed, fewest }: QuantileBoundStatement["figures"],
  { target, confidence }: StoppingAim,
  stop: boolean,
): readonly string[] {
  const sample = `A random sample of ${sampled} of all ${records(total)} has ${relevantRecords(relevant)}; the ranking has come to ${reached} of them.`;
  const aim = `a recall of ${percent(target)} with ${percent(confidence)} confidence`;
  if (needed === null) {
    return [
      sample,
      `For ${aim} a sample needs at least ${relevantRecords(fewest)}: this one can never tell. Enlarge it in the order drawn up to a number of relevant records fixed now, or use another rule.`,
    ];
  }
  return [
    sample,
    `For ${aim} the ranking has to come to ${needed} of the ${relevant}.`,
    stop ? "It has: the rule allows to stop." : "It has not yet: the rule says to screen on.",
  ];
}
