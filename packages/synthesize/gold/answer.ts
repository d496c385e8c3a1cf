/** Adapters may stop with the reason why a case cannot be answered. */
import type { Result } from "../src/index.ts";
import { type Adapter, notSupported } from "./gold-file.ts";

export class NotSupported extends Error {}

/** The value of a result; its problem ends the case as not supported. */
export function answerOf<T>(result: Result<T>): T {
  if (!result.ok) throw new NotSupported(result.problems[0]!.message);
  return result.value;
}

export function guarded(adapter: Adapter): Adapter {
  return (goldCase, rows) => {
    try {
      return adapter(goldCase, rows);
    } catch (cause) {
      if (cause instanceof NotSupported) return notSupported(`${goldCase.function}: ${cause.message}`);
      throw cause;
    }
  };
}
