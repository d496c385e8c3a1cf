/** metafor's `rma.mv`, its predictions, residuals and profile-likelihood intervals. */
import {
  type ComponentName,
  componentInterval,
  fitMultivariate,
  type Level,
  type MultivariateResult,
  predictMultivariate,
  type RandomTerm,
  type StructureName,
} from "../src/index.ts";
import { answerOf, guarded, NotSupported } from "./answer.ts";
import { type Adapter, fields, type GoldCase, numbers, type Row } from "./gold-file.ts";
import { designOf } from "./regression.ts";

const levelOf = (row: Row, name: string): Level => {
  const value = row[name];
  return typeof value === "number" ? value : String(value);
};

/** `~ 1 | a/b` as intercepts of a and of b within a; `~ inner | outer` with a structure. */
function termsOf(text: string, structure: unknown, rows: readonly Row[]): readonly RandomTerm[] {
  const match = /^\s*~\s*(.+?)\s*\|\s*(.+?)\s*$/.exec(text);
  if (match === null) throw new NotSupported(`random ${text}`);
  const [, inner, outer] = match as unknown as [string, string, string];
  if (inner === "1") {
    const names = outer.split("/").map((name) => name.trim());
    return names.map((_, depth) => ({
      kind: "intercept",
      label: names.slice(0, depth + 1).join("/"),
      groups: rows.map((row) =>
        names
          .slice(0, depth + 1)
          .map((name) => String(row[name]))
          .join("/"),
      ),
    }));
  }
  const name = /^factor\((.+)\)$/.exec(inner)?.[1] ?? inner;
  return [
    {
      kind: "structured",
      structure: (structure ?? "CS") as StructureName,
      label: `${inner} | ${outer}`,
      inner: rows.map((row) => levelOf(row, name)),
      outer: rows.map((row) => levelOf(row, outer)),
    },
  ];
}

export function multivariateFit(goldCase: GoldCase, rows: readonly Row[]): MultivariateResult {
  const { args } = goldCase;
  const matrix = Array.isArray(args["Vmatrix"]) ? (args["Vmatrix"] as readonly (readonly number[])[]) : null;
  const yi = numbers(rows, String(args["yi"]));
  const vi =
    matrix === null ? numbers(rows, String(args["V"] ?? args["vi"])) : matrix.map((row, i) => row[i]!);
  const { random: given } = args;
  const random = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(String);
  const structures = [args["struct"] ?? null].flat();
  let structured = 0;
  const terms = random.flatMap((text) => {
    const made = termsOf(text, structures[Math.min(structured, structures.length - 1)], rows);
    if (made[0]?.kind === "structured") structured += 1;
    return made;
  });
  const mods = args["mods"];
  return answerOf(
    fitMultivariate(
      yi.map((y, i) => ({ yi: y, vi: vi[i]! })),
      {
        design: designOf(rows, typeof mods === "string" && mods.replaceAll(" ", "") !== "~1" ? mods : null),
        random: terms,
        ...(matrix === null ? {} : { samplingCovariance: matrix }),
        method: args["method"] === "ML" ? "ML" : "REML",
        test: args["test"] === "t" ? "t" : "z",
        level: Number(args["level"] ?? 95) / 100,
      },
    ),
  );
}

const rmaMv = guarded((goldCase, rows) => {
  const result = multivariateFit(goldCase, rows);
  const { coefficients, fit, moderators, random } = result;
  const structured = random.find(({ kind }) => kind === "structured");
  const intercepts = random.filter(({ kind }) => kind === "intercept");
  return fields({
    k: result.k,
    coefNames: coefficients.map(({ name }) => name),
    beta: coefficients.map(({ estimate }) => estimate),
    se: coefficients.map(({ se }) => se),
    stat: coefficients.map(({ statistic }) => statistic),
    pval: coefficients.map(({ pValue }) => pValue),
    ciLb: coefficients.map(({ ciLow }) => ciLow),
    ciUb: coefficients.map(({ ciHigh }) => ciHigh),
    vb: result.covariance,
    sigma2: intercepts.length === 0 ? null : intercepts.map(({ variances }) => variances[0]!),
    tau2: structured?.variances ?? null,
    rho:
      structured === undefined ? null : structured.correlations.length === 0 ? [0] : structured.correlations,
    QE: result.q,
    QEp: result.qP,
    QM: moderators.statistic,
    QMp: moderators.pValue,
    QMdf: [moderators.df1, moderators.df2],
    method: result.method,
    ll: fit.logLikelihood,
    AIC: fit.aic,
    BIC: fit.bic,
    AICc: fit.aicc,
    ddf: coefficients.map(() => result.df),
  });
});

const diagnostics = guarded((goldCase, rows) => {
  const result = multivariateFit(goldCase, rows);
  const { args } = goldCase;
  const design = designOf(rows, args["mods"]);
  const { state } = result;
  const plain = result.p === 1 && result.coefficients[0]!.name === "intrcpt";
  const predicted = answerOf(
    predictMultivariate(
      result,
      result.studies.slice(0, plain ? 1 : result.k).map((study, i) => ({
        x: design.rows[study]!,
        levels: state.data.terms.map(({ levelNames, level }) => levelNames[level[i]!]),
      })),
    ),
  );
  return fields({
    pred: predicted.map(({ estimate }) => estimate),
    predSe: predicted.map(({ se }) => se),
    piLb: predicted.map(({ prediction }) => prediction?.low ?? null),
    piUb: predicted.map(({ prediction }) => prediction?.high ?? null),
    hat: result.hat,
    rstandard: result.residuals.map((residual, i) => residual / result.residualSe[i]!),
  });
});

const confint = guarded((goldCase, rows) => {
  const result = multivariateFit(goldCase, rows);
  const answer: Record<string, unknown> = {};
  const add = (name: string, root: string | null, component: ComponentName): void => {
    if (!(name in goldCase.expected)) return;
    const { estimate, low, high } = answerOf(componentInterval(result, component));
    const row = (f: (x: number) => number) => ({
      est: f(estimate),
      lb: f(low),
      ub: f(high),
      lbSign: "",
      ubSign: "",
    });
    answer[name] = row((x) => x);
    if (root !== null) answer[root] = row(Math.sqrt);
  };
  let sigma = 0;
  for (const [term, { kind, variances, correlations }] of result.random.entries()) {
    if (kind === "intercept") {
      sigma += 1;
      const single = result.random.filter((other) => other.kind === "intercept").length === 1;
      add(single ? "sigma^2" : `sigma^2.${sigma}`, single ? "sigma" : `sigma.${sigma}`, {
        term,
        kind: "variance",
      });
      continue;
    }
    for (const place of variances.keys()) {
      const suffix = variances.length === 1 ? "" : `.${place + 1}`;
      add(`tau^2${suffix}`, `tau${suffix}`, { term, kind: "variance", place });
    }
    for (const place of correlations.keys()) {
      add(correlations.length === 1 ? "rho" : `rho.${place + 1}`, null, { term, kind: "correlation", place });
    }
  }
  return fields(answer);
});

export const rmaMvAdapters: Readonly<Record<string, Adapter>> = {
  "rma.mv": rmaMv,
  "rma.mv diagnostics": diagnostics,
  confint,
};
