// Tells whether a build is stale: a short hash over the path, size and time of every source that goes into it.
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

const isSource = (name) => /\.(ts|tsx|mjs|css|json|html)$/.test(name) && !/\.test\.tsx?$/.test(name);

function* filesBeneath(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    yield [path, found];
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name === "fixtures") continue;
    const inside = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBeneath(inside);
    else if (isSource(entry.name)) yield [inside, statSync(inside)];
  }
}

/** Twelve hexadecimal digits that change when any source beneath the places (paths inside the repository) does. */
export function signatureOf(places) {
  const hash = createHash("sha1");
  for (const place of places)
    for (const [path, { size, mtimeMs }] of filesBeneath(join(root, place)))
      hash.update(`${path}\t${size}\t${mtimeMs}\n`);
  return hash.digest("hex").slice(0, 12);
}
