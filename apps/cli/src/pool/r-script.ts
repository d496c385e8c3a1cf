import { measures, type PooledResult, type Scale, type Test } from "@coppice/synthesize";
import type { ChosenColumns } from "./chosen-columns.ts";
import type { RoleId } from "./column-role.ts";
import type { MeasureInput } from "./measure-input.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { PooledSheet } from "./pooled-sheet.ts";

const text = (value: string) => `"${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, " ")}"`;

/** An R vector over several lines where it is long. */
function vector(values: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const value of values) {
    if (line.length + value.length > 88) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? value : `${line}, ${value}`;
  }
  return `c(${[...lines, line].join(",\n    ")})`;
}

/** The arguments of metafor's `escalc`, in the order of an input's roles; none where it has no such input. */
const escalcArguments: Readonly<Record<MeasureInput["kind"], Readonly<Partial<Record<RoleId, string>>>>> = {
  counts: { events1: "ai", nonEvents1: "bi", n1: "n1i", events2: "ci", nonEvents2: "di", n2: "n2i" },
  means: { mean1: "m1i", sd1: "sd1i", n1: "n1i", mean2: "m2i", sd2: "sd2i", n2: "n2i" },
  rates: { events1: "x1i", time1: "t1i", events2: "x2i", time2: "t2i" },
  proportion: { events: "xi", n: "ni" },
  rate: { events: "xi", time: "ti" },
  mean: { mean: "mi", sd: "sdi", n: "ni" },
  correlation: { r: "ri", n: "ni" },
  partial: { t: "ti", n: "ni", predictors: "mi" },
  alpha: { alpha: "ai", items: "mi", n: "ni" },
  "paired-means": { mean1: "m1i", sd1: "sd1i", mean2: "m2i", sd2: "sd2i", n: "ni", r: "ri" },
  matched: { both: "ai", only1: "bi", only2: "ci", neither: "di" },
  "log-rank": {},
  effect: {},
};

const tests: Readonly<Record<Test, string>> = { z: "z", t: "t", hk: "knha", "hk-adhoc": "adhoc" };

/** The way back from the scale of analysis, as an R function of the data. */
const back: Readonly<Record<Scale, string>> = {
  identity: "identity",
  log: "exp",
  logit: "transf.ilogit",
  probit: "pnorm",
  "square-root": "transf.isqrt",
  arcsine: "transf.iarcsin",
  "double-arcsine": "function(x) transf.ipft.hm(x, targs = list(ni = dat$ni))",
  "fisher-z": "transf.ztor",
  "log-complement": "transf.iabt",
  "cube-root-complement": "transf.iahw",
};

/** What metafor writes for our rules; `undefined` where it has none. */
const zeroRules: Readonly<Record<NonNullable<PoolRequest["zeroCells"]["rule"]>, string | undefined>> = {
  "only-zero": "only0",
  all: "all",
  none: "none",
  "if-any-zero": "if0all",
  "treatment-arm": undefined,
};

/** Measures that take `add` and `to`. */
const fills = /^(RR|OR|RD|PETO|YUQ|YUY|RTET|PBIT|OR2DN|OR2DL|IRR|IRD|IRSD)$/;

const ofTables = ({ model }: PoolRequest) => model === "mh" || model === "peto";

const argument = ({ input }: ChosenColumns, role: RoleId) => escalcArguments[input.kind][role]!;

/** `add = 0.5, to = "only0"`: written out, since metafor's defaults hang on the measure. */
function zeroArguments({ measure, zeroCells }: PoolRequest): string {
  if (!fills.test(measure)) return "";
  const { dropDoubleZero } = zeroCells;
  // Square-root rates need no filling, all others are filled where a cell is zero.
  const { rule = measure === "IRSD" ? "none" : "only-zero", add = 0.5 } = zeroCells;
  return [`, add = ${add}, to = "${zeroRules[rule]}"`, dropDoubleZero ? ", drop00 = TRUE" : ""].join("");
}

