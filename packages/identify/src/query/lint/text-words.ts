import type { Field, Text } from "../strategy.ts";
import { ACRONYMS } from "./acronyms.ts";
import type { LintContext } from "./lint-context.ts";
import { isPhrase, termIndex, termKey } from "./term-index.ts";
import { wordForms } from "./word-forms.ts";
import { withTerms } from "./written-term.ts";

const OF_TEXT: ReadonlySet<Field> = new Set(["title", "abstract", "author-keyword", "text-word", "all"]);
const MOST_SYNONYMS = 8;

/** T01 (other spellings and forms), T02 (synonyms of the headings) and T03 (ambiguous abbreviations). */
export function checkTextWords(context: LintContext): void {
  const texts = context.texts.filter(
    ({ fields }) => fields.length === 0 || fields.some((field) => OF_TEXT.has(field)),
  );
  const index = termIndex(texts);
  const told = new Set<string>();
  for (const text of texts) {
    if (text.span === undefined || context.isExcluded(text)) continue;
    const key = termKey(text.words);
    const same = `${key}|${text.fields}|${context.parentOf(text)?.kind === "near"}`;
    if (told.has(same)) continue;
    told.add(same);
    if (isPhrase(text)) otherForms(context, text, index);
    acronym(context, text, key);
  }
  synonyms(context, texts);
}

function otherForms(context: LintContext, text: Text, index: ReturnType<typeof termIndex>): void {
  const missing = wordForms(text.words, context.syntax).filter(
    ({ words }) => index.covering(termKey(words), text.fields) === undefined,
  );
  if (missing.length === 0) return;
  const kinds = new Map<string, Text[]>();
  for (const { words, kind } of missing) {
    const form: Text = { ...text, words };
    kinds.set(kind, [...(kinds.get(kind) ?? []), form]);
  }
  const names = missing.map(({ words }) => `"${typed(words)}"`);
  const fix = withTerms(context, text, [...kinds.values()].flat());
  context.report(
    "T01",
    context.termSpan(text),
    `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not searched (${[...kinds.keys()].join(", ")}). Add ${names.length > 1 ? "them" : "it"}, or truncate.`,
    fix === undefined ? {} : { fix },
  );
}

const typed = (words: Text["words"]): string =>
  words.map((word) => word.map((part) => (typeof part === "string" ? part : "*")).join("")).join(" ");

function acronym(context: LintContext, text: Text, key: string): void {
  const [word] = text.words;
  if (text.words.length !== 1 || word?.length !== 1 || typeof word[0] !== "string") return;
  const meanings = ACRONYMS.get(key.toUpperCase());
  // As an ordinary word it is written in small letters ("it", "as").
  const known = meanings !== undefined && (word[0] === word[0].toUpperCase() || key.length > 2);
  const unknown = /^[A-Z]{2}$/.test(word[0]);
  if (!known && !unknown) return;
  for (let up = context.parentOf(text); up !== undefined; up = context.parentOf(up))
    if (up.kind === "near") return;
  context.report(
    "T03",
    context.termSpan(text),
    `"${word[0]}" alone is ambiguous${meanings === undefined ? "" : `: ${meanings}`}. Join it with a word of its context by AND or proximity.`,
  );
}

function synonyms(
  { headings, options: { mesh }, isExcluded, report }: LintContext,
  texts: readonly Text[],
): void {
  if (mesh === undefined) return;
  // In whatever field a synonym is searched, it is not forgotten.
  const index = termIndex(texts.map((text) => ({ ...text, fields: [] })));
  const seen = new Set<string>();
  for (const heading of headings) {
    if (heading.vocabulary !== "mesh" || heading.span === undefined || isExcluded(heading)) continue;
    const found = mesh.find(heading.name);
    if (found === undefined || seen.has(found.ui) || mesh.isPublicationType(found.ui)) continue;
    seen.add(found.ui);
    if (/^(?:humans|animals|male|female|adult|child|infant|aged|adolescent)$/i.test(found.name)) continue;
    const keys = new Set<string>();
    const missing = [found.name, ...found.entryTerms].filter((term) => {
      if (/,| as topic$/i.test(term)) return false;
      const key = termKey([[term]]);
      const fresh = !keys.has(key) && !keys.has(key.replace(/s$/, "")) && !keys.has(`${key}s`);
      keys.add(key);
      return fresh && index.covering(key, []) === undefined;
    });
    if (missing.length > 0)
      report(
        "T02",
        heading.span,
        `Of the names of "${found.name}" these are not searched as text: ${missing.slice(0, MOST_SYNONYMS).join("; ")}${missing.length > MOST_SYNONYMS ? `; and ${missing.length - MOST_SYNONYMS} more` : ""}.`,
      );
  }
}
