/** metafor's `influence`, `baujat`, `radial`, `blup`, `weights`, `gosh` and `profile`. */
import {
  baujat,
  gosh,
  influence,
  likelihoodProfile,
  poolRandom,
  radialPlot,
  shrunkenEffects,
} from "../src/index.ts";
import { answerOf, guarded } from "./answer.ts";
import { poolOptionsOf } from "./bias.ts";
import { type Adapter, fields } from "./gold-file.ts";
import { designOf, regressionOptionsOf } from "./regression.ts";
import { effectsOf } from "./rma-uni.ts";

const influenceMeasures = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const { studies } = answerOf(
    influence(effectsOf(goldCase, rows), {
      ...regressionOptionsOf(args),
      design: designOf(rows, args["mods"]),
    }),
  );
  return fields({
    rstudent: studies.map(({ external }) => external?.standardized ?? null),
    rstudentResid: studies.map(({ external }) => external?.residual ?? null),
    rstudentSe: studies.map(({ external }) => external?.se ?? null),
    rstandard: studies.map(({ internal }) => internal.standardized),
    rstandardResid: studies.map(({ internal }) => internal.residual),
    rstandardSe: studies.map(({ internal }) => internal.se),
    dffits: studies.map(({ dffits }) => dffits),
    cookD: studies.map(({ cooksDistance }) => cooksDistance),
    covR: studies.map(({ covarianceRatio }) => covarianceRatio),
    tau2Del: studies.map(({ tau2Without }) => tau2Without),
    QEDel: studies.map(({ qWithout }) => qWithout),
    hat: studies.map(({ hat }) => hat),
    weight: studies.map(({ weight }) => weight),
    dfbs: studies.map(({ dfbetas }) => dfbetas),
    isInfluential: studies.map(({ influential }) => influential),
  });
});

const baujatPlot = guarded((goldCase, rows) => {
  const points = answerOf(baujat(effectsOf(goldCase, rows), poolOptionsOf(goldCase.args)));
  return fields({ x: points.map((point) => point.heterogeneity), y: points.map((point) => point.influence) });
});

const radial = guarded((goldCase, rows) => {
  const { points, estimate } = answerOf(radialPlot(effectsOf(goldCase, rows), poolOptionsOf(goldCase.args)));
  return fields({ x: points.map(({ x }) => x), y: points.map(({ y }) => y), estimate });
});

const blup = guarded((goldCase, rows) => {
  const { model: _, ...options } = { ...poolOptionsOf(goldCase.args), tau2Interval: false };
  const predicted = answerOf(shrunkenEffects(effectsOf(goldCase, rows), options));
  return fields({
    blup: predicted.map(({ estimate }) => estimate),
    blupSe: predicted.map(({ se }) => se),
    blupPiLb: predicted.map(({ low }) => low),
    blupPiUb: predicted.map(({ high }) => high),
    ranef: predicted.map(({ deviation }) => deviation),
    ranefSe: predicted.map(({ deviationSe }) => deviationSe),
    ranefPiLb: predicted.map(({ deviationLow }) => deviationLow),
    ranefPiUb: predicted.map(({ deviationHigh }) => deviationHigh),
  });
});

const weights = guarded((goldCase, rows) => {
  const effects = effectsOf(goldCase, rows);
  const analysis = answerOf(influence(effects, regressionOptionsOf(goldCase.args)));
  const { model: _, ...options } = poolOptionsOf(goldCase.args);
  const pooled = answerOf(poolRandom(effects, options));
  const standardized = analysis.studies.map(({ internal }) => internal.standardized ?? Number.NaN);
  return fields({
    weights: pooled.weights,
    weightsSumTo: pooled.weights.reduce((sum, weight) => sum + weight, 0),
    cd: analysis.studies.map(({ cooksDistance }) => cooksDistance),
    qq: standardized.sort((a, b) => a - b),
  });
});

/** Sample quantile, R's default type 7. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(sorted.length - 1, low + 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}

const goshSummary = guarded((goldCase, rows) => {
  const options = poolOptionsOf(goldCase.args);
  const { estimate, i2, q, tau2 } = answerOf(gosh(effectsOf(goldCase, rows), options, { subsets: "all" }));
  const n = estimate.length;
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / n;
  const centre = mean(estimate);
  const sorted = Float64Array.from(estimate).sort();
  return fields({
    n,
    meanEstimate: centre,
    sdEstimate: Math.sqrt(estimate.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1)),
    quantEstimate: [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((p) => quantile(sorted, p)),
    meanI2: mean(i2),
    meanQE: mean(q),
    meanTau2: options.model === "common" ? null : mean(tau2),
  });
});

const profile = guarded((goldCase, rows) => {
  const points = answerOf(
    likelihoodProfile(
      effectsOf(goldCase, rows),
      goldCase.args["tau2"] as readonly number[],
      goldCase.args["method"] === "ML" ? "ML" : "REML",
    ),
  );
  return fields({
    ll: points.map(({ logLikelihood }) => logLikelihood),
    estimate: points.map(({ estimate }) => estimate),
  });
});

export const diagnosticAdapters: Readonly<Record<string, Adapter>> = {
  influence: influenceMeasures,
  baujat: baujatPlot,
  radial,
  blup,
  weights,
  gosh: goshSummary,
  profile,
};
