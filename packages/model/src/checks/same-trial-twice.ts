import { datumValue } from "../provenance.ts";
import type { Study } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { areDiscussed, areLinked } from "./same-patients.ts";

const registryNumber =
  /NCT\d{8}|ISRCTN\d{4,}|\b\d{4}-\d{6}-\d{2}\b|UMIN\d{9}|JapicCTI-?\d+|ACTRN\d{14}|NTR\d+/gi;

/** Registry numbers of a study, wherever they are written. */
function registrationsIn(study: Study): readonly string[] {
  const written = [study.registration, ...study.reports.map((report) => report.registration)];
  return [
    ...new Set(
      written
        .flatMap((each) => (datumValue(each) ?? "").match(registryNumber) ?? [])
        .map((x) => x.toUpperCase()),
    ),
  ];
}

/** Family name of the first author, in plain small letters. */
function firstAuthor(study: Study): string | undefined {
  const authors = study.reports[0]?.citation.authors;
  const name = authors
    ?.split(/[,;]/)[0]
    ?.trim()
    .replace(/\s+\p{Lu}{1,3}$/u, "");
  return name?.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const sizesOf = (study: Study) =>
  study.arms
    .map((arm) => datumValue(arm.n))
    .filter((n) => n !== undefined)
    .sort((a, b) => a - b)
    .join(" + ");

const randomisedOf = (study: Study) => datumValue(study.population.randomised);

/** What makes two studies look like one, in words; undefined where nothing does. */
function likeness(a: Study, b: Study): string | undefined {
  const author = firstAuthor(a);
  const year = (study: Study) => study.reports[0]?.citation.year;
  const near = Math.abs((year(a) ?? 0) - (year(b) ?? 9999)) <= 3;
  const sizes = sizesOf(a);
  const sameSizes = sizes !== "" && sizes === sizesOf(b) && haveEqualArms(a, b);
  const sameTotal = randomisedOf(a) !== undefined && randomisedOf(a) === randomisedOf(b);
  if (author !== undefined && author === firstAuthor(b) && near && (sameSizes || sameTotal))
    return `both are by ${a.reports[0]!.citation.authors!.split(/[,;]/)[0]} within three years with ${sameSizes ? `arms of ${sizes}` : `${randomisedOf(a)} randomised`}`;
  return undefined;
}

const haveEqualArms = (a: Study, b: Study) => a.arms.length === b.arms.length && a.arms.length > 1;

export const sameTrialTwice: Check = {
  asks: "Was the same trial entered twice?",
  *run(review) {
    const numbers = new Map(review.studies.map((study) => [study, registrationsIn(study)]));
    const registrationsOf = (study: Study) => numbers.get(study)!;
    for (const [i, a] of review.studies.entries()) {
      for (const b of review.studies.slice(i + 1)) {
        if (areLinked(a, b) || areDiscussed(a, b)) continue;
        const shared = registrationsOf(a).filter((each) => registrationsOf(b).includes(each));
        if (shared.length > 0) {
          // A trial and its extension share a number and ask two questions; two entries of one question count patients twice.
          const twoQuestions = a.design.question !== b.design.question || a.condition !== b.condition;
          yield problemIn(
            b,
            b.registration === undefined ? "/reports" : "/registration",
            twoQuestions ? "warning" : "error",
            "registration-twice",
            `${shared.join(", ")} is also the registration of study/${a.id}; link the two with companionOf, correct the number, or name the other study in \`notes\``,
          );
        } else if (a.condition === b.condition) {
          const like = likeness(a, b);
          if (like !== undefined)
            yield problemIn(
              b,
              "/reports/0",
              "warning",
              "same-trial-suspected",
              `this looks like study/${a.id} again: ${like}; if so link them with companionOf, if not name the other in \`notes\``,
            );
        }
      }
    }
  },
};
