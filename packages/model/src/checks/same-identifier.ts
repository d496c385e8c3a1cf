import { datumValue } from "../provenance.ts";
import type { Review } from "../review.ts";
import { type Check, problemIn } from "./check.ts";
import { areDiscussed, areLinked } from "./same-patients.ts";

interface Use {
  readonly document: Review["studies"][number] | Review["statements"][number];
  readonly pointer: string;
}

function* usesOf(review: Review, key: "pmid" | "doi"): Iterable<[string, Use]> {
  for (const study of review.studies) {
    for (const [i, report] of study.reports.entries()) {
      const value = datumValue(report[key]);
      if (value !== undefined)
        yield [value.toLowerCase(), { document: study, pointer: `/reports/${i}/${key}` }];
    }
  }
  for (const statement of review.statements) {
    const value = datumValue(statement[key]);
    if (value !== undefined) yield [value.toLowerCase(), { document: statement, pointer: `/${key}` }];
  }
}

/** An error where patients would be counted twice; a warning where one publication may rightly hold two things. */
function severityOf(a: Use["document"], b: Use["document"]): "error" | "warning" | undefined {
  if (a.kind !== "study" || b.kind !== "study") return a.kind === b.kind ? "error" : "warning";
  if (a === b) return "warning";
  if (areLinked(a, b) || areDiscussed(a, b)) return undefined;
  return a.condition === b.condition ? "error" : "warning";
}

export const sameIdentifier: Check = {
  asks: "Is a PMID or DOI used twice?",
  *run(review) {
    for (const key of ["pmid", "doi"] as const) {
      const seen = new Map<string, Use>();
      for (const [value, use] of usesOf(review, key)) {
        const earlier = seen.get(value);
        seen.set(value, earlier ?? use);
        const severity = earlier && severityOf(earlier.document, use.document);
        if (earlier === undefined || severity === undefined) continue;
        yield problemIn(
          use.document,
          use.pointer,
          severity,
          `${key}-twice`,
          `${key.toUpperCase()} ${value} is already that of ${earlier.document.kind}/${earlier.document.id}; correct one, link the studies with companionOf, or name the other study in a note if one report holds two`,
        );
      }
    }
  },
};
