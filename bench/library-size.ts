import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Measured } from "./measure.ts";

/** What a page that pools two-group trials needs. */
const core = `export { backTransform, leaveOneOut, mantelHaenszel, meanDifference, oddsRatio, peto, poolCommon, poolRandom,
  riskDifference, riskRatio, standardizedMeanDifference, subgroups } from "@coppice/synthesize";`;

async function size(root: string, contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, "bench"), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1000;
}

/** The library as a page would carry it: bundled by esbuild, minified, gzipped. */
export async function benchLibrarySize(root: string): Promise<readonly Measured[]> {
  const note = "bundled, minified, gzipped, with @coppice/numeric";
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
