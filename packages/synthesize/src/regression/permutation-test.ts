/** Permutation tests of a meta-regression (Higgins & Thompson 2004; Follmann & Proschan 1999). */
import { matrix, randomGenerator, rowsOf } from "@coppice/numeric";
import { type Effect, outOfRange } from "../pool/study-data.ts";
import { failure, type Result, sound } from "../result.ts";
import { classesOf, countDistinct, drawnArrangements, exactArrangements } from "./arrangements.ts";
import type { Design } from "./design.ts";
import { jointStatistic } from "./joint-test.ts";
import { coreOf, type RegressionCore, type RegressionOptions, regress } from "./regress.ts";
import { type RegressionData, regressionData } from "./regression-data.ts";

export interface PermutationOptions extends RegressionOptions {
  /** `exact` goes through all distinct permutations; a number draws as many, the data themselves among them. Default 1000. */
  readonly permutations?: "exact" | number;
  /** Whole number from which the permutations are drawn; default 1. Not used by `exact`. */
  readonly seed?: number;
  /** Compare test statistics (default) or the coefficients themselves. */
  readonly statistic?: "test" | "coefficient";
  /** Two-sided p-values count the absolute values (default), or double the smaller tail. */
  readonly tails?: "absolute" | "doubled";
  /** Of the coefficients; `greater` and `less` are one-sided. Default `two-sided`. */
  readonly alternative?: "two-sided" | "greater" | "less";
  /** Called now and then with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Looked at between permutations. */
  readonly signal?: { readonly aborted: boolean };
}

export interface PermutationTest {
  /** In the order of the coefficients. */
  readonly pValues: readonly number[];
  /** Of the joint test of the moderators. */
  readonly moderatorsP: number;
  /** How many permutations were looked at, the data themselves among them. */
  readonly permutations: number;
  readonly exact: boolean;
  /** Permutations whose model could not be fitted: they are left out. */
  readonly failed: number;
}

/** More than these take longer than anybody waits. */
const MOST = 5_000_000;

/** Ties are meant to count, whatever the rounding. */
const TIE = 1.5e-8;

interface Figures {
  readonly coefficients: readonly number[];
  readonly joint: number;
}

function figuresOf(core: RegressionCore, statistic: "test" | "coefficient"): Figures {
  const { beta, covariance, data, df } = core;
  const tested = data.names.flatMap((name, j) => (name === "intrcpt" ? [] : [j]));
  const places = tested.length === 0 ? [0] : tested;
  const joint = jointStatistic(
    places.map((place) => beta[place]!),
    places.map((row) => places.map((column) => covariance[row]![column]!)),
  );
  return {
    coefficients: beta.map((b, j) => (statistic === "test" ? b / Math.sqrt(covariance[j]![j]!) : b)),
    joint: df === null ? joint : joint / places.length,
  };
}

/** Whether a figure is at least as far out as the one of the data, and on which side. */
interface Tally {
  above: number;
  below: number;
  beyond: number;
}

function pValue(
  { above, below, beyond }: Tally,
  fitted: number,
  { tails = "absolute", alternative = "two-sided" }: PermutationOptions,
): number {
  if (alternative === "greater") return above / fitted;
  if (alternative === "less") return below / fitted;
  return tails === "absolute" ? beyond / fitted : Math.min(1, (2 * Math.min(above, below)) / fitted);
}

/**
 * Permutes the rows of moderators over the studies, or the signs of the effects when there are no moderators, and asks how often
 * the model then gives a statistic as large as the one of the data.
 */
export function permutationTest(
  effects: readonly Effect[],
  design: Design,
  options: PermutationOptions = {},
): Result<PermutationTest> {
  const { permutations = 1000, seed = 1, statistic = "test" } = options;
  const whole = regress(effects, design, { ...options, tau2Interval: false });
  if (!whole.ok) return whole;
  const checked = regressionData(effects, design);
  if (!checked.ok) return checked;
  const data = checked.value;
  const observed = coreOf(data, options);
  if (observed === null) return outOfRange(effects);
  const { k, p } = data;
  // Only studies with all their moderators take part; what depends on other columns is gone.
  const rows = rowsOf(data.x);
  const plain = data.names.every((name) => name === "intrcpt");
  const exact = permutations === "exact";
  const total = exact ? (plain ? 2 ** k : countDistinct(classesOf(rows))) : permutations;
  if (!(total >= 1 && total <= MOST) || !Number.isInteger(exact ? 1 : total)) {
    return failure(
      "bad-permutations",
      `${total} permutations cannot be gone through; draw a number of them between 1 and ${MOST}, as 1000.`,
    );
  }
  const { coefficients: wanted, joint: wantedJoint } = figuresOf(observed, statistic);
  const tallies = wanted.map((): Tally => ({ above: 0, below: 0, beyond: 0 }));
  let joint = 0;
  let done = 0;
  let failed = 0;
  const arrangements = exact
    ? exactArrangements(rows, plain)
    : drawnArrangements(k, plain, total, randomGenerator(seed));
  for (const arrangement of arrangements) {
    if (options.signal?.aborted === true) {
      return failure("aborted", `The permutation test was stopped after ${done} of ${total} permutations.`);
    }
    const core = coreOf(
      plain ? withSigns(data, arrangement.signs) : withOrder(data, arrangement.order),
      options,
    );
    const figures = core === null ? null : figuresOf(core, statistic);
    if (figures !== null && Number.isFinite(figures.joint)) {
      for (let j = 0; j < p; j++) {
        const figure = figures.coefficients[j]!;
        const target = wanted[j]!;
        const tally = tallies[j]!;
        if (Math.abs(figure) >= Math.abs(target) - TIE) tally.beyond += 1;
        if (figure >= target - TIE) tally.above += 1;
        if (figure <= target + TIE) tally.below += 1;
      }
      if (figures.joint >= wantedJoint - TIE) joint += 1;
    } else failed += 1;
    done += 1;
    if (done % 64 === 0) options.progress?.(done / total);
  }
  const fitted = done - failed;
  options.progress?.(1);
  const result: PermutationTest = {
    pValues: tallies.map((tally) => pValue(tally, fitted, options)),
    moderatorsP: joint / fitted,
    permutations: done,
    exact,
    failed,
  };
  return sound(result, () => outOfRange(effects));
}

function withSigns(data: RegressionData, signs: Int8Array): RegressionData {
  return { ...data, y: data.y.map((y, i) => signs[i]! * y) };
}

/** A permutation of the rows of X = QR permutes those of Q and leaves R. */
function withOrder(data: RegressionData, order: Int32Array): RegressionData {
  const { k, p, q } = data;
  const permuted = matrix(k, p);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < p; j++) permuted.data[i * p + j] = q.data[order[i]! * p + j]!;
  }
  return { ...data, q: permuted };
}
