export type { CachePlace } from "./document-cache.ts";
export { loadMesh } from "./load-mesh.ts";
export { type LoadedReview, type LoadOptions, loadReview } from "./load-review.ts";
export { type FileMatched, matchFile } from "./match-file.ts";
export { type PublishedReport, publishReport, type ReportOptions } from "./publish-report.ts";
export { type ExportRead, readExport } from "./read-export.ts";
export { type FolderServer, serveFolder } from "./serve-folder.ts";
