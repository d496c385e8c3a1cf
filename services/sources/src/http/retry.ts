import type { Random } from "@coppice/numeric";

/** What is worth asking again: the server is busy or down for the moment. */
const TRANSIENT: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Whether an answer of this status may be better the next time. 400, 401, 403, 404 and 422 never are, nor is any other. */
export const isTransient = (status: number): boolean => TRANSIENT.has(status);

/** Milliseconds before attempt `attempt` (1 for the first retry): 1, 2, 4, 8, 16 s, each up to a quarter shorter or longer. */
export function backOff(attempt: number, first: number, random: Random): number {
  return Math.round(first * 2 ** (attempt - 1) * (0.75 + random.uniform() / 2));
}

/** What `Retry-After` asks for, in milliseconds from now; null where it says nothing that can be read. */
export function retryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
