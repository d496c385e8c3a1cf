import { printStrategy } from "../print/print-strategy.ts";
import type { Syntax, Text } from "../strategy.ts";
import type { Fix } from "./finding.ts";
import type { LintContext } from "./lint-context.ts";

/** A text as its syntax writes it. */
export function written(text: Text, syntax: Syntax): string {
  const { span: _, ...bare } = text;
  return printStrategy({
    syntax,
    lines: [{ number: 1, numbered: false, expression: bare, comments: [], span: { start: 0, end: 0 } }],
  });
}

/** Puts terms beside one of an OR, or in brackets with it where it stands alone; nothing where they cannot stand there. */
export function withTerms(context: LintContext, text: Text, added: readonly Text[]): Fix | undefined {
  const { span } = text;
  const above = context.parentOf(text);
  if (span === undefined || (above?.kind === "near" && context.syntax === "pubmed")) return undefined;
  const fields = context.hasOwnField(text) ? text.fields : [];
  const others = added.map((each) => ` OR ${written({ ...each, fields }, context.syntax)}`).join("");
  if (above?.kind === "or") return { span: { start: span.end, end: span.end }, text: others };
  const prefix = context.hasOwnField(text) && span.start === context.termSpan(text).start;
  // A field that stands before the term would be inside the brackets twice.
  if (prefix && PREFIXED.has(context.syntax)) return undefined;
  return { span, text: `(${context.text.slice(span.start, span.end)}${others})` };
}

const PREFIXED: ReadonlySet<Syntax> = new Set(["ebsco", "wos", "scopus", "clinicaltrials"]);