/** Measures that older versions of metafor lack, or compute by another formula: 3.8 differs, 5.1 is the same. */
const recent = /^(ZPHI|SMDH|SMD1H|ROM|CVR|ZPB|ZBIS|CLESN|PRZ|PCOR|ZPCOR|SMCRH|SMCRP|SMCRPH|ROMC|CVRC)$/;

/** The data, and how they become `yi` and `vi`. */
function dataLines(request: PoolRequest, columns: ChosenColumns, pooled: PooledSheet): readonly string[] {
  const { studies } = pooled;
  const { input } = columns;
  const { measure, zeroCells } = request;
  const hasRule =
    !fills.test(measure) || zeroCells.rule === undefined || zeroRules[zeroCells.rule] !== undefined;
  // A profile corrects zero cells and small samples in its own way: its effects are written as they are.
  const native =
    request.profile === undefined && input.kind !== "effect" && input.kind !== "log-rank" && hasRule;
  const column = (name: string, values: readonly string[]) => `  ${name} = ${vector(values)}`;
  const names = [
    column(
      "study",
      studies.map(({ label }) => text(label)),
    ),
    ...(pooled.subgroups === undefined
      ? []
      : [
          column(
            "group",
            studies.map(({ group }) => text(group!)),
          ),
        ]),
  ];
  const frame = (more: readonly string[]) => ["dat <- data.frame(", [...names, ...more].join(",\n"), ")"];
  if (!native) {
    const how = studies.find(({ effect }) => effect !== null)?.effect?.formula ?? "";
    return [
      `# ${measures[measure].name}: ${how}`,
      ...frame([
        column(
          "yi",
          studies.map(({ effect }) => String(effect?.yi ?? "NA")),
        ),
        column(
          "vi",
          studies.map(({ effect }) => String(effect?.vi ?? "NA")),
        ),
      ]),
    ];
  }
  const data = input.roles.map((role) =>
    column(
      argument(columns, role),
      studies.map(({ numbers }) => String(numbers[role])),
    ),
  );
  if (ofTables(request)) return frame(data);
  const given = input.roles
    .map((role) => `${argument(columns, role)} = ${argument(columns, role)}`)
    .join(", ");
  const stratified = measure === "PHI" ? ', vtype = "ST"' : "";
  return [
    ...frame(data),
    ...(recent.test(measure)
      ? ["# Needs metafor 5.1: older versions lack this measure or have another formula for it"]
      : []),
    `dat <- escalc(measure = "${measure}", ${given}${zeroArguments(request)}${stratified}, data = dat, slab = study)`,
  ];
}

/** Estimators that metafor finds by steps: by default it stops after the fifth digit. */
const stepwise = /^(REML|ML|EB|PM|PMM|DLIT|SJIT)$/;

function methodArgument({ model, tau2, profile }: PoolRequest, result: PooledResult): string {
  // RevMan 5's tau2 is DerSimonian-Laird's around the Mantel-Haenszel mean: no method of metafor's.
  if (profile !== undefined)
    return profile.qAroundMantelHaenszel ? `tau2 = ${result.tau2}` : methodOf(profile.tau2);
  if (model === "common") return 'method = "EE"';
  if (typeof tau2 === "number") return `tau2 = ${tau2}`;
  return methodOf(tau2);
}

function methodOf(tau2: string): string {
  const control = stepwise.test(tau2)
    ? ", control = list(threshold = 1e-10, tol = 1e-10, maxiter = 10000)"
    : "";
  return `method = "${tau2}"${control}`;
}

