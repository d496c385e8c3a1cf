/** The phi coefficient: the correlation of two binary variables. */
import { type EffectSize, effectSize } from "../effect-size.ts";
import type { Result } from "../result.ts";
import { type Cells, type Counts, cellsOf } from "./counts.ts";

/** `cross-sectional`: only the total was fixed by design; `stratified`: the arm sizes were. Default `cross-sectional`. */
export type PhiSampling = "cross-sectional" | "stratified";

interface PhiEstimate {
  readonly phi: number;
  readonly variance: number;
}

/** Multinomial sampling (Yule 1912; Digby 1983). */
function crossSectional({ a, b, c, d }: Cells): PhiEstimate {
  const n = a + b + c + d;
  const row = (a + b) / n;
  const column = (a + c) / n;
  const rows = row * (1 - row);
  const columns = column * (1 - column);
  const phi = (a * d - b * c) / (n * n * Math.sqrt(rows * columns));
  const rowGap = 2 * row - 1;
  const columnGap = 2 * column - 1;
  const variance =
    (1 -
      phi ** 2 +
      (phi * (1 + 0.5 * phi ** 2) * rowGap * columnGap) / Math.sqrt(rows * columns) -
      0.75 * phi ** 2 * (rowGap ** 2 / rows + columnGap ** 2 / columns)) /
    n;
  return { phi, variance };
}

/** Two binomials with fixed sizes: delta method on phi = k (p1 - p2) / sqrt(p (1 - p)), k = sqrt(n1 n2) / n. */
function stratified({ a, b, c, d, n1, n2 }: Cells): PhiEstimate {
  const n = n1 + n2;
  const p1 = a / n1;
  const p2 = c / n2;
  const p = (a + c) / n;
  const root = Math.sqrt(p * (1 - p));
  const k = Math.sqrt(n1 * n2) / n;
  const bend = ((p1 - p2) * (1 - 2 * p)) / (2 * root ** 3);
  const slope1 = k * (1 / root - (bend * n1) / n);
  const slope2 = k * (-1 / root - (bend * n2) / n);
  const variance = (slope1 ** 2 * p1 * (b / n1)) / n1 + (slope2 ** 2 * p2 * (d / n2)) / n2;
  return { phi: (k * (p1 - p2)) / root, variance };
}

const words = {
  "cross-sectional": "vi = multinomial variance of phi",
  stratified: "vi = delta-method variance with n1 and n2 fixed",
};

function estimate(counts: Counts, sampling: PhiSampling): Result<Cells & PhiEstimate> {
  const cells = cellsOf(counts, { rule: "none" });
  if (!cells.ok) return cells;
  const result = sampling === "stratified" ? stratified(cells.value) : crossSectional(cells.value);
  return { ok: true, value: { ...cells.value, ...result } };
}

/** phi = (a d - b c) / sqrt of the product of the four margins. */
export function phiCoefficient(
  counts: Counts,
  sampling: PhiSampling = "cross-sectional",
): Result<EffectSize> {
  const result = estimate(counts, sampling);
  if (!result.ok) return result;
  const { a, b, c, d, phi, variance } = result.value;
  return effectSize("PHI", {
    yi: phi,
    vi: variance,
    n: counts.n1 + counts.n2,
    formula: `yi = (a d - b c) / sqrt((a+b)(c+d)(a+c)(b+d)); ${words[sampling]}`,
    inputs: { a, b, c, d },
    assumptions: [`sampling was ${sampling}`],
    source: "Yule 1912, J R Stat Soc 75:579; Digby 1983, Biometrics 39:753",
  });
}

/** Fisher's z of phi. */
export function phiCoefficientZ(
  counts: Counts,
  sampling: PhiSampling = "cross-sectional",
): Result<EffectSize> {
  const result = estimate(counts, sampling);
  if (!result.ok) return result;
  const { a, b, c, d, phi, variance } = result.value;
  return effectSize("ZPHI", {
    yi: Math.atanh(phi),
    vi: variance / (1 - phi * phi) ** 2,
    n: counts.n1 + counts.n2,
    formula: `yi = atanh phi; vi = v / (1 - phi^2)^2; ${words[sampling]}`,
    inputs: { a, b, c, d, phi },
    assumptions: [`sampling was ${sampling}`],
    source: "Yule 1912, J R Stat Soc 75:579",
  });
}
