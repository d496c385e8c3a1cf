/**
 * A search strategy as a tree that is no database's own: what every parser makes and every printer takes. Distances are canonical
 * (words allowed between), fields stand at the leaves, and what no database shares is kept word for word.
 */

/** The languages that strategies are written in. `plain`: words, operators, line numbers, no database in mind. */
export type Syntax =
  | "pubmed"
  | "ovid"
  | "embase"
  | "cochrane"
  | "ebsco"
  | "wos"
  | "scopus"
  | "clinicaltrials"
  | "plain";

/** From `start` to before `end`, in UTF-16 units of the text that was parsed. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Strategy {
  readonly syntax: Syntax;
  /** At least one; the last is the answer unless the reader says otherwise. */
  readonly lines: readonly StrategyLine[];
}

export interface StrategyLine {
  /** As printed before the line; counted from 1 where none is printed. References mean this number. */
  readonly number: number;
  /** Whether the number was printed. */
  readonly numbered: boolean;
  /** Nothing on a line of comments only, and on one that could not be read. */
  readonly expression: Expression | null;
  /** An operator at the end that nothing follows, as typed: the line was read without it. */
  readonly trailingOperator?: "and" | "or" | "not";
  /** Titles, notes in brackets or after `#`, hit counts: everything on the line that is not searched, without its marks. */
  readonly comments: readonly string[];
  readonly span: Span;
}

export type Expression =
  | And
  | Or
  | Not
  | Near
  | Text
  | Heading
  | Subheading
  | DateRange
  | LineReference
  | Limited
  | NamedFilter
  | Verbatim;

interface Node {
  /** Where it stood; absent on nodes that no text gave. */
  readonly span?: Span;
}

/** Two operands or more; nested ones of the same kind are joined only where no bracket stood between them. */
interface And extends Node {
  readonly kind: "and";
  readonly operands: readonly Expression[];
}

interface Or extends Node {
  readonly kind: "or";
  readonly operands: readonly Expression[];
}

interface Not extends Node {
  readonly kind: "not";
  readonly include: Expression;
  readonly exclude: Expression;
}

/**
 * All operands in one field and one window: at most `between` other words stand between them in all. A chain of two-place
 * operators (`a adj3 b adj3 c`) is nested from the left instead.
 */
export interface Near extends Node {
  readonly kind: "near";
  readonly between: number;
  /** In the order in which they are given. */
  readonly ordered: boolean;
  /** Text, or `or` of text, or `near`; what else a database allows here is kept. */
  readonly operands: readonly Expression[];
}

/** A word or a phrase in some fields. */
export interface Text extends Node {
  readonly kind: "text";
  /** One or more. */
  readonly words: readonly Word[];
  /** `phrase`: the words in this order, next to each other. `all`: every word anywhere in the fields (unquoted words, where the database joins them with AND). */
  readonly reading: "phrase" | "all";
  readonly quoted: boolean;
  /** In the order of {@link FIELDS}, each once; none where the text is untagged and the database decides. */
  readonly fields: readonly Field[];
  /** At least so many times in a field (Ovid's `/freq=3`); once where it is absent. */
  readonly frequency?: number;
  /** Signs count and no other forms of the words are added (Scopus' braces). */
  readonly exact?: true;
}

/** Literal parts, as typed (hyphens, apostrophes and case kept), and wildcards between them. */
export type Word = readonly (string | Wildcard)[];

export type Wildcard =
  /** Any number of letters, or at most `upTo`. */
  | { readonly wildcard: "any"; readonly upTo?: number }
  | { readonly wildcard: "one" }
  | { readonly wildcard: "zero-or-one" };

export const FIELDS = [
  "title",
  "abstract",
  "author-keyword",
  "original-title",
  "heading-word",
  "substance",
  "registry-number",
  "trade-name",
  "manufacturer",
  "keywords-plus",
  /** PubMed's [tw], Ovid's .mp.: text, headings and their like. */
  "text-word",
  "all",
  "publication-type",
  "language",
  "author",
  "first-author",
  "last-author",
  "full-author",
  "author-id",
  "corporate-author",
  "investigator",
  "editor",
  "personal-name-subject",
  "affiliation",
  "journal",
  "journal-id",
  "issn",
  "isbn",
  "volume",
  "issue",
  "page",
  "publisher",
  "place",
  "grant",
  "doi",
  "article-id",
  "record-id",
  "secondary-source",
  "pharmacological-action",
  "conflict-of-interest",
  "book",
  "subset",
  "filter",
  /** ClinicalTrials.gov's search areas. */
  "condition",
  "intervention",
  "outcome",
  "sponsor",
] as const;

export type Field = (typeof FIELDS)[number];

export type Vocabulary = "mesh" | "emtree" | "cinahl" | "apa" | "other";

export interface Heading extends Node {
  readonly kind: "heading";
  /** What the syntax implies: `mesh` for PubMed, Ovid and Cochrane, `emtree` for Embase.com, `cinahl` for EBSCO. */
  readonly vocabulary: Vocabulary;
  readonly name: string;
  readonly explode: boolean;
  readonly major: boolean;
  /** Names in lower case where the abbreviation is known (`drug therapy` for `dt`), else as typed; empty for any. */
  readonly subheadings: readonly string[];
  /** Embase.com's /syn, Embase's mapping: synonyms are searched as text too. */
  readonly synonyms?: boolean;
}

/** A subheading under any heading. */
export interface Subheading extends Node {
  readonly kind: "subheading";
  /** In lower case, in full where the abbreviation is known. */
  readonly name: string;
  readonly explode: boolean;
}

/** Of a publication or of a record; the first three are of the publication, the rest of the database's own history. */
export type DateField =
  | "published"
  | "published-print"
  | "published-electronic"
  | "entered"
  | "created"
  | "indexed"
  | "revised"
  | "completed";

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; both ends belong to the range; a missing end is open. */
export interface DateRange extends Node {
  readonly kind: "date";
  readonly field: DateField;
  readonly from?: string;
  readonly to?: string;
}

export interface LineReference extends Node {
  readonly kind: "line";
  readonly number: number;
}

/** A set cut down by limits: `limit 5 to english language`, `[humans]/lim`. */
export interface Limited extends Node {
  readonly kind: "limit";
  readonly of: Expression;
  readonly limits: readonly Limit[];
}

export type Limit =
  | { readonly kind: "language"; readonly languages: readonly string[] }
  | {
      readonly kind: "date";
      readonly field: DateField;
      readonly from?: string;
      readonly to?: string;
    }
  | { readonly kind: "humans" }
  | { readonly kind: "animals" }
  | { readonly kind: "abstract" }
  | { readonly kind: "full-text" }
  | { readonly kind: "publication-type"; readonly types: readonly string[] }
  /** Age groups, sex, subsets and what else a database offers, word for word. */
  | { readonly kind: "other"; readonly text: string };

/** A filter that is named and not written out: `<RCT Filter>`. */
export interface NamedFilter extends Node {
  readonly kind: "filter";
  readonly name: string;
}

/** What has no meaning in common (`remove duplicates from 4`), as typed: printed again in its own syntax, told in any other. */
interface Verbatim extends Node {
  readonly kind: "verbatim";
  readonly text: string;
}
