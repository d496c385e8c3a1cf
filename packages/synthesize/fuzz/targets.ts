/** Every function that takes numbers from outside, called with whatever comes. */
import { accuracyTargets } from "./accuracy-targets.ts";
import { biasTargets } from "./bias-targets.ts";
import { countTargets } from "./count-targets.ts";
import { dependenceTargets } from "./dependence-targets.ts";
import { effectSizeTargets } from "./effect-size-targets.ts";
import type { Draw } from "./hostile.ts";
import { intervalTargets } from "./interval-targets.ts";
import { poolingTargets } from "./pooling-targets.ts";
import { regressionTargets } from "./regression-targets.ts";
import { sensitivityTargets } from "./sensitivity-targets.ts";

export interface Target {
  readonly name: string;
  readonly call: (draw: Draw) => unknown;
  /** Share of the runs that other functions get, for slow ones; default 1. */
  readonly weight?: number;
}

export const targets: readonly Target[] = [
  ...effectSizeTargets,
  ...intervalTargets,
  ...poolingTargets,
  ...sensitivityTargets,
  ...regressionTargets,
  ...biasTargets,
  ...countTargets,
  ...accuracyTargets,
  ...dependenceTargets,
];
