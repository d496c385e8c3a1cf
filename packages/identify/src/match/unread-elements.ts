import { type ElementKind, type KindMask, kindMask } from "./element-kind.ts";
import type { KeyGroup } from "./record-keys.ts";
import type { Wanted } from "./record-scan.ts";

interface Uses {
  readonly kinds: KindMask;
  readonly groups: readonly KeyGroup[];
  /** Whether some field of dates reads it. */
  readonly dates: boolean;
}

const uses = (kinds: readonly ElementKind[], groups: readonly KeyGroup[] = [], dates = false): Uses => ({
  kinds: kindMask(...kinds),
  groups,
  dates,
});

const PEOPLE: readonly ElementKind[] = [
  "author",
  "first-author",
  "last-author",
  "full-author",
  "author-id",
  "corporate-author",
  "editor",
  "affiliation",
];

/** Elements of PubMed's XML that are whole parts of a record, and what searches look for in them. */
const ELEMENTS: Readonly<Record<string, Uses>> = {
  Abstract: uses(["abstract"], ["filter"]),
  ArticleDate: uses([], [], true),
  ArticleIdList: uses(["article-id"], ["filter"]),
  AuthorList: uses(PEOPLE),
  ChemicalList: uses(["substance", "registry-number"], ["substance"]),
  CitationSubset: uses([]),
  CoiStatement: uses(["other"]),
  CommentsCorrectionsList: uses(["comment-note"], ["filter"]),
  DataBankList: uses(["secondary-source"]),
  DateCompleted: uses([], [], true),
  DateCreated: uses([], [], true),
  DateRevised: uses([], [], true),
  ELocationID: uses(["article-id", "page"]),
  GeneSymbolList: uses([]),
  GeneralNote: uses(["other"]),
  GrantList: uses(["grant"]),
  History: uses([], [], true),
  InvestigatorList: uses(["investigator", "affiliation"]),
  Journal: uses(["journal", "issn", "volume", "issue"], [], true),
  KeywordList: uses(["keyword"], ["heading"]),
  Language: uses([], ["language"]),
  MedlineJournalInfo: uses(["journal", "issn", "place"]),
  MeshHeadingList: uses(["heading", "qualifier"], ["heading"]),
  OtherAbstract: uses(["other-abstract"]),
  OtherID: uses(["article-id", "secondary-source"], ["filter"]),
  Pagination: uses(["page"]),
  PersonalNameSubjectList: uses(["person-subject"]),
  PublicationStatus: uses([]),
  PublicationTypeList: uses(["publication-type"], ["publication-type"]),
  ReferenceList: uses([]),
  SpaceFlightMission: uses([]),
  SupplMeshList: uses(["substance"], ["heading"]),
};

/** The elements of PubMed's XML that a reader may leave out, since nothing that is wanted stands in them. */
export function unreadElements({ kinds, groups, dates }: Wanted): ReadonlySet<string> {
  const isUnread = (use: Uses): boolean =>
    (use.kinds & kinds) === 0 && !use.groups.some((group) => groups.has(group)) && !(use.dates && dates);
  return new Set(Object.entries(ELEMENTS).flatMap(([name, use]) => (isUnread(use) ? [name] : [])));
}
