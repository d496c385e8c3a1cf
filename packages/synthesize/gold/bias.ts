/** Tests and corrections of publication bias: metafor's `trimfill`, `regtest`, `ranktest`, `fsn`, `hc`, `tes`, and PET-PEESE. */
import {
  type Effect,
  excessSignificance,
  type FunnelPredictor,
  failSafeGeneral,
  failSafeOrwin,
  failSafeRosenberg,
  failSafeRosenthal,
  funnelRegression,
  henmiCopas,
  likelihoodSe,
  limitMetaAnalysis,
  meanWithNulls,
  type Pooler,
  type PoolOptions,
  petPeese,
  pool,
  rankCorrelationTest,
  type StudyData,
  studyData,
  type Tau2Method,
  tau2Estimators,
  trimAndFill,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, type Answer, fields, type GoldCase, numbers } from "./gold-file.ts";
import { number, text } from "./meta-args.ts";
import { tableEffectsOf } from "./meta-effects.ts";
import { stoppedTau2 } from "./r-fisher-scoring.ts";
import { coefficientFields, effectsOf, tests } from "./rma-uni.ts";

export function poolOptionsOf(args: GoldCase["args"]): PoolOptions {
  const method = String(args["method"] ?? "REML");
  const test = tests[String(args["test"] ?? "z")];
  if (test === undefined) throw new NotSupported(`test ${String(args["test"])}`);
  const level = Number(args["level"] ?? 95) / 100;
  if (method === "EE" || method === "FE" || method === "CE") return { model: "common", test, level };
  if (!(method in tau2Estimators)) throw new NotSupported(`method ${method}`);
  return { model: "random", tau2: method as Tau2Method, test, level };
}

/**
 * Pools with tau2 as R's iterations leave it: trimfill and fsn fit their last model with R's default stopping rule, and what
 * follows can be compared only at the same tau2.
 */
const poolerOfR =
  (options: PoolOptions): Pooler<Effect> =>
  (effects) => {
    const stopped = options.model === "random" ? stoppedTau2(effects, String(options.tau2)) : null;
    return pool(
      effects,
      options.model === "common" || stopped === null
        ? options
        : { ...options, tau2: stopped, tau2Interval: false },
    );
  };

/** The standard error of the estimator at a tau2 that was not its own. */
function tau2SeAt(data: StudyData, tau2: number, method: string): number {
  const square = data.unit ** 2;
  if (method !== "EB" && method !== "PM")
    return likelihoodSe(data, tau2 / square, method === "ML" ? "ML" : "REML") * square;
  const total = data.v.reduce((sum, v) => sum + 1 / (v + tau2 / square), 0);
  return (Math.sqrt((2 * data.k ** 2) / (data.k - 1)) / total) * square;
}

const trimfill = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const effects = effectsOf(goldCase, rows);
  const options = poolOptionsOf(args);
  const found = answerOf(
    trimAndFill(effects, options, {
      estimator: (args["estimator"] ?? "L0") as "L0" | "R0" | "Q0",
      side: (args["side"] ?? "auto") as "auto" | "left" | "right",
    }),
  );
  const { filled } = found;
  const all = [...effects, ...filled];
  const data = answerOf(studyData(all));
  // The fits of the trimming, and the whole one when nothing is filled in, are the converged ones of the case.
  const fitted = filled.length === 0 ? found.result : answerOf(poolerOfR(options)(all));
  const result =
    fitted.model === "random" && fitted.tau2Se === null
      ? { ...fitted, tau2Se: tau2SeAt(data, fitted.tau2, String(args["method"])) }
      : fitted;
  return fields({
    ...coefficientFields({
      result,
      data,
      parameters: result.model === "common" ? 1 : 2,
      testName: String(args["test"] ?? "z"),
      level: result.level,
      fixedTau2: false,
    }),
    k0: found.missing,
    seK0: found.missingSe,
    side: found.side,
    pK0: found.missingP,
    filledYi: filled.map(({ yi }) => yi),
    filledVi: filled.map(({ vi }) => vi),
  });
});

const predictorNames: Readonly<Record<string, FunnelPredictor>> = {
  sei: "se",
  vi: "variance",
  ninv: "1/n",
  ni: "n",
  sqrtninv: "1/sqrt(n)",
  sqrtni: "sqrt(n)",
};

const regtest = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const predictor = predictorNames[String(args["predictor"])];
  if (predictor === undefined) throw new NotSupported(`predictor ${String(args["predictor"])}`);
  const sizes = typeof args["ni"] === "string" ? numbers(rows, args["ni"]) : [];
  const effects = effectsOf(goldCase, rows).map((effect, i) => ({ ...effect, n: sizes[i] ?? null }));
  const level = Number(args["level"] ?? 95) / 100;
  const options = poolOptionsOf(args);
  const test = answerOf(
    args["model"] === "lm"
      ? funnelRegression(effects, { predictor, level })
      : funnelRegression(effects, {
          model: options.model,
          predictor,
          level,
          ...(options.test === undefined ? {} : { test: options.test }),
          ...(options.model === "random" ? { tau2: options.tau2 as Tau2Method } : {}),
        }),
  );
  return fields({
    stat: test.statistic,
    df: test.df,
    pval: test.pValue,
    limitEst: test.limit?.estimate ?? null,
    limitLb: test.limit?.ciLow ?? null,
    limitUb: test.limit?.ciHigh ?? null,
    intercept: test.intercept,
    slope: test.slope,
  });
});

