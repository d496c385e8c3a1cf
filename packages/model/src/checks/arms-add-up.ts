import { datumValue } from "../provenance.ts";
import type { Study } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { isParallel } from "./study-parts.ts";

function* inStudy(study: Study) {
  const randomised = datumValue(study.population.randomised);
  if (randomised === undefined || !isParallel(study)) return;
  const sizes = study.arms.map((arm) => datumValue(arm.n));
  const known = sizes.filter((n) => n !== undefined);
  const sum = known.reduce((a, b) => a + b, 0);
  const written = known.join(" + ");
  if (sum > randomised) {
    yield problemIn(
      study,
      "/arms",
      "error",
      "arms-exceed-total",
      `the arms hold ${written} = ${sum} patients, more than the ${randomised} randomised; correct one of the figures, or the structure if patients are in several arms`,
    );
    return;
  }
  if (known.length < sizes.length || sum === randomised) return;
  const isAnalysed = sum === datumValue(study.population.analysed);
  yield problemIn(
    study,
    "/arms",
    "warning",
    "arms-do-not-add-up",
    isAnalysed
      ? `the arms hold ${written} = ${sum} patients, which is the number analysed and not the ${randomised} randomised; write the analysed numbers as \`analysed\` and those randomised as \`n\``
      : `the arms hold ${written} = ${sum} patients and ${randomised} were randomised; correct one of the figures`,
  );
}

export const armsAddUp: Check = {
  asks: "Do the arms of a parallel study add up to the number randomised?",
  *run(review) {
    for (const study of review.studies) yield* inStudy(study);
  },
};
