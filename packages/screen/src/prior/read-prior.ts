import type { Problem } from "@coppice/model";
import { z } from "zod";
import { type PriorWeights, unpackedWeights } from "./prior-weights.ts";

const weights = z.object({
  features: z.record(z.string(), z.number()),
  wordWeights: z.array(z.number()),
});
const packed = weights.extend({ words: z.string() });
const shipped = z.object({ withTopic: packed, withoutTopic: packed });
const leftOut = z.object({ words: z.string(), without: z.record(z.string(), weights) });

export type PriorRead =
  | { readonly ok: true; readonly prior: PriorWeights }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Weights of the prior from a file: as shipped (`withTopic`, `withoutTopic`), or learned without each of several reviews, of which one is
 * named. A review may only be measured with weights that were learned without it.
 */
export function readPrior(text: string, without: string | undefined, file: string): PriorRead {
  const refused = (code: string, message: string): PriorRead => ({
    ok: false,
    problems: [{ code, severity: "error", message, where: { file } }],
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("not-json", "it is no JSON; give a file of weights, as train/fit-prior.ts writes it.");
  }
  const several = leftOut.safeParse(value);
  const pair = shipped.safeParse(value);
  if (!several.success && !pair.success) {
    return refused(
      "no-weights",
      "it holds no weights of a prior: neither withTopic and withoutTopic, nor words and without.",
    );
  }
  if (!several.success) {
    if (without !== undefined)
      return refused("one-prior", `it holds one prior, not one without ${without}; leave --without away.`);
    const { withTopic, withoutTopic } = pair.data!;
    return {
      ok: true,
      prior: { withTopic: unpackedWeights(withTopic), withoutTopic: unpackedWeights(withoutTopic) },
    };
  }
  const names = Object.keys(several.data.without);
  if (without === undefined)
    return refused(
      "which-prior",
      `it holds a prior for each review left out; name one: ${names.join(", ")}.`,
    );
  const own = several.data.without[without];
  if (own === undefined)
    return refused(
      "unknown-review",
      `it holds no prior learned without ${without}; it has ${names.join(", ")}.`,
    );
  const unpacked = unpackedWeights({ ...own, words: several.data.words });
  return { ok: true, prior: { withTopic: unpacked, withoutTopic: unpacked } };
}
