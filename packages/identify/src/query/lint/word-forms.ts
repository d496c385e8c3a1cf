import type { Syntax, Word } from "../strategy.ts";
import { foldText } from "../words.ts";
import { COUNTED, EPONYMS, NO_VERB, PREFIXES, SPELLING_PAIRS } from "./spelling-pairs.ts";

export interface WordForm {
  readonly words: readonly Word[];
  readonly kind: "spelling" | "hyphen" | "plural" | "possessive" | "accent";
}

/** There plural and singular find each other. */
const ADDS_PLURALS: ReadonlySet<Syntax> = new Set(["ebsco", "wos", "scopus", "clinicaltrials", "plain"]);
/** There accents do not count. */
const FOLDS: ReadonlySet<Syntax> = new Set(["pubmed", "ovid", "embase", "plain", "clinicaltrials"]);

/** Longer terms are titles. */
const MOST_WORDS = 8;

/** The other forms in which a term is written: British and American, with and without a hyphen, singular and plural, possessive. */
export function wordForms(words: readonly Word[], syntax: Syntax): readonly WordForm[] {
  if (words.length > MOST_WORDS) return [];
  const forms: WordForm[] = [];
  const put = (at: number, word: Word, kind: WordForm["kind"]) =>
    forms.push({ words: words.map((each, i) => (i === at ? word : each)), kind });
  for (const [at, word] of words.entries()) {
    const [first, ...rest] = word;
    if (typeof first !== "string" || first.length < 4 || first.length > 40) continue;
    const other = otherSpelling(first, rest.length > 0);
    if (other !== undefined) put(at, [other, ...rest], "spelling");
    const joined = /^([a-z]{2,6})-(\p{L}{3,})$/iu.exec(first);
    if (joined !== null && PREFIXES.has(joined[1]!.toLowerCase()))
      put(at, [`${joined[1]}${joined[2]}`, ...rest], "hyphen");
    const bare = foldText(first);
    if (!FOLDS.has(syntax) && bare.length >= first.length && bare !== first.toLowerCase())
      put(at, [bare, ...rest], "accent");
    if (rest.length > 0) continue;
    if (at === words.length - 1 && !ADDS_PLURALS.has(syntax)) {
      const plural = pluralOrSingular(first);
      if (plural !== undefined) put(at, [plural], "plural");
    }
    const next = words[at + 1]?.[0];
    if (EPONYMS.has(bare) && typeof next === "string" && /^(?:disease|syndrome|lymphoma)s?$/i.test(next))
      put(at, [`${first}'s`], "possessive");
  }
  return forms;
}

function otherSpelling(typed: string, truncated: boolean): string | undefined {
  const word = typed.toLowerCase();
  const verb = verbEnding(word, truncated);
  if (verb !== undefined) return verb;
  for (const [american, british] of SPELLING_PAIRS) {
    const atStart = american.startsWith("^");
    const us = atStart ? american.slice(1) : american;
    const found = word.indexOf(british);
    if (found >= 0 && (!atStart || found === 0))
      return word.slice(0, found) + us + word.slice(found + british.length);
    const at = word.indexOf(us);
    if (at >= 0 && (!atStart || at === 0)) return word.slice(0, at) + british + word.slice(at + us.length);
  }
  return undefined;
}

const ENDING = /^(\p{L}{4,})(is|iz)(e|ed|er|es|ing|ation|ations|ational)$/u;
const STEM = /^(\p{L}{4,})(is|iz)(e|a|at|ati|ation)?$/u;

function verbEnding(word: string, truncated: boolean): string | undefined {
  const yse = /^((?:anal|paral|catal|dial|hydrol)y)([sz])(e|ed|es|er|ing)$/.exec(word);
  if (yse !== null) return `${yse[1]}${yse[2] === "s" ? "z" : "s"}${yse[3]}`;
  const found = (truncated ? STEM : ENDING).exec(word);
  if (found === null) return undefined;
  const [, stem, is, end = ""] = found;
  // A short ending before the cut may be a noun on -is.
  if (truncated && end === "" && is === "is" && !/(?:om|al|an|in|ar|er|or|at|il)$/.test(stem!))
    return undefined;
  const whole = `${stem}${is}`;
  for (const other of NO_VERB) if (other.length > 4 && whole.endsWith(other)) return undefined;
  return NO_VERB.has(whole) ? undefined : `${stem}${is === "is" ? "iz" : "is"}${end}`;
}

function pluralOrSingular(typed: string): string | undefined {
  const word = typed.toLowerCase();
  if (word.endsWith("ies") && COUNTED.test(`${word.slice(0, -3)}y`)) return `${word.slice(0, -3)}y`;
  if (word.endsWith("s") && COUNTED.test(word.slice(0, -1))) return word.slice(0, -1);
  if (!COUNTED.test(word)) return undefined;
  if (word.endsWith("child")) return `${word}ren`;
  if (word.endsWith("woman")) return `${word.slice(0, -2)}en`;
  return word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`;
}
