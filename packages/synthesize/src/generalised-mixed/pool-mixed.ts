/** What every generalised linear mixed model does with its studies once they are cells. */
import { leftOutNote, noStudies } from "../problems.ts";
import { failure, type Result, success } from "../result.ts";
import { fitMixed, type MixedModel, type MixedStudy } from "./mixed-fit.ts";
import type { MixedOptions } from "./mixed-options.ts";
import type { MixedResult } from "./mixed-result.ts";
import { summariseMixed } from "./mixed-summary.ts";

/** A study, or why it says nothing in this model. */
export type Prepared = { readonly kind: "study"; readonly study: MixedStudy } | { readonly kind: "silent" };

/** `silent` says, as the end of a sentence about studies left out, why they are. */
export function poolMixed(
  prepared: readonly Result<Prepared>[],
  model: MixedModel,
  options: MixedOptions,
  silent: string,
): Result<MixedResult> {
  const studies: MixedStudy[] = [];
  for (const one of prepared) {
    if (!one.ok) return one;
    if (one.value.kind === "study") studies.push(one.value.study);
  }
  const left = prepared.length - studies.length;
  if (studies.length === 0) {
    return left === 0
      ? noStudies()
      : failure(
          "no-studies",
          `All ${left} studies were left out, because they ${silent}; use the beta-binomial model.`,
        );
  }
  const fitted = fitMixed(studies, prepared.length, model, options);
  if (!fitted.ok) return fitted;
  const result = summariseMixed(fitted.value, options);
  const dropped = leftOutNote(left, silent);
  return success(left === 0 ? result : { ...result, notes: [dropped, ...result.notes] });
}

/** A problem when a quadrature rule with that many nodes cannot be made. */
export function badNodes(nodes: number | undefined): Result<never> {
  return failure("bad-nodes", `The quadrature rule has ${nodes} nodes; give a whole number from 1 to 100.`);
}
