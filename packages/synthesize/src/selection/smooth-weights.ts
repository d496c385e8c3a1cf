/** Selection that is smooth in the p-value: A by Gauss-Legendre quadrature over z, with closed forms where w is constant. */
import {
  gaussLegendreRule,
  normalDensity,
  normalLogLower,
  normalLogUpper,
  normalLower,
  normalUpperQuantile,
} from "@coppice/numeric";
import { pValueOf } from "./alternative.ts";
import type { SelectionWeights } from "./selection-weights.ts";
import type { PValuePoint, SmoothFunction } from "./smooth-functions.ts";

export interface SmoothSetting {
  readonly selection: SmoothFunction;
  /** z of each study, turned so that large values are favoured. */
  readonly z: readonly number[];
  readonly twoSided: boolean;
  /** Imprecision of each study; null when selection does not depend on it. */
  readonly imprecision: readonly number[] | null;
  /** w = 1 for p-values up to here, and w / w(alpha) beyond, so that w does not jump; null for no such threshold. */
  readonly alpha: number | null;
}

const ORDER = 12;

function pointAt(z: number, twoSided: boolean, censoring: number): PValuePoint {
  const { p, q } = pValueOf(z, twoSided);
  if (p < censoring)
    return { p: censoring, q: 1 - censoring, lnP: Math.log(censoring), lnQ: Math.log1p(-censoring) };
  if (q < censoring)
    return { p: 1 - censoring, q: censoring, lnP: Math.log1p(-censoring), lnQ: Math.log(censoring) };
  if (twoSided) return { p, q, lnP: Math.LN2 + normalLogUpper(Math.abs(z)), lnQ: Math.log(q) };
  return { p, q, lnP: normalLogUpper(z), lnQ: normalLogLower(z) };
}

/** The range of z (of |z| when two-sided) over which w varies. */
function variableRange({ selection, twoSided, alpha }: SmoothSetting): readonly [number, number] {
  const { censoring, reach } = selection;
  const share = twoSided ? 0.5 : 1;
  const high = censoring > 0 ? normalUpperQuantile(censoring * share) : reach;
  const threshold = alpha === null ? high : Math.min(high, normalUpperQuantile(alpha * share));
  if (!twoSided) return [censoring > 0 ? -high : -Math.min(reach, 8.3), threshold];
  return [censoring > 0 ? normalUpperQuantile((1 - censoring) / 2) : 0, threshold];
}

/**
 * Nodes and weights on panels half a unit wide in the middle, where w may be steep, and wider outside. Above a small positive
 * end, where w may rise like a power of z, the panels grow from it by a factor of four.
 */
function grid(low: number, high: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  const edges: number[] = [low];
  while (edges.at(-1)! < high - 1e-9) {
    const at = edges.at(-1)!;
    const width = at < -4.5 - 1e-9 ? Math.min(1, -4.5 - at) : at < 4.5 - 1e-9 ? 0.5 : 1;
    const graded = low > 0 && at < 0.17 ? 3 * at : width;
    edges.push(Math.min(high, at + Math.max(graded, Math.min(0.05, low > 0 ? at : 0.05))));
  }
  const rule = gaussLegendreRule(ORDER);
  const panels = edges.length - 1;
  const nodes = new Float64Array(panels * ORDER);
  const weights = new Float64Array(panels * ORDER);
  for (let panel = 0; panel < panels; panel++) {
    const half = 0.5 * (edges[panel + 1]! - edges[panel]!);
    const middle = 0.5 * (edges[panel + 1]! + edges[panel]!);
    for (let i = 0; i < ORDER; i++) {
      nodes[panel * ORDER + i] = middle + half * rule.nodes[i]!;
      weights[panel * ORDER + i] = half * rule.weights[i]!;
    }
  }
  return { nodes, weights };
}

