/** Values with mean 0 and standard deviation 1 over the pool, cut off at ± `limit`; all 0 where they do not differ. */
export function standardised(values: Float64Array, limit = Number.POSITIVE_INFINITY): Float64Array {
  const count = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / count);
  const found = new Float64Array(count);
  if (!(deviation > 1e-12)) return found;
  for (let i = 0; i < count; i++)
    found[i] = Math.max(-limit, Math.min(limit, (values[i]! - mean) / deviation));
  return found;
}
