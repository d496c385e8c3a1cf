import { termKey } from "../query/mesh/term-index.ts";
import type { Field, Text, Word } from "../query/strategy.ts";
import {
  BEGINNING,
  ELEMENT_KINDS,
  END,
  isWhole,
  type KindMask,
  kindBit,
  kindMask,
  kindsOf,
} from "./element-kind.ts";
import { filterPlan, publicationTypePlan, subsetPlan } from "./filter-plan.ts";
import { actionPlan, headingPlan, type PlanContext } from "./heading-plan.ts";
import { languageCode } from "./language-code.ts";
import { allOf, anyOf, keysPlan, NOTHING, type PhrasePlan, type Plan } from "./plan.ts";
import { isStopWord } from "./stop-words.ts";
import { exactText, exactToken, type TokenPattern, tokenPatterns } from "./token-pattern.ts";

/** A word as it was typed. */
const typed = (word: Word): string =>
  word.map((part) => (typeof part === "string" ? part : part.wildcard === "any" ? "*" : "?")).join("");

export const typedText = ({ words }: Text): string => words.map(typed).join(" ");

const hasWildcard = (word: Word): boolean => word.some((part) => typeof part !== "string");

const WHOLE: KindMask = ELEMENT_KINDS.filter(isWhole).reduce((mask, kind) => mask | kindBit(kind), 0);

/** Names whose later parts may be missing from the search: "smith j" finds Smith JA, and a page its range. */
const OPEN_ENDED = kindMask(
  "author",
  "first-author",
  "last-author",
  "full-author",
  "investigator",
  "editor",
  "page",
  "person-subject",
);

const phrase = (words: readonly TokenPattern[], kinds: KindMask, least: number | undefined): Plan => {
  if (words.length === 0 || kinds === 0) return NOTHING;
  const plan: PhrasePlan = { kind: "phrase", words, kinds };
  return least === undefined || least < 2 ? plan : { ...plan, least };
};

/** The last letters of an author's name are initials, of which more may follow. */
const open = (words: readonly TokenPattern[]): readonly TokenPattern[] => {
  const last = words.at(-1);
  const text = last === undefined ? undefined : exactText(last);
  if (text === undefined || words.length < 2) return words;
  return [...words.slice(0, -1), ...tokenPatterns([text, { wildcard: "any" }])];
};

/** Words in a field whose elements are names: from the beginning, and to the end unless more may follow. */
function wholePlan(text: Text, words: readonly TokenPattern[], kinds: KindMask): Plan {
  if (words.length === 0) return NOTHING;
  const isTruncated = text.words.some(hasWildcard);
  const ended = kinds & ~OPEN_ENDED;
  const openKinds = kinds & OPEN_ENDED;
  const begin = [exactToken(BEGINNING), ...words];
  const closed = [...begin, exactToken(END)];
  const isNameInParts = (openKinds & ~kindMask("page")) !== 0;
  return anyOf([
    ...(ended === 0 ? [] : [phrase(isTruncated ? begin : closed, ended, undefined)]),
    ...(openKinds === 0
      ? []
      : [
          phrase(
            text.quoted && !isTruncated ? closed : isNameInParts ? [begin[0]!, ...open(words)] : begin,
            openKinds,
            undefined,
          ),
        ]),
  ]);
}

/** Fields that are searched word by word also where their elements are names. */
const LOOSE: readonly Field[] = ["all", "text-word", "intervention", "sponsor"];

function wordsPlan(text: Text, fields: readonly Field[], context: PlanContext): Plan {
  const loose = kindsOf(
    fields.filter(
      (field) =>
        LOOSE.includes(field) || (kindsOf([field]) & WHOLE) === 0 || context.syntax === "clinicaltrials",
    ),
  );
  const tight = kindsOf(fields.filter((field) => !LOOSE.includes(field))) & WHOLE & ~loose;
  // [tiab] is more than its three fields.
  const free = loose | (kindsOf(fields) & ~WHOLE);
  const patterns = text.words.map(tokenPatterns);
  const all = patterns.flat();
  if (all.length === 0) {
    context.note(
      "not-evaluated",
      `"${typedText(text)}" has no letter or digit; it matches no record.`,
      text.span,
    );
    return NOTHING;
  }
  const tightPlan = tight === 0 ? [] : [wholePlan(text, all, tight)];
  if (free === 0) return anyOf(tightPlan);
  if (text.reading === "phrase" || text.words.length === 1)
    return anyOf([phrase(all, free, text.frequency), ...tightPlan]);
  const asked = patterns.filter((words) => words.length > 0);
  const kept = asked.filter((words) => !(words.length === 1 && isStopWord(exactText(words[0]!) ?? "")));
  return anyOf([
    allOf((kept.length === 0 ? asked : kept).map((words) => phrase(words, free, text.frequency))),
    ...tightPlan,
  ]);
}

