/** A number with fixed decimals and a true minus sign; very large values lose their decimals. */
export function numberText(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "not estimable";
  const places = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? Math.min(decimals, 1) : decimals;
  const written = Math.abs(value).toFixed(places);
  return value < 0 && Number(written) !== 0 ? `−${written}` : written;
}

/** A whole number with thousands separators. */
export function countText(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

const measureNames: Readonly<Record<string, string>> = {
  RR: "Risk ratio",
  OR: "Odds ratio",
  RD: "Risk difference",
  MD: "Mean difference",
  SMD: "Standardised mean difference",
  HR: "Hazard ratio",
  "rate-ratio": "Rate ratio",
};

/** The measure in words, as `Risk ratio`. */
export function measureName(measure: string): string {
  return measureNames[measure] ?? measure;
}
