import type { ParsedStrategy } from "../parse/parse-strategy.ts";
import { CHECKS, type LintCode } from "./checks.ts";
import { checkCorpus } from "./corpus.ts";
import { checkFieldsAndWildcards } from "./fields-and-wildcards.ts";
import type { Finding, Lint } from "./finding.ts";
import { checkHeadings } from "./headings.ts";
import { checkLimits } from "./limits.ts";
import { checkLines } from "./lines.ts";
import { type LintReport, lintContext } from "./lint-context.ts";
import type { LintOptions } from "./lint-options.ts";
import { checkNot } from "./not.ts";
import { checkOperatorsAndBrackets } from "./operators-and-brackets.ts";
import { checkParserProblems } from "./parser-problems.ts";
import { checkProximity } from "./proximity.ts";
import { checkPublicationTypes } from "./publication-types.ts";
import { checkRedundancy } from "./redundancy.ts";
import { checkTextWords } from "./text-words.ts";
import { checkTrialFilters } from "./trial-filters.ts";

const WITHOUT: Readonly<Record<"mesh" | "corpus" | "count", string>> = {
  mesh: "no thesaurus was given",
  corpus: "no records were given to try the strategy on",
  count: "how many records the database finds was not given",
};

/**
 * Looks a strategy over as a peer reviewer would, by the elements of PRESS 2015 (McGowan 2016) as far as a machine can. Never throws;
 * what could not be checked for want of a thesaurus or of records is told.
 */
export function lintStrategy(parsed: ParsedStrategy, options: LintOptions = {}): Lint {
  const into: LintReport = { findings: [], missing: [] };
  const context = lintContext(parsed, options, into);
  for (const check of [
    checkParserProblems,
    checkOperatorsAndBrackets,
    checkFieldsAndWildcards,
    checkProximity,
    checkLines,
    checkHeadings,
    checkPublicationTypes,
    checkTextWords,
    checkRedundancy,
    checkNot,
    checkLimits,
    checkTrialFilters,
    checkCorpus,
  ])
    check(context);
  for (const code of Object.keys(CHECKS) as LintCode[]) {
    const { needs } = CHECKS[code] as { readonly needs?: keyof typeof WITHOUT };
    if (needs === "mesh" || needs === "corpus")
      if (options[needs] === undefined) into.missing.push({ code, reason: WITHOUT[needs] });
  }
  if (options.mesh === undefined)
    into.missing.push({
      code: "H05",
      reason: "types were checked by spelling only, for no thesaurus was given",
    });
  return {
    findings: into.findings.sort(byPlace),
    notChecked: into.missing.sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
