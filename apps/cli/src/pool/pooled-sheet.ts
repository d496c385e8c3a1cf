import { chiSquareUpper } from "@coppice/numeric";
import {
  mantelHaenszel,
  mantelHaenszelRates,
  type PooledResult,
  type PoolOptions,
  type Problem,
  type Profile,
  peto,
  pool,
  type Result,
  ruleIfAnyZero,
  type SubgroupAnalysis,
  subgroups,
} from "@coppice/synthesize";
import { poolByProfile } from "./by-profile.ts";
import type { StudyNumbers } from "./column-role.ts";
import { countsOf, type EffectOptions, rateOptions, ratesOf } from "./measure-input.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { StudyRow } from "./study-rows.ts";

/** The pooled studies of a spreadsheet. */
export interface PooledSheet {
  /** Those that entered, in the order of the file; their effects may be `null` in a Mantel-Haenszel analysis. */
  readonly studies: readonly StudyRow[];
  readonly result: PooledResult;
  readonly subgroups: SubgroupAnalysis | undefined;
}

/** How effects are computed: a rule that looks at all tables is settled here. */
export function effectOptions(request: PoolRequest, all: readonly StudyNumbers[]): EffectOptions {
  const { rule, add, dropDoubleZero } = request.zeroCells;
  return {
    zeroCells: {
      ...(add !== undefined && { add }),
      ...(dropDoubleZero && { dropDoubleZero }),
      ...(rule !== undefined && { rule: rule === "if-any-zero" ? ruleIfAnyZero(all.map(countsOf)) : rule }),
    },
    reportedLevel: request.reportedLevel,
    onLogScale: request.onLogScale,
  };
}

function poolOptions(request: PoolRequest): PoolOptions {
  const { model, tau2, test, level, prediction } = request;
  return model === "common"
    ? { model, test, level }
    : { model: "random", tau2, test, level, ...(prediction !== "none" && { prediction }) };
}

/** Pools tables, which studies without an effect of their own may still inform. */
function poolTables(request: PoolRequest, studies: readonly StudyRow[]): Result<PooledResult> {
  const { level, measure } = request;
  const numbers = studies.map((study) => study.numbers);
  const { zeroCells } = effectOptions(request, numbers);
  const own = { ...zeroCells, dropDoubleZero: true };
  if (request.model === "peto") return peto(numbers.map(countsOf), { level, studies: own });
  if (measure === "IRR" || measure === "IRD")
    return mantelHaenszelRates(numbers.map(ratesOf), { measure, level, studies: rateOptions(zeroCells) });
  return mantelHaenszel(numbers.map(countsOf), {
    measure: measure as "RR" | "OR" | "RD",
    level,
    studies: own,
  });
}

/** Groups, each pooled on its own, and whether they differ more than chance would have them (Borenstein & Higgins 2013). */
function groupsApart(
  poolGroup: (studies: readonly StudyRow[]) => Result<PooledResult>,
  studies: readonly StudyRow[],
  overall: PooledResult,
): Result<SubgroupAnalysis> {
  const names = [...new Set(studies.map(({ group }) => group!))];
  const groups: SubgroupAnalysis["groups"][number][] = [];
  for (const group of names) {
    const members = studies.flatMap((study, index) => (study.group === group ? [index] : []));
    const result = poolGroup(members.map((index) => studies[index]!));
    if (!result.ok)
      return {
        ok: false,
        problems: result.problems.map((each) => ({ ...each, message: `Group "${group}": ${each.message}` })),
      };
    groups.push({ group, studies: members, result: result.value });
  }
  const weights = groups.map(({ result }) => 1 / result.se ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = groups.reduce((sum, { result }, i) => sum + weights[i]! * result.estimate, 0) / total;
  const statistic = groups.reduce(
    (sum, { result }, i) => sum + weights[i]! * (result.estimate - mean) ** 2,
    0,
  );
  const df = groups.length - 1;
  return {
    ok: true,
    value: {
      groups,
      overall,
      difference: df < 1 ? null : { statistic, df, pValue: chiSquareUpper(statistic, df) },
      sharedTau2: null,
    },
  };
}

/** Drops the prediction intervals that were not asked for. */
function withoutPrediction(result: PooledResult, request: PoolRequest): PooledResult {
  return request.prediction === "none" ? { ...result, prediction: null } : result;
}

export type PooledOutcome =
  | { readonly ok: true; readonly value: PooledSheet }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const isGrouped = (studies: readonly StudyRow[]) => studies.some(({ group }) => group !== undefined);

function poolUnderProfile(request: PoolRequest, profile: Profile, rows: readonly StudyRow[]): PooledOutcome {
  const pooled = poolByProfile(request, profile, rows);
  if (!pooled.ok) return pooled;
  const { studies, result } = pooled.value;
  const poolGroup = (some: readonly StudyRow[]): Result<PooledResult> => {
    const group = poolByProfile(request, profile, some);
    return group.ok ? { ok: true, value: group.value.result } : group;
  };
  const split = isGrouped(studies) ? groupsApart(poolGroup, studies, result) : undefined;
  if (split !== undefined && !split.ok) return split;
  return { ok: true, value: { studies, result, subgroups: split?.value } };
}

/** Pools the studies as asked. */
export function poolSheet(request: PoolRequest, rows: readonly StudyRow[]): PooledOutcome {
  if (request.profile !== undefined) return poolUnderProfile(request, request.profile, rows);
  const byTables = request.model === "mh" || request.model === "peto";
  const studies = byTables ? rows : rows.filter(({ effect }) => effect !== null);
  const effects = studies.flatMap(({ effect, group }) =>
    effect === null ? [] : [{ yi: effect.yi, vi: effect.vi, group: group ?? "" }],
  );
  const result = byTables ? poolTables(request, studies) : pool(effects, poolOptions(request));
  if (!result.ok) return result;
  const split = !isGrouped(studies)
    ? undefined
    : byTables
      ? groupsApart((some) => poolTables(request, some), studies, result.value)
      : subgroups(effects, { ...poolOptions(request), tau2Across: request.tau2Across });
  if (split !== undefined && !split.ok) return split;
  return {
    ok: true,
    value: { studies, result: withoutPrediction(result.value, request), subgroups: split?.value },
  };
}
