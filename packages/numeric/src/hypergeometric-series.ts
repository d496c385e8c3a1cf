/**
 * Gauss's hypergeometric function 2F1(a, b; c; x) for 0 <= x <= 1 by its series (DLMF 15.2.1); at x = 1 it needs c > a + b.
 *
 * Terms fall as x^n n^(a+b-c-1): fast for the statistical uses here, where c grows with the sample size.
 */
export function hypergeometric2F1(a: number, b: number, c: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 1e6; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * x;
    const next = sum + term;
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
