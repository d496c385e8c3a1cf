import { type NeighbourGraph, neighbourGraph } from "../graph/neighbours.ts";
import type { ScreeningRecord, ScreeningTopic } from "../record.ts";
import { poolText } from "../text/pool-text.ts";
import { type LatentComponents, latentComponents } from "./latent-components.ts";
import { type TextBlocks, textBlocks } from "./text-blocks.ts";

/** What is worked out once for the records, before any label. */
export interface PreparedPool {
  readonly count: number;
  readonly blocks: TextBlocks;
  readonly latent: LatentComponents;
  readonly graph: NeighbourGraph;
}

const COMPONENTS = 100;
const NEIGHBOURS = 20;

export function preparedPool(
  records: readonly ScreeningRecord[],
  topic: ScreeningTopic | undefined,
  seed: number,
): PreparedPool {
  const kept = topic === undefined ? [] : [topic.title, topic.criteria ?? ""];
  const blocks = textBlocks(poolText(records), kept);
  return {
    count: records.length,
    blocks,
    latent: latentComponents(blocks.prefixes, COMPONENTS, seed),
    graph: neighbourGraph(blocks.prefixes, NEIGHBOURS),
  };
}
