import { datumValue } from "../provenance.ts";
import type { Review } from "../review.ts";
import type { ArmData } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { declaredOutcomes } from "./declared-outcome.ts";
import { roundingOf } from "./printed-number.ts";
import { noEffect } from "./ratio-measures.ts";
import { type ContrastPart, contrastsOf, resultsOf } from "./study-parts.ts";

/** One figure of an arm that can be held against the other arm's: a share, a mean or a median. */
function figureOf(data: ArmData | undefined): { kind: string; value: number } | undefined {
  if (data === undefined) return undefined;
  const [events, n] = [datumValue(data.events), datumValue(data.n)];
  if (events !== undefined && n !== undefined && n > 0) return { kind: "share", value: events / n };
  for (const kind of ["percent", "mean", "median"] as const) {
    const value = datumValue(data[kind]);
    if (value !== undefined) return { kind, value };
  }
  return undefined;
}

/** 1 where `of` has the larger figure, -1 where the smaller; undefined where it cannot be told. */
function signOfArms({ result, contrast }: ContrastPart): { sign: number; text: string } | undefined {
  const a = figureOf(result.arms?.[contrast.of]);
  const b = figureOf(result.arms?.[contrast.against]);
  if (a === undefined || b === undefined || a.kind !== b.kind || a.value === b.value) return undefined;
  const two = (x: number) => String(Math.round(x * 1000) / 1000);
  return { sign: Math.sign(a.value - b.value), text: `${a.kind}s of ${two(a.value)} and ${two(b.value)}` };
}

/** The sign of the reported estimate; undefined without one, or where it prints as no effect. */
function signOfEstimate({ contrast }: ContrastPart): number | undefined {
  const estimate = datumValue(contrast.estimate);
  const none = noEffect(contrast.measure);
  if (estimate === undefined || none === undefined || Math.abs(estimate - none) <= roundingOf(estimate))
    return undefined;
  return Math.sign(estimate - none);
}

function* inContrast(part: ContrastPart) {
  const { study, result, contrast, pointer } = part;
  const favours = datumValue(contrast.favours);
  const estimate = signOfEstimate(part);
  const arms = signOfArms(part);
  const better = result.better === "higher" ? 1 : -1;
  const claimed = favours === "of" ? 1 : favours === "against" ? -1 : undefined;
  // A hazard ratio counts how fast an event comes and `better` may speak of the time to it: its sign proves nothing.
  const isHazard = contrast.measure === "HR";
  if (claimed !== undefined && estimate !== undefined && !isHazard && estimate * better !== claimed) {
    yield problemIn(
      study,
      `${pointer}/favours`,
      "error",
      "direction-contradicts-estimate",
      `the result is said to favour ${favours === "of" ? contrast.of : contrast.against}, but ${contrast.measure} ${datumValue(contrast.estimate)} with ${result.better} better favours the other; turn the estimate, \`better\` or \`favours\``,
    );
  }
  if (claimed !== undefined && arms !== undefined && arms.sign * better !== claimed) {
    yield problemIn(
      study,
      `${pointer}/favours`,
      "warning",
      "direction-contradicts-arms",
      `the result is said to favour ${favours === "of" ? contrast.of : contrast.against}, but ${arms.text} with ${result.better} better favour the other; check \`better\`, \`favours\` and the arms`,
    );
  }
  if (estimate !== undefined && arms !== undefined && !isHazard && estimate !== arms.sign) {
    yield problemIn(
      study,
      `${pointer}/estimate`,
      "warning",
      "estimate-contradicts-arms",
      `${contrast.measure} ${datumValue(contrast.estimate)} of ${contrast.of} against ${contrast.against} points the other way than the arms' ${arms.text}; check which arm is \`of\``,
    );
  }
}

function* againstOutcome(review: Review) {
  for (const study of review.studies) {
    const declared = declaredOutcomes(review, study.condition);
    for (const { result, pointer } of resultsOf(study)) {
      const outcome = declared.find((each) => each.id === result.outcome);
      if (outcome === undefined || outcome.better === result.better) continue;
      yield problemIn(
        study,
        `${pointer}/better`,
        "error",
        "direction-contradicts-outcome",
        `${result.better} is called better here, and ${outcome.better} for the outcome "${outcome.id}"; turn the figures and \`better\`, or name another outcome`,
      );
    }
  }
}

export const direction: Check = {
  asks: "Does the direction of the scale agree with the claim?",
  *run(review) {
    for (const study of review.studies) for (const part of contrastsOf(study)) yield* inContrast(part);
    yield* againstOutcome(review);
  },
};
