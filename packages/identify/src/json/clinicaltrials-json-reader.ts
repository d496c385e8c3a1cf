import type { TextReaderFactory } from "../read/text-reader.ts";
import type { BibliographicRecord, RecordOrigin } from "../record/bibliographic-record.ts";
import { dateFrom } from "../record/date.ts";
import { registrationsIn } from "../record/identifiers.ts";
import { addName, append, type Draft, keep, newDraft, recordOf } from "../tagged/record-draft.ts";
import type { Report } from "../tagged/tagged-reader.ts";
import { modernStudies } from "./clinicaltrials-classic.ts";
import {
  isObject,
  type JsonObject,
  objectAt,
  objectsAt,
  pruned,
  takeText,
  takeTexts,
} from "./json-object.ts";
import { createJsonRecords } from "./json-records.ts";

function addRegistrations(draft: Draft, text: string): boolean {
  const numbers = registrationsIn(text);
  for (const number of numbers)
    if (draft.record.registrations?.includes(number) !== true) append(draft, "registrations", number);
  return numbers.length > 0;
}

function identify(draft: Draft, module: JsonObject): void {
  const { csl } = draft;
  const id = takeText(module, "nctId");
  if (id !== undefined) {
    csl.number = id;
    csl.URL = `https://clinicaltrials.gov/study/${encodeURIComponent(id)}`;
    append(draft, "registrations", id);
  }
  for (const alias of takeTexts(module, "nctIdAliases")) append(draft, "registrations", alias);
  const own = takeText(objectAt(module, "orgStudyIdInfo"), "id");
  if (own !== undefined && own !== id && !addRegistrations(draft, own))
    append(draft, "accessions", { database: "Organization's study ID", value: own });
  for (const info of objectsAt(module, "secondaryIdInfos")) {
    const number = takeText(info, "id");
    if (number !== undefined && !addRegistrations(draft, number)) {
      const database = takeText(info, "domain") ?? takeText(info, "type") ?? "Secondary ID";
      append(draft, "accessions", { database, value: number });
    }
    const link = takeText(info, "link");
    if (link !== undefined) append(draft, "links", link);
  }
  const brief = takeText(module, "briefTitle");
  const title = takeText(module, "officialTitle") ?? brief;
  if (title !== undefined) csl.title = title;
  if (brief !== undefined && brief !== title) csl["title-short"] = brief;
}

/** Dates of the study and of its entry, by the names that the history gives them. */
const DATES: readonly (readonly [status: string, ...path: readonly string[]])[] = [
  ["start", "startDateStruct", "date"],
  ["primary-completion", "primaryCompletionDateStruct", "date"],
  ["completion", "completionDateStruct", "date"],
  ["submitted", "studyFirstSubmitDate"],
  ["submitted-quality-control", "studyFirstSubmitQcDate"],
  ["posted", "studyFirstPostDateStruct", "date"],
  ["results-submitted", "resultsFirstSubmitDate"],
  ["results-posted", "resultsFirstPostDateStruct", "date"],
  ["updated", "lastUpdateSubmitDate"],
  ["update-posted", "lastUpdatePostDateStruct", "date"],
  ["verified", "statusVerifiedDate"],
];

function date(draft: Draft, module: JsonObject, line: number): void {
  const status = takeText(module, "overallStatus");
  if (status !== undefined) draft.csl.status = status;
  for (const [name, ...path] of DATES) {
    const text = takeText(objectAt(module, ...path.slice(0, -1)), path.at(-1)!);
    if (text === undefined) continue;
    const read = dateFrom(text);
    if (read === null) {
      keep(draft, path[0]!, text);
      draft.report(
        "bad-date",
        `"${text.slice(0, 80)}" (${path[0]}) is no date; it was kept as it is written.`,
        line,
        text,
      );
      continue;
    }
    append(draft, "history", { status: name, date: read });
    if (name === "posted" || (name === "submitted" && draft.csl.issued === undefined))
      draft.csl.issued = read;
  }
}

