/** metafor's `rma.mv`, its predictions, residuals and profile-likelihood intervals. */
import {
  type ComponentName,
  componentInterval,
  fitMultivariate,
  type Level,
  type MultivariateOptions,
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

type Values = readonly (number | null)[];

/** An argument that holds components: one value or several, null for those to estimate. */
function held(value: unknown): Values | undefined {
  if (value === undefined || value === null) return undefined;
  return [value].flat().map((one) => (typeof one === "number" ? one : null));
}

/** The correlation of a group's effects that argument `R` gives, scaled as `Rscale` says. */
function knownCorrelation(args: GoldCase["args"], name: string) {
  const given = (
    args["R"] as Record<string, { names: readonly Level[]; matrix: readonly (readonly number[])[] }>
  )?.[name];
  if (given === undefined || given === null) return {};
  const scale = args["Rscale"] ?? "cor";
  const { names, matrix } = given;
  const correlations =
    scale === "none" || scale === "cov0" || scale === 0 || scale === 3 || scale === false
      ? matrix
      : matrix.map((row, i) => row.map((value, j) => value / Math.sqrt(matrix[i]![i]! * matrix[j]![j]!)));
  const least = Math.min(...correlations.flat());
  const scaled = correlations.map((row) =>
    row.map((value) =>
      scale === "cor0" || scale === 2
        ? (value - least) / (1 - least)
        : scale === "cov0" || scale === 3
          ? value - least
          : value,
    ),
  );
  return { correlation: { groups: names.map(String), matrix: scaled } };
}

/** `~ 1 | a/b` as intercepts of a and of b within a; `~ inner | outer` with a structure. */
function termsOf(
  text: string,
  rows: readonly Row[],
  args: GoldCase["args"],
  intercepts: number,
  structured: number,
): readonly RandomTerm[] {
  const match = /^\s*~\s*(.+?)\s*\|\s*(.+?)\s*$/.exec(text);
  if (match === null) throw new NotSupported(`random ${text}`);
  const [, inner, outer] = match as unknown as [string, string, string];
  if (inner === "1") {
    const names = outer.split("/").map((name) => /^factor\((.+)\)$/.exec(name.trim())?.[1] ?? name.trim());
    return names.map((name, depth) => {
      const variance = held(args["sigma2"])?.[intercepts + depth] ?? null;
      return {
        kind: "intercept",
        label: names.slice(0, depth + 1).join("/"),
        groups: rows.map((row) =>
          names
            .slice(0, depth + 1)
            .map((own) => String(row[own]))
            .join("/"),
        ),
        ...(variance === null ? {} : { variance }),
        ...knownCorrelation(args, name),
      };
    });
  }
  const name = /^factor\((.+)\)$/.exec(inner)?.[1] ?? inner;
  const group = /^factor\((.+)\)$/.exec(outer)?.[1] ?? outer;
  const structures = [args["struct"] ?? "CS"].flat();
  const structure = String(structures[Math.min(structured, structures.length - 1)]);
  if (!["CS", "HCS", "UN", "ID", "DIAG", "AR", "HAR", "CAR"].includes(structure)) {
    throw new NotSupported(`struct ${structure}`);
  }
  const variances = held(args[structured === 0 ? "tau2" : "gamma2"]);
  const correlations =
    structure === "ID" || structure === "DIAG" ? undefined : held(args[structured === 0 ? "rho" : "phi"]);
  return [
    {
      kind: "structured",
      structure: structure as StructureName,
      label: `${inner} | ${outer}`,
      inner: rows.map((row) => levelOf(row, name)),
      outer: rows.map((row) => levelOf(row, group)),
      hold: {
        ...(variances === undefined ? {} : { variances }),
        ...(correlations === undefined ? {} : { correlations }),
      },
    },
  ];
}

const isMatrix = (value: unknown): value is readonly (readonly number[])[] =>
  Array.isArray(value) && Array.isArray(value[0]);

function randomOf(args: GoldCase["args"], rows: readonly Row[]): readonly RandomTerm[] {
  const texts = [args["random"] ?? []].flat().map(String);
  const terms: RandomTerm[] = [];
  for (const text of texts) {
    const structured = terms.filter(({ kind }) => kind === "structured").length;
    terms.push(...termsOf(text, rows, args, terms.length - structured, structured));
  }
  return terms;
}

function degreesOf(args: GoldCase["args"]): Pick<MultivariateOptions, "test" | "df"> {
  const { dfs } = args;
  if (dfs === "contain") return { test: "t", df: "containment" };
  if (Array.isArray(dfs)) return { test: "t", df: dfs.map(Number) };
  return { test: args["test"] === "t" ? "t" : "z" };
}

/** Rows without an effect or a variance are left out, as R does. */
function complete(args: GoldCase["args"], all: readonly Row[]) {
  const { Vmatrix, V } = args;
  const matrix = isMatrix(Vmatrix) ? Vmatrix : isMatrix(V) ? V : null;
  const yi = numbers(all, String(args["yi"]));
  const vi = matrix === null ? numbers(all, String(V ?? args["vi"])) : matrix.map((row, i) => row[i]!);
  const kept = yi.flatMap((y, i) => (Number.isFinite(y) && Number.isFinite(vi[i]) ? [i] : []));
  return {
    kept,
    rows: kept.map((i) => all[i]!),
    effects: kept.map((i) => ({ yi: yi[i]!, vi: vi[i]! })),
    matrix: matrix === null ? null : kept.map((i) => kept.map((j) => matrix[i]![j]!)),
  };
}

const modsOf = (args: GoldCase["args"]): string | null => {
  const { mods } = args;
  return typeof mods === "string" && mods.replaceAll(" ", "") !== "~1" ? mods : null;
};

export function multivariateFit(goldCase: GoldCase, all: readonly Row[]): MultivariateResult {
  const { args } = goldCase;
  const { rows, effects, matrix, kept } = complete(args, all);
  const { W: weights, btt } = args;
  return answerOf(
    fitMultivariate(effects, {
      design: designOf(rows, modsOf(args)),
      random: randomOf(args, rows),
      ...(matrix === null ? {} : { samplingCovariance: matrix }),
      method: args["method"] === "ML" ? "ML" : "REML",
      ...degreesOf(args),
      ...(isMatrix(weights)
        ? { weights: kept.map((i) => kept.map((j) => weights[i]![j]!)) }
        : Array.isArray(weights)
          ? { weights: kept.map((i) => Number(weights[i])) }
          : {}),
      ...(btt === undefined || btt === null
        ? {}
        : { tested: [btt].flat().map((place) => Number(place) - 1) }),
      level: Number(args["level"] ?? 95) / 100,
    }),
  );
}

const rmaMv = guarded((goldCase, rows) => {
  const result = multivariateFit(goldCase, rows);
  const { coefficients, fit, moderators, random } = result;
  const [structured, second] = random.filter(({ kind }) => kind === "structured");
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
    gamma2: second?.variances ?? null,
    phi: second === undefined ? null : second.correlations.length === 0 ? [0] : second.correlations,
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
    ddf: coefficients.map(({ df }) => df),
  });
});

const diagnostics = guarded((goldCase, rows) => {
  const result = multivariateFit(goldCase, rows);
  const { args } = goldCase;
  const design = designOf(complete(args, rows).rows, modsOf(args));
  const { state } = result;
  const plain = result.p === 1 && result.coefficients[0]!.name === "intrcpt";
  const predicted = answerOf(
    predictMultivariate(
      result,
      result.studies.slice(0, plain ? 1 : result.k).map((study, i) => ({
        x: design.rows[study]!,
        levels: state.data.terms.map(({ levelNames, named }) => levelNames[named[i]!]),
      })),
    ),
  );
  return fields({
    pred: predicted.map(({ estimate }) => estimate),
    predSe: predicted.map(({ se }) => se),
    piLb: predicted.map(({ prediction }) => prediction?.low ?? null),
    piUb: predicted.map(({ prediction }) => prediction?.high ?? null),
    hat: result.hat,
    // R too gives 0 where an effect is fitted exactly.
    rstandard: result.residuals.map((residual, i) => (residual === 0 ? 0 : residual / result.residualSe[i]!)),
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
