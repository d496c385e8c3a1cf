/** The correlation between belonging to arm 1 and the outcome. */
import { normalDensity, normalQuantile } from "@coppice/numeric";
import { type EffectSize, effectSize } from "../effect-size.ts";
import { failure, type Result } from "../result.ts";
import { checkMeans, pooledSd, type TwoMeans } from "./two-means.ts";

interface PointBiserial {
  readonly r: number;
  readonly variance: number;
  readonly d: number;
  readonly h: number;
}

function pointBiserialOf(data: TwoMeans): Result<PointBiserial> {
  const checked = checkMeans(data);
  if (!checked.ok) return checked;
  const { n1, n2 } = data;
  const sp = pooledSd(data);
  if (sp === 0) return failure("zero-sd", "Both standard deviations are 0; check them.");
  const d = (data.mean1 - data.mean2) / sp;
  const m = n1 + n2 - 2;
  const h = m / n1 + m / n2;
  // Delta method on r = d / sqrt(d^2 + h) with the variance of d.
  const variance = (h * h * (1 / n1 + 1 / n2 + (d * d) / (2 * (n1 + n2)))) / (d * d + h) ** 3;
  return { ok: true, value: { r: d / Math.sqrt(d * d + h), variance, d, h } };
}

const source = "Jacobs & Viechtbauer 2017, Res Synth Methods 8:161";

/** The point-biserial correlation, with the variance for arms of fixed size. */
export function pointBiserial(data: TwoMeans): Result<EffectSize> {
  const result = pointBiserialOf(data);
  if (!result.ok) return result;
  const { r, variance, d, h } = result.value;
  return effectSize("RPB", {
    yi: r,
    vi: variance,
    n: data.n1 + data.n2,
    formula: "yi = d / sqrt(d^2 + h); h = m/n1 + m/n2; vi = h^2 (1/n1 + 1/n2 + d^2/(2(n1+n2))) / (d^2 + h)^3",
    inputs: { ...data, d, h },
    assumptions: ["both arms have the same variance"],
    source,
  });
}

/** Fisher's z of the point-biserial correlation. */
export function pointBiserialZ(data: TwoMeans): Result<EffectSize> {
  const result = pointBiserialOf(data);
  if (!result.ok) return result;
  const { r, variance, d, h } = result.value;
  return effectSize("ZPB", {
    yi: Math.atanh(r),
    vi: variance / (1 - r * r) ** 2,
    n: data.n1 + data.n2,
    formula: "yi = atanh r; vi = v(r) / (1 - r^2)^2; r = d / sqrt(d^2 + h)",
    inputs: { ...data, d, h, r },
    assumptions: ["both arms have the same variance"],
    source,
  });
}

interface Biserial {
  readonly r: number;
  readonly variance: number;
}

/** The estimate can lie beyond 1; in Soper's (1914) approximate variance it is then cut off at 1. */
function biserialOf(data: TwoMeans): Result<Biserial> {
  const result = pointBiserialOf(data);
  if (!result.ok) return result;
  const n = data.n1 + data.n2;
  const p = data.n1 / n;
  const q = data.n2 / n;
  const z = normalQuantile(q);
  const phi = normalDensity(z);
  const r = (result.value.r * Math.sqrt(p * q)) / phi;
  const bounded = Math.max(-1, Math.min(1, r));
  const bracket = 1.5 + (1 - (p * z) / phi) * (1 + (q * z) / phi);
  return {
    ok: true,
    value: { r, variance: ((p * q) / phi ** 2 - bracket * bounded ** 2 + bounded ** 4) / (n - 1) },
  };
}

/** The biserial correlation: the arms as halves of a dichotomised normal variable. */
export function biserial(data: TwoMeans): Result<EffectSize> {
  const result = biserialOf(data);
  if (!result.ok) return result;
  return effectSize("RBIS", {
    yi: result.value.r,
    vi: result.value.variance,
    n: data.n1 + data.n2,
    formula:
      "yi = r sqrt(p q) / phi(z); vi = (p q/phi^2 - (3/2 + (1 - p z/phi)(1 + q z/phi)) yi^2 + yi^4) / (n - 1)",
    inputs: { ...data },
    assumptions: ["the arms are a dichotomised normal variable"],
    source,
  });
}

/** Fisher's z of the biserial correlation. */
export function biserialZ(data: TwoMeans): Result<EffectSize> {
  const result = biserialOf(data);
  if (!result.ok) return result;
  const { r, variance } = result.value;
  return effectSize("ZBIS", {
    yi: Math.atanh(r),
    vi: variance / (1 - r * r) ** 2,
    n: data.n1 + data.n2,
    formula: "yi = atanh r; vi = v(r) / (1 - r^2)^2; r the biserial correlation",
    inputs: { ...data, r },
    assumptions: ["the arms are a dichotomised normal variable"],
    source,
  });
}
