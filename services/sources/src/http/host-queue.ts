import type { Clock } from "./clock.ts";

/** How often and how many at once a host may be asked. */
export interface Pace {
  readonly perSecond: number;
  /** Requests that may follow each other at once after a pause. 1 keeps every window of a second within the limit. */
  readonly burst: number;
  readonly concurrency: number;
}

/** The requests to one host, in the order in which they came. */
export interface HostQueue {
  /** Waits for a turn, then runs the task and gives what it gives. Rejects where the signal is aborted while waiting. */
  readonly run: <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Takes a new rate, as some services tell it in every answer. */
  readonly setRate: (perSecond: number) => void;
  /** Lets no request start before that time. */
  readonly holdUntil: (time: number) => void;
}

/** A token bucket and a limit on what runs at once. Tokens come one by one; a turn is taken in the order of asking. */
export function hostQueue(pace: Pace, clock: Clock): HostQueue {
  let rate = pace.perSecond;
  let tokens = pace.burst;
  let filledAt = clock.now();
  let heldUntil = 0;
  let running = 0;
  const waiting: (() => void)[] = [];
  /** The end of the line for a token: each newcomer waits for the one before it. */
  let line: Promise<void> = Promise.resolve();

  const fill = (): void => {
    const now = clock.now();
    tokens = Math.min(pace.burst, tokens + ((now - filledAt) / 1000) * rate);
    filledAt = now;
  };

  async function token(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const hold = heldUntil - clock.now();
      if (hold > 0) {
        await clock.sleep(hold, signal);
        continue;
      }
      fill();
      // Time comes in whole milliseconds; a token that lacks a rounding error is there.
      if (tokens >= 1 - 1e-9) {
        tokens -= 1;
        return;
      }
      await clock.sleep(Math.ceil(((1 - tokens) / rate) * 1000), signal);
    }
  }

  function slot(): Promise<void> | undefined {
    if (running < pace.concurrency) {
      running += 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  function release(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    async run(task, signal) {
      await slot();
      try {
        const turn = line.then(() => token(signal));
        line = turn.catch(() => undefined);
        await turn;
        return await task();
      } finally {
        release();
      }
    },
    setRate(perSecond) {
      if (!(perSecond > 0)) return;
      fill();
      rate = perSecond;
    },
    holdUntil(time) {
      heldUntil = Math.max(heldUntil, time);
    },
  };
}
