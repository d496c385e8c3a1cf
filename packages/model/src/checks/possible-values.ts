import { datumValue } from "../provenance.ts";
import type { Review } from "../review.ts";
import type { Result } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { declaredOutcomes } from "./declared-outcome.ts";
import { shown } from "./printed-number.ts";
import { armDataOf } from "./study-parts.ts";

/** True where a figure is a change of the score, which can run from minus the whole range to plus it. */
function isChange(result: Result, outcomeName: string): boolean {
  return /chang|improv|differen|gain|declin|increas|decreas|reduc|delta|loss|worsen|slope/i.test(
    [result.as, result.outcome, outcomeName, result.note ?? ""].join(" "),
  );
}

/** Means, medians and deviations against what an instrument's range allows. */
function* onInstruments(review: Review) {
  for (const study of review.studies) {
    const declared = declaredOutcomes(review, study.condition);
    for (const { result, data, pointer } of armDataOf(study)) {
      const outcome = declared.find((each) => each.id === result?.outcome);
      // The outcome's range is that of its own instrument; a result on another one states its range itself.
      const other = result?.instrument !== undefined && result.instrument !== outcome?.instrument;
      const range = result?.range ?? (other ? undefined : outcome?.range);
      if (result === undefined || range === undefined) continue;
      const [low, high] = range;
      const width = high - low;
      const change = isChange(result, outcome?.name ?? "");
      const [from, to] = change ? [-width, width] : [low, high];
      for (const key of ["mean", "median"] as const) {
        const value = datumValue(data[key]);
        if (value === undefined || (value >= from && value <= to)) continue;
        const isImpossible = value < Math.min(-width, low) || value > Math.max(width, high);
        yield problemIn(
          study,
          `${pointer}/${key}`,
          isImpossible ? "error" : "warning",
          "value-outside-range",
          `a ${key} of ${value} lies outside ${from} to ${to}, what ${change ? "a change on this instrument" : "the instrument"} can give; correct it or the range${isImpossible ? "" : ", or say in `as` that it is a change"}`,
        );
      }
      const sd = datumValue(data.sd);
      const n = datumValue(data.n);
      const widest = ((to - from) / 2) * Math.sqrt(n === undefined || n < 2 ? 2 : n / (n - 1));
      if (sd !== undefined && sd > widest) {
        yield problemIn(
          study,
          `${pointer}/sd`,
          "error",
          "sd-outside-range",
          `a standard deviation of ${sd} cannot be on an instrument from ${low} to ${high} (${shown(widest)} at most); correct it or the range`,
        );
      }
    }
  }
}

/** Risk differences are proportions; ratios are positive. */
function* onMeasures(review: Review) {
  for (const study of review.studies) {
    for (const [i, result] of study.results.entries()) {
      for (const [j, contrast] of (result.contrasts ?? []).entries()) {
        const estimate = datumValue(contrast.estimate);
        const place = `/results/${i}/contrasts/${j}/estimate`;
        if (estimate === undefined) continue;
        if (contrast.measure === "RD" && Math.abs(estimate) > 1) {
          yield problemIn(
            study,
            place,
            "error",
            "risk-difference-in-percent",
            `a risk difference of ${estimate} is not a proportion; write ${shown(estimate / 100)} for ${estimate}%`,
          );
        }
        if (["RR", "OR", "HR", "rate-ratio", "common-OR"].includes(contrast.measure) && estimate <= 0) {
          yield problemIn(
            study,
            place,
            "error",
            "ratio-below-zero",
            `a ${contrast.measure} of ${estimate} cannot be; ratios are above zero (is it a logarithm or a difference?)`,
          );
        }
      }
    }
  }
}

export const possibleValues: Check = {
  asks: "Can each figure be, on its instrument and for its measure?",
  *run(review) {
    yield* onInstruments(review);
    yield* onMeasures(review);
  },
};
