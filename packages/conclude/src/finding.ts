import { datumValue, type Outcome, type Ref, type Result, refTo } from "@coppice/model";
import type { ArmContrast } from "./arm-contrast.ts";
import type { Finding } from "./derivation.ts";
import { perReview } from "./memo.ts";
import { printP, significantAt5 } from "./p-value.ts";
import { isRatio, type Measure, reportedContrast, resultEffect } from "./result-effect.ts";
import {
  type IndexedStudy,
  interventionName,
  outcomeOf,
  type ReviewIndex,
  resultPointer,
} from "./review-index.ts";

/** An interval effect of a study on its main outcome, turned so that a larger value favours the studied intervention. */
export interface FavourInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly ratio: boolean;
  readonly outcome: Outcome;
}

/** A finding with what the rules need beyond what is shown. */
export interface StudyFinding extends Finding {
  readonly sides: ArmContrast;
  readonly interval: FavourInterval | undefined;
  readonly refs: readonly Ref[];
}

const z975 = 1.959963984540054;

/** Sets that a trial's main outcome may come from: what was seen in part of the patients never decides. */
const deciding = new Set(["all", "first-period", "both-periods", "review"]);

interface Reading {
  readonly says: Finding["says"];
  readonly significant: boolean | undefined;
  readonly text: string;
  readonly interval?: FavourInterval;
  readonly pointers: readonly string[];
}

function measureFor(result: Result): Measure[] {
  const reported = (result.contrasts ?? []).flatMap((each) =>
    each.measure === "none" || each.measure === "common-OR" ? [] : [each.measure],
  );
  if (result.type === "dichotomous") return [...reported, "RR"];
  return result.type === "continuous" || result.type === "ordinal" ? [...reported, "MD"] : reported;
}

function fromInterval(
  result: Result,
  sides: ArmContrast,
  measure: Measure,
  outcome: Outcome,
): Reading | undefined {
  const effect = resultEffect(result, sides, measure);
  if (effect === undefined) return undefined;
  const half = z975 * Math.sqrt(effect.vi);
  const sign = result.better === "higher" ? 1 : -1;
  const [low, high] =
    sign > 0 ? [effect.yi - half, effect.yi + half] : [-effect.yi - half, -effect.yi + half];
  const back = (x: number) => (isRatio(measure) ? Math.exp(x) : x);
  const show = (x: number) => (Math.abs(back(x)) >= 10 ? back(x).toFixed(1) : back(x).toFixed(2));
  const text = `${measure === "rate-ratio" ? "rate ratio" : measure} ${show(effect.yi)} (95% CI ${show(effect.yi - half)} to ${show(effect.yi + half)})`;
  return {
    says: low > 0 ? "benefit" : high < 0 ? "harm" : "no-difference",
    significant: low > 0 || high < 0,
    text,
    interval: { estimate: sign * effect.yi, low, high, ratio: isRatio(measure), outcome },
    pointers: effect.pointers,
  };
}

/** What the report itself says of the comparison: its test or its statement. */
function fromStatement(result: Result, sides: ArmContrast): Reading | undefined {
  const found = reportedContrast(
    result,
    sides,
    (each) => each.significant !== undefined || each.p !== undefined || each.favours !== undefined,
  );
  if (found === undefined) return undefined;
  const { contrast, index, turned } = found;
  const p = datumValue(contrast.p);
  const significant = datumValue(contrast.significant) ?? significantAt5(p);
  const favours = datumValue(contrast.favours);
  const forUs = favours === (turned ? "against" : "of");
  const forThem = favours === (turned ? "of" : "against");
  const at = `/contrasts/${index}`;
  const keys = (["significant", "p", "favours"] as const).filter((key) => contrast[key] !== undefined);
  return {
    says:
      significant === undefined
        ? favours === "neither"
          ? "no-difference"
          : "unclear"
        : !significant
          ? "no-difference"
          : forUs
            ? "benefit"
            : forThem
              ? "harm"
              : "unclear",
    significant,
    text:
      [contrast.text, p === undefined ? undefined : printP(p)]
        .filter((part) => part !== undefined)
        .join(", ") || (significant === false ? "no significant difference" : "as reported"),
    pointers: keys.map((key) => `${at}/${key}`),
  };
}

