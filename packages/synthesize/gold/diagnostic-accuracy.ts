/** mada's `reitsma`, `madad`, `madauni` and `phm`, and the binomial model by lme4's `glmer`. */
import {
  type AccuracyCorrection,
  type AccuracyFigure,
  type AccuracyIntervalMethod,
  type AccuracyTable,
  binomialAccuracy,
  bivariateAccuracy,
  poolAccuracyRatio,
  proportionalHazards,
  type StudyAccuracy,
  studyAccuracy,
  summaryCurve,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, fields, type GoldCase, numbers, type Row } from "./gold-file.ts";

function tablesOf(goldCase: GoldCase, rows: readonly Row[]): readonly AccuracyTable[] {
  const column = (name: string) => numbers(rows, String(goldCase.args[name] ?? name));
  const [tp, fn, fp, tn] = ["TP", "FN", "FP", "TN"].map(column);
  return rows.map((_, i) => ({
    truePositives: tp![i]!,
    falseNegatives: fn![i]!,
    falsePositives: fp![i]!,
    trueNegatives: tn![i]!,
  }));
}

const correctionOf = ({ args }: GoldCase): AccuracyCorrection => ({
  add: Number(args["correction"] ?? 0.5),
  rule: (args["correctionControl"] ?? "all") as "all" | "single" | "none",
});

/** mada's area: the trapezoid rule over 99 points, its sum divided by 99 where there are 98 intervals. */
function madaArea(sensitivityAt: (f: number) => number, points: readonly number[]): number {
  const values = points.map(sensitivityAt);
  const n = points.length;
  const sum = values.reduce((total, value) => total + value, 0) - 0.5 * (values[0]! + values[n - 1]!);
  return sum / n;
}

const methods = { reml: "REML", ml: "ML", mm: "moments", fixed: "common" } as const;

