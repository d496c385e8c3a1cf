import { existsSync } from "node:fs";
import type { Measured } from "./measure.ts";
import { screeningFolder, screeningSetNames } from "./screening-set.ts";
import { STUDIED_RULES } from "./stopping-rules.ts";
import { CONFIDENCE, stoppingFigures, stoppingOrders, TARGETS } from "./stopping-study.ts";

/** How often stopping rules keep their promise over the labelled sets beside the repository; nothing where they are not there. */
export async function benchStopping(root: string): Promise<readonly Measured[]> {
  const folder = screeningFolder(root);
  if (!existsSync(folder)) {
    console.log(`the labelled sets are not in ${folder}: stopping rules are not measured`);
    return [];
  }
  const { rules, sets, starts } = stoppingFigures(await stoppingOrders(root, screeningSetNames(folder)));
  const runs = sets.length * starts;
  console.log(
    `rule; of ${runs} runs those that reached the target, never stopped, work saved (mean, median)`,
  );
  for (const { rule, target, held, never, savedMean, savedMedian } of rules) {
    const shares = [savedMean, savedMedian].map((share) => share.toFixed(3)).join("  ");
    console.log(
      `${target}  ${rule.padEnd(64)} ${String(held).padStart(4)}  ${String(never).padStart(4)}  ${shares}`,
    );
  }
  const promising = STUDIED_RULES.filter(
    ({ standing }) => standing === "guarantee" || standing === "conditional",
  );
  return TARGETS.flatMap((target) =>
    promising.map(({ name, standing }): Measured => {
      const { held, heldLow, heldHigh, savedMean } = rules.find(
        (row) => row.rule === name && row.target === target,
      )!;
      return {
        promise: `missed a recall of ${target}: ${name}`,
        bound: Number((1 - CONFIDENCE).toFixed(4)),
        unit: "share",
        figure: 1 - held / runs,
        note: `${standing}; held in ${held} of ${runs} (${heldLow} to ${heldHigh}); ${(100 * savedMean).toFixed(1)} % saved`,
      };
    }),
  );
}