function read(result: Result, sides: ArmContrast, outcome: Outcome): Reading | undefined {
  const reported = reportedContrast(
    result,
    sides,
    (each) => each.ci !== undefined && each.estimate !== undefined,
  );
  const computed = measureFor(result)
    .map((measure) => fromInterval(result, sides, measure, outcome))
    .find((reading) => reading !== undefined);
  const stated = fromStatement(result, sides);
  // A reported interval comes first, then the report's own test, then what we compute from its counts.
  if (reported !== undefined && computed !== undefined) return computed;
  if (stated !== undefined && stated.says !== "unclear") {
    return computed === undefined
      ? stated
      : {
          ...stated,
          text: `${stated.text}; ${computed.text}`,
          ...(computed.interval && { interval: computed.interval }),
          pointers: [...stated.pointers, ...computed.pointers],
        };
  }
  return computed ?? stated;
}

function primaryOf(result: Result): string {
  return datumValue(result.primary);
}

/** True where the result says something of these two sides. */
function concerns(result: Result, sides: ArmContrast): boolean {
  const ids = (arms: ArmContrast["of"]) => arms.map((arm) => arm.id);
  const inArms = (side: ArmContrast["of"]) => ids(side).some((id) => result.arms?.[id] !== undefined);
  return (
    reportedContrast(result, sides, () => true) !== undefined ||
    (inArms(sides.of) && inArms(sides.against)) ||
    (result.paired !== undefined && ids(sides.of).includes(result.paired.of))
  );
}

interface Candidate {
  readonly result: Result;
  readonly outcome: Outcome;
  readonly rank: number;
  readonly reading: Reading;
}

const setOrder = ["all", "first-period", "both-periods", "review"];

/**
 * The main outcome of a comparison (rule main-outcome): the patient-important outcome that the report names primary;
 * where it names none, the most important one for patients (by the condition's list) that can be read.
 */
function mainOutcome(candidates: readonly Candidate[]): { chosen: readonly Candidate[]; why: string } {
  const stated = candidates.filter(
    ({ result, outcome }) => primaryOf(result) === "stated" && outcome.patientImportant,
  );
  if (stated.length > 0) return { chosen: stated, why: "named primary by the report" };
  const important = candidates
    .filter(({ outcome }) => outcome.patientImportant)
    .sort(
      (a, b) =>
        Number(a.reading.says === "unclear") - Number(b.reading.says === "unclear") ||
        a.rank - b.rank ||
        setOrder.indexOf(a.result.set) - setOrder.indexOf(b.result.set),
    );
  const first = important[0];
  return {
    chosen: first === undefined ? [] : [first],
    why: "the most important outcome for patients among those reported; the report names no such outcome primary",
  };
}

function combine(chosen: readonly Candidate[]): Reading {
  const readings = chosen.map((each) => each.reading);
  const order = ["benefit", "harm", "no-difference", "unclear"] as const;
  const hasHarm = readings.some((each) => each.says === "harm");
  const says =
    hasHarm && readings.some((each) => each.says === "benefit")
      ? "unclear"
      : order.find((word) => readings.some((each) => each.says === word));
  const lead = readings.find((each) => each.says === says) ?? readings[0]!;
  return { ...lead, says: says ?? "unclear", pointers: readings.flatMap((each) => each.pointers) };
}

