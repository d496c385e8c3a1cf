/** `selmodel`: selection models on a fit of `rma.uni`. */
import { matrixFromRows } from "@coppice/numeric";
import { type Alternative, type Selection, type SelectionOptions, selectionModel } from "../src/index.ts";
import { type Adapter, fields, notSupported, numbers, type Row } from "./gold-file.ts";
import { effectsOf } from "./rma-uni.ts";

const kinds: Readonly<Record<string, Exclude<Selection["kind"], "step" | "beta" | "truncated">>> = {
  halfnorm: "half-normal",
  negexp: "negative-exponential",
  logistic: "logistic",
  power: "power",
  negexppow: "negative-exponential-power",
};

const alternatives: Readonly<Record<string, Alternative>> = {
  greater: "greater",
  less: "less",
  "two.sided": "two-sided",
};

/** Arguments of R that may be one number or several. */
function list(value: unknown): readonly (number | null)[] | undefined {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === "number" ? item : null));
}

function sampleSizes(rows: readonly Row[], column: unknown): readonly number[] {
  return numbers(rows, typeof column === "string" ? column : "ni");
}

function selectionOf(args: Readonly<Record<string, unknown>>, rows: readonly Row[]): Selection | string {
  const type = String(args["type"]);
  const delta = list(args["delta"]);
  const steps = list(args["steps"])?.map(Number);
  const given = delta === undefined ? {} : { delta };
  if (type === "stepfun") {
    const decreasing = args["decreasing"] === true ? { decreasing: true } : {};
    return { kind: "step", steps: steps ?? [], ...given, ...decreasing, emptyIntervals: true };
  }
  if (type === "beta") return { kind: "beta", ...given };
  if (type === "trunc" || type === "truncest") {
    const cut = type === "truncest" ? ("estimated" as const) : (steps?.[0] ?? 0);
    const first = delta?.[0];
    return { kind: "truncated", cut, ...(typeof first === "number" ? { delta: first } : {}) };
  }
  const kind = kinds[type];
  if (kind === undefined) return `selmodel of type ${type}`;
  const threshold = steps?.[0] === undefined || steps[0] === 1 ? {} : { threshold: steps[0] };
  const scaled = args["scaleprec"] === false ? { scaleImprecision: false } : {};
  const base = { kind, ...given, ...threshold, ...scaled };
  const prec = args["prec"];
  if (prec === undefined || prec === null || prec === "none") return base;
  if (prec === "sei") return { ...base, imprecision: "se" };
  if (prec === "vi") return { ...base, imprecision: "variance" };
  const sizes = sampleSizes(rows, args["ni"]);
  if (prec === "ninv") return { ...base, imprecision: sizes.map((n) => 1 / n) };
  if (prec === "sqrtninv") return { ...base, imprecision: sizes.map((n) => 1 / Math.sqrt(n)) };
  return `precision ${String(prec)}`;
}

const known = new Set([
  "yi",
  "vi",
  "method",
  "type",
  "alternative",
  "steps",
  "delta",
  "prec",
  "scaleprec",
  "decreasing",
  "ni",
  "mods",
  "level",
  "test",
  "tau2",
]);

const selmodel: Adapter = (goldCase, allRows) => {
  const { args } = goldCase;
  const unknown = Object.keys(args).find((name) => !known.has(name));
  if (unknown !== undefined) return notSupported(`selmodel with ${unknown}`);
  const mods = (
    Array.isArray(args["mods"]) ? args["mods"] : args["mods"] === undefined ? [] : [args["mods"]]
  ).map(String);
  const all = effectsOf(goldCase, allRows);
  const usable = [...all.keys()].filter(
    (i) =>
      Number.isFinite(all[i]!.yi) &&
      Number.isFinite(all[i]!.vi) &&
      mods.every((name) => typeof allRows[i]![name] === "number"),
  );
  const rows = usable.map((i) => allRows[i]!);
  const selection = selectionOf(args, rows);
  if (typeof selection === "string") return notSupported(selection);
  const common = ["EE", "FE", "CE"].includes(String(args["method"]));
  const options: SelectionOptions = {
    selection,
    alternative: alternatives[String(args["alternative"] ?? "greater")]!,
    model: common ? "common" : "random",
    level: Number(args["level"] ?? 95) / 100,
    ...(typeof args["tau2"] === "number" ? { tau2: args["tau2"] } : {}),
    ...(mods.length === 0
      ? {}
      : {
          design: matrixFromRows(rows.map((row) => [1, ...mods.map((name) => Number(row[name]))])),
          terms: ["intrcpt", ...mods],
        }),
  };
  const fitted = selectionModel(
    usable.map((i) => all[i]!),
    options,
  );
  if (!fitted.ok) return notSupported(fitted.problems[0]!.message);
  const { value } = fitted;
  const { selectionTest: lrt } = value;
  const cut = value.cut !== null && args["type"] === "truncest" ? [value.cut] : [];
  const z = value.delta.map(({ estimate, se }) => (se === null ? null : estimate / se));
  return fields({
    k: value.k,
    p: value.coefficients.length,
    beta: value.coefficients.map(({ estimate }) => estimate),
    se: value.coefficients.map(({ se }) => se),
    zval: value.coefficients.map(({ statistic }) => statistic),
    pval: value.coefficients.map(({ pValue }) => pValue),
    ciLb: value.coefficients.map(({ ciLow }) => ciLow),
    ciUb: value.coefficients.map(({ ciHigh }) => ciHigh),
    tau2: value.tau2,
    seTau2: value.tau2Se,
    delta: [...value.delta.map(({ estimate }) => estimate), ...cut],
    seDelta: [...value.delta.map(({ se }) => se), ...cut.map(() => null)],
    zvalDelta: z,
    LRT: lrt.statistic,
    LRTdf: lrt.df,
    LRTp: lrt.pValue,
    ll: value.logLikelihood,
    llUnadjusted: value.unadjusted.logLikelihood,
  });
};

export const selectionAdapters: Readonly<Record<string, Adapter>> = { selmodel };
