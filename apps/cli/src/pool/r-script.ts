import { measures, type Scale, type Test } from "@coppice/synthesize";
import type { ChosenColumns } from "./chosen-columns.ts";
import { columnRoles, type RoleId } from "./column-role.ts";
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
const zeroRules: Readonly<Record<PoolRequest["zeroCells"]["rule"], string | undefined>> = {
  "only-zero": "only0",
  all: "all",
  none: "none",
  "if-any-zero": "if0all",
  "treatment-arm": undefined,
};

/** Measures that take `add` and `to`. */
const fills = /^(RR|OR|RD|PETO|AS|YUQ|YUY|RTET|PBIT|OR2DN|OR2DL|IRR|IRD|IRSD)$/;

const ofTables = ({ model }: PoolRequest) => model === "mh" || model === "peto";

/** The data, and how they become `yi` and `vi`. */
function dataLines(request: PoolRequest, columns: ChosenColumns, pooled: PooledSheet): readonly string[] {
  const { studies } = pooled;
  const { input } = columns;
  const { measure, zeroCells } = request;
  const rule = zeroRules[zeroCells.rule];
  const native =
    input.kind !== "effect" && input.kind !== "log-rank" && (rule !== undefined || !fills.test(measure));
  const column = (name: string, values: readonly string[]) => `  ${name} = ${vector(values)}`;
  const argument = (role: RoleId) => columnRoles[role].escalc;
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
    const effects = [
      column(
        "yi",
        studies.map(({ effect }) => String(effect?.yi ?? "NA")),
      ),
      column(
        "vi",
        studies.map(({ effect }) => String(effect?.vi ?? "NA")),
      ),
    ];
    const how = studies.find(({ effect }) => effect !== null)?.effect?.formula ?? "";
    return [`# ${measures[measure].name}: ${how}`, ...frame(effects)];
  }
  const roles = input.roles.filter((role) => argument(role) !== "");
  const data = roles.map((role) =>
    column(
      argument(role),
      studies.map(({ numbers }) => String(numbers[role])),
    ),
  );
  const given = roles.map((role) => `${argument(role)} = ${argument(role)}`).join(", ");
  const zero = fills.test(measure)
    ? `, add = ${zeroCells.add}, to = "${rule}"${zeroCells.dropDoubleZero ? ", drop00 = TRUE" : ""}`
    : "";
  const stratified = measure === "PHI" ? ', vtype = "ST"' : "";
  return ofTables(request)
    ? frame(data)
    : [
        ...frame(data),
        `dat <- escalc(measure = "${measure}", ${given}${zero}${stratified}, data = dat, slab = study)`,
      ];
}

/** The call that pools, with `subset` for a group. */
function poolCall(request: PoolRequest, columns: ChosenColumns, subset = ""): string {
  const level = `level = ${Number((request.level * 100).toPrecision(8))}`;
  const given = columns.input.roles
    .map((role) => `${columnRoles[role].escalc} = ${columnRoles[role].escalc}`)
    .join(", ");
  if (request.model === "peto") return `rma.peto(${given}, data = dat, slab = study, ${level}${subset})`;
  if (request.model === "mh")
    return `rma.mh(${given}, measure = "${request.measure}", data = dat, slab = study, ${level}${subset})`;
  const method =
    request.model === "common"
      ? 'method = "EE"'
      : typeof request.tau2 === "number"
        ? `tau2 = ${request.tau2}`
        : `method = "${request.tau2}"`;
  return `rma(yi, vi, data = dat, slab = study, ${method}, test = "${tests[request.test]}", ${level}${subset})`;
}

/** The prediction interval written out, so that it does not hang on a version's default. */
function predictionLines(request: PoolRequest, pooled: PooledSheet): readonly string[] {
  const { prediction } = pooled.result;
  if (prediction === null) return [];
  const tail = (1 + request.level) / 2;
  const quantile = prediction.df === null ? `qnorm(${tail})` : `qt(${tail}, df = ${prediction.df})`;
  const se = request.prediction === "simple" ? "sqrt(res$tau2)" : "sqrt(res$se^2 + res$tau2)";
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
      `groups <- ${poolCall(request, columns).replace("yi, vi,", "yi, vi, mods = ~ 0 + group,")}`,
      "print(groups, digits = 6)",
      `print(anova(${poolCall(request, columns).replace("yi, vi,", "yi, vi, mods = ~ group,")}), digits = 6)`,
    ];
  return [
    "",
    "# Subgroups, each with its own tau2, and the test of their difference",
    `groups <- lapply(unique(dat$group), function(g) ${poolCall(request, columns, ", subset = group == g")})`,
    "names(groups) <- unique(dat$group)",
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
    `res <- ${poolCall(request, columns)}`,
    "print(res, digits = 6)",
    ...(random && pooled.result.k > 1 && typeof request.tau2 !== "number"
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