/** Favourable significant results on outcomes that matter to patients, other than the main one and not in a subgroup. */
function signalsOf(
  each: IndexedStudy,
  sides: ArmContrast,
  index: ReviewIndex,
  conditionId: string,
  main: readonly Result[],
) {
  const { study } = each;
  return study.results.flatMap((result) => {
    const found = outcomeOf(index, conditionId, result.outcome);
    if (
      main.includes(result) ||
      found === undefined ||
      !found.outcome.patientImportant ||
      result.set === "subgroup" ||
      result.set === "post-hoc"
    )
      return [];
    const pointer = resultPointer(study, result);
    const within = result.set === "within-arm" ? withinArm(result, sides) : undefined;
    const reading = within ?? (concerns(result, sides) ? read(result, sides, found.outcome) : undefined);
    if (reading?.says !== "benefit") return [];
    return [
      {
        ref: refTo(study, `${pointer}${reading.pointers[0] ?? ""}`),
        text: `${study.label}: ${found.outcome.name.toLowerCase()}${within === undefined ? "" : " against its own baseline"}, ${reading.text}`,
      },
    ];
  });
}

function withinArm(result: Result, sides: ArmContrast): Reading | undefined {
  for (const [index, contrast] of (result.contrasts ?? []).entries()) {
    if (contrast.against !== "baseline" || !sides.of.some((arm) => arm.id === contrast.of)) continue;
    const p = datumValue(contrast.p);
    const significant = datumValue(contrast.significant) ?? significantAt5(p);
    if (significant === true && datumValue(contrast.favours) === "of") {
      return {
        says: "benefit",
        significant,
        text: p === undefined ? (contrast.text ?? "as reported") : printP(p),
        pointers: [`/contrasts/${index}/p`],
      };
    }
  }
  return undefined;
}

function findingOf(
  each: IndexedStudy,
  sides: ArmContrast,
  index: ReviewIndex,
  conditionId: string,
): StudyFinding {
  const { study } = each;
  const candidates = study.results.flatMap((result): Candidate[] => {
    if (!deciding.has(result.set) || !concerns(result, sides)) return [];
    const found = outcomeOf(index, conditionId, result.outcome);
    const reading = found && read(result, sides, found.outcome);
    return reading === undefined ? [] : [{ result, ...found!, reading }];
  });
  const { chosen, why } = mainOutcome(candidates);
  const reading: Reading =
    chosen.length > 0
      ? combine(chosen)
      : {
          says: "unclear",
          significant: undefined,
          text: "no result on an outcome that matters to patients could be read",
          pointers: [],
        };
  const lead = chosen.find((candidate) => candidate.reading.says === reading.says) ?? chosen[0];
  const refs = chosen.flatMap(({ result, reading: own }) =>
    own.pointers.map((pointer) => refTo(study, `${resultPointer(study, result)}${pointer}`)),
  );
  return {
    study: study.id,
    label: study.label,
    published: each.published,
    patients: each.patients,
    against: sides.comparators,
    comparatorName: sides.comparators.map((id) => interventionName(index.protocol, id)).join(" or "),
    comparatorRole: sides.role,
    allocation: datumValue(study.design.allocation),
    history: datumValue(study.population.treatmentHistory),
    says: reading.says,
    significant: reading.significant,
    outcome: lead === undefined ? "none" : `${lead.outcome.name} (${why})`,
    text: reading.text,
    signals: signalsOf(
      each,
      sides,
      index,
      conditionId,
      chosen.map(({ result }) => result),
    ),
    ref: `finding/${study.id}:${sides.comparators.join("+")}`,
    sides,
    interval: reading.interval,
    refs: [...refs, refTo(study, "/population/treatmentHistory"), refTo(study, "/design/allocation")],
  };
}

const remembered = perReview<string, readonly StudyFinding[]>();

/** What every study of a condition says, one finding a comparison. Independent of date and rule set; computed once. */
export function findingsOf(index: ReviewIndex, conditionId: string): readonly StudyFinding[] {
  return remembered(index, conditionId, () =>
    (index.studiesOf.get(conditionId) ?? [])
      .filter((each) => each.counts)
      .flatMap((each) => each.contrasts.map((sides) => findingOf(each, sides, index, conditionId))),
  );
}
