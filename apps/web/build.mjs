import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// The documents were parsed when the report was written and are embedded as data: the page parses nothing, and leaves
// the parsers (about 300 kB) out. Schemas are built when a module loads, so their stand-in answers every call with itself.
const absentParsers = {
  name: "absent-parsers",
  setup(bundler) {
    bundler.onResolve({ filter: /^(zod|yaml)$/ }, (args) => ({ path: args.path, namespace: "absent" }));
    bundler.onLoad({ filter: /.*/, namespace: "absent" }, (args) => ({
      contents:
        args.path === "zod"
          ? "const any = new Proxy(() => any, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : any) }); export const z = any;"
          : "const absent = () => { throw new Error('the page reads no YAML'); }; export { absent as isMap, absent as isNode, absent as isPair, absent as isSeq, absent as LineCounter, absent as parseDocument };",
    }));
  },
};

/**
 * Builds the published page's program and styles: `page.js` (one classic script) and `page.css` (fonts inside).
 * `root` is the repository, `outdir` where to write (apps/web/dist where absent). Rejects with esbuild's errors.
 */
export async function buildPage({
  root = fileURLToPath(new URL("../..", import.meta.url)),
  outdir = join(root, "apps/web/dist"),
  minify = true,
} = {}) {
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { page: join(root, "apps/web/src/main.tsx") },
    outdir,
    bundle: true,
    format: "iife",
    target: ["es2022", "chrome110", "firefox115", "safari16"],
    jsx: "automatic",
    // The page is written in React and published with Preact, which speaks the same language in a tenth of the bytes.
    alias: {
      react: "preact/compat",
      "react-dom": "preact/compat",
      "react-dom/client": "preact/compat/client",
      "react/jsx-runtime": "preact/jsx-runtime",
    },
    minify,
    legalComments: "none",
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "dataurl" },
    logLevel: "warning",
    // React makes Error objects as it loads, only to keep their messages; their stack traces would have the browser parse
    // this whole file once more, a quarter of a second on a slow machine.
    banner: { js: "var stackTraces=Error.stackTraceLimit;Error.stackTraceLimit=0;" },
    footer: { js: "Error.stackTraceLimit=stackTraces;" },
    plugins: [absentParsers],
  });
  return { script: join(outdir, "page.js"), styles: join(outdir, "page.css") };
}
