import type { Review } from "@coppice/model";
import type { Derivation, Verdict, VerdictChange, VerdictClass } from "./derivation.ts";
import { phaseName } from "./judge.ts";
import { indexReview, type ReviewIndex } from "./review-index.ts";
import { timeline } from "./timeline.ts";

const order: readonly VerdictClass[] = [
  "not-established",
  "not-effective",
  "modest-not-significant",
  "effective",
];

const rank = (verdict: Verdict) => order.indexOf(verdict.class) + (verdict.line === "first" ? 0.5 : 0);

/** Label of the study that last turned a condition's verdict between the two dates. */
function turnedBy(
  review: Review,
  then: Derivation,
  now: Derivation,
  index: ReviewIndex,
): (condition: string) => string | undefined {
  const { spans } = timeline(review, {
    from: then.asOf,
    to: now.asOf,
    ruleSet: now.rules,
    exclude: now.excluded,
  });
  return (condition) => {
    const by = spans[condition]?.at(-1)?.by;
    return by === undefined ? undefined : index.studyById.get(by)?.study.id;
  };
}

/** Studies behind the second verdict, or against it, that were not known at the first date; the largest first. */
function newStudies(
  index: ReviewIndex,
  then: Derivation,
  now: Derivation,
  verdict: Verdict,
): readonly string[] {
  const isNew = (id: string) => {
    const from = index.studyById.get(id)?.knownFrom ?? "9999";
    return from > then.asOf && from <= now.asOf && !now.excluded.includes(id);
  };
  const behind = verdict.studies.filter(isNew);
  const voices = verdict.findings
    .filter(
      (each) =>
        each.allocation !== "non-randomised" && each.says !== "unclear" && each.comparatorRole !== "dose",
    )
    .map((each) => each.study);
  const patients = (id: string) => index.studyById.get(id)?.patients ?? 0;
  return [...new Set(behind.length > 0 ? behind : voices.filter(isNew))].sort(
    (a, b) => patients(b) - patients(a),
  );
}

/**
 * What changed between two derivations of a review, one entry a condition, each change with the studies that brought it.
 * The same verdict is `firmer` or `weaker` when the proposed certainty moved, `narrowed` when a disease keeps its verdict
 * in fewer of its phases.
 */
export function compare(review: Review, then: Derivation, now: Derivation): readonly VerdictChange[] {
  const index = indexReview(review);
  const turned = turnedBy(review, then, now, index);
  const label = (id: string) => index.studyById.get(id)?.study.label ?? id;
  return now.verdicts.map((verdict): VerdictChange => {
    const before = then.verdicts.find((each) => each.condition === verdict.condition);
    const change = (
      kind: VerdictChange["kind"],
      text: string,
      studies: readonly string[],
    ): VerdictChange => ({ condition: verdict.condition, kind, text, studies });
    if (before === undefined) return change("new", "new question", []);
    if (before.class !== verdict.class || before.line !== verdict.line) {
      const by = turned(verdict.condition);
      const because = by === undefined ? "standard treatment changed" : label(by);
      const direction =
        before.class === "not-established"
          ? "new"
          : before.class === verdict.class
            ? "line"
            : rank(verdict) > rank(before)
              ? "up"
              : "down";
      const kind = direction === "new" ? "new" : direction === "line" ? "line" : "class";
      return change(
        kind,
        `${direction === "line" ? `now ${verdict.line}-line` : direction === "new" ? "new since" : direction}: ${because}`,
        by === undefined ? [] : [by],
      );
    }
    const narrowed = narrowing(index, then, now, verdict.condition);
    if (narrowed !== undefined)
      return change(
        "narrowed",
        narrowed.text,
        narrowed.studies.map((each) => each).filter((id) => id !== ""),
      );
    const fresh = newStudies(index, then, now, verdict);
    const [was, is] = [before.certainty?.points ?? 0, verdict.certainty?.points ?? 0];
    if (
      fresh.length > 0 &&
      (is > was ||
        (is === was &&
          verdict.class === "effective" &&
          patientsOf(index, verdict) >= 2 * patientsOf(index, before)))
    ) {
      return change("firmer", `firmer: ${label(fresh[0]!)}`, fresh);
    }
    if (is < was)
      return change("weaker", `less certain${fresh.length > 0 ? `: ${label(fresh[0]!)}` : ""}`, fresh);
    return change("same", "same", fresh);
  });
}

function patientsOf(index: ReviewIndex, verdict: Verdict): number {
  return verdict.studies.reduce((sum, id) => sum + (index.studyById.get(id)?.patients ?? 0), 0);
}

/** Phases in which a disease with phases lost its verdict, or gained a negative answer, since the first date. */
function narrowing(
  index: ReviewIndex,
  then: Derivation,
  now: Derivation,
  condition: string,
): { text: string; studies: readonly string[] } | undefined {
  if (index.conditionById.get(condition)?.asks !== "best-phase") return undefined;
  const effective = (derivation: Derivation) =>
    derivation.verdicts
      .filter((each) => each.parent === condition && each.class === "effective")
      .map((each) => each.condition);
  const [before, after] = [effective(then), effective(now)];
  const lost = before.filter((id) => !after.includes(id));
  if (lost.length === 0 || after.length === 0) return undefined;
  const studies = lost.flatMap((id) => {
    const verdict = now.verdicts.find((each) => each.condition === id);
    return verdict === undefined ? [] : newStudies(index, then, now, verdict);
  });
  return { text: `narrowed: only ${after.map((id) => phaseName(index, id)).join(", ")}`, studies };
}
