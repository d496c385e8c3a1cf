import { normalQuantile } from "@coppice/numeric";
import { type Coefficient, type Interval, undefinedFor } from "./coefficient.ts";
import type { RatingTable } from "./rating-table.ts";

/** Records on which both chose the same, as a share of all; interval by Wilson's score. */
export function percentAgreement(table: RatingTable, level: number): Coefficient {
  return ofShare(
    sameOf(table),
    table.subjects,
    level,
    (share) => share,
    () => 1,
  );
}

/**
 * Prevalence- and bias-adjusted kappa: (q po − 1) / (q − 1), for two categories 2 po − 1 (Byrt, Bishop & Carlin 1993); for more it is the
 * coefficient of Brennan & Prediger 1981. Its interval is that of the percent agreement, carried over.
 */
export function pabak(table: RatingTable, level: number): Coefficient {
  const q = table.categories.length;
  return ofShare(
    sameOf(table),
    table.subjects,
    level,
    (share) => (q * share - 1) / (q - 1),
    () => q / (q - 1),
  );
}

/**
 * Agreement on one category: 2a / (2a + d), where both chose it a times and one alone d times. For "include" it is the positive agreement, for
 * "exclude" the negative (Cicchetti & Feinstein 1990). It is 2p / (1 + p) of the share p = a / (a + d), whose standard error and Wilson
 * interval are carried over.
 */
export function agreementOn(table: RatingTable, category: number, level: number): Coefficient {
  const { counts, categories } = table;
  const both = counts[category]![category]!;
  const chosen = counts.reduce((sum, row, i) => sum + row[category]! + counts[category]![i]!, 0);
  if (table.subjects > 0 && chosen === 0) return undefinedFor(`Neither chose "${categories[category]}".`);
  return ofShare(
    both,
    chosen - both,
    level,
    (p) => (2 * p) / (1 + p),
    (p) => 2 / (1 + p) ** 2,
  );
}

const sameOf = ({ counts }: RatingTable): number => counts.reduce((sum, row, i) => sum + row[i]!, 0);

function ofShare(
  count: number,
  of: number,
  level: number,
  carried: (share: number) => number,
  slope: (share: number) => number,
): Coefficient {
  if (of === 0) return undefinedFor("The two have no record in common.");
  const share = count / of;
  const { lower, upper } = wilson(count, of, level);
  const error = slope(share) * Math.sqrt((share * (1 - share)) / of);
  return {
    kind: "defined",
    estimate: carried(share),
    ...(error > 0 ? { standardError: error } : {}),
    interval: { lower: carried(lower), upper: carried(upper), level },
  };
}

/** Score interval of a share (Wilson 1927), which stays right at 0 and 1. */
function wilson(count: number, of: number, level: number): Interval {
  const z = normalQuantile((1 + level) / 2);
  const middle = (count + (z * z) / 2) / (of + z * z);
  const half = (z / (of + z * z)) * Math.sqrt((count * (of - count)) / of + (z * z) / 4);
  return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half), level };
}