/** The call that pools, with `subset` for a group. */
function poolCall(request: PoolRequest, columns: ChosenColumns, result: PooledResult, subset = ""): string {
  const { model, measure, level, test, zeroCells } = request;
  const rest = `data = dat, slab = study, level = ${Number((level * 100).toPrecision(8))}${subset}`;
  if (!ofTables(request))
    return `rma(yi, vi, ${methodArgument(request, result)}, test = "${tests[request.profile === undefined ? test : result.test]}", ${rest})`;
  const given = columns.input.roles
    .map((role) => `${argument(columns, role)} = ${argument(columns, role)}`)
    .join(", ");
  // The second value is for the pooled tables, which need no filling.
  const add = zeroCells.add === undefined ? "" : `add = c(${zeroCells.add}, 0), `;
  const rule = zeroCells.rule === undefined ? undefined : zeroRules[zeroCells.rule];
  const to = rule === undefined ? "" : `to = c("${rule}", "none"), `;
  return model === "peto"
    ? `rma.peto(${given}, ${add}${to}${rest})`
    : `rma.mh(${given}, measure = "${measure}", ${add}${to}${rest})`;
}

/** The prediction interval written out, so that it does not hang on a version's default. */
function predictionLines(request: PoolRequest, pooled: PooledSheet): readonly string[] {
  const { prediction } = pooled.result;
  if (prediction === null) return [];
  const tail = (1 + request.level) / 2;
  const quantile = prediction.df === null ? `qnorm(${tail})` : `qt(${tail}, df = ${prediction.df})`;
  const se =
    request.profile !== undefined
      ? String(prediction.se)
      : request.prediction === "simple"
        ? "sqrt(res$tau2)"
        : "sqrt(res$se^2 + res$tau2)";
  return [
    "",
    "# Prediction interval",
    `half <- ${quantile} * ${se}`,
    "print(back(c(coef(res) - half, coef(res) + half)), digits = 8)",
  ];
}

function subgroupLines(request: PoolRequest, columns: ChosenColumns, pooled: PooledSheet): readonly string[] {
  const { subgroups } = pooled;
  if (subgroups === undefined) return [];
  if (subgroups.sharedTau2 !== null)
    return [
      "",
      "# Subgroups with one tau2, and the test of their difference",
      `groups <- ${poolCall(request, columns, pooled.result).replace("yi, vi,", "yi, vi, mods = ~ 0 + group,")}`,
      "print(groups, digits = 6)",
      `print(anova(${poolCall(request, columns, pooled.result).replace("yi, vi,", "yi, vi, mods = ~ group,")}), digits = 6)`,
    ];
  return [
    "",
    "# Subgroups, each pooled on its own, and the test of their difference",
    "groups <- list(",
    subgroups.groups
      .map(
        ({ group, result }) =>
          `  ${text(group)} = ${poolCall(request, columns, result, `, subset = group == ${text(group)}`)}`,
      )
      .join(",\n"),
    ")",
    "print(groups, digits = 6)",
    'print(rma(sapply(groups, coef), sei = sapply(groups, function(x) x$se), mods = ~ names(groups), method = "FE"), digits = 6)',
  ];
}

/** A script for R's metafor (3.8 or newer) that gives the same numbers. */
export function rScript(
  file: string,
  request: PoolRequest,
  columns: ChosenColumns,
  pooled: PooledSheet,
): string {
  const { scale } = measures[request.measure];
  const random = request.model === "random";
  return [
    `# Checks what coppice pool made of ${file.replace(/\s+/g, " ")}; metafor 3.8 or newer`,
    "library(metafor)",
    "",
    ...dataLines(request, columns, pooled),
    "",
    ...(request.profile === undefined ? [] : [`# ${pooled.result.method}`]),
    `res <- ${poolCall(request, columns, pooled.result)}`,
    "print(res, digits = 6)",
    ...(random &&
    pooled.result.k > 1 &&
    typeof request.tau2 !== "number" &&
    request.profile?.qAroundMantelHaenszel !== true
      ? ["print(confint(res), digits = 6)"]
      : []),
    "",
    "# Back to the scale on which the effects are read",
    `back <- ${back[scale]}`,
    "print(back(c(estimate = unname(coef(res)), ci.lb = res$ci.lb, ci.ub = res$ci.ub)), digits = 8)",
    ...predictionLines(request, pooled),
    ...subgroupLines(request, columns, pooled),
  ].join("\n");
}
