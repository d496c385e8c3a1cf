/** Fits a generalised linear mixed model, its common-effect form and the saturated model to studies made ready for them. */

import { type Matrix, rowsOf } from "@coppice/numeric";
import type { Effect } from "../pool/study-data.ts";
import { badLevel } from "../problems.ts";
import { interceptOnly } from "../regression/design.ts";
import { type RegressionData, regressionData } from "../regression/regression-data.ts";
import { inverseVarianceWeights, weightedFit } from "../regression/weighted-fit.ts";
import { failure, type Result, success } from "../result.ts";
import { type LikelihoodFit, maximise } from "./maximise.ts";
import type { MixedOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import type { SaturatedModel } from "./saturated-model.ts";
import type { StudyCells, StudyLikelihood } from "./study-likelihood.ts";

export interface MixedStudy extends StudyCells {
  /** The study's own effect, zero cells filled: a start, and the typical variance. */
  readonly observed: Effect;
  /** Its index in the studies given. */
  readonly index: number;
}

/** What tells the models apart. */
export interface MixedModel {
  readonly measure: MixedResult["measure"];
  readonly name: string;
  readonly intercepts: "none" | "fixed" | "random";
  readonly common: (studies: readonly StudyCells[]) => StudyLikelihood;
  readonly random: (studies: readonly StudyCells[]) => StudyLikelihood;
  /** `starts` are values of the random intercepts' parameters. */
  readonly saturated: (
    studies: readonly StudyCells[],
    starts: readonly (readonly number[])[],
  ) => SaturatedModel;
}

export interface MixedFit {
  readonly model: MixedModel;
  readonly data: RegressionData;
  readonly studies: readonly MixedStudy[];
  /** The orthonormal columns of the design, made of order 1. */
  readonly columns: Matrix;
  readonly commonFit: LikelihoodFit;
  /** The model asked for. */
  readonly fit: LikelihoodFit;
  readonly likelihood: StudyLikelihood;
  /** True when tau2 was estimated. */
  readonly estimated: boolean;
  readonly full: SaturatedModel;
  readonly notes: readonly string[];
}

/** Starting values of standard deviations: the likelihood may have two maxima, one of them at or near 0. */
const deviations = [0.3, 1.5];

/** Standard errors of linear predictors beyond this mean that the likelihood rises without end. */
const endless = 60;

/** `count` is the number of studies given, of which `all` are those that the model can use. */
export function fitMixed(
  all: readonly MixedStudy[],
  count: number,
  model: MixedModel,
  options: MixedOptions,
): Result<MixedFit> {
  const { effects = "random", level = 0.95, design: given = interceptOnly(count) } = options;
  const broken = badLevel(level);
  if (broken !== null) return broken;
  if (given.rows.length !== count) {
    return failure(
      "bad-design",
      `There are ${count} studies and ${given.rows.length} rows of moderators; give one row a study.`,
    );
  }
  const checked = regressionData(
    all.map(({ observed }) => observed),
    { ...given, rows: all.map(({ index }) => given.rows[index]!) },
  );
  if (!checked.ok) return checked;
  const data = checked.value;
  const { k, p } = data;
  const studies = data.studies.map((i) => all[i]!);
  const columns: Matrix = { ...data.q, data: data.q.data.map((x) => x * Math.sqrt(k)) };
  const crude = weightedFit(data, inverseVarianceWeights(data, 0));
  if (crude === null) {
    return failure(
      "out-of-range",
      "The studies' sizes are too far apart to be computed with; leave the extreme studies out.",
    );
  }
  const start = Array.from(crude.gamma, (g) => (g * data.unit) / Math.sqrt(k));
  const common = model.common(studies);
  const intercept = crudeIntercept(studies);
  const commonFit = maximise(common, columns, start, startsOf(common, [intercept], deviations, []));
  if (!commonFit.converged || commonFit.covariance === null || endlessly(commonFit.covariance, p)) {
    return failure("separation", separationMessage(p));
  }
  const notes = [...data.notes];
  const estimated = effects === "random" && k > p;
  if (effects === "random" && !estimated) {
    notes.push(
      `${k} ${k === 1 ? "study leaves" : "studies leave"} no degrees of freedom for tau2, which is taken as 0.`,
    );
  }
  const [mean = intercept, deviation = 0] = commonFit.extra;
  const likelihood = estimated ? model.random(studies) : common;
  const fit = estimated
    ? maximise(likelihood, columns, commonFit.beta, startsOf(likelihood, [mean], [deviation], deviations))
    : commonFit;
  if (!fit.converged || fit.covariance === null) {
    return failure(
      "not-converged",
      "The likelihood has no maximum; fit a common effect or a conditional model, or use fewer moderators.",
    );
  }
  const full = model.saturated(
    studies,
    [...(deviation > 0 ? [deviation] : []), ...deviations].map((sd) => [mean, sd]),
  );
  return success({ model, data, studies, columns, commonFit, fit, likelihood, estimated, full, notes });
}

function separationMessage(p: number): string {
  return p === 1
    ? "Events are on one side only, so that the effect is infinite; use Firth's penalised model or the beta-binomial one."
    : "The moderators separate events from non-events; use fewer moderators.";
}

function endlessly(covariance: Matrix, p: number): boolean {
  return rowsOf(covariance).some((row, j) => j < p && !(Math.sqrt(row[j]!) < endless));
}

/** Starts of the parameters beside the coefficients; null holds one at 0. The first has no random effect. */
function startsOf(
  { extra }: StudyLikelihood,
  intercepts: readonly number[],
  interceptDeviations: readonly number[],
  effectDeviations: readonly number[],
): readonly (readonly (number | null)[])[] {
  const list = (name: StudyLikelihood["extra"][number], sd: number | null): readonly (number | null)[] => {
    if (name === "intercept") return intercepts;
    if (name === "intercept-sd") return interceptDeviations;
    return [name === "effect-sd" ? sd : sd === null ? null : 0];
  };
  return [null, ...effectDeviations].flatMap((sd) =>
    extra.reduce<readonly (readonly (number | null)[])[]>(
      (made, name) => made.flatMap((one) => list(name, sd).map((value) => [...one, value])),
      [[]],
    ),
  );
}

/** The linear predictor of the last arm over all studies. */
function crudeIntercept(studies: readonly StudyCells[]): number {
  let events = 0.5;
  let rest = 0.5;
  for (const { cells, offsets } of studies) {
    const last = cells.length - 1;
    const cell = cells[last]!;
    events += cell.count;
    rest += cell.kind === "binomial" ? cell.n - cell.count : Math.exp(offsets[last]!);
  }
  return Math.log(events / rest);
}
