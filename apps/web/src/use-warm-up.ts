import { useEffect } from "react";
import type { Engine } from "./engine.ts";

/**
 * Derives the given dates ahead while the reader does nothing, so that a slider step only has to draw. One date at a
 * time, in idle moments alone; browsers that announce none derive when asked.
 */
export function useWarmUp(
  engine: Engine,
  dates: readonly string[],
  rules: string,
  exclude: readonly string[],
): void {
  useEffect(() => {
    if (typeof window.requestIdleCallback !== "function") return;
    const waiting = [...dates];
    let handle = 0;
    // The first derivation is the longest: it waits until the reader has had time to look.
    const start = window.setTimeout(() => {
      handle = window.requestIdleCallback(work);
    }, 1500);
    const work = (deadline: IdleDeadline) => {
      const next = deadline.timeRemaining() > 15 ? waiting.shift() : undefined;
      if (next !== undefined) engine.at(next, rules, exclude);
      if (waiting.length > 0) handle = window.requestIdleCallback(work);
    };
    return () => {
      window.clearTimeout(start);
      window.cancelIdleCallback(handle);
    };
  }, [engine, dates, rules, exclude]);
}
