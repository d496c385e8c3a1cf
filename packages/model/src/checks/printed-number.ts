/** Decimals that a number shows when printed: 53 has none, 0.24 has two. Trailing zeros are lost in reading. */
export function decimalsOf(x: number): number {
  const text = String(x);
  const exponent = /e-(\d+)$/.exec(text);
  const point = /\.(\d+)/.exec(text);
  return (point?.[1]?.length ?? 0) + Number(exponent?.[1] ?? 0);
}

/** Half a unit in the last printed place: how far the true value may lie from a rounded one. */
export function roundingOf(x: number): number {
  return 0.5 * 10 ** -decimalsOf(x);
}

/** True where `exact`, rounded or cut off to the places of `printed`, gives `printed`. */
export function printsAs(exact: number, printed: number): boolean {
  const unit = 10 ** -decimalsOf(printed);
  const slack = 1e-9 * Math.max(1, Math.abs(exact));
  const isRounded = Math.abs(exact - printed) <= unit / 2 + slack;
  const isCutOff = Math.abs(exact) >= Math.abs(printed) - slack && Math.abs(exact - printed) < unit - slack;
  return isRounded || isCutOff;
}

/** A number for a sentence: at most four significant digits. */
export function shown(x: number): string {
  return String(Number(x.toPrecision(4)));
}
