import { datumValue } from "@coppice/model";
import { analyseAt } from "./analyse.ts";
import type { Certainty } from "./derivation.ts";
import type { Efficacy } from "./efficacy.ts";
import type { Horizon, ReviewIndex } from "./review-index.ts";

const levels = ["very-low", "low", "moderate", "high"] as const;

/** Below this many patients a pooled result is rarely precise enough (a common stand-in for the optimal information size). */
const informationSize = 400;
const tinySize = 100;

/**
 * A proposal for the certainty of a verdict, by the domains of GRADE (Guyatt et al., J Clin Epidemiol 2011;64:383-94):
 * it starts high, since randomised comparisons alone decide, and steps down for each stated reason. Publication bias
 * is not judged, and nobody has reviewed the proposal yet: a formal appraisal replaces it. Undefined where nothing is established.
 */
export function certaintyOf(index: ReviewIndex, efficacy: Efficacy, horizon: Horizon): Certainty | undefined {
  if (efficacy.class === "not-established" || efficacy.findings.length === 0) return undefined;
  const studies = [...new Set(efficacy.findings.map((each) => each.study))].map(
    (id) => index.studyById.get(id)!,
  );
  const patients = studies.reduce((sum, each) => sum + (each.patients ?? 0), 0);
  const share = (fits: (study: (typeof studies)[number]) => boolean) =>
    patients === 0 ? 0 : studies.filter(fits).reduce((sum, each) => sum + (each.patients ?? 0), 0) / patients;
  const steps: { domain: string; down: number; reason: string }[] = [];

  const unmasked = share(({ study }) => ["open", "not-stated"].includes(datumValue(study.masking.level)));
  if (unmasked > 0.5)
    steps.push({
      domain: "risk of bias",
      down: 1,
      reason: "most patients were in trials that were open, or whose masking we could not see",
    });

  const disagreement = inconsistencyOf(index, efficacy, horizon, studies[0]!.study.condition);
  if (disagreement !== undefined) steps.push({ domain: "inconsistency", down: 1, reason: disagreement });

  const chosen = new Set(["known-responders", "stable-on-treatment"]);
  const enriched = share(({ study }) => chosen.has(datumValue(study.population.treatmentHistory)));
  const elsewhere = efficacy.findings.some((each) => !chosen.has(each.history) && each.says === "benefit");
  if (enriched > 0.5 && !elsewhere)
    steps.push({
      domain: "indirectness",
      down: 1,
      reason:
        "most patients were known to respond before they were randomised, and no other trial showed a benefit",
    });

  if (patients < tinySize)
    steps.push({ domain: "imprecision", down: 2, reason: `only ${patients} patients were randomised` });
  else if (patients < informationSize)
    steps.push({
      domain: "imprecision",
      down: 1,
      reason: `${patients} patients were randomised, fewer than ${informationSize}`,
    });

  const points = Math.max(1, 4 - steps.reduce((sum, step) => sum + step.down, 0));
  return { level: levels[points - 1]!, points, steps };
}

/** Why the trials do not tell one story; undefined where they do. */
function inconsistencyOf(
  index: ReviewIndex,
  efficacy: Efficacy,
  horizon: Horizon,
  conditionId: string,
): string | undefined {
  const pools = (index.analysesOf.get(conditionId) ?? [])
    .filter((each) => each.decides)
    .flatMap((each) => analyseAt(index, each, horizon).outcome.pooled ?? [])
    .filter((pooled) => pooled.k > 1);
  const scattered = pools.find((pooled) => pooled.i2 >= 60 && pooled.qP < 0.1);
  if (scattered !== undefined)
    return `the trials differ by more than chance (I² ${scattered.i2.toFixed(0)}%)`;
  const says = [
    ...efficacy.findings.map((each) => each.says),
    ...efficacy.equals.flatMap((each) => each.units.map((unit) => unit.says)),
  ];
  if (says.includes("harm")) return "at least one trial found the opposite";
  return pools.length === 0 &&
    says.includes("benefit") &&
    says.includes("no-difference") &&
    efficacy.equals.length === 0
    ? "some trials found a benefit and others none"
    : undefined;
}
