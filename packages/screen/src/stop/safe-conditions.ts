import { percent } from "./in-words.ts";
import type { SafeCourse } from "./safe.ts";
import type { Screening } from "./screening-so-far.ts";

/** The numbers of SAFE's conditions; the paper's as defaults, which it invites reviewers to change. */
export interface SafeConditions {
  /** Share of the pool in the random set; 0.01. */
  readonly randomShare: number;
  /** Share of the pool that is screened at least; 0.1. */
  readonly screenedShare: number;
  /** How many times the number of relevant records estimated from the random set is screened at least; 2. */
  readonly timesEstimate: number;
  /** Irrelevant records in a row; 50. */
  readonly run: number;
}

export interface SafeCondition {
  readonly isMet: boolean;
  /** What is asked for and how far it has come. */
  readonly words: string;
}

const PAPER: SafeConditions = { randomShare: 0.01, screenedShare: 0.1, timesEstimate: 2, run: 50 };

/** Conditions by phase. */
export function safeConditions(
  { total, labels }: Screening,
  { randomStart, keyPapers, secondModel, qualityChecked = false }: SafeCourse,
  given: Partial<SafeConditions>,
): readonly (readonly SafeCondition[])[] {
  const { randomShare, screenedShare, timesEstimate, run } = { ...PAPER, ...given };
  const atLeast = (what: string, figure: number, needed: number): SafeCondition => ({
    isMet: figure >= needed,
    words: `${what}: ${figure} of at least ${needed}`,
  });
  const before = labels.length - (secondModel?.length ?? 0);
  const estimate =
    randomStart === undefined || randomStart.sampled === 0
      ? null
      : (randomStart.relevant / randomStart.sampled) * total;
  const estimated: SafeCondition =
    estimate === null
      ? { isMet: false, words: "no random set to estimate the number of relevant records from" }
      : atLeast(
          `records screened, ${timesEstimate} times the ${Number(estimate.toFixed(1))} relevant ones estimated`,
          before,
          Math.ceil(timesEstimate * estimate - 1e-9),
        );
  const keys: SafeCondition =
    keyPapers === undefined || keyPapers.known === 0
      ? { isMet: true, words: "no key papers are named" }
      : atLeast("key papers found", keyPapers.found, keyPapers.known);
  return [
    [atLeast("records in the random set", randomStart?.sampled ?? 0, Math.ceil(randomShare * total - 1e-9))],
    [
      keys,
      estimated,
      atLeast(
        `records screened (${percent(screenedShare)})`,
        before,
        Math.ceil(screenedShare * total - 1e-9),
      ),
      inARow(labels.slice(0, before), run, labels.length === total),
    ],
    [
      secondModel === undefined
        ? { isMet: labels.length === total, words: "no model of another kind has ranked what is left" }
        : inARow(secondModel, run, labels.length === total),
    ],
    [
      qualityChecked
        ? { isMet: true, words: "likely mistakes among the excluded were looked at again" }
        : {
            isMet: false,
            words: "likely mistakes among the excluded are to be looked at again by another reviewer",
          },
    ],
  ];
}

function inARow(labels: readonly boolean[], run: number, isAll: boolean): SafeCondition {
  const reached = labels.length - 1 - labels.lastIndexOf(true);
  return { isMet: isAll || reached >= run, words: `irrelevant in a row: ${reached} of at least ${run}` };
}
