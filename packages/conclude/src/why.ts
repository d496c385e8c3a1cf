import {
  type Datum,
  describeOrigin,
  isUnverified,
  locateDatum,
  type Ref,
  type Review,
  type Source,
  splitRef,
} from "@coppice/model";
import type { Derivation, WhyStep } from "./derivation.ts";

/** Documents in which a ref can end, by the kind that their refs begin with. */
function documentOf(
  review: Review,
  kind: string,
  id: string,
): { title: string; sources: Readonly<Record<string, Source>>; body: object } | undefined {
  const named = <T extends { id: string }>(list: readonly T[]) => list.find((each) => each.id === id);
  switch (kind) {
    case "study": {
      const study = named(review.studies);
      return study && { title: study.label, sources: study.sources, body: study };
    }
    case "condition": {
      const condition = named(review.conditions);
      return (
        condition && { title: condition.short ?? condition.name, sources: condition.sources, body: condition }
      );
    }
    case "statement": {
      const statement = named(review.statements);
      return statement && { title: statement.body, sources: statement.sources, body: statement };
    }
    case "economic": {
      const economic = named(review.economics);
      return economic && { title: economic.title, sources: economic.sources, body: economic };
    }
    case "mechanism": {
      const mechanism = named(review.mechanisms);
      return mechanism && { title: mechanism.name, sources: mechanism.sources, body: mechanism };
    }
    default:
      return undefined;
  }
}

const words: Readonly<Record<string, string>> = {
  n: "patients analysed",
  sd: "standard deviation",
  se: "standard error",
  ci: "95% interval",
  p: "p-value",
  onlyOf: "patients who improved on this treatment alone",
  onlyAgainst: "patients who improved on the comparator alone",
  bothEvents: "patients who improved on both",
  neither: "patients who improved on neither",
  gPerKgPerCourse: "total dose of a course in g/kg",
  treatmentHistory: "whom it enrolled",
  allocation: "how patients were allocated",
  favours: "which arm did better",
  significant: "significant at the 5% level",
};

/** A pointer in words: the result's own name for the outcome, the arm's label, and the field. */
function placeName(body: object, pointer: string): string {
  const steps = pointer.split("/").slice(1);
  const study = body as {
    results?: { as: string; time?: string }[];
    arms?: { id: string; label: string }[];
    standard?: { text: string }[];
  };
  const last = steps.at(-1) ?? "";
  const field = words[last] ?? last.replace(/([A-Z])/g, " $1").toLowerCase();
  const arm =
    study.arms?.find((each) => each.id === steps[3]) ??
    (steps[0] === "arms" ? study.arms?.[Number(steps[1])] : undefined);
  if (steps[0] === "results") {
    const result = study.results?.[Number(steps[1])];
    return [result?.as, result?.time, arm?.label, field].filter((part) => part !== undefined).join(", ");
  }
  if (steps[0] === "standard") return "established treatment";
  return [arm?.label, field].filter((part) => part !== undefined).join(", ");
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(" to ");
  if (typeof value === "object" && value !== null) {
    const text = (value as { text?: Datum<string> }).text;
    return typeof text === "string" ? text : JSON.stringify(value);
  }
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function leafStep(review: Review, ref: Ref, depth: number): WhyStep {
  const { kind, id, pointer } = splitRef(ref);
  const document = documentOf(review, kind, id);
  const located = document && locateDatum(document.body, pointer);
  if (document === undefined || located === undefined) {
    return {
      ref,
      depth,
      title: ref,
      text: "nothing stands here",
      how: "",
      standing: "unverified",
      conflicts: [],
    };
  }
  const origins = located.from.map((each) => describeOrigin(each, document.sources));
  const url = origins.find((each) => each.url !== undefined)?.url;
  const unverified = isUnverified(located.from);
  return {
    ref,
    depth,
    title: `${document.title}: ${placeName(document.body, pointer)}`,
    text: valueText(located.value),
    how: [
      origins.map((each) => each.text).join("; ") || "no source is given",
      located.because && `chosen because ${located.because}`,
      located.note,
    ]
      .filter(Boolean)
      .join(". "),
    standing: unverified
      ? "unverified"
      : origins.some((each) => each.kind === "derived")
        ? "derived"
        : "seen",
    ...(url !== undefined && /^https?:/.test(url) && { url }),
    conflicts: located.conflicts.map(
      (each) =>
        `${valueText(each.value)} according to ${each.from.map((origin) => describeOrigin(origin, document.sources).text).join("; ")}${each.note === undefined ? "" : ` (${each.note})`}`,
    ),
  };
}

/** The record a walk ends in: the study's report. */
function reportStep(review: Review, studyId: string, depth: number): WhyStep | undefined {
  const study = review.studies.find((each) => each.id === studyId);
  const report = study?.reports[0];
  if (study === undefined || report === undefined) return undefined;
  const { authors, title, journal, year } = report.citation;
  const plain = (value: Datum<string> | undefined) => (typeof value === "object" ? value.value : value);
  const pmid = plain(report.pmid);
  const doi = plain(report.doi);
  const ids = [pmid === undefined ? undefined : `PMID ${pmid}`, doi === undefined ? undefined : `doi ${doi}`]
    .filter(Boolean)
    .join(", ");
  const pointer =
    report.pmid !== undefined
      ? "/reports/0/pmid"
      : report.doi !== undefined
        ? "/reports/0/doi"
        : "/reports/0";
  const unverified = isUnverified(locateDatum(study, pointer)?.from ?? []);
  const url =
    pmid !== undefined
      ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`
      : doi !== undefined
        ? `https://doi.org/${doi}`
        : undefined;
  return {
    ref: `study/${studyId}#/reports/0`,
    depth,
    title: `Report of ${study.label}`,
    text: [authors, title, journal, year].filter((part) => part !== undefined).join(". "),
    how: [ids, unverified ? "identifier unverified" : undefined, "brought in by hand; no search has been run"]
      .filter((part) => part !== undefined && part !== "")
      .join("; "),
    standing: unverified ? "unverified" : "seen",
    ...(url !== undefined && { url }),
    conflicts: [],
  };
}

/**
 * The walk from a value back to its sources, depth first: the value, what it was computed from, and so on down to the
 * data in the documents and the reports they were read in. Each value is visited once. An unknown ref gives one step
 * that says so.
 */
export function why(review: Review, derivation: Derivation, ref: Ref): readonly WhyStep[] {
  const steps: WhyStep[] = [];
  const seen = new Set<Ref>();
  const reported = new Set<string>();

  const visit = (at: Ref, depth: number): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const value = derivation.values.get(at);
    if (value === undefined) {
      steps.push(leafStep(review, at, depth));
      return;
    }
    steps.push({
      ref: at,
      depth,
      title: value.title,
      text: value.text,
      how: value.how,
      standing: "derived",
      conflicts: [],
    });
    for (const from of value.from) visit(from, depth + 1);
    for (const study of new Set(
      value.from
        .map(splitRef)
        .filter(({ kind }) => kind === "study")
        .map(({ id }) => id),
    )) {
      if (reported.has(study)) continue;
      reported.add(study);
      const step = reportStep(review, study, depth + 1);
      if (step !== undefined) steps.push(step);
    }
  };
  visit(ref, 0);
  return steps;
}