/** Fields that hold one of a list of values. */
function valuePlan(text: Text, field: Field, context: PlanContext): Plan | undefined {
  const value = typedText(text);
  const { span } = text;
  if (field === "language") return keysPlan("language", [`la:${languageCode(value)}`]);
  if (field === "filter") return filterPlan(value, span, context);
  if (field === "subset") return subsetPlan(value, span, context);
  if (field === "record-id")
    return keysPlan(
      "id",
      value
        .split(/[^\p{L}\p{N}]+/u)
        .filter((id) => id !== "")
        .map((id) => `id:${id.replace(/^0+(?=\d)/, "")}`),
    );
  if (field === "pharmacological-action") return actionPlan(value, span, context);
  if (field === "publication-type" && !text.words.some(hasWildcard))
    return publicationTypePlan(value, context.syntax === "pubmed", context);
  return undefined;
}

const KNOWN_BUT_EMPTY = new Set<Field>(["manufacturer", "keywords-plus", "outcome"]);

/** A word or phrase in its fields. */
export function textPlan(text: Text, context: PlanContext): Plan {
  if (text.fields.length === 0) return untaggedPlan(text, context);
  const plans: Plan[] = [];
  const words: Field[] = [];
  for (const field of text.fields) {
    const plan = valuePlan(text, field, context);
    if (plan !== undefined) plans.push(plan);
    else if (KNOWN_BUT_EMPTY.has(field))
      context.note(
        "not-evaluated",
        `Records here have no field "${field}"; "${typedText(text)}" is not looked for in it.`,
        text.span,
      );
    else words.push(field);
  }
  if (words.length > 0) plans.push(wordsPlan(text, words, context));
  return anyOf(plans);
}

const TIAB: readonly Field[] = ["title", "abstract", "author-keyword"];

/** How many words PubMed tries to find in its tables as one term, at the most. */
const LONGEST_TERM = 8;

/**
 * PubMed maps untagged words to headings, journals and authors by tables that change without notice. Here the longest runs of words that
 * are terms of MeSH are searched as headings or as words of title, abstract and key words, and the other words as words alone.
 */
function untaggedPlan(text: Text, context: PlanContext): Plan {
  const shown = typedText(text);
  if (text.quoted || text.words.some(hasWildcard) || context.mesh === undefined) {
    context.note("approximate", `"${shown}" has no field; it is looked for in text words.`, text.span);
    return wordsPlan({ ...text, fields: ["text-word"] }, ["text-word"], context);
  }
  context.note(
    "approximate",
    `"${shown}" has no field; it is looked for in titles, abstracts, key words and the headings that its words are terms of, which is near to PubMed's own mapping and not the same.`,
    text.span,
  );
  const terms = text.words.map(typed);
  const plans: Plan[] = [];
  for (let from = 0; from < terms.length; ) {
    let to = Math.min(terms.length, from + LONGEST_TERM);
    while (to > from && context.mesh.find(terms.slice(from, to).join(" ")) === undefined) to -= 1;
    const isTerm = to > from;
    const run = text.words.slice(from, isTerm ? to : from + 1);
    const words = wordsPlan({ ...text, words: run, reading: "all" }, TIAB, context);
    const isIgnored = !isTerm && isStopWord(termKey(terms[from]!)) && terms.length > 1;
    if (isTerm) plans.push(anyOf([mapped(run.map(typed).join(" "), context), words]));
    else if (!isIgnored) plans.push(words);
    from += run.length;
  }
  const number = terms.length === 1 && /^\d+$/.test(terms[0]!) ? [keysPlan("id", [`id:${terms[0]}`])] : [];
  return anyOf([allOf(plans), ...number]);
}

function mapped(name: string, context: PlanContext): Plan {
  const ui = context.mesh!.find(name)!.ui;
  if (context.mesh!.isPublicationType(ui)) return publicationTypePlan(name, true, context);
  const heading = { kind: "heading", vocabulary: "mesh", name, explode: true, major: false } as const;
  return headingPlan({ ...heading, subheadings: [] }, context);
}
