/** Permutation tests of a meta-regression (Higgins & Thompson 2004; Follmann & Proschan 1999). */
import { type Random, randomGenerator } from "@coppice/numeric";
import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import type { Design } from "./design.ts";
import { jointStatistic } from "./joint-test.ts";
import { type RegressionCore, type RegressionOptions, regress, regressionCore } from "./regress.ts";

export interface PermutationOptions extends RegressionOptions {
  /** `exact` goes through all distinct permutations; a number draws as many, the data themselves among them. Default 1000. */
  readonly permutations?: "exact" | number;
  /** Whole number from which the permutations are drawn; default 1. Not used by `exact`. */
  readonly seed?: number;
  /** Compare test statistics (default) or the coefficients themselves. */
  readonly statistic?: "test" | "coefficient";
  /** Two-sided p-values count the absolute values (default), or double the smaller tail. */
  readonly tails?: "absolute" | "doubled";
  /** Called now and then with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Looked at between permutations. */
  readonly signal?: { readonly aborted: boolean };
}

export interface PermutationTest {
  /** Two-sided, in the order of the coefficients. */
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

interface Arrangement {
  /** Row of moderators given to each study. */
  readonly order: Int32Array;
  /** Sign given to each effect. */
  readonly signs: Int8Array;
}

/** Numbers of equal rows, so that permutations that give the same model count once. */
function classesOf(rows: readonly (readonly number[])[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(rows, (row) => {
    const key = row.join(" ");
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
}

function countDistinct(classes: Int32Array): number {
  const sizes = new Map<number, number>();
  let count = 1;
  for (const [i, name] of classes.entries()) {
    const size = (sizes.get(name) ?? 0) + 1;
    sizes.set(name, size);
    count = (count * (i + 1)) / size;
  }
  return count;
}

/** All distinct arrangements in lexicographic order (Knuth 2011, section 7.2.1.2, algorithm L). */
function* distinctOrders(rows: readonly (readonly number[])[]): Generator<Int32Array> {
  const classes = classesOf(rows);
  const first = new Map<number, number>();
  for (const [i, name] of classes.entries()) if (!first.has(name)) first.set(name, i);
  const current = Int32Array.from(classes).sort();
  const k = current.length;
  for (;;) {
    yield current.map((name) => first.get(name)!);
    let i = k - 2;
    while (i >= 0 && current[i]! >= current[i + 1]!) i--;
    if (i < 0) return;
    let j = k - 1;
    while (current[j]! <= current[i]!) j--;
    [current[i], current[j]] = [current[j]!, current[i]!];
    current.subarray(i + 1).reverse();
  }
}

function* exactArrangements(rows: readonly (readonly number[])[], plain: boolean): Generator<Arrangement> {
  const k = rows.length;
  const order = Int32Array.from({ length: k }, (_, i) => i);
  const signs = new Int8Array(k).fill(1);
  if (!plain) {
    for (const arranged of distinctOrders(rows)) yield { order: arranged, signs };
    return;
  }
  for (let pattern = 0; pattern < 2 ** k; pattern++) {
    yield {
      order,
      signs: Int8Array.from({ length: k }, (_, i) => (Math.floor(pattern / 2 ** i) % 2 === 0 ? 1 : -1)),
    };
  }
}

function* drawnArrangements(
  k: number,
  plain: boolean,
  count: number,
  random: Random,
): Generator<Arrangement> {
  const order = Int32Array.from({ length: k }, (_, i) => i);
  const signs = new Int8Array(k).fill(1);
  yield { order, signs };
  for (let n = 1; n < count; n++) {
    if (plain) {
      yield { order, signs: signs.map(() => (random.uniform() < 0.5 ? 1 : -1)) };
      continue;
    }
    const shuffled = Int32Array.from(order);
    for (let i = k - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    yield { order: shuffled, signs };
  }
}

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

/** Weights given by hand, for the studies that take part. */
function forStudies(options: RegressionOptions, studies: readonly number[]): RegressionOptions {
  const { weights, tau2 } = options;
  return {
    ...options,
    ...(Array.isArray(weights)
      ? { weights: studies.map((study) => (weights as readonly number[])[study]!) }
      : {}),
    ...(typeof tau2 === "object"
      ? { tau2: { generalisedQ: studies.map((study) => tau2.generalisedQ[study]!) } }
      : {}),
  };
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
  const { permutations = 1000, seed = 1, statistic = "test", tails = "absolute" } = options;
  const whole = regress(effects, design, { ...options, tau2Interval: false });
  if (!whole.ok) return whole;
  // Only studies with all their moderators take part; what depends on other columns is gone.
  const { studies, columns } = whole.value;
  const rows = studies.map((study) => columns.map((column) => design.rows[study]![column]!));
  const own = studies.map((study) => effects[study]!);
  const names = columns.map((column) => design.names[column]!);
  const settings = forStudies(options, studies);
  const observed = regressionCore(own, { ...design, names, rows }, settings);
  if (!observed.ok) return observed;
  const plain = names.every((name) => name === "intrcpt");
  const k = own.length;
  const exact = permutations === "exact";
  const total = exact ? (plain ? 2 ** k : countDistinct(classesOf(rows))) : permutations;
  if (!(total >= 1 && total <= MOST) || !Number.isInteger(exact ? 1 : total)) {
    return failure(
      "bad-permutations",
      `${total} permutations cannot be gone through; draw a number of them between 1 and ${MOST}, as 1000.`,
    );
  }
  const { coefficients: wanted, joint: wantedJoint } = figuresOf(observed.value, statistic);
  const above = wanted.map(() => 0);
  const below = wanted.map(() => 0);
  let joint = 0;
  let done = 0;
  let failed = 0;
  const arrangements = exact
    ? exactArrangements(rows, plain)
    : drawnArrangements(k, plain, total, randomGenerator(seed));
  for (const { order, signs } of arrangements) {
    if (options.signal?.aborted === true) {
      return failure("aborted", `The permutation test was stopped after ${done} of ${total} permutations.`);
    }
    const shuffled: Design = { ...design, names, rows: Array.from(order, (row) => rows[row]!) };
    const result = regressionCore(
      own.map((effect, i) => ({ yi: signs[i]! * effect.yi, vi: effect.vi })),
      shuffled,
      settings,
    );
    if (result.ok && result.value.data.p === names.length) {
      const figures = figuresOf(result.value, statistic);
      for (const [j, figure] of figures.coefficients.entries()) {
        const target = wanted[j]!;
        if (tails === "absolute") {
          if (Math.abs(figure) >= Math.abs(target) - TIE) above[j]! += 1;
        } else {
          if (figure >= target - TIE) above[j]! += 1;
          if (figure <= target + TIE) below[j]! += 1;
        }
      }
      if (figures.joint >= wantedJoint - TIE) joint += 1;
    } else failed += 1;
    done += 1;
    if (done % 64 === 0) options.progress?.(done / total);
  }
  const fitted = done - failed;
  options.progress?.(1);
  return success({
    pValues: above.map((count, j) =>
      tails === "absolute" ? count / fitted : Math.min(1, (2 * Math.min(count, below[j]!)) / fitted),
    ),
    moderatorsP: joint / fitted,
    permutations: done,
    exact,
    failed,
  });
}
