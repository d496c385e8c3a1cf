import { datumValue, detailOf } from "../provenance.ts";
import type { Contrast } from "../study.ts";
import { type Check, problemIn } from "./check.ts";
import { roundingOf } from "./printed-number.ts";
import { noEffect } from "./ratio-measures.ts";
import { contrastsOf } from "./study-parts.ts";

/** Whether a printed p-value is below a threshold; undefined where it does not tell. */
function isBelow(p: number | string, threshold: number): boolean | undefined {
  if (typeof p === "number") return Math.abs(p - threshold) <= roundingOf(p) ? undefined : p < threshold;
  if (p === "NS" || p === "1") return threshold < 0.05 ? undefined : false;
  const [, sign, figure] = /^([<>]=?) ?(.+)$/.exec(p) ?? [];
  const limit = Number(figure);
  if (sign?.startsWith("<")) return limit <= threshold ? true : undefined;
  return limit >= threshold ? false : undefined;
}

/** Whether an interval excludes no effect; undefined where a limit prints as no effect itself. */
function excludes([low, high]: readonly [number, number], none: number): boolean | undefined {
  const touches = Math.abs(low - none) <= roundingOf(low) || Math.abs(high - none) <= roundingOf(high);
  return touches ? undefined : low > none || high < none;
}

/** True where a note beside the p-value or the claim says why they differ, as one-sided tests. */
const isExplained = ({ p, significant, ci, note }: Contrast) =>
  [detailOf(p), detailOf(significant), detailOf(ci)].some((detail) => detail?.note !== undefined) ||
  /one-sided|two-sided|adjusted|test|interval/i.test(note ?? "");

const words = (significant: boolean) => (significant ? "significant" : "not significant");

export const significanceAgrees: Check = {
  asks: "Do interval, p-value and the claim of significance agree?",
  *run(review) {
    for (const study of review.studies) {
      for (const { contrast, pointer } of contrastsOf(study)) {
        const ci = datumValue(contrast.ci);
        const p = datumValue(contrast.p);
        const claimed = datumValue(contrast.significant);
        if (isExplained(contrast)) continue;
        const none = noEffect(contrast.measure);
        const level = contrast.level ?? 95;
        const byInterval = ci === undefined || none === undefined ? undefined : excludes(ci, none);
        const byP = p === undefined ? undefined : isBelow(p, 1 - level / 100);
        const byPAt5 = p === undefined ? undefined : isBelow(p, 0.05);
        const interval = ci === undefined ? "" : `the interval ${ci[0]} to ${ci[1]}`;
        if (byInterval !== undefined && byP !== undefined && byInterval !== byP) {
          yield problemIn(
            study,
            `${pointer}/p`,
            "warning",
            "p-contradicts-interval",
            `p = ${p} is ${words(byP)} at the ${level}% level and ${interval} says ${words(byInterval)}; correct one, or note that they come from different tests`,
          );
        }
        if (claimed !== undefined && byPAt5 !== undefined && claimed !== byPAt5) {
          yield problemIn(
            study,
            `${pointer}/significant`,
            "warning",
            "claim-contradicts-p",
            `the result is called ${words(claimed)} and p = ${p}; correct one, or note why (one-sided, adjusted for several tests)`,
          );
        } else if (
          claimed !== undefined &&
          level === 95 &&
          byInterval !== undefined &&
          claimed !== byInterval
        ) {
          yield problemIn(
            study,
            `${pointer}/significant`,
            "warning",
            "claim-contradicts-interval",
            `the result is called ${words(claimed)} and ${interval} says ${words(byInterval)}; correct one, or note why`,
          );
        }
      }
    }
  },
};
