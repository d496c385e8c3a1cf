/** Gauss-Hermite quadrature, found by Newton's method on the orthonormal Hermite functions (Golub & Welsch 1969; DLMF 3.5(v)). */

export interface QuadratureRule {
  /** In ascending order. */
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

const rules = new Map<number, QuadratureRule>();

/** Nodes and weights with sum w f(x) = integral of exp(-x^2) f(x), exact for polynomials of degree 2 order - 1. Kept once found. */
export function gaussHermite(order: number): QuadratureRule {
  const known = rules.get(order);
  if (known !== undefined) return known;
  const made = hermiteRule(order);
  rules.set(order, made);
  return made;
}

/** The orthonormal polynomial of the given degree at x and the one below it. */
function orthonormal(degree: number, x: number): readonly [number, number] {
  let previous = 0;
  let current = Math.PI ** -0.25;
  for (let n = 0; n < degree; n++) {
    const next = x * Math.sqrt(2 / (n + 1)) * current - Math.sqrt(n / (n + 1)) * previous;
    previous = current;
    current = next;
  }
  return [current, previous];
}

function hermiteRule(order: number): QuadratureRule {
  const nodes: number[] = [];
  const weights: number[] = [];
  const roots = hermiteRoots(order);
  for (const root of roots) {
    let x = root;
    for (let iteration = 0; iteration < 20; iteration++) {
      const [value, below] = orthonormal(order, x);
      const step = value / (Math.sqrt(2 * order) * below);
      x -= step;
      if (Math.abs(step) < 1e-16 * Math.max(1, Math.abs(x))) break;
    }
    if (order % 2 === 1 && Math.abs(x) < 1e-12) x = 0;
    const [, below] = orthonormal(order, x);
    nodes.push(x);
    weights.push(1 / (order * below * below));
  }
  return { nodes, weights };
}

/** Roots by interlacing: those of degree n lie between those of degree n - 1, and bisection finds them from anywhere. */
function hermiteRoots(order: number): readonly number[] {
  const edge = Math.sqrt(2 * order + 2);
  let roots: number[] = [];
  for (let degree = 1; degree <= order; degree++) {
    const fences = [-edge, ...roots, edge];
    roots = fences.slice(1).map((high, i) => {
      let low = fences[i]!;
      let up = high;
      const sign = Math.sign(orthonormal(degree, low)[0]);
      for (let step = 0; step < 60 && up - low > 1e-9; step++) {
        const middle = 0.5 * (low + up);
        if (Math.sign(orthonormal(degree, middle)[0]) === sign) low = middle;
        else up = middle;
      }
      return 0.5 * (low + up);
    });
  }
  return roots;
}
