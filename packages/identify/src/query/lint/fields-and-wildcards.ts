import type { Syntax, Text } from "../strategy.ts";
import type { LintContext } from "./lint-context.ts";
import { isPhrase, termKey } from "./term-index.ts";
import { written } from "./written-term.ts";

/** What a database does with a term that has no field. */
const UNTAGGED: Readonly<Partial<Record<Syntax, string>>> = {
  pubmed: "PubMed maps it to headings and synonyms as it sees fit, and searches all fields",
  ovid: "Ovid searches its multi-purpose fields (.mp.) or maps it to a heading",
  embase: "Embase.com searches all fields and may map it to Emtree",
  cochrane: "the Cochrane Library searches the whole record",
  ebsco: "EBSCOhost searches the default fields of each database",
  wos: "Web of Science searches all fields or refuses it",
  scopus: "Scopus searches all fields, references among them",
};

/** Where untagged terms are given. */
const FIELDS: Readonly<Partial<Record<Syntax, Text["fields"]>>> = {
  pubmed: ["title", "abstract", "author-keyword"],
  ovid: ["title", "abstract"],
  embase: ["title", "abstract", "author-keyword"],
};

/** The fewest letters before the first wildcard; Embase.com's and Scopus' are not documented. */
const STEM: Readonly<Partial<Record<Syntax, number>>> = { pubmed: 4, wos: 3 };

/** S06 (terms without a field) and S07 (wildcards that the database refuses or reads otherwise). */
export function checkFieldsAndWildcards(context: LintContext): void {
  const { texts, text, options, report } = context;
  if (options.fieldOutside !== undefined)
    report(
      "S06",
      { start: 0, end: text.length },
      `The field "${options.fieldOutside}" is chosen beside the search and not written in it: it is lost when the search is copied. Write a field at each term.`,
      { problem: "field-extracted" },
    );
  for (const each of texts) {
    untagged(context, each);
    wildcards(context, each);
  }
}

function untagged({ syntax, report, options: { mesh } }: LintContext, text: Text): void {
  const happens = UNTAGGED[syntax];
  const { span } = text;
  if (text.fields.length > 0 || happens === undefined || span === undefined) return;
  const fields = FIELDS[syntax];
  let fix: string | undefined;
  if (fields !== undefined) {
    const phrase: Text = { ...text, reading: "phrase", quoted: text.words.length > 1, fields };
    const term = written(phrase, syntax);
    const heading = syntax === "pubmed" ? mesh?.find(termKey(text.words)) : undefined;
    fix = heading === undefined ? term : `("${heading.name}"[mh] OR ${term})`;
  }
  report("S06", span, `This term has no field; ${happens}. Say the field.`, {
    problem: "field-implicit",
    ...(fix !== undefined && { fix: { span, text: fix } }),
  });
}

function wildcards({ syntax, report, termSpan }: LintContext, text: Text): void {
  const words = text.words;
  if (text.span === undefined || words.every((word) => word.every((part) => typeof part === "string")))
    return;
  const span = termSpan(text);
  const stem = STEM[syntax];
  if (stem !== undefined) {
    const first =
      syntax === "pubmed" && isPhrase(text)
        ? [words.flatMap((word, i) => (i > 0 ? [" ", ...word] : word))]
        : words;
    const short = first.some((word) => {
      const cut = word.findIndex((part) => typeof part !== "string");
      const before = word.slice(0, cut < 0 ? 0 : cut).join("");
      return cut >= 0 && before.replace(/["\s]/g, "").length < stem && !(syntax === "wos" && cut === 0);
    });
    if (short)
      report(
        "S07",
        span,
        `Fewer than ${stem} letters stand before the first wildcard; ${syntax === "pubmed" ? "PubMed" : "Web of Science"} wants ${stem}. Write the words out that are meant.`,
        { problem: "invalid-wildcard-use" },
      );
  }
  if (
    words.some((word) => word.length > 1 && typeof word[0] === "object") &&
    syntax !== "wos" &&
    syntax !== "cochrane" &&
    syntax !== "pubmed"
  )
    report(
      "S07",
      span,
      "A wildcard stands at the beginning of a word, which this database refuses. Write the words out.",
      {
        problem: "leading-wildcard",
      },
    );
  if (syntax === "cochrane" && text.quoted)
    report(
      "S07",
      span,
      "Wildcards do not work inside quotation marks here. Join the words with NEXT, without the marks.",
    );
  if (syntax === "scopus" && text.quoted)
    report(
      "S07",
      span,
      "Older help of Scopus says that wildcards in quotation marks are signs. PRE/0 between the words is safe.",
      {
        severity: "warning",
      },
    );
  if (
    syntax === "wos" &&
    !text.quoted &&
    words.some((word) => /(?:ol|av|bi|ab|um|isa?|iza?|our|or)$/.test(String(word[0])))
  )
    report(
      "S07",
      span,
      "A wildcard switches off Web of Science's own spelling variants: add the British and the American spelling both.",
      { severity: "warning" },
    );
}
