/** Every function that takes numbers from outside, called with whatever comes. */

import { effectSizeTargets } from "./effect-size-targets.ts";
import type { Draw } from "./hostile.ts";
import { poolingTargets } from "./pooling-targets.ts";

export interface Target {
  readonly name: string;
  readonly call: (draw: Draw) => unknown;
}

export const targets: readonly Target[] = [...effectSizeTargets, ...poolingTargets];
