import { hasWildcard, writeWords } from "../print/signs.ts";
import type { Expression, Field, Text } from "../strategy.ts";
import { type Concept, formsOf, NOTES, noteOf } from "./engine.ts";
import { languageName } from "./languages.ts";
import { listWildcards } from "./list-wildcards.ts";
import { misspelt, typeForm } from "./publication-types.ts";
import { effectOfDropping, type Translating, type Within } from "./translating.ts";

const TIAB: readonly Field[] = ["title", "abstract", "author-keyword"];

const same = (a: readonly Field[], b: readonly Field[]): boolean =>
  a.length === b.length && a.every((field, at) => field === b[at]);

export const anyOf = (operands: readonly Expression[]): Expression | undefined =>
  operands.length > 1 ? { kind: "or", operands } : operands[0];

/** Signs with which every word is written for messages. */
const shownSigns = { any: "*", one: "#", "zero-or-one": "?", upTo: (letters: number) => `$${letters}` };
export const shownText = (text: Text): string => writeWords(text, shownSigns);

/** A text in the engine: its fields, its wildcards, and words that were side by side only to be joined. Nothing where it has no counterpart. */
export function translateText(text: Text, translating: Translating, within: Within): Expression | undefined {
  const only = text.fields.length === 1 ? text.fields[0] : undefined;
  if (only === "publication-type") return translateType(text, translating);
  if (only === "language") return translateLanguage(text, translating, within);
  if (only === "subset" || only === "filter") return translateSubset(text, translating, within);
  const fields = translateFields(text, translating);
  return anyOf(listWildcards({ ...text, fields }, translating).map((form) => written(form, translating)));
}

/** The fields that the engine searches instead, with what is lost told. */
function translateFields(text: Text, translating: Translating): readonly Field[] {
  const { engine, strategy, options, tell } = translating;
  if (text.fields.length === 0) {
    if (engine.id === strategy.syntax || (engine.syntax === "plain" && strategy.syntax === "plain"))
      return [];
    if (engine.id === "wos") {
      tell(
        "untagged-text",
        "warning",
        "unknown",
        "Terms without a field are searched as topics (TS): an advanced search of Web of Science takes no term without a field.",
        text,
      );
      return ["text-word"];
    }
    if (strategy.syntax !== "plain" || engine.syntax !== "plain")
      tell(
        "untagged-text",
        "warning",
        "unknown",
        `Terms without a field stay without one: ${engine.name} decides where they are searched and may map them to other words. Give each term its fields.`,
        text,
      );
    return [];
  }
  const fields = withoutMissing(withoutKeywords(text, translating), text, translating);
  if (strategy.syntax === engine.syntax && options.authorKeywords !== false && sameDatabase(translating))
    return fields;
  for (const form of formsOf(fields, engine.fields)) {
    const note = noteOf(form);
    if (note === undefined) continue;
    const keywords = note.includes("also searches the author keywords");
    const menu = note.includes("from the menu") && !note.startsWith("As no");
    tell(
      menu ? "field-from-menu" : note === NOTES.all ? "field-widened" : "field-substituted",
      menu || keywords ? "info" : "warning",
      menu ? "none" : "wider",
      `Field ${fields.join(" + ")}: ${note}`,
      text,
    );
  }
  return fields;
}

/** Of several fields those that the engine has, where it has any of them: one that it has not would become all fields. */
function withoutMissing(
  fields: readonly Field[],
  text: Text,
  { engine, tell }: Translating,
): readonly Field[] {
  if (fields.length < 2 || engine.fields[fields.join("+") as Concept] !== undefined) return fields;
  const has = fields.filter((field) => engine.fields[field] !== undefined);
  if (has.length === 0 || has.length === fields.length) return fields;
  const lacks = fields.filter((field) => !has.includes(field));
  tell(
    "field-dropped",
    "warning",
    "narrower",
    `${engine.name} has no field ${lacks.join(", ")}: it is dropped, and ${has.join(" + ")} searched.`,
    text,
  );
  return has;
}

/** A strategy that goes back to where it came from. */
export const sameDatabase = ({ strategy, engine }: Translating): boolean =>
  (strategy.syntax === "pubmed" && engine.syntax === "pubmed") ||
  (strategy.syntax === "ovid" && engine.id === "ovid-medline") ||
  (strategy.syntax === "ebsco" && engine.id === "cinahl") ||
  strategy.syntax === engine.id;

/** PubMed's [tiab] is how title and abstract are searched there; elsewhere the author keywords are a choice. */
function withoutKeywords(text: Text, { strategy, engine, options, tell }: Translating): readonly Field[] {
  if (strategy.syntax !== "pubmed" || !same(text.fields, TIAB)) return text.fields;
  if (options.authorKeywords === true || (engine.tiabWithKeywords && options.authorKeywords !== false))
    return text.fields;
  tell(
    "author-keywords-left-out",
    "info",
    "narrower",
    `PubMed's [tiab] also searches author keywords; in ${engine.name} title and abstract are searched. Ask for author keywords to keep them.`,
    text,
  );
  return ["title", "abstract"];
}

