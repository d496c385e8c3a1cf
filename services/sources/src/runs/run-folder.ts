import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type BibliographicRecord, writeCslJson } from "@coppice/identify";
import type { SearchRunDocument } from "@coppice/model";
import { stringify } from "yaml";
import type { Archive } from "../http/archive.ts";
import { folderArchive } from "../http/folder-archive.ts";
import { fileJobStore, type JobStore } from "../job/job-store.ts";

/** A folder of one run: `run.yaml` when it has ended, its records, the answers as they came, and its state. */
export interface RunFolder {
  /** Name of the folder, and id of the run's document: `2026-11-24-medline`. */
  readonly id: string;
  readonly path: string;
  readonly archive: Archive;
  readonly store: JobStore;
  /** It was begun before, and had not ended. */
  readonly takenUp: boolean;
}

/** Where runs lie, inside the folder of a review. */
export const runsFolder = (review: string): string => join(review, "searches", "runs");

export const RECORDS_FILE = "records.json.gz";
const ANSWERS_FOLDER = "answers";
const DOCUMENT = "run.yaml";

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function opened(folder: string, id: string, takenUp: boolean): Promise<RunFolder> {
  const path = join(folder, id);
  return {
    id,
    path,
    archive: await folderArchive(join(path, ANSWERS_FOLDER)),
    store: fileJobStore(join(path, "state.jsonl")),
    takenUp,
  };
}

/**
 * The folder for a run: that of an earlier run of the same query which did not end, else a new one named after the day.
 * @param name of the strategy or the source: a slug
 * @param day `YYYY-MM-DD`
 */
export async function openRunFolder(
  folder: string,
  run: { readonly name: string; readonly day: string; readonly source: string; readonly query: string },
): Promise<RunFolder> {
  const names = new Set(await namesIn(folder));
  const own = [...names].filter(
    (name) => /^\d{4}-\d\d-\d\d-/.test(name) && name.slice(11).replace(/-\d+$/, "") === run.name,
  );
  for (const id of own.sort().reverse()) {
    if (await isThere(join(folder, id, DOCUMENT))) continue;
    const [head] = await fileJobStore(join(folder, id, "state.jsonl")).entries();
    if (head?.kind === "head" && head.source === run.source && head.query === run.query)
      return opened(folder, id, true);
  }
  const first = `${run.day}-${run.name}`;
  let id = first;
  for (let number = 2; names.has(id); number++) id = `${first}-${number}`;
  return opened(folder, id, false);
}

/** Writes records as packed CSL-JSON, which `coppice import` reads again without loss. Returns the file's hash. */
async function writeRecords(path: string, records: AsyncIterable<BibliographicRecord>): Promise<string> {
  const own = `${path}.tmp`;
  const pack = createGzip();
  const file = pack.pipe(createWriteStream(own));
  const put = async (text: string): Promise<void> => {
    if (!pack.write(text)) await once(pack, "drain");
  };
  await put("[\n");
  let separator = "";
  for await (const record of records) {
    await put(`${separator}${[...writeCslJson([record], { lines: true })].join("").trimEnd()}`);
    separator = ",\n";
  }
  await put("\n]\n");
  pack.end();
  await finished(file);
  const hash = createHash("sha256");
  for await (const piece of createReadStream(own)) hash.update(piece as Buffer);
  await rename(own, path);
  return hash.digest("hex");
}

/** Writes the records and the document of a run that has ended. The document comes last: a folder that has one is whole. */
export async function closeRunFolder(
  { path, id }: Pick<RunFolder, "path" | "id">,
  document: Omit<SearchRunDocument, "kind" | "id" | "records" | "answers">,
  records: AsyncIterable<BibliographicRecord>,
): Promise<SearchRunDocument> {
  await mkdir(path, { recursive: true });
  const sha256 = await writeRecords(join(path, RECORDS_FILE), records);
  const whole: SearchRunDocument = {
    kind: "search-run",
    id,
    ...document,
    records: { file: RECORDS_FILE, sha256 },
    ...((await isThere(join(path, ANSWERS_FOLDER))) ? { answers: ANSWERS_FOLDER } : {}),
  };
  await writeFile(join(path, DOCUMENT), stringify(whole, { lineWidth: 120 }));
  return whole;
}
