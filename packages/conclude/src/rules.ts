import type { Problem, Review, RuleSet } from "@coppice/model";
import type { Because } from "./derivation.ts";

/** Every rule that the engine can apply. A rule set gives each its sentence and source; it may leave some out. */
const ruleIds = [
  "randomised-decide",
  "main-outcome",
  "mixed-population",
  "benefit-pooled",
  "benefit-by-trials",
  "no-worse-than-established",
  "stands-in",
  "modest",
  "not-effective",
  "not-established",
  "line-equal-first",
  "line-untreated",
  "line-no-alternative",
  "line-after-failure",
  "line-rescue",
  "line-not-compared",
  "best-phase",
  "dose",
] as const;
type RuleId = (typeof ruleIds)[number];

const parameterDefaults = {
  "ratio-margin": 0.75,
  "range-share": 0.1,
  majority: 0.5,
  "smallest-null-pool": 3,
} as const;

/** A rule set made ready for use. */
export interface Rules {
  readonly id: string;
  readonly ruleSet: RuleSet;
  readonly has: (rule: RuleId) => boolean;
  readonly parameter: (name: keyof typeof parameterDefaults) => number;
  readonly because: (rule: RuleId, from: readonly string[], detail?: string) => Because;
}

/**
 * Finds a rule set of the review by id and checks it: a rule that the engine does not know, and a rule of the engine that
 * the set leaves out, are reported (the first can never fire, the second will not).
 */
export function rulesOf(
  review: Review,
  id: string,
): { readonly rules: Rules | undefined; readonly problems: readonly Problem[] } {
  const ruleSet = review.ruleSets.find((each) => each.id === id);
  if (ruleSet === undefined) {
    const known = review.ruleSets.map((each) => each.id).join(", ") || "none";
    return {
      rules: undefined,
      problems: [
        {
          code: "rule-set-unknown",
          severity: "error",
          message: `this review has no rule set "${id}"; it has: ${known}`,
          where: {},
        },
      ],
    };
  }
  const where = { document: `rule-set/${id}` };
  const problems: Problem[] = [];
  const sentences = new Map(ruleSet.rules.map((rule) => [rule.id, rule.sentence]));
  for (const rule of ruleSet.rules) {
    if (!(ruleIds as readonly string[]).includes(rule.id)) {
      problems.push({
        code: "rule-unknown",
        severity: "warning",
        message: `no engine rule is called "${rule.id}", so it never fires; use one of ${ruleIds.join(", ")}`,
        where,
      });
    }
  }
  return {
    problems,
    rules: {
      id,
      ruleSet,
      has: (rule) => sentences.has(rule),
      parameter: (name) => ruleSet.parameters[name]?.value ?? parameterDefaults[name],
      because: (rule, from, detail) => ({
        rule,
        sentence:
          detail === undefined ? (sentences.get(rule) ?? rule) : `${sentences.get(rule) ?? rule} ${detail}`,
        from,
      }),
    },
  };
}
