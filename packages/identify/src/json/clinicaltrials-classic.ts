import { isObject, type JsonObject } from "./json-object.ts";

/** Names of the API before 2024 and those of API 2, for what is read; other names only lose their capital. */
const NAMES: ReadonlyMap<string, string> = new Map(
  `NCTId nctId, OrgStudyId id, SecondaryId id, SecondaryIdType type, SecondaryIdDomain domain, SecondaryIdLink link, StartDate date,
  PrimaryCompletionDate date, CompletionDate date, StudyFirstPostDate date, ResultsFirstPostDate date, LastUpdatePostDate date,
  StudyFirstSubmitQCDate studyFirstSubmitQcDate, LeadSponsorName name, CollaboratorName name, DesignAllocation allocation,
  DesignInterventionModel interventionModel, DesignPrimaryPurpose primaryPurpose, DesignMaskingInfo maskingInfo, DesignMasking masking,
  EnrollmentCount count, ArmGroupLabel label, ArmGroupDescription description, InterventionType type, InterventionName name,
  InterventionDescription description, PrimaryOutcomeMeasure measure, PrimaryOutcomeTimeFrame timeFrame,
  PrimaryOutcomeDescription description, SecondaryOutcomeMeasure measure, SecondaryOutcomeTimeFrame timeFrame,
  SecondaryOutcomeDescription description, OtherOutcomeMeasure measure, OtherOutcomeTimeFrame timeFrame,
  OtherOutcomeDescription description, ReferencePMID pmid, ReferenceCitation citation, ReferenceType type, SeeAlsoLinkURL url,
  ConditionMeshId id, ConditionMeshTerm term, InterventionMeshId id, InterventionMeshTerm term, NCTIdAliasList nctIdAliases,
  SecondaryIdInfoList secondaryIdInfos, CollaboratorList collaborators, ConditionList conditions, KeywordList keywords,
  PhaseList phases, ArmGroupList armGroups, InterventionList interventions, PrimaryOutcomeList primaryOutcomes,
  SecondaryOutcomeList secondaryOutcomes, OtherOutcomeList otherOutcomes, ReferenceList references, SeeAlsoLinkList seeAlsoLinks,
  ConditionMeshList meshes, InterventionMeshList meshes`
    .split(",")
    .map((pair) => pair.trim().split(" ") as [string, string]),
);

const listIn = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const [first, ...others] = Object.values(value);
  return others.length === 0 && Array.isArray(first) ? first : value;
};

function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const name = NAMES.get(key) ?? key.slice(0, 1).toLowerCase() + key.slice(1);
    return [name, modern(key.endsWith("List") ? listIn(item) : item)] as const;
  });
  return Object.fromEntries(entries);
}

/** Studies as the API gave them before 2024 (FullStudiesResponse, FullStudy) in the words of API 2; null for anything else. */
export function modernStudies(object: JsonObject): JsonObject | null {
  const response = object["FullStudiesResponse"];
  const full = isObject(response)
    ? response["FullStudies"]
    : object["FullStudy"] === undefined
      ? undefined
      : [object["FullStudy"]];
  if (!Array.isArray(full)) return null;
  return { studies: full.map((entry) => modern(isObject(entry) ? entry["Study"] : entry)) };
}
