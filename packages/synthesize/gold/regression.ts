/** `rma.uni` with moderators, and what R derives from such a fit. */
import {
  type Coefficient,
  compareRegressions,
  type Design,
  designMatrix,
  type FitStatistics,
  inflationFactors,
  interceptOnly,
  locationScale,
  permutationTest,
  predictEffects,
  type RegressionOptions,
  type RegressionResult,
  regress,
  subgroups,
  type Tau2Method,
  type Test,
  tau2Estimators,
  testCoefficients,
  testContrasts,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, type Answer, fields, type GoldCase, type Row } from "./gold-file.ts";
import { effectsOf, tests } from "./rma-uni.ts";

export function designOf(rows: readonly Row[], formula: unknown): Design {
  return typeof formula === "string" ? answerOf(designMatrix(rows, formula)) : interceptOnly(rows.length);
}

function testNamed(args: GoldCase["args"]): Test {
  const test = tests[String(args["test"] ?? "z")];
  if (test === undefined) throw new NotSupported(`test ${String(args["test"])}`);
  return test;
}

export function regressionOptionsOf(args: GoldCase["args"]): RegressionOptions {
  const method = String(args["method"] ?? "REML");
  const test = testNamed(args);
  const common = method === "EE" || method === "FE" || method === "CE";
  if (!common && method !== "GENQ" && !(method in tau2Estimators)) throw new NotSupported(`method ${method}`);
  const { tau2, weights, weighted } = args;
  const list = Array.isArray(weights) ? (weights as readonly number[]) : undefined;
  return {
    model: common ? "common" : "random",
    test,
    level: Number(args["level"] ?? 95) / 100,
    ...(typeof tau2 === "number"
      ? { tau2 }
      : method === "GENQ" && list !== undefined
        ? { tau2: { generalisedQ: list } }
        : common
          ? {}
          : { tau2: method as Tau2Method }),
    ...(list !== undefined ? { weights: list } : weighted === false ? { weights: "equal" as const } : {}),
  };
}

function fitOf(goldCase: GoldCase, rows: readonly Row[], formula = goldCase.args["mods"]): RegressionResult {
  const effects = effectsOf(goldCase, rows);
  return answerOf(regress(effects, designOf(rows, formula), regressionOptionsOf(goldCase.args)));
}

const column = (
  coefficients: readonly Coefficient[],
  key: Exclude<keyof Coefficient, "name">,
): readonly number[] => coefficients.map((coefficient) => coefficient[key]);

const criteria = ({ logLikelihood, deviance, aic, bic, aicc }: FitStatistics) => ({
  ll: logLikelihood,
  dev: deviance,
  AIC: aic,
  BIC: bic,
  AICc: aicc,
});

function predictions(rows: Parameters<typeof predictEffects>[1], result: RegressionResult) {
  const predicted = answerOf(predictEffects(result, rows));
  return {
    pred: predicted.map(({ estimate }) => estimate),
    se: predicted.map(({ se }) => se),
    ciLb: predicted.map(({ ciLow }) => ciLow),
    ciUb: predicted.map(({ ciHigh }) => ciHigh),
    piLb: predicted.map(({ prediction }) => prediction?.low ?? null),
    piUb: predicted.map(({ prediction }) => prediction?.high ?? null),
    piSe: predicted.map(({ prediction }) => prediction?.se ?? null),
    piDdf: predicted.map(() => result.df),
  };
}

function tau2Interval(result: RegressionResult) {
  const { tau2Interval: interval, typicalVariance } = result;
  if (interval === null) return null;
  const typical = typicalVariance ?? Number.NaN;
  const row = (f: (tau2: number) => number) => ({
    est: f(result.tau2),
    lb: f(interval.low),
    ub: f(interval.high),
  });
  const empty = interval.state === "empty";
  return {
    tau2: row((tau2) => tau2),
    tau: row(Math.sqrt),
    "I2(%)": row((tau2) => (100 * tau2) / (typical + tau2)),
    H2: row((tau2) => tau2 / typical + 1),
    lbSign: empty ? "<" : "",
    ubSign: empty ? "<" : "",
    ciNull: empty,
  };
}

