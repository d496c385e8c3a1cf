import type { Field } from "../query/strategy.ts";

/**
 * What an element of a record is, for searches. Each element (a title, a section of an abstract, a key word, a name) has its own positions,
 * so that no phrase runs from one into the next. At most 32, for they are bits of a mask.
 */
export const ELEMENT_KINDS = [
  "title",
  "collection-title",
  "abstract",
  "other-abstract",
  "keyword",
  "original-title",
  "heading",
  "qualifier",
  "publication-type",
  "substance",
  "registry-number",
  "person-subject",
  "corporate-author",
  "secondary-source",
  "comment-note",
  "author",
  "first-author",
  "last-author",
  "full-author",
  "author-id",
  "investigator",
  "editor",
  "affiliation",
  "journal",
  "issn",
  "volume",
  "issue",
  "page",
  "grant",
  "article-id",
  "place",
  "other",
] as const;

export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** Kinds as bits: the first kind is bit 0. */
export type KindMask = number;

const BITS = new Map(ELEMENT_KINDS.map((kind, index) => [kind, 1 << index] as const));

export const kindBit = (kind: ElementKind): KindMask => BITS.get(kind)!;

export const kindMask = (...kinds: readonly ElementKind[]): KindMask =>
  kinds.reduce((mask, kind) => mask | kindBit(kind), 0);

const TEXT_WORD = kindMask(
  "title",
  "collection-title",
  "abstract",
  "other-abstract",
  "keyword",
  "original-title",
  "heading",
  "qualifier",
  "publication-type",
  "substance",
  "person-subject",
  "corporate-author",
  "secondary-source",
  "comment-note",
);

/** PubMed's [all] leaves out the title in the original language and the place of publication. */
const EVERYTHING = ~kindMask("original-title", "place");

/** Where PubMed looks for each field. */
const FIELD_KINDS: Readonly<Partial<Record<Field, KindMask>>> = {
  title: kindMask("title"),
  abstract: kindMask("abstract"),
  "author-keyword": kindMask("keyword"),
  "original-title": kindMask("original-title"),
  "heading-word": kindMask("heading", "qualifier"),
  substance: kindMask("substance"),
  "registry-number": kindMask("registry-number"),
  "trade-name": kindMask("substance"),
  "text-word": TEXT_WORD & ~kindMask("original-title"),
  all: EVERYTHING,
  "publication-type": kindMask("publication-type"),
  author: kindMask("author", "corporate-author"),
  "first-author": kindMask("first-author"),
  "last-author": kindMask("last-author"),
  "full-author": kindMask("full-author"),
  "author-id": kindMask("author-id"),
  "corporate-author": kindMask("corporate-author"),
  investigator: kindMask("investigator"),
  editor: kindMask("editor"),
  "personal-name-subject": kindMask("person-subject"),
  affiliation: kindMask("affiliation"),
  journal: kindMask("journal"),
  "journal-id": kindMask("journal"),
  issn: kindMask("issn"),
  isbn: kindMask("issn"),
  volume: kindMask("volume"),
  issue: kindMask("issue"),
  page: kindMask("page"),
  publisher: kindMask("place"),
  place: kindMask("place"),
  grant: kindMask("grant"),
  doi: kindMask("article-id"),
  "article-id": kindMask("article-id"),
  "secondary-source": kindMask("secondary-source"),
  "conflict-of-interest": kindMask("other"),
  book: kindMask("collection-title"),
  // A registry's record has its title, its conditions and interventions as key words and headings, and its sponsors as groups.
  condition: kindMask("title", "keyword", "heading"),
  intervention: kindMask("title", "keyword", "heading", "substance"),
  sponsor: kindMask("corporate-author"),
};

const TIAB: readonly Field[] = ["title", "abstract", "author-keyword"];

/**
 * The kinds of elements that some fields cover. Title, abstract and author's key words together are PubMed's [tiab], which takes in titles
 * of collections and abstracts in other languages as well.
 */
export function kindsOf(fields: readonly Field[]): KindMask {
  const mask = fields.reduce((sum, field) => sum | (FIELD_KINDS[field] ?? 0), 0);
  return TIAB.every((field) => fields.includes(field))
    ? mask | kindMask("collection-title", "other-abstract")
    : mask;
}

const WHOLE = kindMask(
  "substance",
  "registry-number",
  "publication-type",
  "author",
  "first-author",
  "last-author",
  "full-author",
  "author-id",
  "corporate-author",
  "investigator",
  "editor",
  "person-subject",
  "journal",
  "issn",
  "volume",
  "issue",
  "page",
  "article-id",
);

/** Kinds whose elements have signs for their beginning and end, so that a whole name can be told from a part of it. */
export const isWhole = (kind: ElementKind): boolean => (WHOLE & kindBit(kind)) !== 0;

/** Words of a text that begin and end an element of a kind that is matched as a whole. No text holds them. */
export const BEGINNING = "\u0002";
export const END = "\u0003";
