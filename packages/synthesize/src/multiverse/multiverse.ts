/**
 * Multiverse analysis: the result under every defensible combination of choices (Steegen et al. 2016; Voracek, Kossmeier &
 * Tran 2019 for meta-analysis), and what the combinations agree on.
 */
import { badLevel } from "../problems.ts";
import { failure, type Problem, type Result, success } from "../result.ts";
import { type ChoiceInfluence, choiceInfluences } from "./choice-influence.ts";
import { completeGrid, type MultiverseGrid, type MultiverseStudies } from "./multiverse-grid.ts";
import { analyse, type Choices, specifications } from "./universe.ts";

export interface MultiverseOptions {
  /** Default 0.95; a result is significant when its interval leaves out 0. */
  readonly level?: number;
  /**
   * Effect beyond which one would decide otherwise, on the scale of the effects (logarithms for ratios); for counts one for each
   * measure that has one. Default: none.
   */
  readonly threshold?: number | Readonly<Partial<Record<"OR" | "RR" | "RD", number>>>;
  /** Most universes to analyse; default 20000. */
  readonly limit?: number;
  /** Told the share that is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
  /** Stops the work when `aborted`. */
  readonly signal?: { readonly aborted: boolean };
}

export interface Universe {
  readonly choices: Choices;
  readonly k: number;
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly pValue: number;
  readonly tau2: number;
  /** Sign of the estimate. */
  readonly direction: -1 | 0 | 1;
  readonly significant: boolean;
  /** Whether the estimate lies beyond the threshold, seen from 0; null where there is no threshold. */
  readonly beyondThreshold: boolean | null;
}

export interface FailedUniverse {
  readonly choices: Choices;
  readonly problems: readonly Problem[];
}

/** Shares from 0 to 1 of the universes that gave a result. */
export interface Agreement {
  readonly universes: number;
  /** In the direction of the reference. */
  readonly sameDirection: number;
  readonly significant: number;
  /** Same direction, and significant or not as the reference is. */
  readonly sameConclusion: number;
  readonly significantPositive: number;
  readonly significantNegative: number;
  /** Of the universes with a threshold, those beyond it; null when none has one. */
  readonly beyondThreshold: number | null;
}

/** Lowest and highest estimate, and the order of a specification curve, on one scale. */
export interface Scale {
  /** The measure; `-` for effects. */
  readonly measure: string;
  readonly lowest: Universe;
  readonly highest: Universe;
  readonly median: number;
  /** Indices of `universes` by rising estimate, for the figure. */
  readonly curve: readonly number[];
}

export interface Multiverse {
  /** The first universe that gave a result: the first option of every choice, unless that one failed. */
  readonly reference: Universe;
  /** In the order of the grid. */
  readonly universes: readonly Universe[];
  /** Combinations that could not be analysed, and why. */
  readonly failed: readonly FailedUniverse[];
  readonly agreement: Agreement;
  /** How much each choice with several options moves the result, the most influential first. */
  readonly influences: readonly ChoiceInfluence[];
  readonly scales: readonly Scale[];
  readonly level: number;
  readonly method: string;
  readonly notes: readonly string[];
}

/**
 * Analyses every combination of the grid, in its order. A combination that fails is listed with its problems and does not stop
 * the others.
 *
 * Problems: `bad-level`, `empty-grid`, `too-many-universes`, `aborted`, `no-universe` when every combination fails.
 */
