import { records, relevantRecords } from "./in-words.ts";
import { type SafeCondition, type SafeConditions, safeConditions } from "./safe-conditions.ts";
import { type Screening, screeningProblems } from "./screening-so-far.ts";
import { countProblems, moreThan, refused, type StoppingProblem } from "./stopping-problem.ts";
import type { Stated, Statement } from "./stopping-statement.ts";

/** What a review knows of its own course, beside the labels. */
export interface SafeCourse {
  /** The random set labelled first; absent where there was none. */
  readonly randomStart?: { readonly sampled: number; readonly relevant: number };
  /** Studies known beforehand to be relevant, which are not used to teach the ranking, and how many of them have come up. */
  readonly keyPapers?: { readonly known: number; readonly found: number };
  /** Labels since a model of another kind took over, in order; absent before. */
  readonly secondModel?: readonly boolean[];
  /** Whether the excluded records that are most likely mistakes were looked at again. */
  readonly qualityChecked?: boolean;
}

export interface SafePhase {
  readonly phase: 1 | 2 | 3 | 4;
  readonly name: string;
  readonly state: "done" | "now" | "later";
  readonly conditions: readonly SafeCondition[];
}

export interface SafeStatement extends Stated {
  readonly rule: "safe";
  readonly standing: "heuristic";
  readonly figures: {
    readonly total: number;
    readonly screened: number;
    readonly relevant: number;
    readonly phases: readonly SafePhase[];
  };
}

const NAMES = [
  "Screen a random set",
  "Apply active learning",
  "Find more relevant records with a different model",
  "Evaluate quality",
] as const;

/**
 * The four phases of SAFE (Screen, Apply, Find, Evaluate) as a procedure: which conditions are met, and what comes next. All of them are
 * rules of experience. `screening` holds all labels, those of every phase.
 */
export function safe(
  screening: Screening,
  course: SafeCourse = {},
  conditions: Partial<SafeConditions> = {},
): Statement<SafeStatement> {
  const problems = [...screeningProblems(screening), ...courseProblems(screening, course)];
  if (problems.length > 0) return refused(problems);
  const met = safeConditions(screening, course, conditions);
  const now = met.findIndex((phase) => phase.some(({ isMet }) => !isMet));
  const phases = met.map(
    (of, at): SafePhase => ({
      phase: (at + 1) as SafePhase["phase"],
      name: NAMES[at]!,
      state: now === -1 || at < now ? "done" : at === now ? "now" : "later",
      conditions: of,
    }),
  );
  const { total, labels } = screening;
  const relevant = labels.filter(Boolean).length;
  const next = phases.find(({ state }) => state === "now");
  const open = next?.conditions.filter(({ isMet }) => !isMet).map(({ words }) => words) ?? [];
  return {
    ok: true,
    statement: {
      rule: "safe",
      standing: "heuristic",
      stop: next === undefined,
      figures: { total, screened: labels.length, relevant, phases },
      assumptions: [
        "None that a probability could be computed from: the conditions are rules of experience, and what they miss has no bound.",
      ],
      words: [
        `${labels.length} of ${records(total)} were screened and ${relevantRecords(relevant)} found.`,
        next === undefined
          ? "All conditions of the four phases are met: SAFE would stop. That is a rule of experience, not a guarantee."
          : `SAFE is in phase ${next.phase}, "${next.name}". Not yet met: ${open.join("; ")}.`,
      ],
      source: "Boetje & van de Schoot 2024, doi:10.1186/s13643-024-02502-7",
    },
  };
}

function courseProblems(
  { total, labels }: Screening,
  { randomStart, keyPapers, secondModel = [] }: SafeCourse,
): readonly StoppingProblem[] {
  const { sampled = 0, relevant = 0 } = randomStart ?? {};
  const { known = 0, found = 0 } = keyPapers ?? {};
  const counts = countProblems({
    "records in the random set": sampled,
    "relevant records in the random set": relevant,
    "key papers": known,
    "key papers found": found,
  });
  if (counts.length > 0) return counts;
  const problems: StoppingProblem[] = [];
  if (sampled > total) problems.push(moreThan("records in the random set", sampled, "records in all", total));
  if (relevant > sampled) problems.push(moreThan("relevant records", relevant, "in the random set", sampled));
  if (found > known) problems.push(moreThan("key papers found", found, "known", known));
  if (secondModel.length > labels.length) {
    problems.push(moreThan("labels of the second model", secondModel.length, "labels", labels.length));
  }
  return problems;
}
