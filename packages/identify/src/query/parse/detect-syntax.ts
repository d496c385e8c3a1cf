import type { Syntax } from "../strategy.ts";
import { pubmedTag } from "./pubmed-tags.ts";

/** Marks that one syntax has and the others have not, and how much each weighs. */
const marks: readonly (readonly [Syntax, number, RegExp])[] = [
  ["clinicaltrials", 5, /\b(?:AREA|EXPANSION|COVERAGE)\[|(?:^|[?&\n])query\.[a-z]{2,10}\s{0,2}[=:]/g],
  [
    "scopus",
    3,
    /\b(?:TITLE(?:-ABS)?(?:-KEY)?(?:-AUTH)?|AUTHKEY|INDEXTERMS|SRCTITLE|DOCTYPE|LIMIT-TO)\s?\(|\bPUBYEAR\b|\bPRE\/\d/g,
  ],
  ["wos", 3, /\b(?:TS|TI|AB|AK|KP|SO|AU|DT|LA|PY|ALL|WC|SU)\s?=/g],
  ["cochrane", 3, /\[mh\s|\{(?:or|and)\s#|MeSH descriptor/gi],
  ["cochrane", 1, /\bNEXT\b(?!\/)/g],
  ["embase", 3, /\/(?:exp|de|mj|syn)(?=[\s)/]|$)|\]\/(?:lim|sd|py)\b/g],
  ["embase", 2, /\bNEXT\/\d/g],
  [
    "ebsco",
    2,
    /(?:^|[\s(])(?:TI|AB|SU|MH|MM|MW|DE|TX|XB|KW)\s?(?=["(]|[A-Za-z])|(?:^|[\s(])[NW]\d{1,2}(?=[\s(])/g,
  ],
  [
    "ovid",
    2,
    /\.(?:ti|ab|tw|mp|pt|fs|sh|kf|kw|af|hw|nm|rn)\b(?:,[a-z]{2})*\.?|\badj\d{0,2}\b|\b(?:or|and)\/\d/gi,
  ],
  ["ovid", 2, /(?:^|[\s(])exp\s\*?["\w]|\w\/(?=[\s)]|$)/gim],
];

/** Suffixes that Embase.com and the Cochrane Library share. */
const SUFFIX = /:(?:ti|ab|kw)(?:,[a-z]{2})*(?=[\s)]|$)/g;

/** Long strategies show what they are in the beginning. */
const LOOKED_AT = 20_000;

/** The syntax that a strategy seems to be written in: a guess by what stands in it, `plain` where nothing tells. */
export function detectSyntax(text: string): Syntax {
  const head = text.slice(0, LOOKED_AT);
  const score = new Map<Syntax, number>();
  for (const [syntax, weight, pattern] of marks) {
    const count = head.match(pattern)?.length ?? 0;
    score.set(syntax, (score.get(syntax) ?? 0) + weight * count);
  }
  const tags = [...head.matchAll(/\[([a-z1][a-z/ -]{1,30}(?::[^\]\n]{1,10})?)\]/gi)].filter(
    ([, written]) => pubmedTag(written!) !== null,
  );
  score.set("pubmed", 2 * tags.length);
  const suffixes = head.match(SUFFIX)?.length ?? 0;
  const shared: Syntax = (score.get("cochrane") ?? 0) > (score.get("embase") ?? 0) ? "cochrane" : "embase";
  score.set(shared, (score.get(shared) ?? 0) + 2 * suffixes);
  const best = [...score].reduce((most, next) => (next[1] > most[1] ? next : most), ["plain", 0] as [
    Syntax,
    number,
  ]);
  return best[0];
}
