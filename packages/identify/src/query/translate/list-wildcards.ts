import type { Text, Wildcard, Word } from "../strategy.ts";
import type { Engine } from "./engine.ts";
import { spellingVariants } from "./spelling-variants.ts";
import type { Translating } from "./translating.ts";

/** More forms than this of one term are no list that anybody would read. */
const MOST_FORMS = 36;

type Choices = readonly (string | Wildcard)[];

const ANY: Wildcard = { wildcard: "any" };

const shown = (word: Word): string =>
  word
    .map((part) =>
      typeof part === "string"
        ? part
        : part.wildcard === "any"
          ? part.upTo === undefined
            ? "*"
            : `$${part.upTo}`
          : part.wildcard === "one"
            ? "#"
            : "?",
    )
    .join("");

/**
 * The forms of a text in which only the wildcards are left that the engine has where they stand. What is listed instead, widened or
 * narrowed is told.
 */
export function listWildcards(text: Text, translating: Translating): readonly Text[] {
  const words = text.words.map((word) => formsOfWord(word, translating, text));
  const count = words.reduce((product, forms) => product * forms.length, 1);
  if (count <= MOST_FORMS) return products(words).map((forms) => ({ ...text, words: forms }));
  translating.tell(
    "wildcard-widened",
    "warning",
    "wider",
    `The wildcards of “${text.words.map(shown).join(" ")}” stand for ${count} forms, too many to list; they are written as truncation, which finds more.`,
    text,
  );
  return [{ ...text, words: text.words.map((word) => cutAtFirst(word)) }];
}

const cutAtFirst = (word: Word): Word => {
  const at = word.findIndex((part) => typeof part !== "string");
  return at === -1 ? word : [...word.slice(0, at), ANY];
};

function products<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (made, list) => made.flatMap((start) => list.map((item) => [...start, item])),
    [[]],
  );
}

function formsOfWord(word: Word, translating: Translating, text: Text): readonly Word[] {
  if (word.every((part) => typeof part === "string")) return [word];
  const { engine } = translating;
  const choices: Choices[] = word.map((part, at) =>
    typeof part === "string"
      ? [part]
      : choicesFor(part, literal(word, at, -1), literal(word, at, 1), translating, word, text),
  );
  const count = choices.reduce((product, list) => product * list.length, 1);
  if (count > MOST_FORMS) return shortStems([cutAtFirst(word)], word, translating, text);
  const forms = products(choices).map(joined);
  const listed = forms.length > 1 || !forms[0]?.some((part) => typeof part !== "string");
  if (listed && forms.length > 1)
    translating.tell(
      "wildcard-listed",
      "info",
      "none",
      `${engine.name} has no such wildcard: “${shown(word)}” is dropped for its forms: ${forms.map(shown).join(", ")}.`,
      text,
    );
  return shortStems(forms, word, translating, text);
}

/** Parts that stand beside each other are one part, and none is empty. */
function joined(parts: Word): Word {
  const together: (string | Wildcard)[] = [];
  for (const part of parts) {
    const last = together.at(-1);
    if (typeof part === "string" && typeof last === "string") together[together.length - 1] = last + part;
    else if (part !== "") together.push(part);
  }
  return together;
}

function literal(word: Word, at: number, step: 1 | -1): string {
  const beside = word[at + step];
  return typeof beside === "string" ? beside : "";
}

function choicesFor(
  wildcard: Wildcard,
  before: string,
  after: string,
  translating: Translating,
  word: Word,
  text: Text,
): Choices {
  const { engine } = translating;
  if (wildcard.wildcard === "any") {
    if (wildcard.upTo === undefined) return truncation(engine, translating, word, text);
    if (engine.signs.upTo !== undefined) return [wildcard];
    if (wildcard.upTo === 1)
      return choicesFor({ wildcard: "zero-or-one" }, before, after, translating, word, text);
    translating.tell(
      "wildcard-widened",
      "warning",
      "wider",
      `${engine.name} cannot limit truncation to ${wildcard.upTo} letters: the wildcard of “${shown(word)}” is written without the limit.`,
      text,
    );
    return truncation(engine, translating, word, text);
  }
  // Before the first wildcard a database may want more letters than there are: then the forms are listed all the same.
  const tooEarly = word[0] === before && word[1] === wildcard && before.length < engine.shortestStem;
  if (engine.signs[wildcard.wildcard] !== undefined && !tooEarly) return [wildcard];
  const variants = spellingVariants(before, after, wildcard.wildcard);
  const exact = wildcard.wildcard === "zero-or-one" && engine.signs.one !== undefined && !tooEarly;
  if (exact && !(variants?.surely && after !== "")) return ["", { wildcard: "one" }];
  if (variants !== undefined) {
    if (!variants.surely)
      translating.tell(
        "wildcard-guessed",
        "warning",
        "unknown",
        `The wildcard of “${shown(word)}” has no sign in ${engine.name}; likely spellings are listed. Check that none is missing.`,
        text,
      );
    return variants.letters;
  }
  if (before.length >= engine.shortestStem) {
    translating.tell(
      "wildcard-widened",
      "warning",
      "wider",
      `${engine.name} has no wildcard for one letter: that of “${shown(word)}” is written as truncation, which finds more.`,
      text,
    );
    return [ANY];
  }
  translating.tell(
    "wildcard-refused",
    "error",
    "narrower",
    `${engine.name} has no wildcard for one letter, and no rule of spelling says what “${shown(word)}” stands for: the wildcard is dropped. List the forms that you mean.`,
    text,
  );
  return [""];
}

function truncation(engine: Engine, translating: Translating, word: Word, text: Text): Choices {
  if (engine.signs.any !== "") return [ANY];
  const listed = translating.options.endings?.(shown(word));
  if (listed !== undefined && word.length === 2)
    return listed.map((ending) => ending.slice(literal(word, 1, -1).length));
  translating.tell(
    "truncation-dropped",
    "warning",
    "unknown",
    `${engine.name} has no truncation: the wildcard of “${shown(word)}” is dropped, and the words are left to the expansion of the database.`,
    text,
  );
  return [""];
}

/** A database that wants letters before the first wildcard refuses the term, so that it gets the word and its plural instead. */
function shortStems(
  forms: readonly Word[],
  word: Word,
  translating: Translating,
  text: Text,
): readonly Word[] {
  const { engine } = translating;
  if (!Number.isFinite(engine.shortestStem)) return forms;
  return forms.flatMap((form) => {
    const at = form.findIndex((part) => typeof part !== "string");
    const stem = at === 0 ? "" : form[0];
    if (at === -1 || typeof stem !== "string" || stem.length >= engine.shortestStem) return [form];
    const listed = translating.options.endings?.(shown(form));
    if (listed !== undefined && listed.length > 0) return listed.map((ending): Word => [ending]);
    const rest = form.slice(at + 1).filter((part) => typeof part === "string");
    const whole = `${stem}${rest.join("")}`;
    const ends = rest.length === 0 && /\p{L}$/u.test(stem);
    translating.tell(
      "wildcard-short-stem",
      "warning",
      "narrower",
      `${engine.name} refuses a wildcard after fewer than ${engine.shortestStem} letters: “${shown(form)}” is searched as ${ends ? `“${whole}” and “${whole}s”` : `“${whole}”`}. Add the other words that you mean${form === word ? "" : ` by “${shown(word)}”`}.`,
      text,
    );
    return ends ? [[whole], [`${whole}s`]] : [[whole]];
  });
}
