import type { Analysis, Contrast, Result } from "@coppice/model";
import { datumValue } from "@coppice/model";
import type { ArmContrast } from "./arm-contrast.ts";
import { type Counts, type Means, sideCounts, sideMeans } from "./arm-numbers.ts";
import {
  effectOfCounts,
  effectOfInterval,
  effectOfMeans,
  effectOfP,
  effectOfPairedMean,
  pairedOddsOfCounts,
  pairedRatioOfCounts,
} from "./effect-size.ts";

export type Measure = Analysis["measure"];

/** An effect of the studied intervention in one result of one study, before any pooling. */
export interface ResultEffect {
  /** On the analysis scale (log for ratios). */
  readonly yi: number;
  readonly vi: number;
  /** The two sides as shown in a forest plot. */
  readonly experimental: string;
  readonly comparator: string;
  readonly counts?: {
    readonly events1: number;
    readonly n1: number;
    readonly events2: number;
    readonly n2: number;
  };
  readonly patients: number | undefined;
  /** A few words, as `paired counts`. */
  readonly via: string;
  /** The formula and its source. */
  readonly how: string;
  /** JSON pointers inside the result. */
  readonly pointers: readonly string[];
}

export const isRatio = (measure: Measure): boolean =>
  measure !== "RD" && measure !== "MD" && measure !== "SMD";

const short = (x: number) => String(Math.round(x * 100) / 100);
const showCounts = (counts: Counts) => `${counts.events} / ${counts.n}`;
const showMeans = (means: Means) => `${short(means.mean)} (${short(means.sd)}) ${means.n}`;

/** The index of the reported contrast between the two sides, and whether it is printed the other way round. */
function reportedContrast(result: Result, sides: ArmContrast, fits: (contrast: Contrast) => boolean) {
  const isIn = (arms: ArmContrast["of"], id: string) => arms.some((arm) => arm.id === id);
  for (const [index, contrast] of (result.contrasts ?? []).entries()) {
    if (!fits(contrast)) continue;
    if (isIn(sides.of, contrast.of) && isIn(sides.against, contrast.against))
      return { contrast, index, turned: false };
    if (isIn(sides.against, contrast.of) && isIn(sides.of, contrast.against))
      return { contrast, index, turned: true };
  }
  return undefined;
}

export { reportedContrast };

function patientsOf(result: Result, sides: ArmContrast): number | undefined {
  const all = [...sides.of, ...sides.against].map(
    (arm) => datumValue(result.arms?.[arm.id]?.n) ?? datumValue(arm.analysed) ?? datumValue(arm.n),
  );
  return all.every((n) => n !== undefined) ? all.reduce<number>((sum, n) => sum + n!, 0) : undefined;
}

/** A common odds ratio (a shift over an ordered scale) is pooled as an odds ratio. */
function isReportedAs(contrast: Contrast, measure: Measure): boolean {
  return contrast.measure === measure || (measure === "OR" && contrast.measure === "common-OR");
}

function fromReported(result: Result, sides: ArmContrast, measure: Measure): ResultEffect | undefined {
  const found = reportedContrast(
    result,
    sides,
    (contrast) => isReportedAs(contrast, measure) && contrast.estimate !== undefined,
  );
  const estimate = datumValue(found?.contrast.estimate);
  if (found === undefined || estimate === undefined) return undefined;
  const { contrast, index, turned } = found;
  const ci = datumValue(contrast.ci);
  const p = datumValue(contrast.p);
  const at = `/contrasts/${index}`;
  const effect =
    ci !== undefined
      ? effectOfInterval(estimate, ci, contrast.level ?? 95, isRatio(measure))
      : typeof p === "number"
        ? effectOfP(estimate, p, isRatio(measure))
        : undefined;
  if (effect === undefined) return undefined;
  const sign = turned ? -1 : 1;
  return {
    yi: sign * effect.yi,
    vi: effect.vi,
    experimental: "",
    comparator: "",
    patients: patientsOf(result, sides),
    via: `${contrast.measure === "common-OR" ? "common odds ratio, " : ""}${contrast.adjusted === undefined ? "" : "adjusted, "}${ci !== undefined ? "from the reported interval" : "from the reported p-value"}${turned ? ", turned round" : ""}`,
    how: effect.how,
    pointers: [`${at}/estimate`, ci !== undefined ? `${at}/ci` : `${at}/p`],
  };
}