/** Each coefficient as a term of its own, as R has it without `btt`. */
function perCoefficientFactors(result: RegressionResult): readonly number[] {
  const terms = result.coefficients.flatMap(({ name }, j) =>
    name === "intrcpt" ? [] : [{ label: name, columns: [result.columns[j]!] }],
  );
  return answerOf(inflationFactors(result, terms)).map(({ factor }) => factor);
}

export const metaRegression = guarded((goldCase, rows) => {
  const result = fitOf(goldCase, rows);
  const { coefficients, moderators } = result;
  const design = designOf(rows, goldCase.args["mods"]);
  return fields({
    k: result.k,
    p: result.p,
    coefNames: coefficients.map(({ name }) => name),
    beta: column(coefficients, "estimate"),
    se: column(coefficients, "se"),
    stat: column(coefficients, "statistic"),
    pval: column(coefficients, "pValue"),
    ciLb: column(coefficients, "ciLow"),
    ciUb: column(coefficients, "ciHigh"),
    test: String(goldCase.args["test"] ?? "z"),
    ddf: result.df === null ? [] : [result.df],
    tau2: result.tau2,
    seTau2: result.tau2Se,
    I2: result.i2,
    H2: result.h2,
    R2: result.r2 ?? 0,
    QE: result.q,
    QEp: result.qP,
    QM: moderators.statistic,
    QMp: moderators.pValue,
    QMdf: [moderators.df1, moderators.df2],
    s2w: result.scaleFactor,
    vt: result.typicalVariance,
    parms: result.p + (result.model === "random" && typeof goldCase.args["tau2"] !== "number" ? 1 : 0),
    vb: result.covariance,
    fitML: criteria(result.fit.ml),
    fitREML: criteria(result.fit.reml),
    fitted:
      "fitted" in goldCase.expected
        ? predictions(
            result.studies.map((i) => design.rows[i]!),
            result,
          )
        : null,
    confint: tau2Interval(result),
    modelMatrix: result.studies.map((i) => result.columns.map((j) => design.rows[i]![j]!)),
    vif: "vif" in goldCase.expected ? perCoefficientFactors(result) : null,
  });
});

const anova = guarded((goldCase, rows) => {
  if (goldCase.args["test"] !== "LRT") return waldTests(goldCase, rows);
  // The test of a regression is a likelihood ratio whatever the tests of its coefficients.
  const fitArgs = { ...goldCase, args: { ...goldCase.args, test: "z" } };
  const full = fitOf(fitArgs, rows, goldCase.args["full"]);
  const reduced = fitOf(fitArgs, rows, goldCase.args["reduced"]);
  const test = answerOf(compareRegressions(full, reduced));
  return fields({
    LRT: test.statistic,
    df: test.df,
    pval: test.pValue,
    R2: test.r2 ?? 0,
    tau2Full: full.tau2,
    tau2Red: reduced.tau2,
    llFull: full.fit.ml.logLikelihood,
    llRed: reduced.fit.ml.logLikelihood,
  });
});

function waldTests(goldCase: GoldCase, rows: readonly Row[]): Answer {
  const result = fitOf(goldCase, rows);
  const places = (goldCase.args["btt"] as readonly number[]).map((place) => place - 1);
  const joint = answerOf(testCoefficients(result, places));
  const contrast = goldCase.expected["contrast"];
  const weights = Array.isArray(contrast) ? (contrast as readonly number[]) : [0, 1, -1];
  const [first] = answerOf(testContrasts(result, [weights])).contrasts;
  return fields({
    QM: joint.statistic,
    QMdf: [joint.df1, joint.df2],
    QMp: joint.pValue,
    contrast: weights,
    hyp: [first!.estimate],
    se: [first!.se],
    stat: [first!.statistic],
    p: [first!.pValue],
  });
}

const predict = guarded((goldCase, rows) => {
  const result = fitOf(goldCase, rows);
  const values = goldCase.args["newmods"] as readonly (number | readonly number[])[];
  const hasIntercept = result.coefficients[0]!.name === "intrcpt";
  const newRows = values.map((value) => [
    ...(hasIntercept ? [1] : []),
    ...(typeof value === "number" ? [value] : value),
  ]);
  return fields(predictions(newRows, result));
});

