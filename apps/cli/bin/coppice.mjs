#!/usr/bin/env node
// The command `coppice` of a clone: builds what is stale, then runs it. Plain JavaScript, so that it works right
// after `npm ci`.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureCli, ensurePage } from "./build.mjs";
import { root } from "./sources.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`coppice: Node ${process.versions.node} is too old; install Node 20.19 or newer\n`);
  process.exit(2);
}
try {
  const { entry, signature } = await ensureCli();
  const { run } = await import(pathToFileURL(entry).href);
  process.exitCode = await run(process.argv.slice(2), {
    cache: { folder: join(root, "node_modules", ".cache", "coppice"), signature },
    page: () => ensurePage(),
  });
} catch (cause) {
  process.stderr.write(`coppice: internal error: ${cause?.stack ?? cause}\n`);
  process.exitCode = 3;
}
