/** Data of published diagnostic meta-analyses, for tests. */
import type { AccuracyTable } from "./accuracy-study.ts";

export const tablesOf = (
  rows: readonly (readonly [number, number, number, number])[],
): readonly AccuracyTable[] =>
  rows.map(([truePositives, falseNegatives, falsePositives, trueNegatives]) => ({
    truePositives,
    falseNegatives,
    falsePositives,
    trueNegatives,
  }));

/** The AUDIT-C questionnaire for unhealthy alcohol use, 14 studies (Kriston, Hoelzel, Weiser, Berner & Haerter 2008): TP, FN, FP, TN. */
export const auditC = tablesOf([
  [47, 9, 101, 738],
  [126, 51, 272, 1543],
  [19, 10, 12, 192],
  [36, 3, 78, 276],
  [130, 19, 211, 959],
  [84, 2, 68, 89],
  [68, 0, 112, 423],
  [752, 0, 3226, 2977],
  [59, 5, 55, 136],
  [142, 50, 571, 2788],
  [137, 24, 107, 358],
  [57, 3, 103, 437],
  [34, 1, 21, 56],
  [152, 51, 88, 264],
]);
