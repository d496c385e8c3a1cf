import type { LatentComponents } from "../features/latent-components.ts";
import { type SparseRows, timesSparse, timesVector } from "../features/sparse-rows.ts";
import type { TextBlocks } from "../features/text-blocks.ts";
import type { NeighbourGraph } from "../graph/neighbours.ts";
import type { ScreeningTopic } from "../record.ts";

const NEAREST = 10;

/** What a record's likeness to the topic and to the other records tells; without a topic, the latter alone. */
export function similarityFeatures(
  blocks: TextBlocks,
  latent: LatentComponents,
  graph: NeighbourGraph,
  topic: ScreeningTopic | undefined,
): ReadonlyMap<string, Float64Array> {
  const { prefixes, titles } = blocks;
  const features = new Map<string, Float64Array>();
  if (topic !== undefined) {
    const title = blocks.vectorsOf(topic.title);
    const both = blocks.vectorsOf(`${topic.title} ${topic.criteria ?? ""}`);
    const inPrefixes = timesSparse(prefixes, title.prefixes);
    features.set("simW", timesSparse(blocks.pairs, title.pairs));
    features.set("simS", inPrefixes);
    features.set("simT", timesSparse(titles, title.titles));
    features.set("simL", latentProducts(latent, latent.coordinatesOf(title.prefixes)));
    features.set("simSc", timesSparse(prefixes, both.prefixes));
    features.set("simLc", latentProducts(latent, latent.coordinatesOf(both.prefixes)));
    features.set("simTc", spread(titles, inPrefixes));
    features.set("dens", spread(prefixes, inPrefixes));
  }
  features.set("cenS", meanProduct(prefixes));
  features.set("cenL", latentMeanProduct(latent));
  features.set("cenT", meanProduct(titles));
  features.set("nnS", nearestMean(graph));
  return features;
}

/** Products of each row with the sum of all rows times a number each. */
function spread(x: SparseRows, factors: Float64Array): Float64Array {
  const sum = new Float64Array(x.columns);
  for (let i = 0; i < x.rows; i++)
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) sum[x.column[k]!]! += factors[i]! * x.value[k]!;
  return timesVector(x, sum);
}

function meanProduct(x: SparseRows): Float64Array {
  return spread(x, new Float64Array(x.rows).fill(1 / x.rows));
}

function latentProducts({ rows, dimensions }: LatentComponents, vector: ArrayLike<number>): Float64Array {
  const products = new Float64Array(dimensions === 0 ? 0 : rows.length / dimensions);
  for (let i = 0; i < products.length; i++) {
    let sum = 0;
    for (let j = 0; j < dimensions; j++) sum += rows[i * dimensions + j]! * vector[j]!;
    products[i] = sum;
  }
  return products;
}

function latentMeanProduct(latent: LatentComponents): Float64Array {
  const { rows, dimensions } = latent;
  const count = rows.length / dimensions;
  const mean = new Float64Array(dimensions);
  for (let at = 0; at < rows.length; at++) mean[at % dimensions]! += rows[at]! / count;
  return latentProducts(latent, mean);
}

function nearestMean({ starts, cosine }: NeighbourGraph): Float64Array {
  const mean = new Float64Array(starts.length - 1);
  for (let i = 0; i < mean.length; i++) {
    const end = Math.min(starts[i + 1]!, starts[i]! + NEAREST);
    let sum = 0;
    for (let k = starts[i]!; k < end; k++) sum += cosine[k]!;
    mean[i] = end > starts[i]! ? sum / (end - starts[i]!) : 0;
  }
  return mean;
}