/** One form of a text, in quotes where the engine needs them, or taken apart where quotes would not do. */
export function written(text: Text, translating: Translating): Expression {
  const { engine, tell } = translating;
  if (text.frequency !== undefined && engine.syntax !== "ovid") {
    tell(
      "frequency-dropped",
      "warning",
      "wider",
      `${engine.name} cannot ask for a term ${text.frequency} times; the frequency of “${shownText(text)}” is dropped.`,
      text,
    );
    const { frequency: _, ...once } = text;
    return written(once, translating);
  }
  if (text.words.length > 1 && text.reading === "all") return joinedByAnd(text, translating);
  if (text.words.length > 1 && hasWildcard(text) && !engine.phraseWildcards) {
    if (engine.proximity === "operator" && engine.ordered !== "none")
      return {
        kind: "near",
        between: 0,
        ordered: true,
        operands: text.words.map((word) => single(text, word)),
      };
    tell(
      "phrase-widened",
      "warning",
      "wider",
      `${engine.name} has no wildcard in a phrase: the words of “${shownText(text)}” are joined by AND.`,
      text,
    );
    return joinedByAnd(text, translating);
  }
  return { ...text, quoted: quotedIn(text, translating) };
}

const single = (text: Text, word: Text["words"][number]): Text => ({
  ...text,
  words: [word],
  reading: "phrase",
  quoted: false,
});

function joinedByAnd(text: Text, translating: Translating): Expression {
  const operands = text.words.map((word) => ({
    ...single(text, word),
    quoted: quotedIn(single(text, word), translating),
  }));
  return { kind: "and", operands };
}

const RESERVED = /^(?:and|or|not|adj\d*|near\d*|next|same|pre|w\d+|n\d+|freq|limit|to|\d{1,3})$/i;
const PLAIN_WORD = /^[\p{L}\p{N}\p{M}'’&*$?#.+-]*$/u;

function quotedIn(text: Text, { engine, strategy }: Translating): boolean {
  if (text.exact) return text.quoted;
  const words = text.words.map((word) => writeWords({ ...text, words: [word] }, shownSigns));
  const odd = words.some((word) => RESERVED.test(word) || !PLAIN_WORD.test(word));
  if (engine.bareWordsArePhrase)
    return odd || (text.words.length > 1 && (text.quoted || strategy.syntax !== "ovid"));
  if (text.words.length > 1) return true;
  return odd || (text.quoted && strategy.syntax !== "ovid" && !hasWildcard(text));
}

function translateType(text: Text, translating: Translating): Expression | undefined {
  const { engine, tell } = translating;
  const name = shownText(text);
  const right = misspelt.get(name.toLowerCase());
  if (right !== undefined)
    tell(
      "type-misspelt",
      "warning",
      "unknown",
      `MEDLINE has no publication type “${name}”: it is spelt “${right}”, and the line found nothing. It is translated as it stands.`,
      text,
    );
  const form = sameDatabase(translating) ? undefined : typeForm(right ?? name, engine.id);
  if (form === undefined) {
    const fields = translateFields(text, translating);
    if (engine.id === "wos" || engine.id === "scopus")
      tell(
        "type-unknown",
        "warning",
        "unknown",
        `${engine.name} has other document types than “${name}”; check it.`,
        text,
      );
    return anyOf(listWildcards({ ...text, fields }, translating).map((each) => written(each, translating)));
  }
  if (form.kind === "heading") {
    tell(
      "type-became-heading",
      "info",
      "unknown",
      `“${name}” is a publication type of MEDLINE and the heading “${form.name}” in ${engine.name}.`,
      text,
    );
    return {
      kind: "heading",
      vocabulary: "emtree",
      name: form.name,
      explode: false,
      major: false,
      subheadings: [],
    };
  }
  if (form.kind === "type") {
    tell(
      "type-mapped",
      "info",
      "unknown",
      `The publication type “${name}” is “${form.name}” in ${engine.name}.`,
      text,
    );
    if (engine.id === "wos") return { kind: "verbatim", text: `DT=(${form.name})` };
    return { ...text, words: [[form.name]], quoted: false, fields: ["publication-type"] };
  }
  tell(
    "type-became-words",
    "warning",
    "unknown",
    `${engine.name} knows no study designs: the publication type “${name}” is searched in titles, abstracts and keywords.`,
    text,
  );
  return { ...text, quoted: text.words.length > 1, fields: ["text-word"] };
}

function translateLanguage(text: Text, translating: Translating, within: Within): Expression | undefined {
  const { engine, strategy, tell } = translating;
  if (strategy.syntax === engine.syntax) return text;
  const language = languageName(shownText(text));
  const limit = engine.limit({ kind: "language", languages: [language] });
  if (limit !== undefined) return { kind: "verbatim", text: limit };
  const form = engine.fields.language;
  if (form !== undefined && noteOf(form) === undefined)
    return { ...text, words: [[language]], quoted: false };
  tell(
    "language-dropped",
    "warning",
    effectOfDropping(within),
    `${engine.name} cannot search by language here: “${language}” is dropped. Set it beside the search where there is a limit.`,
    text,
  );
  return undefined;
}

function translateSubset(text: Text, translating: Translating, within: Within): Expression | undefined {
  const { engine, strategy, tell } = translating;
  const name = shownText(text);
  if (strategy.syntax === engine.syntax) return text;
  if (/^hasabstract$/i.test(name)) {
    const limit = engine.limit({ kind: "abstract" });
    if (limit !== undefined) return { kind: "verbatim", text: limit };
  }
  tell(
    "subset-dropped",
    "warning",
    effectOfDropping(within),
    `“${name}” is a subset or filter of the source alone: it is dropped in ${engine.name}.`,
    text,
  );
  return undefined;
}
