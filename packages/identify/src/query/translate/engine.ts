import type { Notation } from "../print/notation.ts";
import type { Signs } from "../print/signs.ts";
import type { DateField, Field, Limit, Syntax, Vocabulary } from "../strategy.ts";

export const ENGINE_IDS = [
  "pubmed",
  "pubmed-full",
  "ovid-medline",
  "ovid-embase",
  "ovid-psycinfo",
  "cochrane",
  "embase",
  "cinahl",
  "psycinfo-ebsco",
  "wos",
  "wos-basic",
  "scopus",
  "scopus-basic",
  "clinicaltrials",
  "europepmc",
  "lilacs",
  "hta",
  "proquest",
  "sportdiscus",
  "business-source",
  "plain",
] as const;

/** A database as it is searched in one place: MEDLINE on Ovid is not PubMed. */
export type EngineId = (typeof ENGINE_IDS)[number];

/** A field, several of them that a database has one code for, or a field that strategies tell apart and records do not. */
export type Concept =
  | Field
  | "title+abstract"
  | "title+abstract+author-keyword"
  /** Scopus' TITLE-ABS-KEY. */
  | "title+abstract+author-keyword+heading-word"
  /** Web of Science's TS. */
  | "title+abstract+author-keyword+keywords-plus"
  /** Cochrane's :kw, EBSCO's SU. */
  | "author-keyword+heading-word"
  /** PubMed's [tiab] where it means what it finds: title, abstract and author keywords. */
  | "tiab"
  | "title+abstract+keyword-phrase"
  | "keyword-phrase"
  | "full-investigator"
  /** PubMed's [tw] by its description, of which some databases have a closer counterpart than of `text-word`. */
  | "any-text-word";

/**
 * Codes parted by commas, a whole pattern in which TERM stands for the term, or nothing for the term without a field. With a second
 * part, a note that says what is lost: see {@link NOTES}.
 */
export type Form = string | readonly [form: string, note: string];

/** Forms by concept; `other` is for all that have none. */
export type FormTable = Readonly<Partial<Record<Concept, Form>> & { other: Form }>;

export type HeadingConcept = "exploded" | "alone" | "major-exploded" | "major-alone" | "subheading";

export type HeadingTable = Readonly<Record<HeadingConcept, Form>>;

/** How near two terms stand is said by an operator, by a window of words that stand there as they are, or not at all. */
type Proximity = "operator" | "window" | "none";

export interface Engine {
  readonly id: EngineId;
  /** As in JSON and in reports. */
  readonly name: string;
  /** The language that it is closest to; line references and brackets are its. */
  readonly syntax: Syntax;
  readonly vocabulary: Vocabulary | "none";
  readonly fields: FormTable;
  /** Other ways to write a field that find the same, or that are older. */
  readonly alternatives?: Readonly<Partial<Record<Concept, Form>>>;
  readonly headings: HeadingTable;
  /** The pattern, with TERM, of one code or several. */
  readonly pattern: (codes: readonly string[]) => string;
  readonly notation: Notation;
  readonly signs: Signs;
  /** Letters that must stand before the first wildcard of a word. */
  readonly shortestStem: number;
  readonly proximity: Proximity;
  /** Whether there is an operator that keeps the order, and at which distances. */
  readonly ordered: "any" | "adjacent" | "none";
  /** The most words between that the operator takes. */
  readonly furthest?: number;
  /** Whether a wildcard works in a quoted phrase. */
  readonly phraseWildcards: boolean;
  /** Whether words side by side are a phrase without quotes. */
  readonly bareWordsArePhrase: boolean;
  /** Whether words and their quotation marks stay as they were typed. */
  readonly keepsQuotes?: boolean;
  /** Whether [tiab] is written with the author keywords unless they are left out on purpose. */
  readonly tiabWithKeywords?: boolean;
  /** A limit as an operand of AND; nothing where there is none. */
  readonly limit: (limit: Limit) => string | undefined;
  /** Dates that can be searched, of a publication or of the database's own history. */
  readonly dates: readonly DateField[];
}

/** What a note in a table of fields stands for. */
export const NOTES = {
  all: "As no equivalent field code exists, the term will be searched across all fields.",
  author: "As no equivalent field code exists, the 'author' field code has been substituted.",
  menu: "Field codes do not exist here: choose the field from the menu.",
} as const;

const formOf = (form: Form): string => (typeof form === "string" ? form : form[0]);

export const noteOf = (form: Form): string | undefined => (typeof form === "string" ? undefined : form[1]);

/** The pattern of a form, with TERM for the term. */
export function patternOf(form: Form, engine: Pick<Engine, "pattern">): string {
  const written = formOf(form);
  if (written === "") return "TERM";
  return /\bTERM\b/.test(written) ? written : engine.pattern(written.split(","));
}

/** The forms of a set of fields: those that have a code together first, the widest of them, then one by one. */
export function formsOf(fields: readonly Field[], table: FormTable): readonly Form[] {
  const together = table[fields.join("+") as Concept];
  if (together !== undefined) return [together];
  const widest = combinations(table).find((combination) =>
    combination.every((field) => fields.includes(field)),
  );
  if (widest === undefined || fields.length < 2) return fields.map((field) => table[field] ?? table.other);
  const left = fields.filter((field) => !widest.includes(field));
  return [table[widest.join("+") as Concept] ?? table.other, ...formsOf(left, table)];
}

const known = new WeakMap<FormTable, readonly (readonly Field[])[]>();

/** Sets of fields that the table has a form for, the largest first. */
function combinations(table: FormTable): readonly (readonly Field[])[] {
  const found =
    known.get(table) ??
    Object.keys(table)
      .filter((concept) => concept.includes("+") && !concept.includes("phrase"))
      .map((concept) => concept.split("+") as Field[])
      .sort((a, b) => b.length - a.length);
  known.set(table, found);
  return found;
}

/**
 * Puts fields on a term by the table. Codes of several fields are written together where each has a code; a group is put in brackets
 * unless the pattern has them already.
 */
export function inFieldsOf(
  engine: Pick<Engine, "fields" | "pattern">,
): (inside: string, fields: readonly Field[], grouped: boolean) => string {
  return (inside, fields, grouped) => {
    const forms = formsOf(fields, engine.fields).map(formOf);
    const codes = forms.flatMap((form) => (form === "" || /\bTERM\b/.test(form) ? [] : form.split(",")));
    const patterns =
      codes.length > 0 && forms.every((form) => form !== "")
        ? [engine.pattern([...new Set(codes)]), ...forms.filter((form) => /\bTERM\b/.test(form))]
        : forms.every((form) => form !== "")
          ? [...new Set(forms)]
          : ["TERM"];
    const written = patterns.map((pattern) => substituted(pattern, inside, grouped));
    return written.length === 1 ? written.join("") : `(${written.join(" OR ")})`;
  };
}

function substituted(pattern: string, inside: string, grouped: boolean): string {
  const inBrackets = grouped ? `(${inside})` : inside;
  return pattern
    .replace(/\(TERM\)|\bTERM\b/g, (found) => (found === "TERM" ? inBrackets : `(${inside})`))
    .trim();
}
