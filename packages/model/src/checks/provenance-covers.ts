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

const isDatum = (kind: ReviewDocument["kind"], key: string) =>
  dataFields.has(key) || (kind === "economic" && key === "value");

/** Ancestor to report at: an arm, a result, a report as a whole, so that ten bare figures are one problem. */
const placeOf = (pointer: string) => /^\/[a-zA-Z]+(\/\d+)?/.exec(pointer)?.[0] ?? pointer;

export const provenanceCovers: Check = {
  asks: "Does each datum say where it comes from?",
  *run(review) {
    for (const document of documentsOf(review)) {
      const { kind } = document;
      if (parts[kind] === undefined) continue;
      const bare = new Map<string, string[]>();
      walkDocument(document, ({ field, key, part, pointer, value, from }) => {
        if (from !== undefined || value === undefined || key !== field || !isDatum(kind, key)) return;
        if (!parts[kind]?.includes(part) || isOurs(pointer())) return;
        const place = placeOf(pointer());
        bare.set(place, [...(bare.get(place) ?? []), key]);
      });
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
