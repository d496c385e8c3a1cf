import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadReview } from "@coppice/project";
import { renderPage } from "@coppice/report";
import { buildPage } from "../apps/web/build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The flagship's page, built from the sources into a folder of its own. */
export interface BuiltPage {
  readonly address: string;
  readonly bytes: number;
  readonly remove: () => Promise<void>;
}

/** Builds program and styles, renders the flagship and writes it where a browser can open it. */
export async function buildFlagshipPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), "coppice-page-"));
  const { script, styles } = await buildPage({ root, outdir: folder });
  const { review } = await loadReview(join(root, "reviews/ivig-neuromuscular"));
  if (review === undefined) throw new Error("the flagship cannot be read; run coppice check on it");
  const html = renderPage({
    review,
    script: await readFile(script, "utf8"),
    styles: await readFile(styles, "utf8"),
  });
  const file = join(folder, "index.html");
  await writeFile(file, html);
  return {
    address: pathToFileURL(file).href,
    bytes: Buffer.byteLength(html),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
