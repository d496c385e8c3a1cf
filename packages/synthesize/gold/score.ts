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
  | { readonly kind: "failed"; readonly failed: FailedCase }
  | { readonly kind: "not-supported"; readonly reason: string };

function runCase(goldCase: GoldCase, file: GoldFile): Outcome {
  const adapter = adapters[goldCase.function];
  if (adapter === undefined) return { kind: "not-supported", reason: goldCase.function };
  const rows = goldCase.dataset === null ? [] : (file.datasets[goldCase.dataset] ?? []);
  const answer = adapter(goldCase, rows);
  if (answer.kind === "not-supported") return answer;
  const { worst, differences } = compareFields(goldCase.expected, answer.fields, goldCase.tol);
  const first = differences[0];
  if (first === undefined) return { kind: "matched", worst };
  return {
    kind: "failed",
    failed: { id: goldCase.id, function: goldCase.function, first, differences: differences.length },
  };
}

export function scoreFile(file: GoldFile): Score {
  const failed: FailedCase[] = [];
  const notSupported: Record<string, string[]> = {};
  let matched = 0;
  let worst = 0;
  const counted = file.cases.filter((goldCase) => goldCase.unconverged !== true);
  for (const goldCase of counted) {
    const outcome = runCase(goldCase, file);
    if (outcome.kind === "matched") {
      matched += 1;
      worst = Math.max(worst, outcome.worst);
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
    failed,
    notSupported,
    unconverged: file.cases.length - counted.length,
    worst,
  };
}
