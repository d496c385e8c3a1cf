import { datumValue } from "../provenance.ts";
import type { Review } from "../review.ts";
import { type Check, problemIn } from "./check.ts";
import { shown } from "./printed-number.ts";
import { type ArmPart, armDataOf, armSize, resultsOf } from "./study-parts.ts";

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

const sizeOf = (part: ArmPart) => datumValue(part.data.n) ?? armSize(part);

/** Standard deviations of one outcome on one instrument in one condition, by study. */
function deviationsByInstrument(review: Review): ReadonlyMap<string, readonly ArmPart[]> {
  const groups = new Map<string, ArmPart[]>();
  for (const study of review.studies) {
    for (const part of armDataOf(study)) {
      if (part.result === undefined || part.data.sd === undefined) continue;
      const key = [study.condition, part.result.outcome, part.result.instrument ?? ""].join(" ");
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
  }
  return groups;
}

/** A deviation under a third of what other studies of the instrument have, which times the root of n comes near theirs. */
function* againstSiblings(parts: readonly ArmPart[]) {
  for (const part of parts) {
    const sd = datumValue(part.data.sd)!;
    const n = sizeOf(part);
    const others = parts.filter((each) => each.study !== part.study).map((each) => datumValue(each.data.sd)!);
    if (others.length < 2 || n === undefined || sd === 0) continue;
    const usual = median(others);
    const ifError = sd * Math.sqrt(n);
    if (sd > usual / 3 || ifError < usual / 2 || ifError > usual * 2) continue;
    yield problemIn(
      part.study,
      `${part.pointer}/sd`,
      "warning",
      "sd-may-be-se",
      `the standard deviation ${sd} is far below the ${shown(usual)} of other studies of this outcome, and ${sd} × √${n} = ${shown(ifError)} is near it: is it a standard error? Write it as \`se\`, or as \`spread\` if the source does not tell`,
    );
  }
}

/** An effect that no treatment has, which the deviation would have to be a standard error to explain. */
function* implausibleEffects(review: Review) {
  for (const study of review.studies) {
    for (const { result, pointer } of resultsOf(study)) {
      const arms = Object.entries(result.arms ?? {}).flatMap(([id, data]) => {
        const mean = datumValue(data.mean);
        const sd = datumValue(data.sd);
        return mean === undefined || sd === undefined || sd === 0 ? [] : [{ id, mean, sd }];
      });
      for (const [i, a] of arms.entries()) {
        for (const b of arms.slice(i + 1)) {
          const effect = Math.abs(a.mean - b.mean) / Math.sqrt((a.sd ** 2 + b.sd ** 2) / 2);
          if (effect <= 3) continue;
          yield problemIn(
            study,
            `${pointer}/arms/${a.id}/sd`,
            "warning",
            "effect-implausibly-large",
            `the means ${a.mean} and ${b.mean} lie ${shown(effect)} standard deviations apart (${a.sd} and ${b.sd}): are these standard errors? Write them as \`se\`, or as \`spread\` if the source does not tell`,
          );
        }
      }
    }
  }
}

/** A baseline deviation that is √n times the later one: one of the two was printed as a standard error. */
function* againstBaseline(part: ArmPart) {
  const [sd, before, n] = [datumValue(part.data.sd), datumValue(part.data.baselineSd), sizeOf(part)];
  if (sd === undefined || before === undefined || n === undefined || n < 9 || sd === 0 || before === 0)
    return;
  const ratio = Math.max(sd / before, before / sd) / Math.sqrt(n);
  if (ratio < 0.8 || ratio > 1.25) return;
  yield problemIn(
    part.study,
    `${part.pointer}/${sd < before ? "sd" : "baselineSd"}`,
    "warning",
    "sd-may-be-se",
    `the standard deviations ${before} before and ${sd} after differ by √${n}: one of them is probably a standard error; write it as \`se\` or \`spread\``,
  );
}

/** Two spreads of one arm that contradict each other: se = sd / √n. */
function* bothGiven(part: ArmPart) {
  const [sd, se, n] = [datumValue(part.data.sd), datumValue(part.data.se), sizeOf(part)];
  if (sd === undefined || se === undefined || n === undefined || n === 0) return;
  const expected = sd / Math.sqrt(n);
  if (Math.abs(se - expected) <= 0.1 * expected) return;
  yield problemIn(
    part.study,
    `${part.pointer}/se`,
    "warning",
    "se-contradicts-sd",
    `a standard deviation of ${sd} in ${n} patients gives a standard error of ${shown(expected)}, and ${se} is written; correct one of them`,
  );
}

export const standardErrorOrDeviation: Check = {
  asks: "Was a standard error taken for a standard deviation?",
  *run(review) {
    for (const parts of deviationsByInstrument(review).values()) yield* againstSiblings(parts);
    yield* implausibleEffects(review);
    for (const study of review.studies) {
      for (const part of armDataOf(study)) {
        yield* againstBaseline(part);
        yield* bothGiven(part);
      }
    }
  },
};
