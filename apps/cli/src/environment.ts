import type { CachePlace } from "@coppice/project";

/** What the command line is given by whoever starts it. */
export interface Environment {
  /** Where documents that were read before are kept. */
  readonly cache: CachePlace;
  /** Folder with the page's built assets; builds them where they are stale. */
  readonly page: () => Promise<string>;
}
