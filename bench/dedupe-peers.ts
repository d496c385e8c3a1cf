/** sra-dedupe 1.5.0 (MIT), the library of the Systematic Review Accelerator, on the same records. It is no dependency of Coppice. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { CslName, IdentifiedRecord } from "@coppice/identify";

/** A reference as reflib has it, which sra-dedupe works on. */
interface Reference {
  readonly recNumber: string;
  readonly title?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly year?: string | undefined;
  readonly journal?: string | undefined;
  readonly volume?: string | undefined;
  readonly number?: string | undefined;
  readonly pages?: string | undefined;
  readonly doi?: string | undefined;
  readonly abstract?: string | undefined;
}

interface SraDedupe {
  on(event: "dupe", act: (first: Reference, second: Reference) => void): SraDedupe;
  on(event: "error", act: (error: Error) => void): SraDedupe;
  on(event: "end", act: () => void): SraDedupe;
  compareAll(references: readonly Reference[]): unknown;
}

const PEER = "sra-dedupe";
const folder = process.env["PEERS"];
export const HOW_TO_GET_DEDUPE_PEER =
  "for a peer: npm install --prefix DIR sra-dedupe, and PEERS=DIR; it compares every pair, so that it is run on these sets only";

const nameText = ({ family, given, literal }: CslName): string =>
  literal ?? [family, given].filter((part) => part !== undefined).join(", ");

function reference({ id, record: { csl } }: IdentifiedRecord): Reference {
  const year = csl.issued?.["date-parts"]?.[0]?.[0];
  return {
    recNumber: id,
    title: csl.title,
    authors: csl.author?.map(nameText),
    year: year === undefined ? undefined : String(year),
    journal: csl["container-title"],
    volume: csl.volume === undefined ? undefined : String(csl.volume),
    number: csl.issue === undefined ? undefined : String(csl.issue),
    pages: csl.page,
    doi: csl.DOI,
    abstract: csl.abstract,
  };
}

/** Gives the ids of the records that stay. */
export type DedupePeer = (records: readonly IdentifiedRecord[]) => Promise<ReadonlySet<string>>;

/** The peer with its own settings; null where it is not there. As its command does, it takes away the second record of every pair that it finds. */
export function sraDedupe(): DedupePeer | null {
  if (folder === undefined || !existsSync(join(folder, "node_modules", PEER))) return null;
  const require = createRequire(join(resolve(folder), "peers.js"));
  const create = require(PEER) as () => SraDedupe;
  return (records) =>
    new Promise((done, fail) => {
      const kept = new Set(records.map(({ id }) => id));
      const dedupe = create();
      dedupe.on("dupe", (_, { recNumber }) => kept.delete(recNumber));
      dedupe.on("error", fail);
      dedupe.on("end", () => done(kept));
      dedupe.compareAll(records.map(reference));
    });
}
