/** Runs the cases of one file and counts. */
import { adapters } from "./adapters.ts";
import { compareFields, type Difference } from "./compare.ts";
import type { GoldCase, GoldFile } from "./gold-file.ts";

interface FailedCase {
  readonly id: string;
  readonly function: string;
  readonly first: Difference;
  readonly differences: number;
}

export interface Score {
  readonly file: string;
  /** Cases that count: those on which R itself converged. */
  readonly cases: number;
  readonly matched: number;
  /**
   * Cases counted as matched because our likelihood is higher than R's: R stopped short of the maximum, and a fit with a higher
   * likelihood is not wrong.
   */
  readonly higher: readonly string[];
  readonly failed: readonly FailedCase[];
  /** Reason, and the ids of the cases it holds for. */
  readonly notSupported: Readonly<Record<string, readonly string[]>>;
  /** Left out because R did not converge. */
  readonly unconverged: number;
  /** Largest error of a matched case, in units of its tolerance. */
  readonly worst: number;
}

type Outcome =
  | { readonly kind: "matched"; readonly worst: number }
  | { readonly kind: "higher" }
  | { readonly kind: "failed"; readonly failed: FailedCase }
  | { readonly kind: "not-supported"; readonly reason: string };

/** Log-likelihoods within this of each other are of one model and one set of data. */
const SAME_MODEL = 0.01;

/** Whether a fit by a general optimiser reached a higher likelihood than R's, by more than rounding and less than another model would. */
function likelihoodIsHigher(goldCase: GoldCase, computed: Readonly<Record<string, unknown>>): boolean {
  if (goldCase.tolClass !== "opt" && goldCase.tolClass !== "quad") return false;
  const [theirs, ours] = [goldCase.expected["ll"], computed["ll"]];
  if (typeof theirs !== "number" || typeof ours !== "number") return false;
  return ours - theirs > 1e-8 && ours - theirs < SAME_MODEL;
}

function runCase(goldCase: GoldCase, file: GoldFile): Outcome {
  const adapter = adapters[goldCase.function];
  if (adapter === undefined) return { kind: "not-supported", reason: goldCase.function };
  const rows = goldCase.dataset === null ? [] : (file.datasets[goldCase.dataset] ?? []);
  const answer = adapter(goldCase, rows);
  if (answer.kind === "not-supported") return answer;
  const { worst, differences } = compareFields(goldCase.expected, answer.fields, goldCase.tol);
  const first = differences[0];
  if (first === undefined) return { kind: "matched", worst };
  if (likelihoodIsHigher(goldCase, answer.fields)) return { kind: "higher" };
  return {
    kind: "failed",
    failed: { id: goldCase.id, function: goldCase.function, first, differences: differences.length },
  };
}

export function scoreFile(file: GoldFile): Score {
  const failed: FailedCase[] = [];
  const notSupported: Record<string, string[]> = {};
  const higher: string[] = [];
  let matched = 0;
  let worst = 0;
  const counted = file.cases.filter((goldCase) => goldCase.unconverged !== true);
  for (const goldCase of counted) {
    const outcome = runCase(goldCase, file);
    if (outcome.kind === "matched") {
      matched += 1;
      worst = Math.max(worst, outcome.worst);
    } else if (outcome.kind === "higher") {
      matched += 1;
      higher.push(goldCase.id);
    } else if (outcome.kind === "failed") {
      failed.push(outcome.failed);
    } else {
      notSupported[outcome.reason] ??= [];
      notSupported[outcome.reason]!.push(goldCase.id);
    }
  }
  return {
    file: file.file,
    cases: counted.length,
    matched,
    higher,
    failed,
    notSupported,
    unconverged: file.cases.length - counted.length,
    worst,
  };
}
