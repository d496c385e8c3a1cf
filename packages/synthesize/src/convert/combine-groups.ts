import { sumBy } from "@coppice/numeric";
import type { OneMean } from "../one-group/mean.ts";
import { failure, type Result, sound } from "../result.ts";

/** One group out of several, exactly as if their people had been one group (Cochrane Handbook, table 6.5.2.a). */
export function combineGroups(groups: readonly OneMean[]): Result<OneMean> {
  const n = sumBy(groups, (group) => group.n);
  if (
    groups.length === 0 ||
    n < 2 ||
    groups.some((group) => !(group.n >= 1) || !(group.sd >= 0) || !Number.isFinite(group.n))
  ) {
    return failure(
      "bad-groups",
      `${groups.length} groups of ${n} people cannot be combined; give groups with a mean, a standard deviation and at least 1 person.`,
    );
  }
  const mean = sumBy(groups, (group) => group.n * group.mean) / n;
  const squares = groups.reduce((sum, g) => sum + (g.n - 1) * g.sd ** 2 + g.n * (g.mean - mean) ** 2, 0);
  const combined = { mean, sd: Math.sqrt(squares / (n - 1)), n };
  return sound(combined, () =>
    failure("not-a-number", "The means and standard deviations give no finite number; check them."),
  );
}
