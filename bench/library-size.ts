import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "rolldown";
import type { Measured } from "./measure.ts";

/** What a page that pools two-group trials needs. */
const core = `export { backTransform, leaveOneOut, mantelHaenszel, meanDifference, oddsRatio, peto, poolCommon, poolRandom,
  riskDifference, riskRatio, standardizedMeanDifference, subgroups } from "@coppice/synthesize";`;

async function size(root: string, contents: string): Promise<number> {
  const entry = join(root, "bench", "library-entry.ts");
  const { output } = await build({
    input: entry,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? contents : undefined),
      },
    ],
    write: false,
    output: { format: "esm", minify: true },
  });
  return gzipSync(output[0].code, { level: 9 }).length / 1000;
}

/** The library as a page would carry it: bundled and minified by Vite's bundler, gzipped. */
export async function benchLibrarySize(root: string): Promise<readonly Measured[]> {
  const note = "bundled and minified by rolldown, gzipped, with @coppice/numeric";
  return [
    {
      promise: "the whole of @coppice/synthesize",
      bound: 120,
      unit: "kB",
      figure: await size(root, `export * from "@coppice/synthesize";`),
      note,
    },
    { promise: "its pairwise core alone", bound: 35, unit: "kB", figure: await size(root, core), note },
  ];
}