function fromPaired(result: Result, sides: ArmContrast, measure: Measure): ResultEffect | undefined {
  const paired = result.paired;
  if (
    paired === undefined ||
    !sides.of.some((arm) => arm.id === paired.of) ||
    !sides.against.some((arm) => arm.id === paired.against)
  ) {
    return undefined;
  }
  const onlyOf = datumValue(paired.onlyOf);
  const onlyAgainst = datumValue(paired.onlyAgainst);
  const both = datumValue(paired.bothEvents);
  const neither = datumValue(paired.neither);
  if (onlyOf !== undefined && onlyAgainst !== undefined && (measure === "RR" || measure === "OR")) {
    const known = both !== undefined && neither !== undefined;
    if (measure === "RR" && !known) return undefined;
    const effect =
      measure === "OR"
        ? pairedOddsOfCounts(onlyOf, onlyAgainst)
        : pairedRatioOfCounts({ both: both ?? 0, onlyOf, onlyAgainst, neither: neither ?? 0 });
    if (effect === undefined) return undefined;
    const n = known ? both + onlyOf + onlyAgainst + neither : datumValue(paired.n);
    const counts = known
      ? { events1: both + onlyOf, n1: n!, events2: both + onlyAgainst, n2: n! }
      : undefined;
    return {
      ...effect,
      experimental: counts === undefined ? `${onlyOf} only here` : `${counts.events1} / ${counts.n1}`,
      comparator: counts === undefined ? `${onlyAgainst} only here` : `${counts.events2} / ${counts.n2}`,
      ...(counts !== undefined && { counts }),
      patients: n,
      via: "paired counts of a crossover",
      pointers: [
        "/paired/onlyOf",
        "/paired/onlyAgainst",
        ...(known ? ["/paired/bothEvents", "/paired/neither"] : []),
      ],
    };
  }
  const difference = datumValue(paired.meanDifference);
  if (difference !== undefined && measure === "MD") {
    const effect = effectOfPairedMean(difference, {
      n: datumValue(paired.n),
      sd: datumValue(paired.sd),
      se: datumValue(paired.se),
      ci: datumValue(paired.ci),
      p: datumValue(paired.p),
    });
    if (effect === undefined) return undefined;
    const spread = (["se", "sd", "ci", "p"] as const).find((key) => paired[key] !== undefined);
    return {
      ...effect,
      experimental: `difference ${short(difference)}`,
      comparator: "",
      patients: datumValue(paired.n),
      via: "paired difference of a crossover",
      pointers: ["/paired/meanDifference", ...(spread === undefined ? [] : [`/paired/${spread}`])],
    };
  }
  return undefined;
}

function fromArms(result: Result, sides: ArmContrast, measure: Measure): ResultEffect | undefined {
  if (measure === "RR" || measure === "OR" || measure === "RD") {
    const a = sideCounts(result, sides.of);
    const b = sideCounts(result, sides.against);
    if (a === undefined || b === undefined) return undefined;
    const counts = { events1: a.events, n1: a.n, events2: b.events, n2: b.n };
    const effect = effectOfCounts(counts, measure);
    if (effect === undefined) return undefined;
    const derivation = [a.derivation, b.derivation].filter((text) => text !== undefined).join("; ");
    return {
      ...effect,
      experimental: showCounts(a),
      comparator: showCounts(b),
      counts,
      patients: result.set === "both-periods" ? Math.max(a.n, b.n) : a.n + b.n,
      via: [
        result.set === "both-periods" ? "both periods counted as if independent" : "counts per arm",
        derivation,
      ]
        .filter(Boolean)
        .join("; "),
      pointers: [...a.pointers, ...b.pointers],
    };
  }
  if (measure === "MD" || measure === "SMD") {
    const a = sideMeans(result, sides.of);
    const b = sideMeans(result, sides.against);
    if (a === undefined || b === undefined) return undefined;
    const derivation = [a.derivation, b.derivation].filter((text) => text !== undefined).join("; ");
    const effect = effectOfMeans(
      { mean1: a.mean, sd1: a.sd, n1: a.n, mean2: b.mean, sd2: b.sd, n2: b.n },
      measure,
    );
    if (effect === undefined) return undefined;
    return {
      ...effect,
      experimental: showMeans(a),
      comparator: showMeans(b),
      patients: a.n + b.n,
      via: ["means per arm", derivation].filter(Boolean).join("; "),
      pointers: [...a.pointers, ...b.pointers],
    };
  }
  return undefined;
}

/**
 * The effect of the studied intervention (first side) against the comparator (second side) in a result, on the
 * measure's scale; undefined where the report gives too little. Arm data come before reported estimates, except that
 * a paired comparison of a crossover study is taken where it is there.
 */
export function resultEffect(result: Result, sides: ArmContrast, measure: Measure): ResultEffect | undefined {
  return (
    fromPaired(result, sides, measure) ??
    fromArms(result, sides, measure) ??
    fromReported(result, sides, measure)
  );
}
