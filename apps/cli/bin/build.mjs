// Builds what the command line runs on, where it is stale. Safe when several processes build at once: each writes
// under a name of its own and renames, and the build's signature is part of what is renamed.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root, signatureOf } from "./sources.mjs";

const commands = join(root, "apps", "cli", "dist");
const pages = join(root, "apps", "web", "dist");

const cliPlaces = ["apps/cli/src", "apps/cli/bin", "services", "packages", "package-lock.json"];
const pagePlaces = ["apps/web", "packages", "package-lock.json"];

const notice = (text) => process.stderr.write(`coppice: ${text}\n`);

/** Gives what was built its name. Another process may have built the same meanwhile: its bytes are as good as ours. */
function settle(own, folder) {
  try {
    renameSync(own, folder);
  } catch (cause) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
}

const DAY = 24 * 60 * 60 * 1000;

/** Takes earlier builds away, but for those of the last day: a program that runs may yet load a piece of its own. */
function clearEarlier(place, prefix, name) {
  for (const old of readdirSync(place)) {
    if (old === name || !new RegExp(`^${prefix}-[0-9a-f]{12}$`).test(old)) continue;
    const { mtimeMs = Date.now() } = statSync(join(place, old), { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > DAY) rmSync(join(place, old), { recursive: true, force: true });
  }
}

// zod brings its messages in fifty languages, which is a quarter of the bundle; ours are English.
const englishOnly = {
  name: "english-only",
  setup(bundler) {
    bundler.onResolve({ filter: /\/locales\/index\.js$/ }, (args) =>
      args.importer.includes("zod")
        ? { path: join(args.resolveDir, dirname(args.path), "en.js") }
        : undefined,
    );
  },
};

/** Builds the command line where it is stale, in pieces of which a command loads its own. Returns its entry and the signature of its sources. */
export async function ensureCli({ force = false } = {}) {
  const signature = signatureOf(cliPlaces);
  const name = `cli-${signature}`;
  const folder = join(commands, name);
  const entry = join(folder, "coppice.mjs");
  if (!force && existsSync(entry)) return { entry, signature };
  notice("building the command line (sources have changed)");
  const { build } = await import("esbuild");
  mkdirSync(commands, { recursive: true });
  const own = join(commands, `${name}.${process.pid}.tmp`);
  await build({
    entryPoints: { coppice: join(root, "apps", "cli", "src", "main.ts") },
    outdir: own,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    plugins: [englishOnly],
    banner: {
      // commander is CommonJS and asks for Node's own modules with require.
      js: `import { createRequire as coppiceRequire } from "node:module";\nconst require = coppiceRequire(import.meta.url);`,
    },
  });
  if (force) rmSync(folder, { recursive: true, force: true });
  settle(own, folder);
  clearEarlier(commands, "cli", name);
  return { entry, signature };
}

/** Builds the page where it is stale. Returns the folder of its assets, named after the signature of its sources. */
export async function ensurePage({ force = false } = {}) {
  const name = `page-${signatureOf(pagePlaces)}`;
  const folder = join(pages, name);
  if (!force && existsSync(folder)) return folder;
  notice("building the page (sources have changed)");
  const { buildPage } = await import(pathToFileURL(join(root, "apps", "web", "build.mjs")).href);
  mkdirSync(pages, { recursive: true });
  const own = join(pages, `${name}.${process.pid}.tmp`);
  await buildPage({ root, outdir: own, minify: true });
  if (force) rmSync(folder, { recursive: true, force: true });
  settle(own, folder);
  clearEarlier(pages, "page", name);
  return folder;
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  const force = process.argv.includes("--force");
  await ensureCli({ force });
  await ensurePage({ force });
}
