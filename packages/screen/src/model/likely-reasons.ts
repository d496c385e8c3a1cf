import type { ScreeningModel } from "./screening-model.ts";

export interface LikelyReason {
  readonly reason: string;
  /** Decision value of the reason against all others; above 0 is like the records excluded for it. Comparable for one record only. */
  readonly decision: number;
}

/** Fewer examples of a reason say too little to propose it. */
const EXAMPLES = 3;

/**
 * Proposes for a record why it would be excluded, most likely first: for each reason, records excluded for it against those excluded for
 * another, on the same texts. A proposal beside the protocol's order and no decision; empty while fewer than two reasons have examples.
 *
 * `model`: of the records, without known studies, which would count as examples of every reason; its own labels stay as they are.
 * `reasons`: by id, why records were excluded.
 */
export function likelyReasons(
  model: ScreeningModel,
  reasons: ReadonlyMap<string, string>,
): (id: string) => readonly LikelyReason[] {
  const examples = new Map<string, number>();
  for (const reason of reasons.values()) examples.set(reason, (examples.get(reason) ?? 0) + 1);
  const enough = [...examples].flatMap(([reason, count]) => (count >= EXAMPLES ? [reason] : []));
  if (enough.length < 2) return () => [];
  const against = enough.map((reason) => {
    const one = model.withoutLabels();
    for (const [id, given] of reasons) one.label(id, given === reason);
    return { reason, one };
  });
  return (id) =>
    against
      .flatMap(({ reason, one }) => {
        const decision = one.explain(id, 0)?.decision ?? null;
        return decision === null ? [] : [{ reason, decision }];
      })
      .sort((a, b) => b.decision - a.decision);
}
