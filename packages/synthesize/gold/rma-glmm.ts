/** `rma.glmm`: generalised linear mixed models for tables, rates and single groups. */
import {
  backTransform,
  type MixedOptions,
  type MixedResult,
  poolLogisticMixed,
  poolMixedRates,
  poolMixedTables,
  poolPoissonMixed,
  type Result,
  type TableModel,
  type TwoArmOptions,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, fields, type GoldCase, numbers, type Row } from "./gold-file.ts";
import { designOf } from "./regression.ts";

const models: Readonly<Record<string, TableModel>> = {
  "UM.FS": "fixed-intercepts",
  "UM.RS": "random-intercepts",
  "CM.EL": "conditional",
  "CM.AL": "conditional-approximate",
};

/** The data by the names R gives its arguments, complete rows only, and the moderators of these rows. */
function dataOf(goldCase: GoldCase, rows: readonly Row[], names: readonly string[]) {
  const columns = (goldCase.args["columns"] ?? {}) as Readonly<Record<string, string>>;
  const given = (name: string): readonly number[] | null => {
    const column = columns[name] ?? name;
    return rows.some((row) => column in row) ? numbers(rows, column) : null;
  };
  const values = names.map((name) => {
    const own = given(name);
    if (own !== null) return own;
    // R takes the other cell instead of the size of an arm.
    const [total, first, second] = sums.find(([total]) => total === name) ?? [];
    const events = first === undefined ? null : given(first);
    const rest = second === undefined ? null : given(second);
    if (total === undefined || events === null || rest === null) throw new NotSupported(`no ${name}`);
    return events.map((x, i) => x + rest[i]!);
  });
  const complete = rows.flatMap((_, i) => (values.every((list) => Number.isFinite(list[i])) ? [i] : []));
  const design = designOf(rows, goldCase.args["mods"]);
  return {
    values: complete.map((i) => values.map((list) => list[i]!)),
    design: { ...design, rows: complete.map((i) => design.rows[i]!) },
  };
}

const sums = [
  ["n1i", "ai", "bi"],
  ["n2i", "ci", "di"],
  ["ni", "xi", "mi"],
] as const;

function fitted(goldCase: GoldCase, rows: readonly Row[]): Result<MixedResult> {
  const { args } = goldCase;
  const measure = String(args["measure"]);
  const method = String(args["method"] ?? "ML");
  const model = models[String(args["model"] ?? "UM.FS")];
  const test = String(args["test"] ?? "z");
  if (!["ML", "EE", "FE", "CE"].includes(method)) throw new NotSupported(`method ${method}`);
  if (test !== "z" && test !== "t") throw new NotSupported(`test ${test}`);
  if (model === undefined) throw new NotSupported(`model ${String(args["model"])}`);
  const common = (design: MixedOptions["design"]): TwoArmOptions => ({
    effects: method === "ML" ? "random" : "common",
    test,
    level: Number(args["level"] ?? 95) / 100,
    ...(design === undefined ? {} : { design }),
    // R integrates the hypergeometric model to full precision whatever nAGQ is.
    ...(isHypergeometric(goldCase) ? {} : { nodes: Number(args["nAGQ"] ?? 7) }),
    coding: args["coding"] === 1 ? "arm1" : args["coding"] === 0 ? "arm2" : "contrast",
    correlated: args["cor"] === true,
  });
  switch (measure) {
    case "OR": {
      const { values, design } = dataOf(goldCase, rows, ["ai", "n1i", "ci", "n2i"]);
      const tables = values.map(([a, n1, c, n2]) => ({ events1: a!, n1: n1!, events2: c!, n2: n2! }));
      return poolMixedTables(tables, { ...common(design), model });
    }
    case "IRR": {
      if (model === "conditional-approximate") throw new NotSupported("CM.AL for rates");
      const { values, design } = dataOf(goldCase, rows, ["x1i", "t1i", "x2i", "t2i"]);
      const rates = values.map(([x1, t1, x2, t2]) => ({
        events1: x1!,
        time1: t1!,
        events2: x2!,
        time2: t2!,
      }));
      return poolMixedRates(rates, { ...common(design), model });
    }
    case "PLO": {
      const { values, design } = dataOf(goldCase, rows, ["xi", "ni"]);
      return poolLogisticMixed(
        values.map(([x, n]) => ({ events: x!, n: n! })),
        common(design),
      );
    }
    case "IRLN": {
      const { values, design } = dataOf(goldCase, rows, ["xi", "ti"]);
      return poolPoissonMixed(
        values.map(([x, t]) => ({ events: x!, time: t! })),
        common(design),
      );
    }
    default:
      throw new NotSupported(`measure ${measure}`);
  }
}