export function multiverse(
  studies: MultiverseStudies,
  grid: MultiverseGrid = {},
  options: MultiverseOptions = {},
): Result<Multiverse> {
  const { level = 0.95, limit = 20000, threshold, progress, signal } = options;
  const wrongLevel = badLevel(level);
  if (wrongLevel !== null) return wrongLevel;
  const all = specifications(completeGrid(studies, grid));
  if (all.length === 0) {
    return failure("empty-grid", "The choices leave no combination; give each at least one option.");
  }
  if (all.length > limit) {
    return failure(
      "too-many-universes",
      `The choices make ${all.length} combinations; leave options out or raise the limit of ${limit}.`,
    );
  }
  const universes: Universe[] = [];
  const failed: FailedUniverse[] = [];
  for (const [index, specification] of all.entries()) {
    if (signal?.aborted === true) {
      return failure("aborted", `Stopped after ${index} of ${all.length} combinations, as asked.`);
    }
    const { choices, measure } = specification;
    const result = analyse(studies, specification, level);
    if (result.ok) {
      const { k, estimate, se, ciLow, ciHigh, pValue, tau2 } = result.value;
      const limitOf =
        typeof threshold === "object" ? (measure === null ? undefined : threshold[measure]) : threshold;
      universes.push({
        choices,
        k,
        estimate,
        se,
        ciLow,
        ciHigh,
        pValue,
        tau2,
        direction: Math.sign(estimate) as Universe["direction"],
        significant: ciLow > 0 || ciHigh < 0,
        beyondThreshold:
          limitOf === undefined ? null : limitOf < 0 ? estimate <= limitOf : estimate >= limitOf,
      });
    } else {
      failed.push({ choices, problems: result.problems });
    }
    progress?.((index + 1) / all.length);
  }
  const reference = universes[0];
  if (reference === undefined) {
    return failure(
      "no-universe",
      `None of the ${all.length} combinations could be analysed; the first says: ${failed[0]!.problems[0]!.message}`,
    );
  }
  return success({
    reference,
    universes,
    failed,
    agreement: agreementOf(universes, reference),
    influences: choiceInfluences(universes),
    scales: scalesOf(universes),
    level,
    method: `Multiverse of ${all.length} combinations of ${all.length === universes.length ? "choices, all of which gave a result" : `choices, of which ${universes.length} gave a result`}`,
    notes: notesOn(universes, failed.length),
  });
}

function agreementOf(universes: readonly Universe[], reference: Universe): Agreement {
  const share = (test: (universe: Universe) => boolean): number =>
    universes.filter(test).length / universes.length;
  const limited = universes.filter(({ beyondThreshold }) => beyondThreshold !== null);
  return {
    universes: universes.length,
    sameDirection: share(({ direction }) => direction === reference.direction),
    significant: share(({ significant }) => significant),
    sameConclusion: share(
      ({ direction, significant }) =>
        direction === reference.direction && significant === reference.significant,
    ),
    significantPositive: share(({ direction, significant }) => significant && direction > 0),
    significantNegative: share(({ direction, significant }) => significant && direction < 0),
    beyondThreshold:
      limited.length === 0
        ? null
        : limited.filter(({ beyondThreshold }) => beyondThreshold === true).length / limited.length,
  };
}

function scalesOf(universes: readonly Universe[]): readonly Scale[] {
  const measures = [...new Set(universes.map(({ choices }) => choices.measure))];
  return measures.map((measure) => {
    // Ties keep the order of the grid, so that the same data always give the same figure.
    const curve = [...universes.keys()]
      .filter((i) => universes[i]!.choices.measure === measure)
      .sort((a, b) => universes[a]!.estimate - universes[b]!.estimate || a - b);
    const middle = (curve.length - 1) / 2;
    return {
      measure,
      lowest: universes[curve[0]!]!,
      highest: universes[curve.at(-1)!]!,
      median:
        0.5 *
        (universes[curve[Math.floor(middle)]!]!.estimate + universes[curve[Math.ceil(middle)]!]!.estimate),
      curve,
    };
  });
}

function notesOn(universes: readonly Universe[], failed: number): readonly string[] {
  const notes = ["Combinations share their studies: the share that agrees is no probability."];
  if (failed > 0) notes.push(`${failed} combinations could not be analysed: see their problems.`);
  if (new Set(universes.map(({ choices }) => choices.measure)).size > 1) {
    notes.push("Estimates of different measures are compared by their sign and interval only.");
  }
  return notes;
}
