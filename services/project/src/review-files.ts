import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Problem } from "@coppice/model";

/** A document file as found: its path inside the review folder, with `/` on every system, and its text. */
interface ReviewFile {
  readonly path: string;
  readonly text: string;
}

/** The files that could be read, and what stood in the way of the others. */
export interface FoundFiles {
  readonly files: readonly ReviewFile[];
  readonly problems: readonly Problem[];
}

const isDocument = (name: string) => /\.(ya?ml|json)$/i.test(name);

const isLeftAlone = (name: string) => name.startsWith(".") || name === "node_modules";

const problemAt = (
  file: string,
  severity: Problem["severity"],
  code: string,
  message: string,
): { readonly problem: Problem } => ({
  problem: { code, severity, message, where: { file, line: 1, column: 1 } },
});

/** Why the system refused, as `EACCES`. */
const reasonOf = (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? String(cause);

type Met = { readonly path: string } | { readonly problem: Problem };

/** A link to a document is read; one to a folder is not walked, since links can go round in a circle. */
async function meetLink(folder: string, path: string): Promise<readonly Met[]> {
  const file = join(folder, path);
  try {
    const target = await stat(file);
    if (target.isFile()) return isDocument(path) ? [{ path }] : [];
    if (!target.isDirectory()) return [];
    return [
      problemAt(
        file,
        "warning",
        "link-not-followed",
        "this is a link to a folder, and what is in it was not read; put the folder itself here, or remove the link",
      ),
    ];
  } catch (cause) {
    if (!isDocument(path)) return [];
    return [
      problemAt(
        file,
        "error",
        "file-unreadable",
        `this link leads to nothing that can be read (${reasonOf(cause)}); mend or remove it`,
      ),
    ];
  }
}

async function meet(folder: string, inside: string, entry: Dirent): Promise<readonly Met[]> {
  const path = join(inside, entry.name);
  if (entry.isSymbolicLink()) return meetLink(folder, path);
  if (entry.isFile()) return isDocument(entry.name) ? [{ path }] : [];
  if (!entry.isDirectory()) return [];
  const beneath = await walk(folder, path);
  if (!isDocument(entry.name)) return beneath;
  const named = problemAt(
    join(folder, path),
    "warning",
    "folder-named-as-document",
    "this is a folder and is named like a document; what is in it was read, but rename it if a document was meant",
  );
  return [named, ...beneath];
}

async function walk(folder: string, inside: string): Promise<readonly Met[]> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(join(folder, inside), { withFileTypes: true });
  } catch (cause) {
    return [
      problemAt(
        join(folder, inside),
        "error",
        "folder-unreadable-inside",
        `this folder cannot be read (${reasonOf(cause)}); change its permissions`,
      ),
    ];
  }
  const met = await Promise.all(
    entries.filter((entry) => !isLeftAlone(entry.name)).map((entry) => meet(folder, inside, entry)),
  );
  return met.flat();
}

async function read(folder: string, path: string): Promise<ReviewFile | { readonly problem: Problem }> {
  const file = join(folder, path);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    return problemAt(
      file,
      "error",
      "file-unreadable",
      `this file cannot be read (${reasonOf(cause)}); change its permissions`,
    );
  }
  // Decoding would put a replacement character for each foreign letter, and a name would be wrong without a word.
  if (!isUtf8(bytes))
    return problemAt(
      file,
      "error",
      "file-not-utf8",
      "this file is not text in UTF-8; save it as UTF-8 (it may be Latin-1 or UTF-16)",
    );
  return { path: path.split(sep).join("/"), text: bytes.toString("utf8") };
}

const byPath = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Reads every `.yaml`, `.yml` and `.json` file beneath a folder, ordered by path so that every run meets them alike.
 * Files and folders that begin with a dot are left alone. What cannot be read is reported, and the rest is read.
 */
export async function reviewFiles(folder: string): Promise<FoundFiles> {
  const met = await walk(folder, "");
  const paths = met.flatMap((each) => ("path" in each ? [each.path] : [])).sort(byPath);
  const found = await Promise.all(paths.map((path) => read(folder, path)));
  const problems = [...met, ...found].flatMap((each) => ("problem" in each ? [each.problem] : []));
  return {
    files: found.flatMap((each) => ("text" in each ? [each] : [])),
    problems: problems.sort((a, b) => byPath(a.where.file ?? "", b.where.file ?? "")),
  };
}
