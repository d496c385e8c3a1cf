import { cholesky, matrixOf, randomGenerator, solveCholesky } from "@coppice/numeric";
import { expect, it } from "vitest";
import { latentComponents } from "../features/latent-components.ts";
import { textBlocks } from "../features/text-blocks.ts";
import { neighbourGraph } from "../graph/neighbours.ts";
import { poolText } from "../text/pool-text.ts";
import { DualDescent } from "./dual-descent.ts";
import { productSpace } from "./product-space.ts";
import { recordProducts } from "./record-products.ts";
import { neighbourShares, preparedBlock } from "./record-space.ts";
import { vectorSpace } from "./vector-space.ts";

const random = randomGenerator(11);
const COUNT = 120;
const word = (theme: number): string =>
  random.uniform() < 0.5 ? `theme${theme}x${random.integer(12)}` : `w${random.integer(60)}`;
const records = Array.from({ length: COUNT }, (_, i) => ({
  id: String(i),
  title: Array.from({ length: 5 }, () => word(i % 3)).join(" "),
  abstract: Array.from({ length: 30 }, () => word(i % 3)).join(" "),
}));
const text = textBlocks(poolText(records), []);
const graph = neighbourGraph(text.prefixes, 6);
const components = latentComponents(text.prefixes, 10, 1);
const shares = neighbourShares(graph);
const blocks = [preparedBlock(text.pairs, 0.6, shares), preparedBlock(text.titles, 0.2)];
const latent = { latent: components, weight: 0.2 };
const products = recordProducts(blocks, latent, COUNT);

/** The smoothed and centred vectors of the pairs, written out. */
function explicitPairs(): readonly Float64Array[] {
  const { pairs } = text;
  const width = pairs.columns + COUNT;
  const raw = Array.from({ length: COUNT }, (_, i) => {
    const row = new Float64Array(width);
    for (let k = pairs.starts[i]!; k < pairs.starts[i + 1]!; k++) row[pairs.column[k]!] = pairs.value[k]!;
    row[pairs.columns + i] = pairs.own![i]!;
    return row;
  });
  const unit = (row: Float64Array): Float64Array => {
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  };
  const smooth = raw.map((row, i) => {
    const sum = row.map((value) => 0.5 * value);
    const from = graph.starts[i]!;
    const to = graph.starts[i + 1]!;
    const total = graph.cosine.subarray(from, to).reduce((all, cosine) => all + cosine, 0);
    for (let k = from; k < to; k++)
      raw[graph.record[k]!]!.forEach((value, j) => {
        sum[j]! += (0.5 * graph.cosine[k]! * value) / total;
      });
    return unit(sum);
  });
  const mean = new Float64Array(width);
  for (const row of smooth) for (let j = 0; j < width; j++) mean[j]! += row[j]! / COUNT;
  return smooth.map((row) => unit(row.map((value, j) => value - mean[j]!)));
}

it("products are those of the smoothed, centred vectors written out, without building them", () => {
  const explicit = explicitPairs();
  const none = { latent: { ...components, rows: new Float32Array(COUNT * 10) }, weight: 0 };
  const found = recordProducts([blocks[0]!], none, COUNT)(7);
  explicit.forEach((row, i) => {
    const product = row.reduce((sum, value, j) => sum + value * explicit[7]![j]!, 0);
    expect(found[i]).toBeCloseTo(1 + 0.6 * product, 4);
  });
});

function labelled(descent: DualDescent, until: number): Float64Array {
  const decisions = new Float64Array(COUNT);
  for (let i = 0; i < until; i++) {
    descent.add(i, i % 3 === 0 ? 1 : 0);
    descent.fit(decisions);
  }
  return decisions;
}

it("both ways of keeping decision values give the same ones", () => {
  const kept = labelled(new DualDescent(productSpace(COUNT, products)), 40);
  const worked = labelled(new DualDescent(vectorSpace(blocks, latent, COUNT)), 40);
  for (let i = 0; i < COUNT; i++) expect(worked[i]).toBeCloseTo(kept[i]!, 3);
});

it("the fit is the weighted ridge regression that it is where every label is a support vector", () => {
  const until = 30;
  const decisions = labelled(new DualDescent(productSpace(COUNT, products)), until);
  const rows = Array.from({ length: until }, (_, i) => products(i));
  const relevant = 10;
  const irrelevant = 20;
  const light = relevant / (9.8 * irrelevant);
  const scale = until / (relevant + irrelevant * light);
  const y = Float64Array.from({ length: until }, (_, i) => (i % 3 === 0 ? 1 : -1));
  const system = matrixOf(
    until,
    until,
    (i, j) => rows[i]![j]! + (i === j ? 1 / (2 * 0.11 * scale * (i % 3 === 0 ? 1 : light)) : 0),
  );
  const alpha = solveCholesky(cholesky(system)!, { rows: until, cols: 1, data: y }).data;
  // Support vectors all: the sign of each multiplier is that of its label.
  for (let i = 0; i < until; i++) expect(alpha[i]! * y[i]!).toBeGreaterThan(0);
  decisions.forEach((value, i) => {
    const exact = rows.reduce((sum, row, k) => sum + alpha[k]! * row[i]!, 0);
    expect(Math.abs(value - exact)).toBeLessThan(0.02);
  });
});

it("a label taken back leaves no trace", () => {
  const descent = new DualDescent(productSpace(COUNT, products));
  const before = labelled(descent, 30);
  descent.add(50, 1);
  descent.fit(new Float64Array(COUNT));
  descent.remove(50);
  const after = new Float64Array(COUNT);
  descent.fit(after);
  for (let i = 0; i < COUNT; i++) expect(Math.abs(after[i]! - before[i]!)).toBeLessThan(0.02);
});

it("relevant labels alone give the likeness to them all together", () => {
  const descent = new DualDescent(productSpace(COUNT, products));
  const decisions = new Float64Array(COUNT);
  expect(descent.fit(decisions)).toBe(false);
  descent.add(0, 1);
  descent.add(3, 1);
  expect(descent.fit(decisions)).toBe(true);
  for (let i = 0; i < COUNT; i++) expect(decisions[i]).toBeCloseTo(products(0)[i]! + products(3)[i]!, 5);
});
