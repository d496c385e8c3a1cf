import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type Archive, type ArchivedAnswer, answerId, archivedAnswer, sha256Of } from "./archive.ts";
import { jsonLines } from "./json-lines.ts";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * An archive in a folder: `000001.gz`, `000002.gz` ... and `index.jsonl` with a line for each. An answer is written before its line,
 * so that what a killed process leaves behind is at most an answer that no line names; its number is used again.
 */
export async function folderArchive(folder: string): Promise<Archive> {
  const index = join(folder, "index.jsonl");
  await mkdir(folder, { recursive: true });
  const { values, torn } = await jsonLines<ArchivedAnswer>(index);
  const entries = [...values];
  if (torn) await writeFile(index, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  /** Writes come one after another, for two at once would take the same number. */
  let last: Promise<unknown> = Promise.resolve();

  async function write(facts: Parameters<Archive["put"]>[0], bytes: Uint8Array): Promise<ArchivedAnswer> {
    const answer = archivedAnswer(answerId(entries.length + 1), facts, bytes);
    await writeFile(join(folder, `${answer.id}.gz`), await pack(bytes));
    await appendFile(index, `${JSON.stringify(answer)}\n`);
    entries.push(answer);
    return answer;
  }

  return {
    put(facts, bytes) {
      const done = last.then(() => write(facts, bytes));
      last = done.catch(() => undefined);
      return done;
    },
    async read(id) {
      const entry = entries.find((each) => each.id === id);
      if (entry === undefined) throw new Error(`There is no answer ${id} in ${folder}.`);
      const bytes = await unpack(await readFile(join(folder, `${id}.gz`)));
      if (sha256Of(bytes) !== entry.sha256)
        throw new Error(`The answer ${id} in ${folder} is not what was received; its hash differs.`);
      return bytes;
    },
    entries: async () => entries,
  };
}
