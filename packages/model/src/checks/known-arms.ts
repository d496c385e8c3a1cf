import type { Study } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { suggestion } from "./nearest-name.ts";
import { armDataOf, contrastsOf, pairedOf } from "./study-parts.ts";

/** Stands for an arm's own state before treatment; allowed as the second side of a comparison. */
const baseline = "baseline";

function* inStudy(study: Study) {
  const arms = study.arms.map((arm) => arm.id);
  const unknown = (id: string, pointer: string) =>
    problemIn(
      study,
      pointer,
      "error",
      "arm-unknown",
      `"${id}" is not an arm of this study; ${suggestion(id, arms)}`,
    );
  for (const [i, id] of arms.entries()) {
    if (arms.indexOf(id) < i)
      yield problemIn(
        study,
        `/arms/${i}/id`,
        "error",
        "arm-id-twice",
        `two arms are called "${id}"; give one another id`,
      );
  }
  for (const { armId, pointer } of armDataOf(study)) if (!arms.includes(armId)) yield unknown(armId, pointer);
  const pairs = [
    ...contrastsOf(study).map(({ contrast, pointer }) => ({ ...contrast, pointer })),
    ...pairedOf(study).map(({ paired, pointer }) => ({ ...paired, pointer })),
  ];
  for (const { of, against, pointer } of pairs) {
    if (!arms.includes(of)) yield unknown(of, `${pointer}/of`);
    if (!arms.includes(against) && against !== baseline) yield unknown(against, `${pointer}/against`);
    if (of === against)
      yield problemIn(
        study,
        `${pointer}/against`,
        "error",
        "arm-against-itself",
        `"${of}" is compared with itself; name the other arm, or \`baseline\``,
      );
  }
  const results = study.results.map((result) => result.id);
  for (const [i, id] of results.entries()) {
    if (results.indexOf(id) < i)
      yield problemIn(
        study,
        `/results/${i}/id`,
        "error",
        "result-id-twice",
        `two results are called "${id}"; give one another id`,
      );
  }
}

export const knownArms: Check = {
  asks: "Is every arm that a result names an arm of the study?",
  *run(review) {
    for (const study of review.studies) yield* inStudy(study);
  },
};
