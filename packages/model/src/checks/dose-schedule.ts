import { datumValue } from "../provenance.ts";
import { type Check, problemIn } from "./check.ts";
import { shown } from "./printed-number.ts";

export const doseSchedule: Check = {
  asks: "Does the dose a day times the days give the dose of a course?",
  *run(review) {
    for (const study of review.studies) {
      for (const [i, arm] of study.arms.entries()) {
        const perDay = datumValue(arm.dose?.gPerKgPerDay);
        const days = datumValue(arm.dose?.days);
        const perCourse = datumValue(arm.dose?.gPerKgPerCourse);
        const place = `/arms/${i}/dose/gPerKgPerCourse`;
        if (perDay !== undefined && days !== undefined && perCourse !== undefined) {
          const product = perDay * days;
          if (Math.abs(product - perCourse) > 0.05 * Math.max(product, perCourse)) {
            yield problemIn(
              study,
              place,
              "error",
              "dose-contradicts-schedule",
              `${perDay} g/kg a day for ${days} days is ${shown(product)} g/kg a course, and ${perCourse} is written; correct one of the three`,
            );
          }
        }
        if (perCourse !== undefined && (perCourse > 5 || perCourse < 0.02)) {
          yield problemIn(
            study,
            place,
            "warning",
            "dose-implausible",
            `a course of ${perCourse} g/kg is not one that anybody gives; check the unit (grams per kilogram of body weight)`,
          );
        }
      }
    }
  },
};
