/** Tests and corrections of publication bias: metafor's `trimfill`, `regtest`, `ranktest`, `fsn`, `hc`, `tes`, and PET-PEESE. */
import {
  excessSignificance,
  type FunnelPredictor,
  failSafeGeneral,
  failSafeOrwin,
  failSafeRosenberg,
  failSafeRosenthal,
  funnelRegression,
  henmiCopas,
  type PoolOptions,
  petPeese,
  rankCorrelationTest,
  studyData,
  type Tau2Method,
  tau2Estimators,
  trimAndFill,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, fields, type GoldCase, numbers } from "./gold-file.ts";
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

const trimfill = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const effects = effectsOf(goldCase, rows);
  const options = poolOptionsOf(args);
  const found = answerOf(
    trimAndFill(effects, options, {
      estimator: args["estimator"] as "L0" | "R0" | "Q0",
      side: args["side"] as "auto" | "left" | "right",
    }),
  );
  const { result, filled } = found;
  const data = answerOf(studyData([...effects, ...filled]));
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
    case "General": {
      const { studies, original, added } = answerOf(
        failSafeGeneral(effects, poolOptionsOf(args), { alpha, ...(target === undefined ? {} : { target }) }),
      );
      return fields({
        fsnum: studies,
        estOrig: null,
        est: original.estimate,
        pval: original.pValue,
        estFsn: added.estimate,
        tau2Fsn: added.tau2,
        pvalFsn: added.pValue,
      });
    }
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

export const biasAdapters: Readonly<Record<string, Adapter>> = {
  trimfill,
  regtest,
  ranktest,
  fsn,
  hc,
  tes,
  "pet-peese": petAndPeese,
};
