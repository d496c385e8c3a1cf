import type { DateRange, Expression, Limit } from "../strategy.ts";
import type { LintContext } from "./lint-context.ts";

const OF_PUBLICATION = new Set(["published", "published-print", "published-electronic"]);

const LIMITS: Readonly<Partial<Record<Limit["kind"], string>>> = {
  language: "A limit of language loses studies in other languages",
  abstract: "A limit to records with abstracts loses old and new ones and letters",
  "full-text": "A limit to full text loses what this library does not have",
  humans: "A limit to humans loses all records that are not indexed yet",
};

/** M01 (limits), M03 (the date of an update) and C02 (more hits than the database gives out). */
export function checkLimits(context: LintContext): void {
  const { nodes, report, lineOf } = context;
  for (const node of nodes) {
    const span = node.span ?? lineOf(node).span;
    if (node.kind === "limit")
      for (const limit of node.limits) {
        const loss = LIMITS[limit.kind];
        if (loss !== undefined) report("M01", span, `${loss}. Give the reason, or take it out.`);
        if (limit.kind === "date") date(context, limit, span, node);
      }
    if (node.kind === "date") date(context, node, span, node);
    if (node.kind === "text" && !context.isExcluded(node)) {
      const [only] = node.fields;
      const typed = context.text.slice(span.start, span.end).toLowerCase();
      if (only === "language") report("M01", span, `${LIMITS.language}. Give the reason, or take it out.`);
      else if ((only === "filter" || only === "subset") && /hasabstract|full ?text/.test(typed))
        report(
          "M01",
          span,
          `${/full/.test(typed) ? LIMITS["full-text"] : LIMITS.abstract}. Give the reason, or take it out.`,
        );
      else if (only === "journal" && isInConcept(context, node))
        report(
          "M01",
          context.termSpan(node),
          "A journal cuts down one part of the search only. Put it around the whole, or take it out.",
          { problem: "journal-filter-in-subquery" },
        );
    }
  }
  manyHits(context);
}

function date(
  context: LintContext,
  { field, from, to }: Pick<DateRange, "field" | "from" | "to">,
  span: { readonly start: number; readonly end: number },
  node: Expression,
): void {
  if (!OF_PUBLICATION.has(field)) return;
  const open = to === undefined || Number(to.slice(0, 4)) >= 2100;
  if (from !== undefined && open)
    context.report(
      "M03",
      span,
      "The date of publication looks like an update here, and records enter a database long after it, or before. Use the date of entry ([edat] or [crdt] in PubMed, .dt. in Ovid).",
    );
  if (isInConcept(context, node))
    context.report(
      "M01",
      span,
      "The date cuts down one part of the search only. Put it around the whole, or take it out.",
    );
  else if (context.lineOf(node).comments.length === 0)
    context.report(
      "M01",
      span,
      "The search is cut down by date of publication. Give the reason in a comment, or take it out.",
    );
}

/** Joined by AND with a part that OR joins with others. */
function isInConcept({ parentOf }: LintContext, node: Expression): boolean {
  let joined = false;
  for (let up = parentOf(node); up !== undefined; up = parentOf(up)) {
    if (up.kind === "and") joined = true;
    else if (up.kind === "or" && joined) return true;
  }
  return false;
}

function manyHits({ answer, options, report, notChecked }: LintContext): void {
  if (answer === undefined) return;
  const printed = answer.comments
    .map((comment) => /^\(?(\d[\d,.]*)\)?$/.exec(comment)?.[1])
    .find((each) => each !== undefined);
  const count = options.count ?? (printed === undefined ? undefined : Number(printed.replace(/[,.]/g, "")));
  const limit = options.retrievalLimit ?? 10_000;
  if (count === undefined) notChecked("C02", "how many records the database finds was not given");
  else if (count > limit)
    report(
      "C02",
      answer.span,
      `${count} records are more than the ${limit} that the database gives out at once: slices by date of entry will be used.`,
    );
}
