#!/usr/bin/env node
// Bundles one TypeScript entry with esbuild and runs it in this process: Node 20 cannot strip types itself.
import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error("usage: run-ts.mjs FILE.ts [arguments]");
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outdir = join(root, "node_modules", ".cache", "coppice-run");
mkdirSync(outdir, { recursive: true });
const outfile = join(
  outdir,
  `${basename(dirname(resolve(entry)))}-${basename(entry).replace(/\.ts$/, "")}.mjs`,
);
await build({
  entryPoints: [resolve(entry)],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
  plugins: [
    {
      // The workspace packages resolve to TypeScript sources and are bundled; everything else stays external.
      name: "external-npm",
      setup(bundler) {
        bundler.onResolve({ filter: /^[^./]/ }, (args) =>
          args.kind === "entry-point" || args.path.startsWith("@coppice/")
            ? undefined
            : { path: args.path, external: true },
        );
      },
    },
  ],
});
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(outfile).href);