/**
 * What R calls the log-likelihood. With random intercepts it comes from `glmer`, which leaves the constants out when the rule has
 * more than one node: it is then relative to arms that are fitted exactly. In the other random-effects models but the
 * hypergeometric one it is that of the saturated model less half of what `deviance` gives, which is conditional on the modes of
 * the random effects and so no likelihood of the model.
 */
function criteriaOf(goldCase: GoldCase, result: MixedResult) {
  const { fit, effects, intercepts, conditionalDeviance } = result;
  const exact = isHypergeometric(goldCase);
  const saturated = fit.logLikelihood + 0.5 * fit.deviance;
  const conditional = effects === "random" && conditionalDeviance !== null && !exact;
  const relative = intercepts !== null && effects === "common" && Number(goldCase.args["nAGQ"] ?? 7) > 1;
  const dev = conditional ? conditionalDeviance : fit.deviance;
  const ll = conditional
    ? saturated - 0.5 * conditionalDeviance
    : fit.logLikelihood - (relative ? result.exactLogLikelihood : 0);
  const more = 2 * (fit.logLikelihood - ll);
  return { ll, dev, AIC: fit.aic + more, BIC: fit.bic + more, AICc: fit.aicc + more };
}

function isHypergeometric({ args }: GoldCase): boolean {
  return args["measure"] === "OR" && args["model"] === "CM.EL";
}

const glmm: Adapter = (goldCase, rows) => {
  const result = answerOf(fitted(goldCase, rows));
  const { coefficients, waldHeterogeneity: wald, likelihoodRatioHeterogeneity: ratio, moderators } = result;
  const missing = { ll: null, dev: null, AIC: null, BIC: null, AICc: null };
  const exact = isHypergeometric(goldCase) && result.effects === "random";
  const [first] = coefficients;
  const proportion = (x: number): readonly number[] => [backTransform("PLO", x)];
  const { prediction } = result;
  return fields({
    k: result.k,
    p: coefficients.length,
    coefNames: coefficients.map(({ name }) => name),
    beta: coefficients.map(({ estimate }) => estimate),
    se: coefficients.map(({ se }) => se),
    stat: coefficients.map(({ statistic }) => statistic),
    pval: coefficients.map(({ pValue }) => pValue),
    ciLb: coefficients.map(({ ciLow }) => ciLow),
    ciUb: coefficients.map(({ ciHigh }) => ciHigh),
    vb: result.covariance,
    test: result.test,
    ddf: result.df === null ? [] : [result.df],
    tau2: result.tau2,
    seTau2: exact ? (result.tau2Se ?? 0) : null,
    sigma2: result.intercepts?.variance ?? null,
    rho: result.intercepts?.correlation ?? null,
    I2: result.i2,
    H2: result.h2,
    QM: moderators.statistic,
    QMp: moderators.pValue,
    QMdf: [moderators.df1, moderators.df2],
    vt: result.typicalVariance,
    parms: result.parameters,
    fitML: criteriaOf(goldCase, result),
    fitREML: missing,
    "QE.Wld": wald.statistic,
    "QEp.Wld": wald.pValue,
    "QE.LRT": ratio.statistic,
    "QEp.LRT": ratio.pValue,
    "QE.df": ratio.df,
    backtransformed: {
      pred: proportion(first!.estimate),
      se: [null],
      ciLb: proportion(first!.ciLow),
      ciUb: proportion(first!.ciHigh),
      piLb: prediction === null ? null : proportion(prediction.low),
      piUb: prediction === null ? null : proportion(prediction.high),
      piSe: [prediction?.se ?? first!.se],
    },
  });
};

export const rmaGlmmAdapters: Readonly<Record<string, Adapter>> = { "rma.glmm": guarded(glmm) };
