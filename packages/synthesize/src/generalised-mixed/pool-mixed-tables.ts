/** Odds ratios of 2x2 tables pooled by generalised linear mixed models: no zero cell is filled. */
import type { Counts } from "../binary/counts.ts";
import { oddsRatio } from "../binary/odds-ratio.ts";
import { failure, type Result, success } from "../result.ts";
import type { Cell } from "./cell.ts";
import type { MixedModel } from "./mixed-fit.ts";
import { fixedInterceptModel, nodesOf, oneCellModel, randomInterceptModel } from "./mixed-models.ts";
import type { TwoArmOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import { badNodes, type Prepared, poolMixed } from "./pool-mixed.ts";

export type TableModel = "fixed-intercepts" | "random-intercepts" | "conditional" | "conditional-approximate";

export interface MixedTableOptions extends TwoArmOptions {
  /**
   * - `fixed-intercepts` (default): a logistic model with an intercept a study.
   * - `random-intercepts`: the same with normally distributed intercepts.
   * - `conditional`: given the events of both arms together, Fisher's noncentral hypergeometric distribution.
   * - `conditional-approximate`: the same by the binomial distribution, for rare events in large arms.
   */
  readonly model?: TableModel;
}

const names: Readonly<Record<TableModel, string>> = {
  "fixed-intercepts": "Logistic model with an intercept a study",
  "random-intercepts": "Logistic model with normally distributed intercepts",
  conditional: "Conditional (hypergeometric) model",
  "conditional-approximate": "Conditional model by the binomial approximation",
};

/**
 * The log odds ratio of arm 1 against arm 2 by one of four models (Stijnen, Hamza & Ozdemir 2010, Statistics in Medicine
 * 29:3046; Turner et al. 2000, Statistics in Medicine 19:3417). With a random effect the likelihood is an integral over it,
 * taken by adaptive Gauss-Hermite quadrature; with random intercepts too, by Laplace's approximation.
 *
 * Studies with no events, or nothing but events, in both arms say nothing about an odds ratio here and are left out, with a
 * note. Problems: `bad-counts`, `not-whole` and `too-large` (conditional model), `separation` (no finite estimate), `not-converged`.
 */
export function poolMixedTables(
  tables: readonly Counts[],
  options: MixedTableOptions = {},
): Result<MixedResult> {
  const { model = "fixed-intercepts" } = options;
  const nodes = nodesOf(options, model === "conditional" ? 20 : 7);
  if (nodes === null) return badNodes(options.nodes);
  return poolMixed(
    tables.map((table, index) => prepare(table, index, model)),
    tableModel(model, nodes, options),
    options,
    "had no events, or nothing but events, in both arms",
  );
}

function tableModel(model: TableModel, nodes: number, options: TwoArmOptions): MixedModel {
  const named = { measure: "OR", name: names[model] } as const;
  if (model === "fixed-intercepts") return fixedInterceptModel(named, nodes, options);
  return model === "random-intercepts"
    ? randomInterceptModel(named, nodes, options)
    : oneCellModel(named, nodes);
}

function prepare(table: Counts, index: number, model: TableModel): Result<Prepared> {
  const { events1, n1, events2, n2 } = table;
  const observed = oddsRatio(table);
  if (!observed.ok) return observed;
  const events = events1 + events2;
  if (events === 0 || events === n1 + n2) return success({ kind: "silent" });
  if (model === "conditional" && ![events1, n1, events2, n2].every(Number.isInteger)) {
    return failure(
      "not-whole",
      `Study ${index + 1} has ${events1} events in ${n1} people and ${events2} in ${n2}; give whole numbers to a conditional model.`,
    );
  }
  if (model === "conditional" && n1 + n2 > 1e7) {
    return failure(
      "too-large",
      `Study ${index + 1} has ${n1 + n2} people, too many for this conditional model; use its binomial approximation or fixed intercepts.`,
    );
  }
  const study = { observed: observed.value, index };
  if (model === "conditional-approximate") {
    const cell: Cell = { kind: "binomial", count: events1, n: events };
    return success({ kind: "study", study: { ...study, cells: [cell], offsets: [Math.log(n1 / n2)] } });
  }
  const cells: readonly Cell[] =
    model === "conditional"
      ? [{ kind: "hypergeometric", count: events1, margins: { n1, n2, events } }]
      : [
          { kind: "binomial", count: events1, n: n1 },
          { kind: "binomial", count: events2, n: n2 },
        ];
  return success({ kind: "study", study: { ...study, cells, offsets: cells.map(() => 0) } });
}
