import { cholesky, matrixOf, randomGenerator, solveCholesky } from "@coppice/numeric";
import { expect, it } from "vitest";
import { latentComponents } from "../features/latent-components.ts";
import { textBlocks } from "../features/text-blocks.ts";
import { neighbourGraph } from "../graph/neighbours.ts";
import { poolText } from "../text/pool-text.ts";
import { DualDescent } from "./dual-descent.ts";
import { labelledProducts } from "./labelled-products.ts";
import { classDiagonals, type MarginFit, signOf } from "./margin-fit.ts";
import { newtonFit } from "./newton-fit.ts";
import { productSpace } from "./product-space.ts";
import { recordProducts } from "./record-products.ts";
import { neighbourShares, preparedBlock } from "./record-space.ts";

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

function labelled(descent: MarginFit, until: number): Float64Array {
  const decisions = new Float64Array(COUNT);
  for (let i = 0; i < until; i++) {
    descent.add(i, i % 3 === 0 ? 1 : 0);
    descent.fit(decisions);
  }
  return decisions;
}

it("both ways of fitting give the same decision values, up to what they leave unfitted", () => {
  const kept = labelled(new DualDescent(productSpace(COUNT, products)), 40);
  const worked = labelled(newtonFit(labelledProducts(blocks, latent, COUNT)), 40);
  for (let i = 0; i < COUNT; i++) expect(Math.abs(worked[i]! - kept[i]!)).toBeLessThan(0.005);
});

it("at the least of the loss each multiplier is its error over its diagonal, and none without error has one", () => {
  // Vectors so long that many labels are beyond the margin.
  const long = blocks.map((block) => ({ ...block, weight: block.weight * 60 }));
  const fit = newtonFit(labelledProducts(long, latent, COUNT));
  const decisions = labelled(fit, 90);
  const productsOf = recordProducts(long, latent, COUNT);
  const [irrelevant, relevant] = classDiagonals(60, 30);
  const places = new Map(fit.labels().map(({ record, label }) => [record, label]));
  let without = 0;
  for (const { record, multiplier } of fit.multipliers()) {
    const label = places.get(record)!;
    const error = Math.max(0, 1 - signOf(label) * decisions[record]!);
    expect(Math.abs(multiplier * (label === 1 ? relevant : irrelevant) - signOf(label) * error)).toBeLessThan(
      0.005,
    );
    if (error === 0) without += 1;
  }
  expect(without).toBeGreaterThan(5);
  for (let i = 0; i < COUNT; i++) {
    const sum = fit
      .multipliers()
      .reduce((all, { record, multiplier }) => all + multiplier * productsOf(record)[i]!, 0);
    expect(decisions[i]).toBeCloseTo(sum, 3);
  }
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

const machines: readonly (readonly [string, () => MarginFit])[] = [
  ["dual descent", () => new DualDescent(productSpace(COUNT, products))],
  ["Newton's method", () => newtonFit(labelledProducts(blocks, latent, COUNT))],
];

it.each(machines)("a label taken back leaves no trace: %s", (_, machine) => {
  const fit = machine();
  const before = labelled(fit, 30);
  fit.add(50, 1);
  fit.fit(new Float64Array(COUNT));
  fit.remove(50);
  const after = new Float64Array(COUNT);
  fit.fit(after);
  expect(fit.counts).toEqual([20, 10]);
  for (let i = 0; i < COUNT; i++) expect(Math.abs(after[i]! - before[i]!)).toBeLessThan(0.02);
});

it.each(machines)("relevant labels alone give the likeness to them all together: %s", (_, machine) => {
  const fit = machine();
  const decisions = new Float64Array(COUNT);
  expect(fit.fit(decisions)).toBe(false);
  fit.add(0, 1);
  fit.add(3, 1);
  expect(fit.fit(decisions)).toBe(true);
  for (let i = 0; i < COUNT; i++) expect(decisions[i]).toBeCloseTo(products(0)[i]! + products(3)[i]!, 4);
});
