import type { Review } from "../review.ts";
import { type Check, problemIn } from "./check.ts";
import { declaredOutcomes, parentOf } from "./declared-outcome.ts";
import { suggestion } from "./nearest-name.ts";

/** A name used somewhere, and the list that it must be in. */
interface NameUse {
  readonly document: { readonly kind: string; readonly id: string };
  readonly pointer: string;
  readonly what: "condition" | "intervention" | "outcome" | "study" | "result" | "rule-set";
  readonly name: string;
  readonly known: readonly string[];
}

/** Comparators that are no intervention: arms that differ in dose, or in the studied intervention alone. */
const comparatorWords = ["dose", "add-on"];

function* conditionUses(review: Review): Iterable<NameUse> {
  const known = review.conditions.map((each) => each.id);
  const use = (document: NameUse["document"], pointer: string, name: string): NameUse => ({
    document,
    pointer,
    what: "condition",
    name,
    known,
  });
  for (const each of review.conditions) {
    const parent = parentOf(each.id);
    if (parent !== undefined) yield use(each, "/id", parent);
  }
  for (const each of review.studies) {
    yield use(each, "/condition", each.condition);
    for (const [i, name] of (each.alsoConditions ?? []).entries())
      yield use(each, `/alsoConditions/${i}`, name);
  }
  for (const each of review.analyses) yield use(each, "/condition", each.condition);
  for (const each of review.statements) {
    for (const part of ["verdicts", "pooled", "difference"] as const)
      for (const [i, { condition }] of each[part].entries())
        yield use(each, `/${part}/${i}/condition`, condition);
  }
  for (const each of review.economics)
    for (const [i, name] of each.conditions.entries()) yield use(each, `/conditions/${i}`, name);
  for (const each of review.mechanisms)
    for (const [i, { condition }] of each.links.entries())
      yield use(each, `/links/${i}/condition`, condition);
}

function* interventionUses(review: Review): Iterable<NameUse> {
  const interventions = review.protocol.interventions.map((each) => each.id);
  const what = "intervention";
  yield {
    document: review.protocol,
    pointer: "/intervention",
    what,
    name: review.protocol.intervention,
    known: interventions,
  };
  for (const document of review.conditions)
    for (const [i, { treatment }] of document.standard.entries())
      yield { document, pointer: `/standard/${i}/treatment`, what, name: treatment, known: interventions };
  for (const document of review.studies)
    for (const [i, arm] of document.arms.entries())
      for (const [j, name] of arm.treatments.entries())
        yield { document, pointer: `/arms/${i}/treatments/${j}`, what, name, known: interventions };
  const comparators = [...interventions, ...comparatorWords];
  for (const document of review.analyses)
    for (const [i, name] of document.against.entries())
      yield { document, pointer: `/against/${i}`, what, name, known: comparators };
  for (const document of review.statements)
    for (const [i, pooled] of document.pooled.entries())
      for (const [j, name] of (pooled.against ?? []).entries())
        yield { document, pointer: `/pooled/${i}/against/${j}`, what, name, known: comparators };
}

function* outcomeUses(review: Review): Iterable<NameUse> {
  const outcomes = new Map<string, readonly string[]>();
  const known = (condition: string) => {
    const found = outcomes.get(condition) ?? declaredOutcomes(review, condition).map((each) => each.id);
    outcomes.set(condition, found);
    return found;
  };
  const what = "outcome";
  for (const document of review.studies)
    for (const [i, result] of document.results.entries())
      yield {
        document,
        pointer: `/results/${i}/outcome`,
        what,
        name: result.outcome,
        known: known(document.condition),
      };
  for (const document of review.analyses)
    for (const [i, name] of document.outcomes.entries())
      yield { document, pointer: `/outcomes/${i}`, what, name, known: known(document.condition) };
  for (const document of review.statements)
    for (const [i, { outcomeId, condition }] of document.pooled.entries())
      if (outcomeId !== undefined)
        yield { document, pointer: `/pooled/${i}/outcomeId`, what, name: outcomeId, known: known(condition) };
}

function* studyUses(review: Review): Iterable<NameUse> {
  const known = review.studies.map((each) => each.id);
  const resultsOf = (id: string) =>
    review.studies.find((each) => each.id === id)?.results.map((each) => each.id) ?? [];
  const what = "study";
  for (const document of review.studies) {
    const { companionOf } = document;
    const others = known.filter((id) => id !== document.id);
    if (companionOf !== undefined)
      yield { document, pointer: "/companionOf", what, name: companionOf, known: others };
  }
  for (const document of review.analyses) {
    for (const [name, { result }] of Object.entries(document.use)) {
      yield { document, pointer: `/use/${name}`, what, name, known };
      if (known.includes(name))
        yield {
          document,
          pointer: `/use/${name}/result`,
          what: "result",
          name: result,
          known: resultsOf(name),
        };
    }
    for (const name of Object.keys(document.except))
      yield { document, pointer: `/except/${name}`, what, name, known };
  }
  for (const document of review.assessments) {
    yield { document, pointer: "/study", what, name: document.study, known };
    if (document.result !== undefined && known.includes(document.study))
      yield {
        document,
        pointer: "/result",
        what: "result",
        name: document.result,
        known: resultsOf(document.study),
      };
  }
}

function* ruleSetUses({ protocol, ruleSets }: Review): Iterable<NameUse> {
  const known = ruleSets.map((each) => each.id);
  yield { document: protocol, pointer: "/ruleSet", what: "rule-set", name: protocol.ruleSet, known };
}

const homes = {
  condition: "the review's conditions",
  intervention: "the protocol's interventions",
  outcome: "the outcomes of the condition or the protocol",
  study: "the review's other studies",
  result: "that study's results",
  "rule-set": "the review's rule sets",
} as const;

export const knownNames: Check = {
  asks: "Is every condition, intervention, outcome, study, result and rule set that a document names there?",
  *run(review) {
    const uses = [conditionUses, interventionUses, outcomeUses, studyUses, ruleSetUses];
    for (const list of uses) {
      for (const { document, pointer, what, name, known } of list(review)) {
        if (known.includes(name)) continue;
        yield problemIn(
          document,
          pointer,
          "error",
          `${what}-unknown`,
          `"${name}" is not among ${homes[what]}; ${suggestion(name, known)}`,
        );
      }
    }
  },
};
