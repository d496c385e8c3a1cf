import { gaussLegendreRule } from "./gauss-legendre-rule.ts";
import { sumBy } from "./sums.ts";

/** The integral of a smooth function from a to b by Gauss-Legendre quadrature, with 64 nodes unless told otherwise. */
export function gaussLegendre(f: (x: number) => number, a: number, b: number, order = 64): number {
  const rule = gaussLegendreRule(order);
  const half = 0.5 * (b - a);
  const middle = 0.5 * (a + b);
  return half * sumBy(rule.nodes, (node, i) => rule.weights[i]! * f(middle + half * node));
}
