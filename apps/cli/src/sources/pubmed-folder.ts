import { mkdir, readFile as readText, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BibliographicRecord, type Matcher, writeCslJson } from "@coppice/identify";
import type { AppliedFile, PubmedFileStore } from "@coppice/sources";
import { readFile } from "../records/read-file.ts";

const STATE = "state.json";
export const KEPT = "records.json";

interface State {
  readonly search: string;
  readonly applied: readonly AppliedFile[];
  /** By PMID: version, and number of the file that the record came from. */
  readonly kept: Readonly<Record<string, { readonly version: number; readonly file: number }>>;
}

export type PubmedFolder =
  | { readonly ok: true; readonly store: PubmedFileStore; readonly count: () => number }
  | { readonly ok: false; readonly message: string };

async function stateIn(folder: string): Promise<State | null> {
  try {
    return JSON.parse(await readText(join(folder, STATE), "utf8")) as State;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw cause;
  }
}

/**
 * Opens a folder that holds those records of PubMed's files that a search finds, and which files they came from. Both are written when a
 * file is done, the records first: a file that was cut off is applied again, which changes nothing.
 */
export async function pubmedFolder(
  folder: string,
  search: string,
  matcher: Matcher,
  /** Names of files that are passed over. */
  passed: readonly string[],
): Promise<PubmedFolder> {
  await mkdir(folder, { recursive: true });
  const state = await stateIn(folder);
  if (state !== null && state.search !== search)
    return {
      ok: false,
      message: `${folder} holds the records of another search; give another folder, for what was passed over before is not looked at again.`,
    };
  const records = new Map<string, BibliographicRecord>();
  if (state !== null) {
    const read = await readFile(join(folder, KEPT), (record) => {
      if (record.csl.PMID !== undefined) records.set(record.csl.PMID, record);
    });
    if (!read.ok) return read;
  }
  const from = new Map(Object.entries(state?.kept ?? {}));
  const applied: AppliedFile[] = [...(state?.applied ?? [])];
  const replace = async (name: string, text: string): Promise<void> => {
    await writeFile(join(folder, `${name}.part`), text);
    await rename(join(folder, `${name}.part`), join(folder, name));
  };
  const remove = (pmid: string): void => {
    records.delete(pmid);
    from.delete(pmid);
  };
  return {
    ok: true,
    count: () => records.size,
    store: {
      applied: async () => [...applied, ...passed.map((name) => ({ name, md5: "", at: "" }))],
      versionOf: async (pmid) => from.get(pmid) ?? null,
      put: async (pmid, version, file, record) => {
        // A later version of a record need not be found any more.
        if (!matcher.matches(record)) return remove(pmid);
        records.set(pmid, record);
        from.set(pmid, { version, file });
      },
      remove: async (pmid) => remove(pmid),
      note: async (file) => {
        applied.push(file);
        await replace(KEPT, [...writeCslJson(records.values())].join(""));
        const next: State = { search, applied, kept: Object.fromEntries(from) };
        await replace(STATE, `${JSON.stringify(next)}\n`);
      },
    },
  };
}
