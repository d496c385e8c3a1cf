/** Columns of powers of a moderator. NaN stays NaN. */

export function powers(values: readonly number[], degree: number): readonly (readonly number[])[] {
  return Array.from({ length: degree }, (_, i) => values.map((value) => value ** (i + 1)));
}

/**
 * Polynomials of degree 1 upwards with sum 0, of length 1 and orthogonal over the known values, their leading coefficients
 * positive, by Forsythe's (1957) recurrence p_(n+1) = (x - a_n) p_n - b_n p_(n-1).
 */
export function orthogonalPolynomials(
  values: readonly number[],
  degree: number,
): readonly (readonly number[])[] {
  const known = (f: (i: number) => number): number =>
    values.reduce((sum, value, i) => (Number.isNaN(value) ? sum : sum + f(i)), 0);
  let before = values.map(() => 0);
  let current = values.map((value) => (Number.isNaN(value) ? Number.NaN : 1));
  let squaresBefore = 1;
  const made: (readonly number[])[] = [];
  for (let n = 0; n <= degree; n++) {
    const now = current;
    const squares = known((i) => now[i]! ** 2);
    if (n > 0) made.push(now.map((value) => value / Math.sqrt(squares)));
    const a = known((i) => values[i]! * now[i]! ** 2) / squares;
    const b = n === 0 ? 0 : squares / squaresBefore;
    const earlier = before;
    current = now.map((value, i) => (values[i]! - a) * value - b * earlier[i]!);
    before = now;
    squaresBefore = squares;
  }
  return made;
}
