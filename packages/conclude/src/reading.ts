import { type Contrast, datumValue, type Outcome, type Result } from "@coppice/model";
import type { ArmContrast } from "./arm-contrast.ts";
import type { Finding } from "./derivation.ts";
import { printP, significantAt5 } from "./p-value.ts";
import { isRatio, type Measure, reportedContrast, resultEffect } from "./result-effect.ts";
import { showNumber } from "./show.ts";

/** An interval effect of a study on its main outcome, turned so that a larger value favours the studied intervention. */
export interface FavourInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly ratio: boolean;
  readonly outcome: Outcome;
}

const z975 = 1.959963984540054;

/** What one result says of a comparison. */
export interface Reading {
  readonly says: Finding["says"];
  readonly significant: boolean | undefined;
  readonly text: string;
  readonly interval?: FavourInterval;
  readonly pointers: readonly string[];
}

function measureFor(result: Result): Measure[] {
  const reported = (result.contrasts ?? []).flatMap((each) =>
    each.measure === "none" ? [] : [each.measure === "common-OR" ? ("OR" as const) : each.measure],
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
  const show = (x: number) => showNumber(back(x));
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

/** Reads a result: a reported interval first, then the report's own test or statement, then what its data allow to compute. */
export function readResult(result: Result, sides: ArmContrast, outcome: Outcome): Reading | undefined {
  const reported = reportedContrast(
    result,
    sides,
    (each) => each.ci !== undefined && each.estimate !== undefined,
  );
  const computed = measureFor(result)
    .map((measure) => fromInterval(result, sides, measure, outcome))
    .find((reading) => reading !== undefined);
  const stated = fromStatement(result, sides);
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

/** True where the result says something of these two sides. */
export function concerns(result: Result, sides: ArmContrast): boolean {
  const ids = (arms: ArmContrast["of"]) => arms.map((arm) => arm.id);
  const inArms = (side: ArmContrast["of"]) => ids(side).some((id) => result.arms?.[id] !== undefined);
  return (
    reportedContrast(result, sides, () => true) !== undefined ||
    (inArms(sides.of) && inArms(sides.against)) ||
    (result.paired !== undefined && ids(sides.of).includes(result.paired.of))
  );
}
/** True where the result says that one of these arms improved significantly on its own baseline. */
function improvedOnBaseline(contrast: Contrast, arms: ArmContrast["of"]): boolean {
  if (contrast.against !== "baseline" || !arms.some((arm) => arm.id === contrast.of)) return false;
  const significant = datumValue(contrast.significant) ?? significantAt5(datumValue(contrast.p));
  return significant === true && datumValue(contrast.favours) === "of";
}

/**
 * A significant improvement of the treated arm on its own baseline, where the comparator is inactive and did not
 * improve too; undefined otherwise. Beside an active comparator such an improvement says nothing of the treatment.
 */
export function readWithinArm(
  result: Result,
  sides: ArmContrast,
  all: readonly Result[],
): Reading | undefined {
  if (sides.role !== "inactive") return undefined;
  const place = (result.contrasts ?? []).findIndex((contrast) => improvedOnBaseline(contrast, sides.of));
  const contrast = result.contrasts?.[place];
  const comparatorToo = all.some(
    (each) =>
      each.outcome === result.outcome &&
      each.contrasts?.some((other) => improvedOnBaseline(other, sides.against)),
  );
  if (contrast === undefined || comparatorToo) return undefined;
  const p = datumValue(contrast.p);
  return {
    says: "benefit",
    significant: true,
    text: p === undefined ? (contrast.text ?? "as reported") : printP(p),
    pointers: [`/contrasts/${place}/${p === undefined ? "favours" : "p"}`],
  };
}
