import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Review folders beside a folder that is not there, as paths to choose from; none where nothing can be read. */
export async function neighbouringReviews(folder: string): Promise<readonly string[]> {
  const above = dirname(folder);
  const names = await readdir(above).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(above, name);
      const protocol = await stat(join(path, "protocol.yaml")).catch(() => undefined);
      return protocol?.isFile() ? [path] : [];
    }),
  );
  return found.flat().sort();
}
