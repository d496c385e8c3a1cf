import { randomGenerator } from "@coppice/numeric";
import { expect, it } from "vitest";
import { textBlocks } from "../features/text-blocks.ts";
import { poolText } from "../text/pool-text.ts";
import { neighbourGraph } from "./neighbours.ts";

const random = randomGenerator(5);
const word = (): string => `w${Math.floor(40 * random.uniform() ** 2)}`;
const records = Array.from({ length: 80 }, (_, i) => ({
  id: String(i),
  title: Array.from({ length: 6 }, word).join(" "),
}));

it("the neighbours are the records of highest cosine, as comparing all pairs finds them", () => {
  const { prefixes: x } = textBlocks(poolText(records), []);
  const graph = neighbourGraph(x, 5);
  const dense = records.map((_, i) => {
    const row = new Float64Array(x.columns);
    for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) row[x.column[k]!] = x.value[k]!;
    return row;
  });
  for (let i = 0; i < records.length; i++) {
    const cosines = dense
      .flatMap((row, j) => (j === i ? [] : [row.reduce((sum, value, k) => sum + value * dense[i]![k]!, 0)]))
      .filter((cosine) => cosine > 0)
      .sort((a, b) => b - a)
      .slice(0, 5);
    const found = [...graph.cosine.subarray(graph.starts[i], graph.starts[i + 1])];
    expect(found).toEqual(cosines.map((cosine) => expect.closeTo(cosine, 5)));
  }
});
