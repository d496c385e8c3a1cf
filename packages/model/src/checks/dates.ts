import { firstDay, lastDay } from "../partial-date.ts";
import { datumValue } from "../provenance.ts";
import { type Check, problemIn } from "./check.ts";

export const dates: Check = {
  asks: "Can each date be: none after the review's last change, ends after beginnings, years that agree?",
  *run(review) {
    const updated = lastDay(review.protocol.updated);
    const isFuture = (date: string) => firstDay(date) > updated;
    const remedy = `after the review's last change (protocol.updated ${review.protocol.updated}); correct the date, or move \`updated\``;
    for (const study of review.studies) {
      for (const [i, report] of study.reports.entries()) {
        const published = datumValue(report.published);
        const place = `/reports/${i}/published`;
        if (published === undefined) continue;
        if (isFuture(published)) {
          yield problemIn(
            study,
            place,
            "error",
            "date-in-the-future",
            `this report is dated ${published}, ${remedy}`,
          );
        }
        const year = report.citation.year;
        // Articles appear online up to a year before or after the volume that they are cited by.
        if (year !== undefined && Math.abs(year - Number(published.slice(0, 4))) > 1) {
          yield problemIn(
            study,
            place,
            "warning",
            "years-disagree",
            `this report is cited with the year ${year} and dated ${published}; correct one of the two`,
          );
        }
      }
    }
    for (const statement of review.statements) {
      if (isFuture(statement.dated))
        yield problemIn(
          statement,
          "/dated",
          "error",
          "date-in-the-future",
          `this statement is dated ${statement.dated}, ${remedy}`,
        );
    }
    for (const condition of review.conditions) {
      for (const [i, standard] of condition.standard.entries()) {
        if (standard.until === undefined || lastDay(standard.until) >= firstDay(standard.since)) continue;
        yield problemIn(
          condition,
          `/standard/${i}/until`,
          "error",
          "ends-before-it-begins",
          `${standard.treatment} is standard since ${standard.since} and until ${standard.until}; the end lies before the beginning`,
        );
      }
    }
  },
};
