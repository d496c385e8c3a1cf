import { type BibliographicRecord, plainText } from "@coppice/identify";
import { paint } from "../terminal.ts";
import { columnsOf, shownText, wrapped } from "./terminal-text.ts";

/** What a person sees of a record, in the order in which readers look: title, when and where, abstract, terms. No authors. */
export interface RecordCard {
  readonly title: string;
  readonly published: string;
  readonly abstract: string;
  readonly terms: string;
  readonly link: string;
}

/** Widest a line of text gets, in characters: longer lines read badly. */
const WIDEST = 76;
/** What a person can read of an abstract; anything longer is no abstract. */
const LONGEST = 20_000;

export function recordCard(record: BibliographicRecord): RecordCard {
  const { csl, headings = [], keywords = [], publicationTypes = [] } = record;
  const year = csl.issued?.["date-parts"]?.[0]?.[0];
  const types = publicationTypes.map(({ term }) => term).filter((term) => term !== "Journal Article");
  const terms = [...new Set([...headings.map(({ term }) => term), ...keywords])];
  const shown = (text: string): string => shownText(plainText(text.slice(0, LONGEST)));
  const abstract = shown(csl.abstract ?? "");
  const left = (csl.abstract ?? "").length - LONGEST;
  return {
    title: shown(csl.title ?? ""),
    published: [year, csl["container-title"], types.join(", ")]
      .filter((part) => part !== undefined && part !== "")
      .map((part) => shown(String(part)))
      .join(" · "),
    abstract: left > 0 ? `${abstract} … (${left} characters more are not shown)` : abstract,
    terms: shown(terms.join("; ")),
    link: csl.DOI === undefined ? "" : shown(`https://doi.org/${csl.DOI}`),
  };
}

/** The card as lines for a terminal of some columns. */
export function cardLines(card: RecordCard, columns: number): readonly string[] {
  const width = Math.min(WIDEST, columns);
  const title = card.title === "" ? "(no title)" : card.title;
  const part = (text: string): readonly string[] => (text === "" ? [] : wrapped(text, width));
  const terms = card.terms === "" ? "" : `Terms: ${card.terms}`;
  return [
    ...wrapped(title, width).map(paint.bold),
    ...part(card.published).map(paint.dim),
    "",
    ...(card.abstract === "" ? ["(no abstract)"] : wrapped(card.abstract, width)),
    ...(terms === "" && card.link === "" ? [] : [""]),
    ...part(terms).map(paint.dim),
    // A link that is broken over lines cannot be followed.
    ...(card.link === "" ? [] : columnsOf(card.link) <= columns ? [paint.dim(card.link)] : [card.link]),
  ];
}
