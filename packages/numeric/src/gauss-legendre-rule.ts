/** Nodes and weights of Gauss-Legendre quadrature of any order (DLMF 3.5.15), for integrands that share their evaluations. */
import type { QuadratureRule } from "./gauss-hermite.ts";

const rules = new Map<number, QuadratureRule>();

/** Nodes in (-1, 1) and weights, exact for polynomials of degree 2 order - 1. Kept once found. */
export function gaussLegendreRule(order: number): QuadratureRule {
  const known = rules.get(order);
  if (known !== undefined) return known;
  const made = legendreRule(order);
  rules.set(order, made);
  return made;
}

function legendreRule(order: number): QuadratureRule {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = order; i >= 1; i--) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (order + 0.5));
    let derivative = 0;
    for (let iteration = 0; iteration < 50; iteration++) {
      let previous = 1;
      let current = x;
      for (let degree = 2; degree <= order; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
        previous = current;
        current = next;
      }
      derivative = (order * (x * current - previous)) / (x * x - 1);
      const step = current / derivative;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * derivative * derivative));
  }
  return { nodes, weights };
}
