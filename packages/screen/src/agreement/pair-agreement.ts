import type { Coefficient } from "./coefficient.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { gwetAc } from "./many-raters.ts";
import { ratedSubjects } from "./rated-subjects.ts";
import type { RatingTable } from "./rating-table.ts";
import { agreementOn, pabak, percentAgreement } from "./shared-choices.ts";

/** How far two raters agree. Read several: kappa falls when a category is rare, though the two differ no more than before. */
export interface PairAgreement {
  readonly table: RatingTable;
  readonly percent: Coefficient;
  readonly kappa: Coefficient;
  readonly pabak: Coefficient;
  readonly ac1: Coefficient;
  /** By category, in their order: agreement on it. */
  readonly on: readonly { readonly category: string; readonly agreement: Coefficient }[];
  /** Where the categories have an order and are more than two. */
  readonly weighted?: Readonly<Record<"linear" | "quadratic", { kappa: Coefficient; ac2: Coefficient }>>;
}

/** `level`: confidence of the intervals, as 0.95. */
export function pairAgreement(table: RatingTable, ordered: boolean, level = 0.95): PairAgreement {
  const rated = ratedSubjects(table);
  const q = table.categories.length;
  const weighted = (weights: "linear" | "quadratic") => ({
    kappa: cohenKappa(table, weights, level),
    ac2: gwetAc(rated, q, weights, level),
  });
  return {
    table,
    percent: percentAgreement(table, level),
    kappa: cohenKappa(table, "identity", level),
    pabak: pabak(table, level),
    ac1: gwetAc(rated, q, "identity", level),
    on: table.categories.map((category, i) => ({ category, agreement: agreementOn(table, i, level) })),
    ...(ordered && q > 2
      ? { weighted: { linear: weighted("linear"), quadratic: weighted("quadratic") } }
      : {}),
  };
}
