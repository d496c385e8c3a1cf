import { clinicalTrialsNotation } from "../../print/clinicaltrials-notation.ts";
import type { Limit } from "../../strategy.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";

const record = ["", "A registry has no such field; the whole record is searched."] as const;

/** ClinicalTrials.gov (query.term), by the search areas of its API, version 2. A registration has a title and a summary, and no abstract. */
const fields: FormTable = {
  title: ["TitleSearch", "A registration's titles are searched."],
  abstract: ["BriefSummary", "A registration has no abstract; its brief summary is searched."],
  "title+abstract": ["", "A registration has no abstract; the whole record is searched."],
  "title+abstract+author-keyword": ["", "A registration has no abstract; the whole record is searched."],
  tiab: ["", "A registration has no abstract; the whole record is searched."],
  "author-keyword": "Keyword",
  "heading-word": ["ConditionSearch", "Conditions are searched, to which the registry adds its MeSH terms."],
  substance: "InterventionName",
  "text-word": "",
  all: "",
  condition: "ConditionSearch",
  intervention: "InterventionSearch",
  outcome: "OutcomeSearch",
  sponsor: "SponsorSearch",
  affiliation: "LocationFacility",
  investigator: "OverallOfficialName",
  "secondary-source": "SecondaryId",
  "record-id": "NCTId",
  other: record,
};

const pattern = (codes: readonly string[]) => {
  const terms = codes.map((code) => `AREA[${code}]TERM`);
  return terms.length === 1 ? terms.join("") : `(${terms.join(" OR ")})`;
};

function limit(of: Limit): string | undefined {
  if (of.kind !== "date") return undefined;
  const area = of.field === "revised" ? "LastUpdatePostDate" : "StudyFirstPostDate";
  return `AREA[${area}]RANGE[${of.from ?? "MIN"}, ${of.to ?? "MAX"}]`;
}

export const clinicalTrials: Engine = {
  id: "clinicaltrials",
  name: "ClinicalTrials.gov",
  syntax: "clinicaltrials",
  vocabulary: "none",
  fields,
  headings: {
    exploded: record,
    alone: record,
    "major-exploded": record,
    "major-alone": record,
    subheading: record,
  },
  pattern,
  notation: clinicalTrialsNotation(inFieldsOf({ fields, pattern })),
  signs: { any: "" },
  shortestStem: Number.POSITIVE_INFINITY,
  proximity: "none",
  ordered: "none",
  phraseWildcards: false,
  bareWordsArePhrase: false,
  limit,
  dates: ["published", "created", "entered", "revised"],
};
