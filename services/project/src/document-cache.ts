import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ReviewDocument } from "@coppice/model";

/**
 * Documents of one review as last read without a problem, by the hash of their text. Reading 170 YAML files takes
 * about 0.6 s in a fresh process and this file about 0.02 s; docs/decisions/0004 has the measurements.
 */
export interface DocumentCache {
  readonly get: (text: string) => ReviewDocument | undefined;
  readonly put: (text: string, document: ReviewDocument) => void;
  /** Writes what this run used, if anything is new. Never rejects: a cache that cannot be written is only slower. */
  readonly save: () => Promise<void>;
}

/** Where the cache lies, and the signature of the program that reads documents: another program reads them anew. */
export interface CachePlace {
  readonly folder: string;
  readonly signature: string;
}

/** Below this many documents, reading is faster than a file more on the disk is worth. */
const worthwhile = 30;

interface Stored {
  readonly signature: string;
  readonly documents: Readonly<Record<string, ReviewDocument>>;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64url");

async function stored(file: string, signature: string): Promise<Stored["documents"]> {
  try {
    const read = JSON.parse(await readFile(file, "utf8")) as Stored;
    return read.signature === signature ? read.documents : {};
  } catch {
    return {};
  }
}

/** Opens the cache of the review in `review`; an absent, foreign or damaged one is empty. */
export async function openDocumentCache(review: string, place: CachePlace): Promise<DocumentCache> {
  const file = join(place.folder, `review-${hashOf(resolve(review)).slice(0, 16)}.json`);
  const before = await stored(file, place.signature);
  const used: Record<string, ReviewDocument> = {};
  let isNew = false;
  return {
    get: (text) => {
      const hash = hashOf(text);
      const found = Object.hasOwn(before, hash) ? before[hash] : undefined;
      if (found !== undefined) used[hash] = found;
      return found;
    },
    put: (text, document) => {
      used[hashOf(text)] = document;
      isNew = true;
    },
    save: async () => {
      if (!isNew || Object.keys(used).length < worthwhile) return;
      const own = `${file}.${process.pid}.tmp`;
      try {
        await mkdir(place.folder, { recursive: true });
        await writeFile(
          own,
          JSON.stringify({ signature: place.signature, documents: used } satisfies Stored),
        );
        await rename(own, file);
      } catch {
        // A read-only clone or a full disk: the next run reads the documents again.
      }
    },
  };
}
