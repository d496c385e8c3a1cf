import type { Limit, Span } from "../query/strategy.ts";
import { headingPlan, type PlanContext } from "./heading-plan.ts";
import { languageCode } from "./language-code.ts";
import { allOf, anyOf, EVERYTHING, keysPlan, NOTHING, type Plan } from "./plan.ts";
import { dayRange } from "./record-dates.ts";

const compact = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Filters of PubMed by the words of their names, and the keys of records that they keep. */
const BY_KEY = new Map<string, string>([
  ["hasabstract", "has:abstract"],
  ["hascommentin", "has:comment-in"],
  ["hascommenton", "has:comment-on"],
  ["haserratumin", "has:erratum-in"],
  ["haserratumfor", "has:erratum-for"],
  ["hasretractionin", "has:retraction-in"],
  ["hasretractionof", "has:retraction-of"],
  ["hasexpressionofconcernin", "has:expression-of-concern-in"],
  ["hasexpressionofconcernfor", "has:expression-of-concern-for"],
  ["hascorrectedrepublishedin", "has:corrected-and-republished-in"],
  ["hascorrectedrepublishedfrom", "has:corrected-and-republished-from"],
  ["hasretractedandrepublishedin", "has:retracted-and-republished-in"],
  ["hasretractedandrepublishedfrom", "has:retracted-and-republished-from"],
  ["hasrepublishedin", "has:republished-in"],
  ["hasrepublishedfrom", "has:republished-from"],
  ["hasupdatein", "has:update-in"],
  ["hasupdateof", "has:update-of"],
  ["hasoriginalreportin", "has:original-report-in"],
  ["hasreprintin", "has:reprint-in"],
  ["hasreprintof", "has:reprint-of"],
  ["hassummaryforpatientsin", "has:summary-for-patients-in"],
  ["hasassociateddataset", "has:dataset"],
  ["hasassociatedpublication", "has:associated-publication"],
  ["pubmedpmc", "sb:pmc"],
  ["pmc", "sb:pmc"],
]);

/** Filters and limits that are headings. */
const BY_HEADING = new Map<string, { readonly name: string; readonly explode: boolean }>([
  ["humans", { name: "Humans", explode: true }],
  ["human", { name: "Humans", explode: true }],
  ["animals", { name: "Animals", explode: false }],
  ["animal", { name: "Animals", explode: false }],
  ["male", { name: "Male", explode: false }],
  ["female", { name: "Female", explode: false }],
]);

/** The filter of this name; undefined where there is none that records can answer. */
function namedFilter(name: string, context: PlanContext): Plan | undefined {
  const key = compact(name);
  const known = BY_KEY.get(key);
  if (known !== undefined) return keysPlan("filter", [known]);
  const heading = BY_HEADING.get(key);
  if (heading !== undefined)
    return headingPlan(
      { kind: "heading", vocabulary: "mesh", ...heading, major: false, subheadings: [] },
      context,
    );
  const code = languageCode(name);
  if (code !== name.trim().toLowerCase()) return keysPlan("language", [`la:${code}`]);
  const type = context.mesh?.find(name);
  if (type !== undefined && context.mesh!.isPublicationType(type.ui))
    return publicationTypePlan(name, true, context);
  return undefined;
}

/** A value of [filter]. What records cannot answer matches none of them, with a note. */
export function filterPlan(name: string, span: Span | undefined, context: PlanContext): Plan {
  const plan = namedFilter(name, context);
  if (plan !== undefined) return plan;
  context.note(
    "not-evaluated",
    `Records cannot tell whether they pass the filter "${name}"; it matches none.`,
    span,
  );
  return NOTHING;
}

/** A value of [sb]: the status of indexing, or a filter. */
export function subsetPlan(name: string, span: Span | undefined, context: PlanContext): Plan {
  const key = compact(name);
  if (
    [
      "medline",
      "pubmednotmedline",
      "inprocess",
      "indatareview",
      "publisher",
      "oldmedline",
      "completed",
    ].includes(key)
  ) {
    // Records that were finished but not indexed anew are MEDLINE's as well.
    const keys = key === "inprocess" ? ["sb:inprocess", "sb:indatareview"] : [`sb:${key}`];
    return keysPlan("filter", keys);
  }
  return filterPlan(name, span, context);
}

/** Keys of a publication type, with those below it where it is exploded. */
export function publicationTypePlan(name: string, explode: boolean, { mesh }: PlanContext): Plan {
  const descriptor = mesh?.find(name);
  const words = compactWords(name);
  const keys = [`pt=${words}`];
  if (mesh !== undefined && descriptor !== undefined && mesh.isPublicationType(descriptor.ui))
    for (const ui of explode ? mesh.explode(descriptor.ui) : [descriptor.ui]) keys.push(`pt:${ui}`);
  return keysPlan("publication-type", keys);
}

const compactWords = (name: string): string =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");

function limitPlan(limit: Limit, span: Span | undefined, context: PlanContext): Plan {
  switch (limit.kind) {
    case "language":
      return keysPlan(
        "language",
        limit.languages.map((language) => `la:${languageCode(language)}`),
      );
    case "date":
      return daysPlan(limit, span, context);
    case "humans":
    case "animals":
      return namedFilter(limit.kind, context)!;
    case "abstract":
      return keysPlan("filter", ["has:abstract"]);
    case "publication-type":
      return anyOf(
        limit.types.map((type) => publicationTypePlan(type, context.syntax === "pubmed", context)),
      );
    case "full-text":
    case "other": {
      const what = limit.kind === "other" ? `"${limit.text}"` : "to full text";
      context.note(
        "not-evaluated",
        `Records cannot tell whether they are within the limit ${what}; it was left out.`,
        span,
      );
      return EVERYTHING;
    }
  }
}

export function daysPlan(
  range: {
    readonly field: Extract<Plan, { kind: "days" }>["field"];
    readonly from?: string;
    readonly to?: string;
  },
  span: Span | undefined,
  { note }: PlanContext,
): Plan {
  const from = range.from === undefined ? 0 : dayRange(range.from)?.[0];
  const to = range.to === undefined ? Number.MAX_SAFE_INTEGER : dayRange(range.to)?.[1];
  if (from === undefined || to === undefined) {
    const wrong = from === undefined ? range.from : range.to;
    note("not-evaluated", `"${wrong}" is no date (YYYY, YYYY-MM or YYYY-MM-DD); it matches no record.`, span);
    return NOTHING;
  }
  return { kind: "days", field: range.field, from, to };
}

export const allLimits = (limits: readonly Limit[], span: Span | undefined, context: PlanContext): Plan =>
  allOf(limits.map((limit) => limitPlan(limit, span, context)));
