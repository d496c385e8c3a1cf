import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  assembleReview,
  checkReview,
  type Locate,
  type Problem,
  type Review,
  type ReviewDocument,
  readDocument,
  suggestion,
} from "@coppice/model";
import { type CachePlace, openDocumentCache } from "./document-cache.ts";
import { neighbouringReviews } from "./neighbouring-reviews.ts";
import { reviewFiles } from "./review-files.ts";

/** A review as read from a folder: what could be read, and everything that is wrong. */
export interface LoadedReview {
  /** Absent where the folder holds no readable protocol. */
  readonly review?: Review;
  readonly problems: readonly Problem[];
  /** Paths of the document files, inside the folder. */
  readonly files: readonly string[];
}

export interface LoadOptions {
  /** Where documents that were read before are kept; absent: every document is read anew. */
  readonly cache?: CachePlace;
  /** False: warnings keep their document and pointer and get no line, which spares reading cached files again. */
  readonly placeWarnings?: boolean;
}

interface Placed {
  readonly document: ReviewDocument;
  readonly file: string;
  readonly locate: Locate;
}

/** Positions of a document that came from the cache: its text is read again only if a problem has to be placed in it. */
function locateLater(text: string, file: string): Locate {
  let locate: Locate | undefined;
  return (pointer) => {
    locate ??= readDocument(text, file).locate;
    return locate(pointer);
  };
}

/** Gives a problem that names a document and a pointer its file, line and column. */
function placer(placed: readonly Placed[], warnings: boolean): (problem: Problem) => Problem {
  const byName = new Map<string, Placed>();
  for (const each of placed) {
    const name = `${each.document.kind}/${each.document.id}`;
    if (!byName.has(name)) byName.set(name, each);
  }
  return (problem) => {
    const { document, pointer, line } = problem.where;
    const home = document === undefined ? undefined : byName.get(document);
    if (home === undefined || line !== undefined) return problem;
    if (problem.severity === "warning" && !warnings)
      return { ...problem, where: { ...problem.where, file: home.file } };
    return {
      ...problem,
      where: { ...problem.where, file: home.file, ...(home.locate(pointer ?? "") ?? { line: 1, column: 1 }) },
    };
  };
}

const folderProblem = (folder: string, message: string): LoadedReview => ({
  problems: [{ code: "folder-unreadable", severity: "error", message, where: { file: folder } }],
  files: [],
});

/**
 * Reads, assembles and checks the review in a folder. A file that is broken is reported with line and column and left
 * out; the rest loads. Never rejects for what is in the folder; a folder that is not there is a problem too.
 */
export async function loadReview(folder: string, options: LoadOptions = {}): Promise<LoadedReview> {
  const kind = await stat(folder).catch(() => undefined);
  if (kind === undefined) {
    const near = await neighbouringReviews(folder);
    const remedy = near.length === 0 ? "give the folder of a review" : suggestion(folder, near);
    return folderProblem(folder, `there is no folder "${folder}"; ${remedy}`);
  }
  if (!kind.isDirectory())
    return folderProblem(folder, `"${folder}" is a file; give the folder of a review, not one document`);
  const { files, problems: unread } = await reviewFiles(folder);
  const cache = options.cache && (await openDocumentCache(folder, options.cache));
  const problems: Problem[] = [...unread];
  const placed: Placed[] = [];
  for (const { path, text } of files) {
    const file = join(folder, path);
    const known = cache?.get(text);
    if (known !== undefined) {
      placed.push({ document: known, file, locate: locateLater(text, file) });
      continue;
    }
    const { document, problems: met, locate } = readDocument(text, file);
    problems.push(...met);
    if (document === undefined) continue;
    placed.push({ document, file, locate });
    if (met.length === 0) cache?.put(text, document);
  }
  await cache?.save();
  const assembled = assembleReview(placed);
  const place = placer(placed, options.placeWarnings ?? true);
  problems.push(...assembled.problems.map(place));
  if (assembled.review !== undefined) problems.push(...checkReview(assembled.review).map(place));
  return {
    ...(assembled.review !== undefined && { review: assembled.review }),
    problems,
    files: files.map((each) => each.path),
  };
}
