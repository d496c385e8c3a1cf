import { countProblems, moreThan, type Refused, refused, type StoppingProblem } from "./stopping-problem.ts";

/** How far the screening of a pool has come. */
export interface Screening {
  /** Records of the pool. */
  readonly total: number;
  /** Of each screened record whether it is relevant, in the order screened. */
  readonly labels: readonly boolean[];
}

/** A person's word on a record: what stands after votes and consensus. */
export interface ScreeningDecision {
  readonly id: string;
  readonly relevant: boolean;
}

/** Positions of the relevant among labels, from 0. */
export function positionsOf(labels: readonly boolean[]): readonly number[] {
  const positions: number[] = [];
  labels.forEach((relevant, at) => {
    if (relevant) positions.push(at);
  });
  return positions;
}

export function screeningProblems({ total, labels }: Screening): readonly StoppingProblem[] {
  const counts = countProblems({ "records in all": total });
  if (counts.length > 0) return counts;
  if (labels.length > total) return [moreThan("screened records", labels.length, "records in all", total)];
  if (labels.length > 0) return [];
  const message =
    "No record has been screened yet; a rule about stopping has nothing to go by. Screen some records first.";
  return [{ code: "nothing-screened", message }];
}

export type DecisionsInOrder =
  | { readonly ok: true; readonly decisions: readonly ScreeningDecision[] }
  | Refused;

/**
 * Decisions on records of a pool, each record once, at the place where it was first decided on. A record decided both ways is refused:
 * which one stands changes what is certified.
 */
export function decisionsInOrder(
  ids: ReadonlySet<string>,
  decisions: readonly ScreeningDecision[],
): DecisionsInOrder {
  const first = new Map<string, boolean>();
  const unknown = new Set<string>();
  const both = new Set<string>();
  for (const { id, relevant } of decisions) {
    const before = first.get(id);
    if (!ids.has(id)) unknown.add(id);
    else if (before === undefined) first.set(id, relevant);
    else if (before !== relevant) both.add(id);
  }
  const problems: StoppingProblem[] = [
    ...Array.from(unknown, (id): StoppingProblem => {
      const message = `There is no record ${id} in the pool; decisions count for records of the pool only.`;
      return { code: "unknown-record", message };
    }),
    ...Array.from(both, (id): StoppingProblem => {
      const message = `Record ${id} is decided both as relevant and as irrelevant; keep the decision that stands.`;
      return { code: "contradicting-labels", message };
    }),
  ];
  if (problems.length > 0) return refused(problems);
  return { ok: true, decisions: Array.from(first, ([id, relevant]) => ({ id, relevant })) };
}
