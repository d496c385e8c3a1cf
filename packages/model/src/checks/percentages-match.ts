import { datumValue } from "../provenance.ts";
import { type Check, problemIn } from "./check.ts";
import { decimalsOf, printsAs, shown } from "./printed-number.ts";
import { type ArmPart, armDataOf, armSize } from "./study-parts.ts";

/** True where some whole number of patients gives this percentage. */
function isReachable(percent: number, n: number): boolean {
  const guess = Math.round((percent * n) / 100);
  return [guess - 1, guess, guess + 1].some((events) => events >= 0 && printsAs((100 * events) / n, percent));
}

function* inArm(part: ArmPart) {
  const { study, data, pointer } = part;
  const percent = datumValue(data.percent);
  const n = datumValue(data.n);
  if (percent === undefined) return;
  const events = datumValue(data.events);
  const of = n ?? armSize(part);
  if (of === undefined || of === 0) return;
  const place = `${pointer}/percent`;
  if (events !== undefined) {
    const exact = (100 * events) / of;
    if (printsAs(exact, percent)) return;
    const severity = n === undefined || Math.abs(exact - percent) < 1.5 ? "warning" : "error";
    yield problemIn(
      study,
      place,
      severity,
      "percentage-contradicts-count",
      `${events} of ${of} patients is ${shown(exact)}%, and ${percent}% is written; correct the count, the number or the percentage`,
    );
  } else if (n !== undefined && n < 100 * 10 ** decimalsOf(percent) && !isReachable(percent, n)) {
    yield problemIn(
      study,
      place,
      "warning",
      "percentage-of-no-count",
      `${percent}% is no whole number of ${n} patients (${shown((percent * n) / 100)}); correct the percentage or the number`,
    );
  }
}

export const percentagesMatch: Check = {
  asks: "Does each percentage match its count, rounding taken into account?",
  *run(review) {
    for (const study of review.studies) for (const part of armDataOf(study)) yield* inArm(part);
  },
};
