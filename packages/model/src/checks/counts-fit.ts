import { datumValue } from "../provenance.ts";
import { type Check, problemIn } from "./check.ts";
import { armDataOf, mostPatients, pairedOf } from "./study-parts.ts";

type Place = { readonly kind: string; readonly id: string };

function* atMost(
  study: Place,
  pointer: string,
  code: string,
  small: [number | undefined, string],
  large: [number | undefined, string],
) {
  if (small[0] === undefined || large[0] === undefined || small[0] <= large[0]) return;
  yield problemIn(
    study,
    pointer,
    "error",
    code,
    `${small[0]} ${small[1]} is more than the ${large[0]} ${large[1]}; correct one of the two`,
  );
}

export const countsFit: Check = {
  asks: "Are events at most the patients, and analysed at most those randomised?",
  *run(review) {
    for (const study of review.studies) {
      const randomised = datumValue(study.population.randomised);
      const analysed = datumValue(study.population.analysed);
      yield* atMost(
        study,
        "/population/analysed",
        "analysed-exceed-randomised",
        [analysed, "analysed"],
        [randomised, "randomised"],
      );
      for (const [i, arm] of study.arms.entries()) {
        const at = `/arms/${i}`;
        yield* atMost(
          study,
          `${at}/analysed`,
          "analysed-exceed-randomised",
          [datumValue(arm.analysed), `analysed in "${arm.id}"`],
          [datumValue(arm.n), "randomised to it"],
        );
        yield* atMost(
          study,
          `${at}/n`,
          "arm-exceeds-study",
          [datumValue(arm.n), `in the arm "${arm.id}"`],
          [randomised, "randomised in all"],
        );
      }
      for (const part of armDataOf(study)) {
        const { armId, data, pointer } = part;
        const n = datumValue(data.n);
        const size = mostPatients(part);
        yield* atMost(
          study,
          `${pointer}/events`,
          "events-exceed-patients",
          [datumValue(data.events), "events"],
          [n ?? size, n === undefined ? `patients in the arm "${armId}"` : "patients"],
        );
        yield* atMost(
          study,
          `${pointer}/n`,
          "analysed-exceed-randomised",
          [n, `analysed in "${armId}"`],
          [size, "randomised to it"],
        );
      }
      for (const { paired, pointer } of pairedOf(study)) {
        const parts = [paired.bothEvents, paired.onlyOf, paired.onlyAgainst, paired.neither].map((each) =>
          datumValue(each),
        );
        const n = datumValue(paired.n);
        const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
        const isWhole = parts.every((part) => part !== undefined);
        if (n !== undefined && (sum > n || (isWhole && sum !== n))) {
          yield problemIn(
            study,
            `${pointer}/n`,
            "error",
            "pairs-do-not-add-up",
            `the four cells of the paired table hold ${sum} patients and n is ${n}; correct one of them`,
          );
        }
        yield* atMost(
          study,
          `${pointer}/n`,
          "analysed-exceed-randomised",
          [n, "patients with both treatments"],
          [randomised, "randomised"],
        );
      }
    }
  },
};