const ranktest = guarded((goldCase, rows) => {
  const { tau, pValue } = answerOf(rankCorrelationTest(effectsOf(goldCase, rows)));
  return fields({ tau, pval: pValue });
});

/**
 * R searches the root over real numbers of studies, of which it adds the whole part: it ends on that side of the step where the
 * criterion is nearer to its goal, and rounds up. It may so report one study more than the smallest number, which ours is.
 */
function general(effects: readonly Effect[], args: GoldCase["args"], alpha: number, target?: number): Answer {
  if (args["exact"] === true) throw new NotSupported("fsn of type General with exact = TRUE");
  const options = poolOptionsOf(args);
  const fit = answerOf(poolerOfR(options)(effects));
  const found = answerOf(
    failSafeGeneral(effects, options.model === "random" ? { ...options, tau2: fit.tau2 } : options, {
      alpha,
      ...(target === undefined ? {} : { target }),
    }),
  );
  const distance = (count: number): number => {
    const { pValue, estimate } = meanWithNulls(effects, fit, count);
    return Math.abs(target === undefined ? pValue - alpha : Math.abs(estimate) - Math.abs(target));
  };
  const first = found.studies;
  const studies = first > 0 && distance(first) < distance(first - 1) ? first + 1 : first;
  const added = meanWithNulls(effects, fit, studies);
  return fields({
    fsnum: studies,
    estOrig: null,
    est: found.original.estimate,
    pval: found.original.pValue,
    estFsn: added.estimate,
    tau2Fsn: added.tau2,
    pvalFsn: added.pValue,
    target: found.target,
  });
}

const fsn = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const effects = effectsOf(goldCase, rows);
  const alpha = Number(args["alpha"] ?? 0.05);
  const target = typeof args["target"] === "number" ? args["target"] : undefined;
  switch (args["type"]) {
    case "Rosenthal": {
      const { studies, pValue } = answerOf(failSafeRosenthal(effects, alpha));
      return fields({ fsnum: studies, pval: pValue, est: null, target: null });
    }
    case "Orwin": {
      const { studies, estimate, target: goal } = answerOf(failSafeOrwin(effects, target));
      return fields({ fsnum: studies, pval: null, est: estimate, target: goal });
    }
    case "Rosenberg": {
      const { studies, pValue, estimate } = answerOf(failSafeRosenberg(effects, alpha));
      return fields({ fsnum: studies, pval: pValue, est: estimate, target: null });
    }
    case "General":
      return general(effects, args, alpha, target);
    default:
      throw new NotSupported(`type ${String(args["type"])}`);
  }
});

const hc = guarded((goldCase, rows) => {
  const level = Number(goldCase.args["level"] ?? 95) / 100;
  const { estimate, se, ciLow, ciHigh, tau2 } = answerOf(henmiCopas(effectsOf(goldCase, rows), level));
  return fields({ est: estimate, se, ciLb: ciLow, ciUb: ciHigh, tau2 });
});

const alternatives = { "two.sided": "two-sided", greater: "greater", less: "less" } as const;
const testNames = { chi2: "chi-square", binom: "binomial", exact: "exact" } as const;

const tes = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const found = answerOf(
    excessSignificance(effectsOf(goldCase, rows), {
      alternative: alternatives[String(args["alternative"] ?? "two.sided") as keyof typeof alternatives],
      alpha: Number(args["alpha"] ?? 0.05),
      test: testNames[String(args["test"]) as keyof typeof testNames],
    }),
  );
  return fields({
    O: found.observed,
    E: found.expected,
    OEratio: found.ratio,
    test: args["test"],
    stat: found.statistic,
    pval: found.pValue,
    theta: found.effect,
    tau2: null,
    power: found.power,
  });
});

const petAndPeese = guarded((goldCase, rows) => {
  const { pet, peese } = answerOf(petPeese(effectsOf(goldCase, rows)));
  const row = ({ limit, slope, slopeSe, pValue }: typeof pet) => ({
    est: limit?.estimate,
    se: limit?.se,
    p: limit?.pValue,
    slope,
    slopeSe,
    slopeP: pValue,
  });
  return fields({ pet: row(pet), peese: row(peese) });
});

const countColumns = { eventE: "event.e", nE: "n.e", eventC: "event.c", nC: "n.c" };

/** metasens: the effects as metabin makes them, without those that have none. */
const limitmeta = guarded((goldCase, rows) => {
  const args: GoldCase["args"] = { ...countColumns, ...goldCase.args };
  const effects = tableEffectsOf(args, rows, "Inverse")?.filter((effect) => effect !== null);
  if (effects === undefined) throw new NotSupported(`limitmeta with sm ${String(args["sm"])}`);
  const found = answerOf(
    limitMetaAnalysis(effects, {
      adjustment: text(args, "methodAdjust", "beta0") as "beta0" | "betalim" | "mulim",
      tau2: text(args, "methodTau", "REML") as Tau2Method,
      level: number(args, "level", 0.95),
    }),
  );
  return fields({
    adjusted: found.estimate,
    se: found.se,
    lb: found.ciLow,
    ub: found.ciHigh,
    p: found.pValue,
    alphaR: found.alpha,
    betaR: found.beta,
    Q: found.q,
    QSmall: found.qSmallStudy,
    QResid: found.qResidual,
    G2: found.g2,
    limitTE: found.limits,
  });
});

export const biasAdapters: Readonly<Record<string, Adapter>> = {
  trimfill,
  regtest,
  ranktest,
  fsn,
  hc,
  tes,
  "pet-peese": petAndPeese,
  limitmeta,
};
