import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type MeshThesaurus, meshThesaurus } from "@coppice/identify";

/** The newest year in the repository. */
const FILE = "packages/identify/data/mesh2024.tsv.gz";

let loaded: MeshThesaurus | undefined;

/** The folder that the program runs from is below the repository, however it was built. */
function pathOf(file: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, file))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`${file} is in none of the folders above ${import.meta.url}.`);
    folder = above;
  }
  return join(folder, file);
}

/** MeSH from the repository's own file, read once a process. */
export function loadMesh(): MeshThesaurus {
  loaded ??= meshThesaurus(gunzipSync(readFileSync(pathOf(FILE))));
  return loaded;
}
