/** Single proportions with the continuity corrections of package meta. */

import { type EffectSize, effectSize } from "../effect-size.ts";
import { notEventsAmong } from "../problems.ts";
import type { Result } from "../result.ts";
import { type Proportion, proportion } from "./proportion.ts";

/** Raw, logit, log, arcsine, Freeman-Tukey double arcsine. */
export type CorrectedProportionMeasure = "PR" | "PLO" | "PLN" | "PAS" | "PFT";

export interface ProportionCorrection {
  /** Added to events and to non-events; default 0.5. */
  readonly increment?: number;
  /** `only-zero` (default): groups with no event, or only events. `if-any-zero`: all groups if there is such a one. `all`. */
  readonly apply?: "only-zero" | "if-any-zero" | "all";
}

/** Each group's proportion on the scale of `measure`, or why it has none; PAS and PFT need no correction. */
export function correctedProportions(
  groups: readonly Proportion[],
  measure: CorrectedProportionMeasure,
  options: ProportionCorrection = {},
): readonly Result<EffectSize>[] {
  const { increment = 0.5, apply = "only-zero" } = options;
  const extreme = ({ events, n }: Proportion): boolean => events === 0 || events === n;
  const everywhere = apply === "all" || (apply === "if-any-zero" && groups.some(extreme));
  return groups.map((group) => {
    if (measure === "PAS" || measure === "PFT") return proportion(measure, group);
    if (!(group.events >= 0) || !(group.n > 0) || group.events > group.n) {
      return notEventsAmong(group.events, group.n);
    }
    return filled(group, measure, everywhere || extreme(group) ? increment : 0);
  });
}

/**
 * The raw proportion keeps its estimate, and only its variance is corrected. The log proportion adds c to the people once, and
 * a group with only events has the variance 1/x - 1/(n + c), which is not 0 (Pettigrew, Gart & Thomas 1986).
 */
function filled({ events: x, n }: Proportion, measure: "PR" | "PLO" | "PLN", c: number): Result<EffectSize> {
  const common = {
    n,
    inputs: { x, n, c },
    assumptions: c > 0 ? [`${c} added (continuity correction)`] : [],
    source: "Pettigrew et al. 1986, Biometrika 73:425; Fleiss 1981",
  };
  switch (measure) {
    case "PR":
      return effectSize("PR", {
        ...common,
        yi: x / n,
        vi: ((x + c) * (n - x + c)) / (n + 2 * c) ** 3,
        formula: "yi = x/n; vi = (x + c)(n - x + c)/(n + 2c)^3",
      });
    case "PLO":
      return effectSize("PLO", {
        ...common,
        yi: Math.log(x + c) - Math.log(n - x + c),
        vi: 1 / (x + c) + 1 / (n - x + c),
        formula: "yi = ln((x + c)/(n - x + c)); vi = 1/(x + c) + 1/(n - x + c)",
      });
    case "PLN":
      return effectSize("PLN", {
        ...common,
        yi: Math.log((x + c) / (n + c)),
        vi: 1 / (x === n ? x : x + c) - 1 / (n + c),
        formula: "yi = ln((x + c)/(n + c)); vi = 1/(x + c) - 1/(n + c), and 1/x - 1/(n + c) when x = n",
      });
  }
}
