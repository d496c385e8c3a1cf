/** Adaptive quadrature with the 7-point Gauss and 15-point Kronrod rules (Piessens et al. 1983, QUADPACK). */

export interface Integral {
  readonly value: number;
  /** Estimated absolute error. */
  readonly error: number;
  readonly converged: boolean;
}

export interface IntegrateOptions {
  /** Default 1e-12. */
  readonly relative?: number;
  /** Default 0. */
  readonly absolute?: number;
  /** Default 500. */
  readonly maxIntervals?: number;
}

const nodes = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848,
];
const kronrod = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889,
];
const kronrodCentre = 0.20948214108472782;
/** For the second, fourth and sixth node. */
const gauss = [0.1294849661688697, 0.27970539148927664, 0.3818300505051189];
const gaussCentre = 0.4179591836734694;

interface Piece {
  readonly a: number;
  readonly b: number;
  readonly value: number;
  readonly error: number;
}

function rule(f: (x: number) => number, a: number, b: number): Piece {
  const middle = 0.5 * (a + b);
  const half = 0.5 * (b - a);
  const centre = f(middle);
  let fine = kronrodCentre * centre;
  let coarse = gaussCentre * centre;
  for (let i = 0; i < nodes.length; i++) {
    const shift = half * nodes[i]!;
    const pair = f(middle - shift) + f(middle + shift);
    fine += kronrod[i]! * pair;
    if (i % 2 === 1) coarse += gauss[(i - 1) / 2]! * pair;
  }
  return { a, b, value: fine * half, error: Math.abs(fine - coarse) * Math.abs(half) };
}

/** The integral of f from a to b; either may be infinite. The interval with the largest error is halved until the sum will do. */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  options: IntegrateOptions = {},
): Integral {
  if (a === b) return { value: 0, error: 0, converged: true };
  if (a > b) {
    const turned = integrate(f, b, a, options);
    return { ...turned, value: -turned.value };
  }
  if (Number.isFinite(a) && Number.isFinite(b)) return adaptive(f, a, b, options);
  if (!Number.isFinite(a) && !Number.isFinite(b)) {
    // x = t / (1 - t^2) maps (-1, 1) onto the line.
    return adaptive((t) => (f(t / (1 - t * t)) * (1 + t * t)) / (1 - t * t) ** 2, -1, 1, options);
  }
  const sign = Number.isFinite(a) ? 1 : -1;
  const end = Number.isFinite(a) ? a : b;
  return adaptive((t) => f(end + (sign * t) / (1 - t)) / (1 - t) ** 2, 0, 1, options);
}

function adaptive(f: (x: number) => number, a: number, b: number, options: IntegrateOptions): Integral {
  const { relative = 1e-12, absolute = 0, maxIntervals = 500 } = options;
  const safe = (x: number): number => {
    const value = f(x);
    return Number.isFinite(value) ? value : 0;
  };
  const middle = 0.5 * (a + b);
  const pieces: Piece[] = [rule(safe, a, middle), rule(safe, middle, b)];
  for (;;) {
    let value = 0;
    let error = 0;
    let worst = 0;
    for (const [i, piece] of pieces.entries()) {
      value += piece.value;
      error += piece.error;
      if (piece.error > pieces[worst]!.error) worst = i;
    }
    // Below this the difference of the two rules is rounding.
    const floor = 50 * Number.EPSILON * Math.abs(value);
    const converged = error <= Math.max(absolute, relative * Math.abs(value), floor);
    if (converged || pieces.length >= maxIntervals) return { value, error, converged };
    const { a: low, b: high } = pieces[worst]!;
    const cut = 0.5 * (low + high);
    pieces[worst] = rule(safe, low, cut);
    pieces.push(rule(safe, cut, high));
  }
}
