import type { Effect } from "../pool/study-data.ts";
import { failure, type Result, success } from "../result.ts";
import { type FunnelRegression, funnelRegression } from "./funnel-regression.ts";

export interface PetPeese {
  /** Precision-effect test: the effect at standard error 0, from a line in the standard error. */
  readonly pet: FunnelRegression;
  /** Precision-effect estimate with standard error: the same from a line in the variance. */
  readonly peese: FunnelRegression;
  /** `peese` when the test finds an effect (one-sided p < 0.05 in the direction of the estimate), else `pet`. */
  readonly chosen: "pet" | "peese";
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** PET-PEESE by weighted least squares, with the conditional rule (Stanley & Doucouliagos 2014, Research Synthesis Methods 5:60). */
export function petPeese(effects: readonly Effect[], level = 0.95): Result<PetPeese> {
  const pet = funnelRegression(effects, { predictor: "se", level });
  if (!pet.ok) return pet;
  const peese = funnelRegression(effects, { predictor: "variance", level });
  if (!peese.ok) return peese;
  const limits = { pet: pet.value.limit, peese: peese.value.limit };
  if (limits.pet === null || limits.peese === null) {
    return failure("no-limit", "The regressions have no value at standard error 0; check the variances.");
  }
  const chosen = limits.pet.pValue < 0.1 ? "peese" : "pet";
  const { estimate, ciLow, ciHigh } = chosen === "peese" ? limits.peese : limits.pet;
  return success({ pet: pet.value, peese: peese.value, chosen, estimate, ciLow, ciHigh });
}
