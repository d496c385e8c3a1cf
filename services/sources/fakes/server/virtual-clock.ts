import type { Clock } from "../../src/http/clock.ts";

/**
 * A clock that moves only when somebody sleeps, and then at once. Clients and fakes that share it meet every rate limit as they would
 * in the real time, in none.
 */
export function virtualClock(
  start = Date.UTC(2026, 0, 15, 12),
): Clock & { readonly pass: (milliseconds: number) => void } {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      const until = now + milliseconds;
      // What was sent before somebody fell asleep is sent first.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      now = Math.max(now, until);
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}
