import type { EngineId } from "./engine.ts";

/** What an engine has for a publication type of MEDLINE: its own type, a heading, or words of titles and abstracts. */
export type TypeForm =
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "heading"; readonly name: string }
  | { readonly kind: "words" };

const type = (name: string): TypeForm => ({ kind: "type", name });
const heading = (name: string): TypeForm => ({ kind: "heading", name });
const words: TypeForm = { kind: "words" };

/** Emtree has study designs as headings; the types of Embase are those of the article. */
const emtree: Readonly<Record<string, TypeForm>> = {
  "randomized controlled trial": heading("randomized controlled trial"),
  "controlled clinical trial": heading("controlled clinical trial"),
  "clinical trial": heading("clinical trial"),
  "clinical trial, phase i": heading("phase 1 clinical trial"),
  "clinical trial, phase ii": heading("phase 2 clinical trial"),
  "clinical trial, phase iii": heading("phase 3 clinical trial"),
  "clinical trial, phase iv": heading("phase 4 clinical trial"),
  "pragmatic clinical trial": heading("pragmatic trial"),
  "multicenter study": heading("multicenter study"),
  "comparative study": heading("comparative study"),
  "observational study": heading("observational study"),
  "meta-analysis": heading("meta analysis"),
  "systematic review": heading("systematic review"),
  "case reports": heading("case report"),
  "practice guideline": heading("practice guideline"),
  review: type("review"),
  letter: type("letter"),
  editorial: type("editorial"),
  comment: type("note"),
  "journal article": type("article"),
  congress: type("conference abstract"),
};

const wos: Readonly<Record<string, TypeForm>> = {
  review: type("Review"),
  letter: type("Letter"),
  editorial: type("Editorial Material"),
  comment: type("Editorial Material"),
  "journal article": type("Article"),
  congress: type("Proceedings Paper"),
};

const scopus: Readonly<Record<string, TypeForm>> = {
  review: type("re"),
  letter: type("le"),
  editorial: type("ed"),
  comment: type("no"),
  "journal article": type("ar"),
  congress: type("cp"),
};

const tables: Readonly<Partial<Record<EngineId, Readonly<Record<string, TypeForm>>>>> = {
  embase: emtree,
  "ovid-embase": emtree,
  wos,
  scopus,
};

/** Types of MEDLINE that say how a study was done; where a database knows articles only, words have to find them. */
const DESIGNS = new Set(
  Object.entries(emtree).flatMap(([name, form]) => (form.kind === "heading" ? [name] : [])),
);

/** Nothing where the engine has types and may have this one by the same name. */
export function typeForm(name: string, engine: EngineId): TypeForm | undefined {
  const wanted = name.toLowerCase();
  const form = tables[engine]?.[wanted];
  if (form !== undefined) return form;
  return (engine === "wos" || engine === "scopus") && DESIGNS.has(wanted) ? words : undefined;
}

/** Types that MEDLINE spells in one way only, by the spellings that find nothing. */
export const misspelt: ReadonlyMap<string, string> = new Map([
  ["randomised controlled trial", "randomized controlled trial"],
  ["multicentre study", "multicenter study"],
  ["case report", "case reports"],
]);
