import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { CslName } from "../record/csl-item.ts";
import { type ElementKind, type KindMask, kindBit } from "./element-kind.ts";
import { registryOf } from "./registry.ts";

type Take = (kind: ElementKind, text: string) => void;

const MARKUP = /<\/?(?:i|b|sup|sub)>/g;

/** CSL's rich text without its tags: H<sub>2</sub>O is one word. */
const bare = (text: string): string => (text.includes("<") ? text.replace(MARKUP, "") : text);

/** Initials as NLM makes them: of each part of the given names, also after a hyphen. */
function initialsOf(given: string): string {
  let initials = "";
  for (const part of given.split(/[\s.-]+/)) if (part !== "") initials += [...part][0]!;
  return initials;
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(" ");

/** "Last AB Jr", as PubMed indexes authors. */
function indexedName({ family, given, suffix, "non-dropping-particle": particle, literal }: CslName): string {
  return literal ?? joined(particle, family, initialsOf(given ?? ""), suffix);
}

function takeNames(names: readonly CslName[] | undefined, kind: ElementKind, take: Take): void {
  for (const name of names ?? []) take(kind, indexedName(name));
}

function takeAuthors({ csl, authorIds }: BibliographicRecord, wanted: KindMask, take: Take): void {
  const authors = csl.author ?? [];
  for (const name of authors) {
    if (name.literal !== undefined) {
      take("corporate-author", name.literal);
      continue;
    }
    take("author", indexedName(name));
    if ((wanted & kindBit("full-author")) === 0) continue;
    const last = joined(name["non-dropping-particle"], name.family);
    take("full-author", joined(last, name.given, name.suffix));
    take("full-author", joined(name.given, last, name.suffix));
  }
  const first = authors[0];
  const last = authors.at(-1);
  if (first !== undefined) take("first-author", indexedName(first));
  if (last !== undefined) take("last-author", indexedName(last));
  for (const { source, value } of authorIds ?? []) {
    take("author-id", value);
    take("author-id", `${source} ${value}`);
  }
}

function takeAbstract({ csl, abstractSections, otherAbstracts }: BibliographicRecord, take: Take): void {
  if (abstractSections !== undefined) for (const { text } of abstractSections) take("abstract", bare(text));
  else if (csl.abstract !== undefined) take("abstract", bare(csl.abstract));
  for (const { text } of otherAbstracts ?? []) take("other-abstract", bare(text));
}

/** Formats of PubMed, whose key words of other owners stand among the headings. */
const isPubmed = ({ origin }: BibliographicRecord): boolean =>
  origin.format === "pubmed-xml" || origin.format === "nbib";

function takeHeadings(record: BibliographicRecord, take: Take): void {
  const others: ElementKind = isPubmed(record) ? "keyword" : "heading";
  for (const { term, scheme, qualifiers } of record.headings ?? []) {
    if (scheme === "MeSH-supplement") take("substance", term);
    else take(scheme === "other" ? others : "heading", term);
    for (const qualifier of qualifiers) take("qualifier", qualifier.term);
  }
  for (const { name, registryNumber } of record.substances ?? []) {
    take("substance", name);
    if (registryNumber !== undefined) take("registry-number", registryNumber);
  }
}

/** Numbers that belong to the article or to a database's own record of it, not to data or trials. */
const OWN_NUMBERS = new Set(
  "pii doi mid pmc pmcid pubmed sici bookaccession medline publisher-id nlm nasa kie pip pop arpl cpc ind cpfh clml nrcbl qcim".split(
    " ",
  ),
);

function takeNumbers({ csl, accessions, registrations }: BibliographicRecord, take: Take): void {
  for (const { database, value } of accessions ?? []) {
    if (database !== undefined && OWN_NUMBERS.has(database.toLowerCase())) take("article-id", value);
    else take("secondary-source", joined(database, value));
  }
  for (const number of registrations ?? []) take("secondary-source", joined(registryOf(number), number));
  for (const number of [csl.DOI, csl.PMCID, csl.number]) if (number !== undefined) take("article-id", number);
}

function takeJournal({ csl, journalId, other, country }: BibliographicRecord, take: Take): void {
  const isChapter = csl.type === "chapter";
  for (const title of [csl["container-title"], csl["container-title-short"], journalId])
    if (title !== undefined) take("journal", bare(title));
  if (isChapter && csl["container-title"] !== undefined) take("title", bare(csl["container-title"]));
  for (const number of [csl.ISSN, csl.ISBN]) {
    for (const each of number?.split(/,\s*/) ?? []) {
      take("issn", each);
      take("journal", each);
    }
  }
  for (const { tag, value } of other ?? []) {
    if (tag === "ISSN" || tag.startsWith("ISSN ")) {
      take("issn", value);
      take("journal", value);
    } else if (tag === "MedlineTA" || tag === "ISOAbbreviation") take("journal", value);
  }
  for (const place of [country, csl.publisher, csl["publisher-place"]])
    if (place !== undefined) take("place", place);
}

function takeIssue({ csl }: BibliographicRecord, take: Take): void {
  if (csl.volume !== undefined) take("volume", csl.volume);
  if (csl.issue !== undefined) take("issue", csl.issue);
  for (const page of [csl.page, csl.number]) if (page !== undefined) take("page", page);
}

function takeOthers({ other, relations, grants, notes }: BibliographicRecord, take: Take): void {
  for (const { tag, value } of other ?? [])
    if (tag === "PersonalNameSubject") take("person-subject", value);
    else if (tag === "CoiStatement") take("other", value);
  for (const { kind, note } of relations ?? [])
    if (note !== undefined && kind !== "cites") take("comment-note", note);
  for (const grant of grants ?? []) take("grant", grant);
  for (const note of notes ?? []) take("other", note);
}

/** The parts of a record by the fields that they come from: of each part all kinds are wanted, or none. */
const PARTS: readonly {
  readonly kinds: readonly ElementKind[];
  readonly take: (record: BibliographicRecord, wanted: KindMask, take: Take) => void;
}[] = [
  {
    kinds: ["title", "collection-title", "original-title"],
    take({ csl }, _, take) {
      if (csl.title !== undefined) take("title", bare(csl.title));
      if (csl["collection-title"] !== undefined) take("collection-title", bare(csl["collection-title"]));
      if (csl["original-title"] !== undefined) take("original-title", bare(csl["original-title"]));
    },
  },
  { kinds: ["abstract", "other-abstract"], take: (record, _, take) => takeAbstract(record, take) },
  {
    kinds: ["keyword"],
    take({ keywords }, _, take) {
      for (const keyword of keywords ?? []) take("keyword", bare(keyword));
    },
  },
  {
    kinds: ["heading", "qualifier", "substance", "registry-number", "keyword"],
    take: (record, _, take) => takeHeadings(record, take),
  },
  {
    kinds: ["publication-type"],
    take({ publicationTypes }, _, take) {
      for (const { term } of publicationTypes ?? []) take("publication-type", term);
    },
  },
  { kinds: ["secondary-source", "article-id"], take: (record, _, take) => takeNumbers(record, take) },
  {
    kinds: ["author", "first-author", "last-author", "full-author", "author-id", "corporate-author"],
    take: takeAuthors,
  },
  {
    kinds: ["investigator", "editor"],
    take({ csl }, _, take) {
      takeNames(csl.contributor, "investigator", take);
      takeNames(csl.editor, "editor", take);
    },
  },
  {
    kinds: ["affiliation"],
    take({ affiliations }, _, take) {
      for (const { text } of affiliations ?? []) take("affiliation", text);
    },
  },
  { kinds: ["journal", "issn", "place", "title"], take: (record, _, take) => takeJournal(record, take) },
  { kinds: ["volume", "issue", "page"], take: (record, _, take) => takeIssue(record, take) },
  {
    kinds: ["person-subject", "comment-note", "grant", "other"],
    take: (record, _, take) => takeOthers(record, take),
  },
];

const MASKED = PARTS.map(({ kinds, take }) => ({
  mask: kinds.reduce((mask, kind) => mask | kindBit(kind), 0),
  take,
}));

/** Gives the elements of a record that are of the wanted kinds, each as text without markup. */
export function eachElement(record: BibliographicRecord, wanted: KindMask, take: Take): void {
  const takeWanted: Take = (kind, text) => {
    if ((kindBit(kind) & wanted) !== 0) take(kind, text);
  };
  for (const part of MASKED) if ((part.mask & wanted) !== 0) part.take(record, wanted, takeWanted);
}
