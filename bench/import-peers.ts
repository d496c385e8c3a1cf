import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

/** Reads the text of a file and gives back how many records it found. */
export interface ImportPeer {
  readonly name: string;
  /** What it leaves undone of our work; absent where it reads records with their fields. */
  readonly only?: string;
  readonly read: (text: string) => Promise<number>;
}

interface Reflib {
  readStream(
    format: string,
    stream: Readable,
  ): { on(event: string, act: (value?: unknown) => void): unknown };
}
interface FastXmlParser {
  readonly XMLParser: new (options: object) => { parse(text: string): unknown };
}
interface Saxes {
  readonly SaxesParser: new () => {
    on(event: "opentag", act: (tag: { readonly name: string }) => void): void;
    write(text: string): { close(): void };
  };
}
interface CitationCore {
  readonly plugins: { readonly input: { chain(text: string, options: object): readonly unknown[] } };
}

/** The peers are no dependencies of Coppice: they are looked for in the folder that PEERS names. */
const folder = process.env["PEERS"];
export const HOW_TO_GET_PEERS =
  "for peers: npm install --prefix DIR @citation-js/core @citation-js/plugin-ris @iebh/reflib fast-xml-parser saxes, and PEERS=DIR";

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

function installed(name: string): ((name: string) => unknown) | null {
  return folder === undefined || !existsSync(join(folder, "node_modules", name))
    ? null
    : createRequire(join(resolve(folder), "peers.js"));
}

/** Elements of a name in what a parser makes of a document. */
function elements(node: unknown, name: string): number {
  if (Array.isArray(node)) return node.reduce((sum: number, item) => sum + elements(item, name), 0);
  if (typeof node !== "object" || node === null) return 0;
  return Object.entries(node).reduce(
    (sum, [key, child]) =>
      sum + (key === name ? (Array.isArray(child) ? child.length : 1) : elements(child, name)),
    0,
  );
}

const CITATION = "MedlineCitation";

/** No package of npm that we know reads PubMed's XML. What parsers of any XML take is the least that a reader could take. */
function xmlParsers(): readonly (ImportPeer | null)[] {
  const fast = installed("fast-xml-parser")?.("fast-xml-parser") as FastXmlParser | undefined;
  const sax = installed("saxes")?.("saxes") as Saxes | undefined;
  return [
    fast === undefined
      ? null
      : {
          name: "fast-xml-parser",
          only: "objects of any XML, no fields read",
          read: async (text) =>
            elements(new fast.XMLParser({ ignoreAttributes: false }).parse(text), CITATION),
        },
    sax === undefined
      ? null
      : {
          name: "saxes",
          only: "tokens of any XML, no fields read",
          read: async (text) => {
            let citations = 0;
            const parser = new sax.SaxesParser();
            parser.on("opentag", ({ name }) => {
              if (name === CITATION) citations += 1;
            });
            parser.write(text).close();
            return citations;
          },
        },
  ];
}

/** The peers that read a format and are there. */
export async function importPeers(format: "ris" | "nbib" | "pubmed-xml"): Promise<readonly ImportPeer[]> {
  const peers =
    format === "ris"
      ? [await citationJs(), await reflib("ris")]
      : format === "nbib"
        ? [await reflib("medline")]
        : xmlParsers();
  return peers.filter((peer) => peer !== null);
}
