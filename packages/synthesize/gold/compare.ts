/** Comparison of what we computed with what R gave: every expected field, elementwise, within the case's own tolerance. */

export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

export interface Difference {
  /** Path of the field, as `fitML.ll` or `beta[0]`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Comparison {
  /** Largest |a - b| / (abs + rel |b|) over the numbers that could be compared. */
  readonly worst: number;
  readonly differences: readonly Difference[];
}

function special(value: unknown): unknown {
  if (value === "Inf") return Number.POSITIVE_INFINITY;
  if (value === "-Inf") return Number.NEGATIVE_INFINITY;
  if (value === "NaN") return Number.NaN;
  return value;
}

/** R writes a missing number as null; ours may be null or NaN. */
function isMissing(value: unknown): boolean {
  return value === null || (typeof value === "number" && Number.isNaN(value));
}

export function compareFields(
  expected: unknown,
  actual: unknown,
  tolerance: Tolerance,
  path = "",
): Comparison {
  const want = special(expected);
  const differs: Comparison = { worst: Number.POSITIVE_INFINITY, differences: [{ path, expected, actual }] };
  const same: Comparison = { worst: 0, differences: [] };
  if (isMissing(want)) return isMissing(actual) ? same : differs;
  if (typeof want === "number") {
    if (typeof actual !== "number" || Number.isNaN(actual)) return differs;
    if (actual === want) return same;
    const allowed = tolerance.abs + tolerance.rel * Math.abs(want);
    const worst = Math.abs(actual - want) / allowed;
    return worst <= 1 ? { worst, differences: [] } : { worst, differences: [{ path, expected, actual }] };
  }
  if (Array.isArray(want)) {
    // An empty array records nothing: R returned no value there.
    if (!Array.isArray(actual)) return differs;
    if (want.length > 0 && want.length !== actual.length) return differs;
    return combine(want.map((item, i) => compareFields(item, actual[i], tolerance, `${path}[${i}]`)));
  }
  if (typeof want === "object" && want !== null) {
    if (typeof actual !== "object" || actual === null) return differs;
    const computed = actual as Readonly<Record<string, unknown>>;
    return combine(
      Object.entries(want).map(([key, value]) =>
        compareFields(value, computed[key], tolerance, path === "" ? key : `${path}.${key}`),
      ),
    );
  }
  return want === actual ? same : differs;
}

function combine(parts: readonly Comparison[]): Comparison {
  return {
    worst: parts.reduce((worst, part) => Math.max(worst, part.worst), 0),
    differences: parts.flatMap((part) => part.differences),
  };
}
