import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/** A document file as found: its path inside the review folder, with `/` on every system, and its text. */
export interface ReviewFile {
  readonly path: string;
  readonly text: string;
}

const isDocument = (name: string) => /\.(ya?ml|json)$/i.test(name);

async function namesBeneath(folder: string, inside = ""): Promise<readonly string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const names = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map((entry) => {
        const path = join(inside, entry.name);
        if (entry.isDirectory()) return namesBeneath(folder, path);
        return entry.isFile() && isDocument(entry.name) ? [path] : [];
      }),
  );
  return names.flat();
}

/**
 * Reads every `.yaml`, `.yml` and `.json` file beneath a folder, ordered by path so that every run meets them alike.
 * Files and folders that begin with a dot are left alone. Rejects where the folder cannot be read.
 */
export async function reviewFiles(folder: string): Promise<readonly ReviewFile[]> {
  const paths = [...(await namesBeneath(folder))].sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join("/"),
      text: await readFile(join(folder, path), "utf8"),
    })),
  );
}
