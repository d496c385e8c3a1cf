/** The graphic display of heterogeneity (Olkin, Dahabreh & Trikalinos 2012): the analysis of every subset of the studies. */
import { randomGenerator } from "@coppice/numeric";
import type { PoolOptions } from "../pool/pool.ts";
import { type Effect, outOfRange, studyData } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import { fastFitter } from "./fast-fit.ts";

export interface GoshOptions {
  /** All subsets (default up to 15 studies), or as many drawn at random; default 32,768 of them for more studies. */
  readonly subsets?: "all" | number;
  /** Whole number from which subsets are drawn; default 1. */
  readonly seed?: number;
  /** Called now and then with the share that is done. */
  readonly progress?: (share: number) => void;
  /** Looked at between subsets. */
  readonly signal?: { readonly aborted: boolean };
}

/** One entry a subset in every list. */
export interface Gosh {
  readonly complete: boolean;
  readonly size: Uint16Array;
  readonly estimate: Float64Array;
  readonly tau2: Float64Array;
  readonly i2: Float64Array;
  readonly q: Float64Array;
  /** 1 where the study of that index is in the subset: k entries a subset. */
  readonly members: Uint8Array;
}

const MOST_STUDIES = 22;
const MOST_SUBSETS = 2 ** MOST_STUDIES;

/** Fits the model to subsets of at least one study; all of them in the order of their binary numbers. */
export function gosh(
  effects: readonly Effect[],
  pooling: PoolOptions,
  options: GoshOptions = {},
): Result<Gosh> {
  const checked = studyData(effects);
  if (!checked.ok) return checked;
  const { y, v, k, unit } = checked.value;
  const { subsets = k <= 15 ? "all" : 2 ** 15, seed = 1 } = options;
  const fitter = fastFitter(pooling);
  if (!fitter.ok) return fitter;
  const complete = subsets === "all";
  if (complete ? k > MOST_STUDIES : !(Number.isInteger(subsets) && subsets >= 1 && subsets <= MOST_SUBSETS)) {
    return failure(
      "too-many-subsets",
      `${complete ? `All subsets of ${k} studies` : `${subsets} subsets`} cannot be gone through; draw a number of them between 1 and ${MOST_SUBSETS}.`,
    );
  }
  const count = complete ? 2 ** k - 1 : subsets;
  const random = randomGenerator(seed);
  const size = new Uint16Array(count);
  const [estimate, tau2, i2, q] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const members = new Uint8Array(count * k);
  const part = { y: [] as number[], v: [] as number[], k: 0, unit };
  for (let subset = 0; subset < count; subset++) {
    if (subset % 256 === 0) {
      if (options.signal?.aborted === true) {
        return failure("aborted", `The display was stopped after ${subset} of ${count} subsets.`);
      }
      options.progress?.(subset / count);
    }
    let chosen = 0;
    part.y.length = 0;
    part.v.length = 0;
    while (chosen === 0) {
      for (let i = 0; i < k; i++) {
        // Bits beyond the 31st are out of reach of shifts, but so many studies are never gone through completely.
        const inside = complete ? ((subset + 1) >> i) & 1 : random.uniform() < 0.5 ? 1 : 0;
        if (inside === 0) continue;
        members[subset * k + i] = 1;
        part.y.push(y[i]!);
        part.v.push(v[i]!);
        chosen += 1;
      }
    }
    part.k = chosen;
    const fit = fitter.value(part);
    if (Number.isNaN(fit.estimate + fit.tau2 + fit.i2 + fit.q)) return outOfRange(effects);
    size[subset] = chosen;
    estimate[subset] = fit.estimate * unit;
    tau2[subset] = fit.tau2 * unit ** 2;
    i2[subset] = fit.i2;
    q[subset] = fit.q;
  }
  options.progress?.(1);
  return success({ complete, size, estimate, tau2, i2, q, members });
}