export function smoothWeights(setting: SmoothSetting): SelectionWeights {
  const { selection, z, twoSided, imprecision, alpha } = setting;
  const { logWeight, censoring } = selection;
  const size = selection.none.length;
  const [low, high] = variableRange(setting);
  const { nodes, weights } = grid(low, high);
  const points = Array.from(nodes, (node) => pointAt(node, twoSided, censoring));
  const own = z.map((value) => pointAt(value, twoSided, censoring));
  const certain = own.map(({ p }) => alpha !== null && p <= alpha);
  const far = twoSided ? null : pointAt(low, false, censoring);
  const near = twoSided ? pointAt(low, true, censoring) : null;
  const beyond: PValuePoint | null = alpha !== null ? null : pointAt(high, twoSided, censoring);
  const edge = alpha === null ? null : pointAt(high, twoSided, censoring);
  const edgeSlopes = new Float64Array(size);
  const slopes = new Float64Array(size);
  // w times the quadrature weight at each node, and its derivatives; made anew for each set of parameters and each imprecision.
  const height = new Float64Array(nodes.length);
  const tilt = Array.from({ length: size }, () => new Float64Array(nodes.length));
  let delta: readonly number[] = [];
  let prepared = Number.NaN;
  // The largest ln w is taken out of w everywhere, so that nothing underflows; it cancels between w and A.
  let shift = 0;

  /** ln w, and its derivatives in `into`. */
  function logAt(point: PValuePoint, precision: number, into: Float64Array): number {
    if (edge === null) return logWeight(point, precision, delta, into);
    const atEdge = logWeight(edge, precision, delta, edgeSlopes);
    const value = logWeight(point, precision, delta, into) - atEdge;
    for (let d = 0; d < size; d++) into[d]! -= edgeSlopes[d]!;
    return value;
  }

  function prepare(precision: number): void {
    if (precision === prepared) return;
    prepared = precision;
    for (let i = 0; i < nodes.length; i++) {
      const w = weights[i]! * Math.exp(logAt(points[i]!, precision, slopes) - shift);
      height[i] = w;
      for (let d = 0; d < size; d++) tilt[d]![i] = w * slopes[d]!;
    }
  }

  /** Adds a stretch over which w keeps the value it has at a point; w is 1 where there is none. */
  function addConstant(
    at: PValuePoint | null,
    a: number,
    b: number,
    precision: number,
    m: number,
    r: number,
    out: Float64Array,
  ): void {
    slopes.fill(0);
    const w = Math.exp((at === null ? 0 : logAt(at, precision, slopes)) - shift);
    const ta = (a - m) / r;
    const tb = (b - m) / r;
    const probability = ta > 0 ? normalLower(-ta) - normalLower(-tb) : normalLower(tb) - normalLower(ta);
    const da = Number.isFinite(ta) ? normalDensity(ta) : 0;
    const db = Number.isFinite(tb) ? normalDensity(tb) : 0;
    out[0]! += w * probability;
    out[1]! -= (w * (db - da)) / r;
    out[2]! -= (w * ((db === 0 ? 0 : tb * db) - (da === 0 ? 0 : ta * da))) / r;
    for (let d = 0; d < size; d++) out[3 + d]! += w * probability * slopes[d]!;
  }

  return {
    size,
    set: (values) => {
      delta = values;
      prepared = Number.NaN;
      shift = 0;
      if (imprecision !== null) return;
      let most = Number.NEGATIVE_INFINITY;
      for (const point of points) most = Math.max(most, logAt(point, 1, slopes));
      shift = alpha === null ? most : Math.max(most, 0);
    },
    observed: (study, into) => {
      into.fill(0);
      if (certain[study]) return -shift;
      return logAt(own[study]!, imprecision?.[study] ?? 1, into) - shift;
    },
    integral: (study, m, r, out) => {
      out.fill(0);
      const precision = imprecision?.[study] ?? 1;
      prepare(precision);
      const scale = 0.3989422804014327 / r;
      let total = 0;
      let first = 0;
      let second = 0;
      for (let i = 0; i < nodes.length; i++) {
        for (let side = 0; side < (twoSided ? 2 : 1); side++) {
          const t = ((side === 0 ? nodes[i]! : -nodes[i]!) - m) / r;
          const density = Math.exp(-0.5 * t * t) * scale;
          const mass = height[i]! * density;
          total += mass;
          first += mass * t;
          second += mass * t * t;
          for (let d = 0; d < size; d++) out[3 + d]! += tilt[d]![i]! * density;
        }
      }
      out[0] = total;
      out[1] = first / r;
      out[2] = (second - total) / r;
      const infinity = Number.POSITIVE_INFINITY;
      addConstant(beyond, high, infinity, precision, m, r, out);
      if (twoSided) {
        addConstant(beyond, -infinity, -high, precision, m, r, out);
        if (low > 0) addConstant(near, -low, low, precision, m, r, out);
      } else {
        addConstant(far, -infinity, low, precision, m, r, out);
      }
    },
  };
}
