import type { ReviewDocument } from "../document.ts";
import { type Check, documentsOf, problemIn } from "./check.ts";
import { walkDocument } from "./document-walk.ts";

/** Fields that hold data: what a source said, as opposed to what we call things. */
const dataFields = new Set([
  ...[
    "pmid",
    "doi",
    "registration",
    "published",
    "allocation",
    "structure",
    "centres",
    "level",
    "randomised",
  ],
  ...[
    "analysed",
    "treatmentHistory",
    "gPerKgPerCourse",
    "gPerKgPerDay",
    "days",
    "everyWeeks",
    "courses",
    "n",
  ],
  ...["primary", "events", "percent", "mean", "sd", "se", "spread", "ci", "median", "iqr", "range", "count"],
  ...[
    "baselineMean",
    "baselineSd",
    "estimate",
    "p",
    "favours",
    "significant",
    "meanDifference",
    "bothEvents",
  ],
  ...[
    "onlyOf",
    "onlyAgainst",
    "neither",
    "funding",
    "conflictsOfInterest",
    "studies",
    "participants",
    "says",
  ],
]);

/** Parts whose `range` or `level` is ours: an instrument's range, a confidence level. */
const isOurs = (pointer: string) =>
  /^\/results\/\d+\/range$/.test(pointer) || /\/contrasts\/\d+\/level$/.test(pointer);

const parts: Readonly<Partial<Record<ReviewDocument["kind"], readonly string[]>>> = {
  study: [
    ...["reports", "design", "masking", "population", "arms", "results", "adverseEvents"],
    ...["funding", "conflictsOfInterest", "registration"],
  ],
  statement: ["pmid", "doi", "verdicts", "pooled"],
  economic: ["figures"],
};

/** Ancestor to report at: an arm, a result, a report as a whole, so that ten bare figures are one problem. */
const placeOf = (pointer: string) => /^\/[a-zA-Z]+(\/\d+)?/.exec(pointer)?.[0] ?? pointer;

export const provenanceCovers: Check = {
  asks: "Does each datum say where it comes from?",
  *run(review) {
    for (const document of documentsOf(review)) {
      const bare = new Map<string, string[]>();
      for (const { field, key, pointer, value, from } of walkDocument(document)) {
        const part = pointer.split("/")[1] ?? "";
        if (!parts[document.kind]?.includes(part) || key !== field || isOurs(pointer)) continue;
        const isDatum = dataFields.has(key) || (document.kind === "economic" && key === "value");
        if (!isDatum || value === undefined || from !== undefined) continue;
        const place = placeOf(pointer);
        bare.set(place, [...(bare.get(place) ?? []), key]);
      }
      for (const [place, fields] of bare) {
        const names = [...new Set(fields)];
        yield problemIn(
          document,
          place,
          "error",
          "provenance-missing",
          `nothing says where ${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""} come${names.length === 1 ? "s" : ""} from; write \`from\` here or above with a key of \`sources\`, { derived: ... } or { unverified: ... }`,
        );
      }
    }
  },
};
