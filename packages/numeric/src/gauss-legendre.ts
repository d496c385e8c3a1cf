/** Gauss-Legendre quadrature with 64 nodes, found once by Newton's method on the Legendre polynomial (DLMF 3.5.15). */

const ORDER = 64;

interface Rule {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

function legendreRule(): Rule {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 1; i <= ORDER; i++) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (ORDER + 0.5));
    let derivative = 0;
    for (let iteration = 0; iteration < 50; iteration++) {
      let previous = 1;
      let current = x;
      for (let degree = 2; degree <= ORDER; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
        previous = current;
        current = next;
      }
      derivative = (ORDER * (x * current - previous)) / (x * x - 1);
      const step = current / derivative;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * derivative * derivative));
  }
  return { nodes, weights };
}

const rule = legendreRule();

/** The integral of a smooth function from a to b. */
export function gaussLegendre(f: (x: number) => number, a: number, b: number): number {
  const half = 0.5 * (b - a);
  const middle = 0.5 * (a + b);
  return half * rule.nodes.reduce((sum, node, i) => sum + rule.weights[i]! * f(middle + half * node), 0);
}
