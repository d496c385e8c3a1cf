import { mkdir } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Asked } from "./asked.ts";

/** Makes the folder that a report goes into; it may not lie in the review, which would read its own tables. */
export async function outFolder(out: string, review: string): Promise<Asked<string>> {
  const way = relative(resolve(review), resolve(out));
  if (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    return {
      ok: false,
      sentence: `"${out}" lies inside the review, where the report's tables would be read as documents; give a folder outside it with --out`,
    };
  try {
    await mkdir(out, { recursive: true });
    return { ok: true, value: out };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isInTheWay = code === "EEXIST" || code === "ENOTDIR";
    const reason = isInTheWay ? "a file stands there" : (code ?? String(cause));
    return {
      ok: false,
      sentence: `the report cannot be written into "${out}" (${reason}); give another folder with --out`,
    };
  }
}
