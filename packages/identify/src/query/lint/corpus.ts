import type { LintContext } from "./lint-context.ts";
import type { WordCounts } from "./lint-options.ts";

/** More endings than that are no longer forms of one word. */
const MANY_COMPLETIONS = 25;
/** A word in so many records is spelt right. */
const FREQUENT = 10;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** S08 (stems that match too much), T04 (words that are nowhere) and C01 (what adds nothing, what loses records), on records. */
export function checkCorpus(context: LintContext): void {
  const { options, texts, report, termSpan } = context;
  const { corpus } = options;
  if (corpus === undefined) return;
  const { words } = corpus;
  for (const text of texts) {
    if (text.span === undefined) continue;
    for (const [first, second] of text.words) {
      if (typeof first !== "string") continue;
      const stem = first.toLowerCase();
      if (second !== undefined && typeof second === "object" && second.wildcard === "any") {
        const found = words.beginningWith(stem);
        if (found.length > MANY_COMPLETIONS)
          report(
            "S08",
            termSpan(text),
            `"${first}*" stands for ${found.length} words here, most often ${found.slice(0, 8).join(", ")}. Take a longer stem, or write the words out.`,
          );
      } else if (
        second === undefined &&
        stem.length > 4 &&
        /^[a-z]+$/.test(stem) &&
        words.count(stem) === 0
      ) {
        const better = nearest(stem, words);
        if (better !== undefined)
          report(
            "T04",
            termSpan(text),
            `"${first}" is in none of the records, "${better}" in many. Is it misspelt?`,
          );
      }
    }
  }
  worth(context);
}

/** The most frequent word one letter away. */
function nearest(word: string, { count }: WordCounts): string | undefined {
  let [best, most] = [undefined as string | undefined, FREQUENT - 1];
  const look = (candidate: string): void => {
    const found = count(candidate);
    // Plurals and other endings are forms and no misspellings.
    if (found > most && candidate !== `${word}s` && `${candidate}s` !== word)
      [best, most] = [candidate, found];
  };
  for (let at = 0; at <= word.length && word.length < 30; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (right !== "") look(left + right.slice(1));
    if (right.length > 1) look(left + right[1] + right[0] + right.slice(2));
    for (const letter of LETTERS) {
      look(left + letter + right);
      if (right !== "") look(left + letter + right.slice(1));
    }
  }
  return best;
}

function worth({ options: { corpus }, report, lineNumbered, answer }: LintContext): void {
  const { parts, missed, records } = corpus!.test;
  for (const part of parts) {
    const span = part.expression.span ?? lineNumbered.get(part.line)?.span;
    if (span === undefined) continue;
    if (part.hits === 0)
      report(
        "C01",
        span,
        `None of the ${records} records has this. See whether it is spelt right, and in the right field.`,
      );
    else if (part.lost === 0)
      report("C01", span, "Without this the same records would be found here.", { severity: "info" });
  }
  for (const { id, title, reason } of missed.slice(0, 50))
    report(
      "C01",
      answer!.span,
      `Record ${id}${title === undefined ? "" : ` ("${title}")`} is relevant and not found: ${reason}`,
    );
}
