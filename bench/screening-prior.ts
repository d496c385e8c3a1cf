import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PriorWeights, unpackedWeights } from "@coppice/screen";

interface LeftOut {
  readonly words: string;
  readonly without: Readonly<
    Record<
      string,
      { readonly features: Readonly<Record<string, number>>; readonly wordWeights: readonly number[] }
    >
  >;
}

/** The weights of the prior learned without a review, by which alone that review may be measured. */
export function priorWithout(root: string, name: string): PriorWeights {
  const { words, without }: LeftOut = JSON.parse(
    readFileSync(join(root, "bench", "screening-prior.json"), "utf8"),
  );
  const weights = without[name];
  if (weights === undefined) throw new Error(`no prior was learned without ${name}`);
  const unpacked = unpackedWeights({ ...weights, words });
  return { withTopic: unpacked, withoutTopic: unpacked };
}