function sponsor(draft: Draft, module: JsonObject): void {
  const lead = takeText(objectAt(module, "leadSponsor"), "name");
  if (lead !== undefined) addName(draft, "author", { literal: lead });
  for (const collaborator of objectsAt(module, "collaborators")) {
    const name = takeText(collaborator, "name");
    if (name !== undefined) addName(draft, "contributor", { literal: name });
  }
}

/** "PHASE2" and "RANDOMIZED" as words. */
const words = (code: string): string => code.toLowerCase().replaceAll("_", " ");

function design(module: JsonObject): string {
  const info = objectAt(module, "designInfo");
  const masking = objectAt(info, "maskingInfo");
  const parts = [
    takeText(module, "studyType"),
    ...takeTexts(module, "phases"),
    takeText(info, "allocation"),
    takeText(info, "interventionModel"),
    takeText(info, "observationalModel"),
    takeText(info, "timePerspective"),
    takeText(info, "primaryPurpose"),
    takeText(masking, "masking"),
  ].filter((part) => part !== undefined);
  const count = takeText(objectAt(module, "enrollmentInfo"), "count");
  return [...parts.map(words), ...(count === undefined ? [] : [`enrolment ${count}`])].join("; ");
}

const sentence = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(": ");

function interventions(draft: Draft, module: JsonObject): string {
  const lines: string[] = [];
  for (const intervention of objectsAt(module, "interventions")) {
    const name = takeText(intervention, "name");
    const type = takeText(intervention, "type");
    if (name === undefined) continue;
    if (draft.record.keywords?.includes(name) !== true) append(draft, "keywords", name);
    lines.push(
      sentence([type === undefined ? undefined : words(type), name, takeText(intervention, "description")]),
    );
  }
  return lines.join("\n");
}

function arms(module: JsonObject): string {
  return objectsAt(module, "armGroups")
    .map((arm) => sentence([takeText(arm, "label"), takeText(arm, "description")]))
    .filter((line) => line !== "")
    .join("\n");
}

function outcomes(module: JsonObject, key: string): string {
  return objectsAt(module, key)
    .map((outcome) =>
      sentence([
        takeText(outcome, "measure"),
        takeText(outcome, "timeFrame"),
        takeText(outcome, "description"),
      ]),
    )
    .filter((line) => line !== "")
    .join("\n");
}

/** What a reader of abstracts wants to know of the study. */
function abstract(draft: Draft, protocol: JsonObject): void {
  const description = objectAt(protocol, "descriptionModule");
  const conditions = objectAt(protocol, "conditionsModule");
  const armsModule = objectAt(protocol, "armsInterventionsModule");
  const outcomesModule = objectAt(protocol, "outcomesModule");
  const named = takeTexts(conditions, "conditions");
  for (const term of [...named, ...takeTexts(conditions, "keywords")])
    if (draft.record.keywords?.includes(term) !== true) append(draft, "keywords", term);
  const sections: readonly (readonly [label: string, text: string | undefined])[] = [
    ["Brief summary", takeText(description, "briefSummary")],
    ["Detailed description", takeText(description, "detailedDescription")],
    ["Study design", design(objectAt(protocol, "designModule"))],
    ["Conditions", named.join("; ")],
    ["Interventions", interventions(draft, armsModule)],
    ["Arms", arms(armsModule)],
    ["Primary outcomes", outcomes(outcomesModule, "primaryOutcomes")],
    ["Secondary outcomes", outcomes(outcomesModule, "secondaryOutcomes")],
    ["Other outcomes", outcomes(outcomesModule, "otherOutcomes")],
    ["Eligibility criteria", takeText(objectAt(protocol, "eligibilityModule"), "eligibilityCriteria")],
  ];
  const whole: string[] = [];
  for (const [label, text] of sections) {
    if (text === undefined || text === "") continue;
    append(draft, "abstractSections", { label, text });
    whole.push(`${label}: ${text}`);
  }
  if (whole.length > 0) draft.csl.abstract = whole.join("\n");
}

