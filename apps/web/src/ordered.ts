import type { Verdict } from "@coppice/conclude";
import { verdictStyle } from "@coppice/figures";
import type { RowOrder } from "./page-state.ts";

/** The verdicts in the order asked for; phases follow their disease only in the review's own order. */
export function ordered(verdicts: readonly Verdict[], order: RowOrder): readonly Verdict[] {
  if (order === "review") {
    const phasesOf = (id: string) => verdicts.filter((each) => each.parent === id);
    return verdicts
      .filter((each) => each.parent === undefined)
      .flatMap((each) => [each, ...phasesOf(each.condition)]);
  }
  const byName = (a: Verdict, b: Verdict) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  if (order === "name") return [...verdicts].sort(byName);
  return [...verdicts].sort(
    (a, b) => verdictStyle(a).rank - verdictStyle(b).rank || b.patients - a.patients || byName(a, b),
  );
}
