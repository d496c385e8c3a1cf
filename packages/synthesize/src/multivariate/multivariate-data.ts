/** Effects, their covariances, moderators and random effects made ready: scaled, coded, and cut into independent blocks. */
import type { Effect } from "../pool/study-data.ts";
import type { Design } from "../regression/design.ts";
import { type RegressionData, regressionData } from "../regression/regression-data.ts";
import { failure, type Result, success } from "../result.ts";
import { type Block, dependentBlocks, type SamplingCovariance } from "./dependent-blocks.ts";
import { type CodedTerm, codeTerm, type RandomTerm } from "./random-terms.ts";
import { type SharedEffects, sharedEffects } from "./shared-effects.ts";

export interface MultivariateData {
  readonly regression: RegressionData;
  readonly terms: readonly CodedTerm[];
  /** How the random effects are shared, when independent ones are all there is beside independent sampling errors; else null. */
  readonly shared: SharedEffects | null;
  /** Independent blocks; made when first asked for, which a fit by `shared` never does. */
  readonly blocks: () => readonly Block[];
}

function badShape(n: number, random: readonly RandomTerm[], covariance: SamplingCovariance | null) {
  if (covariance !== null && (covariance.length !== n || covariance.some((row) => row.length !== n))) {
    return failure(
      "bad-covariance",
      `There are ${n} effects; give a covariance matrix of ${n} rows and columns.`,
    );
  }
  for (const [place, term] of random.entries()) {
    const lengths = term.kind === "intercept" ? [term.groups.length] : [term.inner.length, term.outer.length];
    if (lengths.some((length) => length !== n)) {
      return failure(
        "bad-groups",
        `${term.label ?? `Random term ${place + 1}`} names groups of ${lengths.join(" and ")} effects, but there are ${n}.`,
      );
    }
  }
  return null;
}

/** The matrix, or null when it has nothing off its diagonal. */
function correlated(covariance: SamplingCovariance | null): SamplingCovariance | null {
  return covariance?.some((row, i) => row.some((value, j) => i !== j && value !== 0)) === true
    ? covariance
    : null;
}

/** Checks everything against everything. */
export function multivariateData(
  effects: readonly Effect[],
  design: Design,
  random: readonly RandomTerm[],
  covariance: SamplingCovariance | null,
): Result<MultivariateData> {
  const broken = badShape(effects.length, random, covariance);
  if (broken !== null) return broken;
  const checked = regressionData(effects, design);
  if (!checked.ok) return checked;
  const regression = checked.value;
  const wrong = covariance?.findIndex(
    (row, i) => !(Math.abs(row[i]! - effects[i]!.vi) <= 1e-8 * Math.abs(row[i]!)),
  );
  if (wrong !== undefined && wrong >= 0 && regression.studies.includes(wrong)) {
    return failure(
      "bad-covariance",
      `Effect ${wrong + 1} has the variance ${effects[wrong]!.vi}, but ${covariance![wrong]![wrong]} in the covariance matrix; give one number.`,
    );
  }
  const terms: CodedTerm[] = [];
  for (const [place, term] of random.entries()) {
    const coded = codeTerm(term, regression.studies, place, regression.unit);
    if (!coded.ok) return coded;
    terms.push(coded.value);
  }
  const off = correlated(covariance);
  const shared = off === null ? sharedEffects(regression, terms) : null;
  let made = shared === null ? dependentBlocks(regression, terms, off) : null;
  if (made !== null && !made.ok) return made;
  return success({
    regression,
    terms,
    shared,
    blocks: () => {
      made ??= dependentBlocks(regression, terms, null);
      return made.ok ? made.value : [];
    },
  });
}
