import type { CslType } from "../record/csl-item.ts";
import { RIS_TYPES } from "../tagged/ris-types.ts";

const WORDS: readonly (readonly [CslType, string])[] = [
  [
    "article-journal",
    "article|journal article|journalarticle|journal|research article|review|review article|letter|editorial|note|short survey|original article|academic journal|electronic article|article in press|data paper|early access|conference abstract|meeting abstract|abstract|case report|clinical trial|randomized controlled trial|comparative study|erratum|retracted|j|article journal|journals|research paper|scholarly journals",
  ],
  ["article-magazine", "magazine article|magazinearticle|magazine|magazines|article magazine"],
  ["article-newspaper", "newspaper article|newspaperarticle|newspaper|newspapers|article newspaper"],
  ["article", "preprint|posted content|working paper|e print|working papers|article preprint|preprints"],
  ["book", "book|books|monograph|edited book|b|edited volume|conference proceedings|proceedings"],
  ["chapter", "book chapter|booksection|book section|chapter|in book|book part|reference entry"],
  [
    "paper-conference",
    "conference paper|conferencepaper|proceedings paper|proceedings article|proceeding|conference|conference review|inproceedings|ieee conferences|paper conference|conference object|s|c|conferences",
  ],
  [
    "thesis",
    "thesis|dissertation|dissertations|phd thesis|doctoral thesis|dissertation thesis|dissertations theses|theses",
  ],
  [
    "report",
    "report|reports|technical report|research report|government document|grey literature|ieee standards",
  ],
  ["webpage", "web page|webpage|web site|website|online|online database"],
  ["post-weblog", "blog post|blogpost|blog"],
  ["dataset", "dataset|data set|datasets"],
  ["patent", "patent|patents|p"],
  ["manuscript", "manuscript|unpublished work|unpublished"],
  ["software", "software|computer program|computerprogram"],
  ["entry-encyclopedia", "encyclopedia article|encyclopediaarticle|encyclopedia"],
  ["entry-dictionary", "dictionary entry|dictionaryentry|dictionary"],
  ["speech", "presentation|speech|conference poster|poster"],
  ["motion_picture", "film|video recording|videorecording|film or broadcast"],
  ["song", "audio recording|audiorecording"],
  ["map", "map"],
  ["interview", "interview"],
  ["personal_communication", "personal communication|email"],
  ["legal_case", "case"],
  ["legislation", "statute|legislation"],
  ["bill", "bill"],
  ["hearing", "hearing"],
  ["standard", "standard"],
  ["document", "document|generic|other|misc|unknown|attachment"],
];

const BY_WORD = new Map<string, CslType>(
  WORDS.flatMap(([type, words]) => words.split("|").map((word): [string, CslType] => [word, type])),
);

/** The type that a word of a product means: "journalArticle", "JOUR", "Conference Paper", "Article; Early Access". */
export function typeFromWord(word: string): CslType | undefined {
  const first = word.split(/[;|]/)[0]!.trim();
  const ris = RIS_TYPES[first];
  if (ris !== undefined) return ris.csl;
  const key = first
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
  return BY_WORD.get(key) ?? BY_WORD.get(key.replace(/s$/, ""));
}