function relate(draft: Draft, module: JsonObject): void {
  for (const reference of objectsAt(module, "references")) {
    const pmid = takeText(reference, "pmid");
    const citation = takeText(reference, "citation");
    const type = takeText(reference, "type");
    if (pmid === undefined && citation === undefined) continue;
    append(draft, "relations", {
      // Background is what the study cites; results, by the sponsor or found by the registry, are about the study.
      kind: type?.toUpperCase() === "BACKGROUND" ? "cites" : "associated-publication",
      ...(citation === undefined ? {} : { citation }),
      ...(pmid === undefined ? {} : { pmid }),
      ...(type === undefined ? {} : { note: words(type) }),
    });
  }
  for (const link of objectsAt(module, "seeAlsoLinks")) {
    const url = takeText(link, "url");
    if (url !== undefined) append(draft, "links", url);
  }
}

function index(draft: Draft, module: JsonObject): void {
  for (const mesh of objectsAt(module, "meshes")) {
    const term = takeText(mesh, "term");
    const ui = takeText(mesh, "id");
    if (term === undefined) continue;
    append(draft, "headings", {
      term,
      ...(ui === undefined ? {} : { ui }),
      scheme: "MeSH",
      major: false,
      qualifiers: [],
    });
  }
}

/** What nothing has read, module by module, as JSON. */
function keepRest(draft: Draft, study: JsonObject): void {
  for (const [section, modules] of Object.entries(study)) {
    if (!isObject(modules)) {
      keep(draft, section, JSON.stringify(modules));
      continue;
    }
    for (const [name, module] of Object.entries(modules)) {
      const rest = pruned(module);
      if (rest !== undefined) keep(draft, `${section}.${name}`, JSON.stringify(rest));
    }
  }
}

function readStudy(study: JsonObject, origin: RecordOrigin, report: Report): BibliographicRecord {
  const draft = newDraft("document", origin, report);
  const protocol = objectAt(study, "protocolSection");
  draft.csl.genre = "Clinical trial registration";
  draft.csl["container-title"] = "ClinicalTrials.gov";
  identify(draft, objectAt(protocol, "identificationModule"));
  date(draft, objectAt(protocol, "statusModule"), origin.line);
  sponsor(draft, objectAt(protocol, "sponsorCollaboratorsModule"));
  abstract(draft, protocol);
  relate(draft, objectAt(protocol, "referencesModule"));
  index(draft, objectAt(study, "derivedSection", "conditionBrowseModule"));
  index(draft, objectAt(study, "derivedSection", "interventionBrowseModule"));
  keepRest(draft, study);
  if (draft.csl.number === undefined) report("no-number", "The study has no NCT number.", origin.line);
  return recordOf(draft);
}

/**
 * Reads JSON of ClinicalTrials.gov's API 2 and of its download: one study, a page of a search (`{"studies": [...]}`), a list of studies or
 * of pages, or a study a line; study by study, whatever the size; also the answers of the API before 2024 (FullStudiesResponse). An entry of the registry is a `document` of the genre "Clinical trial
 * registration", since CSL has no type for it and `dataset` would be cited as data. The official title is the title, the brief one its
 * short form; the sponsor is the author; conditions and interventions are key words; summary, design, arms, outcomes and eligibility are
 * the abstract. What has no place (locations, contacts, results ...) stays in `other`, as JSON under the module's name.
 */
export const clinicaltrialsJsonReader: TextReaderFactory = (sink, options) =>
  createJsonRecords(sink, options, {
    format: "clinicaltrials-json",
    lists: ["studies"],
    isRecord: (object) => isObject(object["protocolSection"]),
    read: readStudy,
    modern: modernStudies,
    page(object, report, line) {
      if (typeof object["nextPageToken"] === "string")
        report(
          "page-of-more",
          "The file names a next page: the search has more studies than are here.",
          line,
          object["nextPageToken"],
        );
    },
  });
