import { normalQuantile, studentQuantile } from "@coppice/numeric";

/** Half the width of a two-sided interval in standard errors: of the t distribution, or the normal one without `df`. */
export function criticalValue(level: number, df: number | null): number {
  const tail = (1 + level) / 2;
  return df === null ? normalQuantile(tail) : studentQuantile(tail, df);
}
