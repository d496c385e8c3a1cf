import type { CslType } from "../record/csl-item.ts";

/**
 * Entry types of BibTeX (btxdoc, section 3.1), BibLaTeX (manual, section 2.1, with its aliases and non-standard types) and of programs
 * (Zotero, Mendeley, JabRef, Citavi, IEEE), with their types in CSL.
 */
const TYPES: readonly (readonly [csl: CslType, types: string])[] = [
  ["article-journal", "article suppperiodical"],
  ["article-magazine", "magazine magazinearticle"],
  ["article-newspaper", "newspaper newspaperarticle news"],
  [
    "book",
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual ebook",
  ],
  ["chapter", "incollection inbook bookinbook suppbook suppcollection chapter booksection"],
  ["entry-encyclopedia", "inreference encyclopedia"],
  ["entry-dictionary", "dictionary"],
  ["paper-conference", "inproceedings conference"],
  ["thesis", "thesis phdthesis mastersthesis bathesis candthesis dissertation habthesis"],
  ["report", "report techreport techrep"],
  ["webpage", "online electronic www webpage website internet"],
  ["post-weblog", "blog"],
  ["post", "forumpost"],
  ["manuscript", "unpublished manuscript"],
  ["article", "preprint"],
  ["pamphlet", "booklet"],
  ["patent", "patent ieeetranpatent"],
  ["periodical", "periodical"],
  ["dataset", "dataset data"],
  ["software", "software computer_program computerprogram"],
  ["standard", "standard"],
  ["legislation", "legislation legal statute"],
  ["legal_case", "jurisdiction case"],
  ["bill", "bill"],
  ["hearing", "hearing"],
  ["review", "review"],
  ["personal_communication", "letter email"],
  ["speech", "presentation talk lecture"],
  ["interview", "interview"],
  ["motion_picture", "movie video film audiovisual"],
  ["broadcast", "broadcast tvbroadcast radiobroadcast podcast"],
  ["song", "audio music"],
  ["graphic", "artwork image"],
  ["performance", "performance"],
  ["map", "map"],
  [
    "document",
    "misc bibnote commentary customa customb customc customd custome customf other unknown generic",
  ],
];

const CSL_TYPE = new Map<string, CslType>(
  TYPES.flatMap(([csl, types]) => types.split(" ").map((type): [string, CslType] => [type, csl])),
);

/** The CSL type of an entry type in any case of letters; undefined for an unknown one. */
export function cslTypeOf(entryType: string): CslType | undefined {
  return CSL_TYPE.get(entryType.toLowerCase());
}

/** What kind of thesis the type says that it is. */
export const THESIS_GENRE: ReadonlyMap<string, string> = new Map([
  ["phdthesis", "PhD thesis"],
  ["mastersthesis", "Master's thesis"],
  ["bathesis", "Bachelor's thesis"],
  ["candthesis", "Candidate thesis"],
  ["habthesis", "Habilitation thesis"],
]);

/** CSL types whose entry type is another than the first of the table above, or that have none of their own. */
const ENTRY_TYPE: Partial<Readonly<Record<CslType, string>>> = {
  "article-magazine": "article",
  "article-newspaper": "article",
  article: "misc",
  "entry-encyclopedia": "inreference",
  "entry-dictionary": "inreference",
  "post-weblog": "online",
  post: "online",
  legislation: "legislation",
  "review-book": "review",
};

const FIRST_TYPE = new Map<CslType, string>(
  TYPES.map(([csl, types]): [CslType, string] => [csl, types.split(" ")[0]!]),
);

/** The entry type under which to write a CSL type; programs that know only BibTeX read unknown ones as misc. */
export function entryTypeOf(type: CslType): string {
  return ENTRY_TYPE[type] ?? FIRST_TYPE.get(type) ?? "misc";
}
