import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Outputs } from "./strategy-check.ts";

interface Polyglot {
  translate(query: string, engine: string, options: { readonly html: boolean }): string;
}

/** Its names of the databases that the check knows. */
const ENGINES: Readonly<Record<string, string>> = {
  PubMed: "PubMed abbreviation",
  "Ovid MEDLINE": "Ovid MEDLINE",
  Cochrane: "Cochrane Library",
  "Embase.com": "Embase (Elsevier)",
  CINAHL: "CINAHL (Ebsco)",
  WoS: "WoS Advanced",
  Scopus: "Scopus (advanced search)",
};

export const HOW_TO_GET_POLYGLOT =
  "for the peer: npm install --prefix DIR @iebh/polyglot@5.2.0, and PEERS=DIR";

/** The Polyglot Search Translator, looked for in the folder that PEERS names: it is no dependency of Coppice. */
export function polyglot(): Polyglot | null {
  const folder = process.env["PEERS"];
  if (folder === undefined || !existsSync(join(folder, "node_modules/@iebh/polyglot"))) return null;
  const require = createRequire(join(resolve(folder), "peers.js"));
  const library = require(join(resolve(folder), "node_modules/@iebh/polyglot")) as
    | Polyglot
    | { readonly default: Polyglot };
  return "default" in library ? library.default : library;
}

/** What it prints for every strategy; nothing where it fails, which counts as an empty output. It gives no warnings as text. */
export function polyglotOutputs(
  peer: Polyglot,
  strategies: readonly { readonly topic: string; readonly query: string }[],
): Outputs {
  return Object.fromEntries(
    strategies.map(({ topic, query }) => [
      topic,
      Object.fromEntries(
        Object.entries(ENGINES).map(([name, engine]) => [
          name,
          { text: translated(peer, query, engine), warnings: [] },
        ]),
      ),
    ]),
  );
}

function translated(peer: Polyglot, query: string, engine: string): string {
  try {
    return peer.translate(query, engine, { html: false });
  } catch {
    return "";
  }
}