const reitsma = guarded((goldCase, rows) => {
  const tables = tablesOf(goldCase, rows);
  const method = methods[String(goldCase.args["method"] ?? "reml") as keyof typeof methods];
  if (method === undefined) throw new NotSupported(`method ${String(goldCase.args["method"])}`);
  const correction = correctionOf(goldCase);
  const result = answerOf(bivariateAccuracy(tables, { method, correction }));
  // mada gives the likelihood of the proportions: that of the logits less the logarithms of p (1 - p).
  const studies = answerOf(studyAccuracy(tables, { correction }));
  const jacobian = studies.reduce((sum, { sensitivity, falsePositiveRate }) => {
    const [p, f] = [sensitivity.estimate, falsePositiveRate.estimate];
    return sum - Math.log(p * (1 - p)) - Math.log(f * (1 - f));
  }, 0);
  const curve = result.between === null ? null : summaryCurve(result);
  const rates = tables.map(
    ({ falsePositives, trueNegatives }) => falsePositives / (falsePositives + trueNegatives),
  );
  const [low, high] = [Math.max(0.01, Math.min(...rates)), Math.min(0.99, Math.max(...rates))];
  const spaced = (from: number, to: number): readonly number[] =>
    Array.from({ length: 99 }, (_, i) => from + ((to - from) * i) / 98);
  return fields({
    coef: result.mean,
    vcov: result.covariance,
    sens: result.sensitivity.estimate,
    fpr: result.falsePositiveRate.estimate,
    ll: result.logLikelihood === null ? null : result.logLikelihood + jacobian,
    psi: result.between,
    aucFull: curve?.ok ? madaArea(curve.value.sensitivityAt, spaced(0.01, 0.99)) : null,
    aucPartial: curve?.ok ? madaArea(curve.value.sensitivityAt, spaced(low, high)) : null,
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number): number =>
    a.reduce((sum, value, i) => sum + (value - ma) * (b[i]! - mb), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}

const intervals = new Set([
  "wilson",
  "wald",
  "agresti-coull",
  "jeffreys",
  "modified-wilson",
  "modified-jeffreys",
  "clopper-pearson",
  "arcsine",
  "logit",
]);

const madad = guarded((goldCase, rows) => {
  const level = Number(goldCase.args["level"] ?? 0.95);
  const interval = String(goldCase.args["method"] ?? "wilson").replaceAll(" ", "-");
  if (!intervals.has(interval)) throw new NotSupported(`method ${interval}`);
  const studies = answerOf(
    studyAccuracy(tablesOf(goldCase, rows), {
      correction: correctionOf(goldCase),
      interval: interval as AccuracyIntervalMethod,
      level: level > 1 ? level / 100 : level,
    }),
  );
  const column = (name: keyof StudyAccuracy, part: keyof AccuracyFigure): readonly number[] =>
    studies.map((study) => study[name][part]);
  return fields({
    sens: column("sensitivity", "estimate"),
    sensLb: column("sensitivity", "low"),
    sensUb: column("sensitivity", "high"),
    spec: column("specificity", "estimate"),
    specLb: column("specificity", "low"),
    specUb: column("specificity", "high"),
    fpr: column("falsePositiveRate", "estimate"),
    fprLb: column("falsePositiveRate", "low"),
    fprUb: column("falsePositiveRate", "high"),
    DOR: column("diagnosticOddsRatio", "estimate"),
    DORLb: column("diagnosticOddsRatio", "low"),
    DORUb: column("diagnosticOddsRatio", "high"),
    posLR: column("positiveLikelihoodRatio", "estimate"),
    posLRLb: column("positiveLikelihoodRatio", "low"),
    posLRUb: column("positiveLikelihoodRatio", "high"),
    negLR: column("negativeLikelihoodRatio", "estimate"),
    negLRLb: column("negativeLikelihoodRatio", "low"),
    negLRUb: column("negativeLikelihoodRatio", "high"),
    corSensFpr: correlation(column("sensitivity", "estimate"), column("falsePositiveRate", "estimate")),
  });
});

/** mada weighs the corrected ratios by the Mantel-Haenszel weights of the uncorrected tables; we correct both or neither. */
function madaMantelHaenszel(
  name: (typeof ratioNames)[keyof typeof ratioNames],
  tables: readonly AccuracyTable[],
  correction: AccuracyCorrection,
): number {
  const ratios = answerOf(studyAccuracy(tables, { correction })).map((study) => study[name].estimate);
  const weights = tables.map(({ truePositives, falseNegatives, falsePositives, trueNegatives }) => {
    const diseased = truePositives + falseNegatives;
    const people = diseased + falsePositives + trueNegatives;
    if (name === "diagnosticOddsRatio") return (falsePositives * falseNegatives) / people;
    return ((name === "positiveLikelihoodRatio" ? falsePositives : trueNegatives) * diseased) / people;
  });
  const total = weights.reduce((sum, w) => sum + w, 0);
  return Math.log(weights.reduce((sum, w, i) => sum + w * ratios[i]!, 0) / total);
}

const ratioNames = {
  DOR: "diagnosticOddsRatio",
  posLR: "positiveLikelihoodRatio",
  negLR: "negativeLikelihoodRatio",
} as const;

const madauni = guarded((goldCase, rows) => {
  const tables = tablesOf(goldCase, rows);
  const correction = correctionOf(goldCase);
  const name = ratioNames[String(goldCase.args["type"]) as keyof typeof ratioNames];
  if (name === undefined) throw new NotSupported(`type ${String(goldCase.args["type"])}`);
  if (goldCase.args["method"] === "MH") {
    return fields({ coef: [madaMantelHaenszel(name, tables, correction)], tau2: null, ciLog: [] });
  }
  const pooled = answerOf(poolAccuracyRatio(name, tables, { correction }));
  return fields({ coef: [pooled.estimate], tau2: pooled.tau2, ciLog: [] });
});

const phm = guarded((goldCase, rows) => {
  const heterogeneous = goldCase.args["hetero"] !== false;
  const result = answerOf(
    proportionalHazards(tablesOf(goldCase, rows), { heterogeneous, correction: correctionOf(goldCase) }),
  );
  return fields({
    theta: heterogeneous ? [result.theta, result.tau2] : [result.theta],
    ll: result.logLikelihood,
    auc: result.area,
  });
});

const glmer = guarded((goldCase, rows) => {
  const { mean, covariance, between, logLikelihood } = answerOf(binomialAccuracy(tablesOf(goldCase, rows)));
  // Specificity is 1 - false positive rate: its logit has the other sign.
  const turned = (m: typeof covariance | null) =>
    m === null
      ? null
      : [
          [m[0][0], -m[0][1]],
          [-m[1][0], m[1][1]],
        ];
  return fields({
    logitSens: mean[0],
    logitSpec: -mean[1],
    vcov: turned(covariance),
    psi: turned(between),
    ll: logLikelihood,
  });
});

export const diagnosticAccuracyAdapters: Readonly<Record<string, Adapter>> = {
  reitsma,
  madad,
  madauni,
  phm,
  glmer,
};
