import type { Archive } from "./archive.ts";
import type { Clock } from "./clock.ts";
import type { HttpEvent } from "./http-event.ts";

/** Who asks, and how patiently. */
export interface HttpSettings {
  /** As `coppice/0.1.0`. */
  readonly agent: string;
  /** Address that a service can write to; asked for before any request leaves this machine. */
  readonly contact?: string;
  /** Refuse every request. Default: false. */
  readonly offline?: boolean;
  /** Requests after the first. Default: 5. */
  readonly retries?: number;
  /** Milliseconds before the first of them; doubled each time. Default: 1000. */
  readonly firstDelay?: number;
  /** Longest wait that a service may ask for, in milliseconds; what is longer ends the run, to be taken up later. Default: 10 minutes. */
  readonly longestWait?: number;
  /** Milliseconds of silence on a connection before it counts as broken. Default: 60,000. */
  readonly silence?: number;
  /** Of the jitter. Default: 1. */
  readonly seed?: number;
}

/** What the client works with; each has a default. */
export interface HttpTools {
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Default: one in memory. */
  readonly archive?: Archive;
  /** Cancels: what waits stops waiting, what runs is broken off. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: HttpEvent) => void;
}
