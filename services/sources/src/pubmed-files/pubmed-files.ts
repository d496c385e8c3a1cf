import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type BibliographicRecord, pubmedXmlReader } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import { addressOf, askOf, type Service } from "../asking.ts";
import { changedResponse } from "../edge/shape.ts";
import { failure, found, type Result, refused, warning } from "../problem.ts";

const unpack = promisify(gunzip);

/** A file of PubMed's baseline or daily updates. */
export interface PubmedFile {
  readonly folder: "baseline" | "updatefiles";
  /** `pubmed26n0001.xml.gz`. */
  readonly name: string;
  /** Files are applied in this order, over both folders. */
  readonly number: number;
}

/** A file that was applied. */
export interface AppliedFile {
  readonly name: string;
  readonly md5: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Where the records of the files are kept. Everything that is put twice must end as if it had been put once. */
export interface PubmedFileStore {
  readonly applied: () => Promise<readonly AppliedFile[]>;
  /** The version of a record that is kept, and the number of the file that it came from; null where none is. */
  readonly versionOf: (pmid: string) => Promise<{ readonly version: number; readonly file: number } | null>;
  readonly put: (pmid: string, version: number, file: number, record: BibliographicRecord) => Promise<void>;
  readonly remove: (pmid: string) => Promise<void>;
  /** Comes last: a file that is not noted is applied again. */
  readonly note: (file: AppliedFile) => Promise<void>;
}

/** A store that lasts as long as the process. */
export function memoryPubmedFileStore(): PubmedFileStore & {
  readonly records: () => ReadonlyMap<string, BibliographicRecord>;
} {
  const kept = new Map<
    string,
    { readonly version: number; readonly file: number; readonly record: BibliographicRecord }
  >();
  const applied: AppliedFile[] = [];
  return {
    applied: async () => [...applied],
    versionOf: async (pmid) => kept.get(pmid) ?? null,
    put: async (pmid, version, file, record) => {
      kept.set(pmid, { version, file, record });
    },
    remove: async (pmid) => {
      kept.delete(pmid);
    },
    note: async (file) => {
      applied.push(file);
    },
    records: () => new Map([...kept].map(([pmid, { record }]) => [pmid, record])),
  };
}

const NAME = /href="(pubmed\d{2}n(\d{4,})\.xml\.gz)"/g;

/** The files of a folder, in their order, as its page lists them. */
export async function listPubmedFiles(
  service: Service,
  folder: PubmedFile["folder"],
): Promise<Result<readonly PubmedFile[]>> {
  const asked = await askOf(service, { url: addressOf(service, `${folder}/`) });
  if (!asked.ok) return refused(...asked.problems);
  const files = [...asked.answer.text.matchAll(NAME)].map(
    ([, name, number]): PubmedFile => ({ folder, name: name!, number: Number(number) }),
  );
  if (files.length === 0)
    return refused({
      ...changedResponse(
        { service: "PubMed files", archived: asked.answer.archived.id },
        `the page of ${folder}`,
        "names no file",
      ),
      severity: "error",
    });
  return found(
    files.sort((a, b) => a.number - b.number),
    asked.problems,
  );
}

/** What a file did. */
export interface FileApplied {
  readonly file: PubmedFile;
  readonly md5: string;
  readonly put: number;
  /** Records of which a later version is kept. */
  readonly older: number;
  readonly deleted: number;
}

interface FileContents {
  readonly records: readonly BibliographicRecord[];
  readonly deleted: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads a file's records and its deletions; document types are not followed, and nothing of them is expanded. */
function contentsOf(xml: string, name: string): FileContents {
  const records: BibliographicRecord[] = [];
  const deleted: string[] = [];
  const problems: Problem[] = [];
  const reader = pubmedXmlReader(
    {
      record: (record) => records.push(record),
      anomaly: ({ code, message, line, raw }) => {
        if (code === "deleted-citation")
          deleted.push(...(raw ?? "").split("\n").filter((pmid) => pmid !== ""));
        else problems.push(warning(code, message, { file: name, line }));
      },
    },
    { file: name },
  );
  for (let at = 0; at < xml.length; at += 1 << 16) reader.push(xml.slice(at, at + (1 << 16)));
  reader.end();
  return { records, deleted, problems };
}

const versionIn = ({ other }: BibliographicRecord): number =>
  Number(other?.find(({ tag }) => tag === "PMID@Version")?.value ?? 1);

async function fetchFile(
  service: Service,
  file: PubmedFile,
): Promise<Result<{ readonly bytes: Uint8Array; readonly md5: string }>> {
  const path = `${file.folder}/${file.name}`;
  const sum = await askOf(service, { url: addressOf(service, `${path}.md5`) });
  if (!sum.ok) return refused(...sum.problems);
  const wanted = /\b([0-9a-f]{32})\b/i.exec(sum.answer.text)?.[1]?.toLowerCase();
  if (wanted === undefined)
    return refused(...sum.problems, {
      ...changedResponse(
        { service: "PubMed files", archived: sum.answer.archived.id },
        `${file.name}.md5`,
        "holds no sum",
      ),
      severity: "error",
    });
  let md5 = "";
  const asked = await askOf(service, {
    url: addressOf(service, path),
    inspect: ({ bytes }) => {
      md5 = createHash("md5").update(bytes).digest("hex");
      return md5 === wanted
        ? null
        : {
            kind: "transient",
            code: "checksum-mismatch",
            message: `${file.name} has the MD5 sum ${md5} and should have ${wanted}; it was asked for again.`,
          };
    },
  });
  return asked.ok
    ? found({ bytes: asked.answer.bytes, md5 }, [...sum.problems, ...asked.problems])
    : refused(...sum.problems, ...asked.problems);
}

/**
 * Applies one file: its records replace those of earlier files and of lower versions, the last of a number wins, and its deletions remove.
 * To apply it again changes nothing.
 */
async function applyFile(
  service: Service,
  file: PubmedFile,
  store: PubmedFileStore,
): Promise<Result<FileApplied>> {
  const fetched = await fetchFile(service, file);
  if (!fetched.ok) return fetched;
  let xml: string;
  try {
    xml = new TextDecoder().decode(await unpack(fetched.value.bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return refused(
      ...fetched.problems,
      failure("not-unpacked", `${file.name} cannot be unpacked (${reason}).`),
    );
  }
  const { records, deleted, problems } = contentsOf(xml, file.name);
  let put = 0;
  let older = 0;
  for (const record of records) {
    const pmid = record.csl.PMID;
    if (pmid === undefined) continue;
    const version = versionIn(record);
    const before = await store.versionOf(pmid);
    if (before !== null && (before.version > version || before.file > file.number)) {
      older += 1;
      continue;
    }
    await store.put(pmid, version, file.number, record);
    put += 1;
  }
  for (const pmid of deleted) {
    const before = await store.versionOf(pmid);
    // A file that is applied again must not remove what a later one brought back.
    if (before === null || before.file <= file.number) await store.remove(pmid);
  }
  await store.note({
    name: file.name,
    md5: fetched.value.md5,
    at: new Date(service.http.now()).toISOString(),
  });
  return found({ file, md5: fetched.value.md5, put, older, deleted: deleted.length }, [
    ...fetched.problems,
    ...problems,
  ]);
}

/** Brings a store up to date: every file that is not applied yet, in the order of the numbers; it stops at the first that fails. */
export async function updatePubmedFiles(
  service: Service,
  store: PubmedFileStore,
  options: { readonly onFile?: (applied: FileApplied) => void; readonly signal?: AbortSignal } = {},
): Promise<{
  readonly applied: readonly FileApplied[];
  readonly upToDate: boolean;
  readonly problems: readonly Problem[];
}> {
  const problems: Problem[] = [];
  const files: PubmedFile[] = [];
  for (const folder of ["baseline", "updatefiles"] as const) {
    const listed = await listPubmedFiles(service, folder);
    problems.push(...listed.problems);
    if (!listed.ok) return { applied: [], upToDate: false, problems };
    files.push(...listed.value);
  }
  files.sort((a, b) => a.number - b.number);
  for (const [i, { number }] of files.entries()) {
    const before = files[i - 1];
    if (before !== undefined && number > before.number + 1)
      problems.push(
        warning(
          "file-missing",
          `Files ${before.number + 1} to ${number - 1} are not listed; records in them are not here.`,
        ),
      );
  }
  const done = new Set((await store.applied()).map(({ name }) => name));
  const applied: FileApplied[] = [];
  for (const file of files) {
    if (done.has(file.name)) continue;
    if (options.signal?.aborted === true)
      return {
        applied,
        upToDate: false,
        problems: [...problems, failure("cancelled", "The update was cancelled; run again to go on.")],
      };
    const result = await applyFile(service, file, store);
    problems.push(...result.problems);
    if (!result.ok) return { applied, upToDate: false, problems };
    applied.push(result.value);
    options.onFile?.(result.value);
  }
  return { applied, upToDate: true, problems };
}