const permutest = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const test = answerOf(
    permutationTest(effectsOf(goldCase, rows), designOf(rows, args["mods"]), {
      ...regressionOptionsOf(args),
      permutations: "exact",
      statistic: args["stat"] === "coef" ? "coefficient" : "test",
      tails: (args["p2"] ?? args["p2defn"]) === "px2" ? "doubled" : "absolute",
      alternative:
        args["alternative"] === "less" || args["alternative"] === "greater"
          ? args["alternative"]
          : "two-sided",
    }),
  );
  return fields({ pval: test.pValues, QMp: test.moderatorsP, nPerm: null });
});

const locationScaleModel = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const result = answerOf(
    locationScale(effectsOf(goldCase, rows), designOf(rows, args["mods"]), designOf(rows, args["scale"]), {
      link: args["link"] === "identity" ? "identity" : "log",
      method: args["method"] === "ML" ? "ML" : "REML",
      test: testNamed(args),
      level: Number(args["level"] ?? 95) / 100,
    }),
  );
  const flat = result.scale.some(({ se }) => se === Number.POSITIVE_INFINITY);
  return fields({
    k: result.k,
    stat: column(result.location, "statistic"),
    ciLb: column(result.location, "ciLow"),
    ciUb: column(result.location, "ciHigh"),
    statAlpha: column(result.scale, "statistic").map((statistic) => (flat ? null : statistic)),
    ciLbAlpha: column(result.scale, "ciLow").map((low) => (flat ? null : low)),
    ciUbAlpha: column(result.scale, "ciHigh").map((high) => (flat ? null : high)),
    vb: result.locationCovariance,
    va: flat ? null : result.scaleCovariance,
    QMdf: [result.locationTest.df1, result.locationTest.df2],
    QSdf: [result.scaleTest.df1, result.scaleTest.df2],
    beta: column(result.location, "estimate"),
    se: column(result.location, "se"),
    pval: column(result.location, "pValue"),
    alpha: column(result.scale, "estimate"),
    // R has no standard errors where the likelihood is flat or at its edge; ours are infinite.
    seAlpha: column(result.scale, "se").map((se) => (flat ? null : se)),
    pvalAlpha: column(result.scale, "pValue").map((p) => (flat ? null : p)),
    QM: result.locationTest.statistic,
    QMp: result.locationTest.pValue,
    QS: flat ? null : result.scaleTest.statistic,
    QSp: flat ? null : result.scaleTest.pValue,
    ll: result.logLikelihood,
    tau2: result.tau2,
  });
});

const subgroup = guarded((goldCase, rows) => {
  const { args } = goldCase;
  const method = String(args["method"]);
  const group = String(args["subgroup"]);
  const test = tests[String(args["test"] ?? "z")] ?? "z";
  const effects = effectsOf(goldCase, rows).map((effect, i) => ({
    ...effect,
    group: String(rows[i]![group]),
  }));
  const analysis = answerOf(
    method === "EE"
      ? subgroups(effects, { model: "common", test })
      : subgroups(effects, {
          model: "random",
          tau2: method as Tau2Method,
          test,
          tau2Across: args["tau2"] === "common" || args["tau2"] === "shared" ? "shared" : "separate",
        }),
  );
  const groups = [...analysis.groups].sort((a, b) => (a.group < b.group ? -1 : 1));
  const within = groups.reduce((sum, { result }) => sum + result.q, 0);
  const design = designOf(rows, `~ ${group}`);
  const common = answerOf(regress(effects, design, { model: "common" }));
  return fields({
    levels: groups.map((one) => one.group),
    k: groups.map(({ result }) => result.k),
    est: groups.map(({ result }) => result.estimate),
    se: groups.map(({ result }) => result.se),
    tau2: groups.map(({ result }) => result.tau2),
    QE: groups.map(({ result }) => result.q),
    I2: groups.map(({ result }) => result.i2),
    Qb: analysis.difference?.statistic,
    Qbdf: analysis.difference?.df,
    Qbp: analysis.difference?.pValue,
    Qw: within,
    Qwp: common.qP,
    Qtotal: analysis.overall.q,
  });
});

export const regressionAdapters: Readonly<Record<string, Adapter>> = {
  anova,
  "anova(btt)": guarded(waldTests),
  predict,
  permutest,
  "rma.ls": locationScaleModel,
  subgroup,
};
