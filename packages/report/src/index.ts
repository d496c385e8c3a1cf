export { figureFiles } from "./figure-files.ts";
export type { OutputFile } from "./output-file.ts";
export { type PageParts, renderPage } from "./page.ts";
export type { Prepared } from "./prepared.ts";
export { renderSearchPage, type ShownSearch } from "./search-page.ts";
export { tables } from "./tables.ts";
