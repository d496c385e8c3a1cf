// Builds what the command line runs on, where it is stale. Safe when several processes build at once: each writes
// under a name of its own and renames, and the build's signature is part of what is renamed.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root, signatureOf } from "./sources.mjs";

const bundle = join(root, "apps", "cli", "dist", "coppice.mjs");
const pages = join(root, "apps", "web", "dist");

const cliPlaces = ["apps/cli/src", "apps/cli/bin", "services", "packages", "package-lock.json"];
const pagePlaces = ["apps/web", "packages", "package-lock.json"];

const notice = (text) => process.stderr.write(`coppice: ${text}\n`);

/** The signature in the first line of the built command line; undefined where none is built. */
function builtSignature() {
  if (!existsSync(bundle)) return undefined;
  const file = openSync(bundle, "r");
  try {
    const head = Buffer.alloc(64);
    readSync(file, head, 0, 64, 0);
    return /^\/\/ built from ([0-9a-f]{12})/.exec(head.toString("latin1"))?.[1];
  } finally {
    closeSync(file);
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

/** Builds the command line where it is stale. Returns the bundle's path and the signature of its sources. */
export async function ensureCli({ force = false } = {}) {
  const signature = signatureOf(cliPlaces);
  if (!force && builtSignature() === signature) return { bundle, signature };
  notice("building the command line (sources have changed)");
  const { build } = await import("esbuild");
  mkdirSync(join(bundle, ".."), { recursive: true });
  const own = `${bundle}.${process.pid}.tmp`;
  await build({
    entryPoints: [join(root, "apps", "cli", "src", "main.ts")],
    outfile: own,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
    plugins: [englishOnly],
    banner: {
      // commander is CommonJS and asks for Node's own modules with require.
      js: `// built from ${signature}\nimport { createRequire as coppiceRequire } from "node:module";\nconst require = coppiceRequire(import.meta.url);`,
    },
  });
  renameSync(own, bundle);
  return { bundle, signature };
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
  try {
    renameSync(own, folder);
  } catch (cause) {
    // Another process has built the same page meanwhile: its bytes are as good as ours.
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
  for (const old of readdirSync(pages))
    if (/^page-[0-9a-f]{12}$/.test(old) && old !== name)
      rmSync(join(pages, old), { recursive: true, force: true });
  return folder;
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  const force = process.argv.includes("--force");
  await ensureCli({ force });
  await ensurePage({ force });
}
