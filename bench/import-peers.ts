import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

/** Reads the text of a file and gives back how many records it found. */
export interface ImportPeer {
  readonly name: string;
  readonly read: (text: string) => Promise<number>;
}

interface Reflib {
  readStream(
    format: string,
    stream: Readable,
  ): { on(event: string, act: (value?: unknown) => void): unknown };
}
interface CitationCore {
  readonly plugins: { readonly input: { chain(text: string, options: object): readonly unknown[] } };
}

/** The peers are no dependencies of Coppice: they are looked for in the folder that PEERS names. */
const folder = process.env["PEERS"];
export const HOW_TO_GET_PEERS =
  "for peers: npm install --prefix DIR @citation-js/core @citation-js/plugin-ris @iebh/reflib, and PEERS=DIR";

async function reflib(format: string): Promise<ImportPeer | null> {
  const path = join(resolve(folder ?? ""), "node_modules/@iebh/reflib/lib/default.js");
  if (folder === undefined || !existsSync(path)) return null;
  const library = (await import(pathToFileURL(path).href)) as Reflib;
  return {
    name: "@iebh/reflib",
    read: (text) =>
      new Promise((done, fail) => {
        let records = 0;
        const reading = library.readStream(format, Readable.from([Buffer.from(text)]));
        reading.on("ref", () => {
          records += 1;
        });
        reading.on("end", () => done(records));
        reading.on("error", fail);
      }),
  };
}

async function citationJs(): Promise<ImportPeer | null> {
  if (folder === undefined || !existsSync(join(folder, "node_modules/@citation-js/plugin-ris"))) return null;
  const require = createRequire(join(resolve(folder), "peers.js"));
  const [core] = ["core", "plugin-ris"].map((part) => require(`@citation-js/${part}`)) as [CitationCore];
  return {
    name: "citation-js",
    read: async (text) =>
      core.plugins.input.chain(text, { forceType: "@ris/file", generateGraph: false }).length,
  };
}

/** The peers that read a format and are there. */
export async function importPeers(format: "ris" | "nbib" | "pubmed-xml"): Promise<readonly ImportPeer[]> {
  const peers =
    format === "ris"
      ? [await citationJs(), await reflib("ris")]
      : format === "nbib"
        ? [await reflib("medline")]
        : [];
  return peers.filter((peer) => peer !== null);
}
