import type { LintCode } from "./checks.ts";
import type { LintContext } from "./lint-context.ts";

/** The check that each problem of the parsers belongs to. */
const CHECK_OF: Readonly<Record<string, LintCode>> = {
  "unbalanced-parentheses": "S01",
  "unbalanced-brackets": "S01",
  "unbalanced-quotes": "S01",
  "curly-quotes": "S01",
  "curly-apostrophes": "S01",
  "long-dashes": "S01",
  "odd-blanks": "S01",
  "query-in-quotes": "S01",
  "invalid-character": "S01",
  "brackets-read-as-comment": "S01",
  "nested-too-deeply": "S01",
  "invalid-token-sequence": "S02",
  "empty-parentheses": "S02",
  "empty-quotes": "S02",
  "empty-strategy": "S02",
  "empty-line": "S02",
  "title-like-search": "S02",
  "leading-not": "S02",
  "operator-capitalization": "S03",
  "boolean-operator-readability": "S03",
  "and-not": "S03",
  "read-as-and": "S03",
  "same-read-as-and": "S03",
  "heading-with-operator": "S03",
  "heading-without-stroke": "S05",
  "field-unsupported": "S05",
  "field-without-term": "S05",
  "missing-final-dot": "S05",
  "nested-query-with-field": "S05",
  "exp-in-pubmed": "S05",
  "exp-after-heading": "S05",
  "unsupported-prefix-platform-identifier": "S05",
  "wildcard-unsupported": "S07",
  "truncation-in-proximity": "S09",
  "invalid-proximity-use": "S09",
  "line-reference-circular": "L01",
  "line-reference-later": "L01",
  "line-reference-missing": "L01",
  "line-range-backwards": "L01",
  "line-list-without-slash": "L01",
  "number-read-as-text": "L01",
  "too-many-references": "L01",
  "line-number-order": "L04",
  "subheading-unknown": "H01",
  "limit-unreadable": "M01",
  "date-unreadable": "M01",
  "history-filter-as-comment": "M01",
};

/** Signs that mean what the keyboard's mean: the parser reads them as these. */
const INFO = new Set(["curly-quotes", "curly-apostrophes", "long-dashes", "odd-blanks"]);

const KEYBOARD: Readonly<Record<string, string>> = {
  "curly-quotes": '"',
  "curly-apostrophes": "'",
  "long-dashes": "-",
  "odd-blanks": " ",
};

/** S01, S02, S03, S05, S07, S09, L01, L04 as far as the parsers tell them. */
export function checkParserProblems({ problems, text, report }: LintContext): void {
  for (const { code, message, severity, span } of problems) {
    const typed = text.slice(span.start, span.end);
    const better =
      code === "operator-capitalization"
        ? typed.toUpperCase()
        : typed.length === 1
          ? KEYBOARD[code]
          : undefined;
    report(CHECK_OF[code] ?? "S05", span, message, {
      severity: INFO.has(code) ? "info" : severity,
      problem: code,
      ...(better !== undefined && { fix: { span, text: better } }),
    });
  }
}
