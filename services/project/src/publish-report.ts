import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { derive } from "@coppice/conclude";
import { lastDay, type Review } from "@coppice/model";
import { figureFiles, type OutputFile, renderPage, renderSearchPage, tables } from "@coppice/report";
import { shownSearches } from "./shown-searches.ts";

export interface ReportOptions {
  readonly review: Review;
  /** Folder to write into; it is made where it is not there, and other files in it are left alone. */
  readonly outDir: string;
  /** Folder with the page's built program and styles, `page.js` and `page.css`. */
  readonly pageDir: string;
  /** Day of the figures and tables, `YYYY-MM-DD`; the review's last change where absent, never the clock. */
  readonly asOf?: string;
}

/** What was written. */
export interface PublishedReport {
  /** Path of the page. */
  readonly page: string;
  /** Paths inside the folder, in order. */
  readonly files: readonly string[];
  readonly asOf: string;
}

async function writeBeneath(folder: string, { path, text }: OutputFile): Promise<void> {
  const file = join(folder, ...path.split("/"));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/**
 * Writes a review's report: one self-contained page, its searches in ten databases, figures as SVG, tables as CSV and JSON. The same review and page
 * give the same bytes on every run. Rejects where the folder cannot be written.
 */
export async function publishReport(options: ReportOptions): Promise<PublishedReport> {
  const { review, outDir, pageDir } = options;
  const asOf = options.asOf ?? lastDay(review.protocol.updated);
  const derivation = derive(review, { asOf });
  const [script, styles] = await Promise.all(
    ["page.js", "page.css"].map((name) => readFile(join(pageDir, name), "utf8")),
  );
  const files: readonly OutputFile[] = [
    { path: "index.html", text: renderPage({ review, script: script!, styles: styles! }) },
    ...(review.searches.length === 0
      ? []
      : [{ path: "searches.html", text: renderSearchPage(review.protocol.title, shownSearches(review)) }]),
    ...figureFiles(review, derivation),
    ...tables(review, derivation),
  ];
  for (const file of files) await writeBeneath(outDir, file);
  return { page: join(outDir, "index.html"), files: files.map((each) => each.path), asOf };
}
