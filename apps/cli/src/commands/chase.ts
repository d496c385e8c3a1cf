import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeCslJson } from "@coppice/identify";
import {
  type Chase,
  chasable,
  chaseCitations,
  citationSource,
  fileChaseStore,
  folderArchive,
  memoryChaseStore,
  type SourceId,
} from "@coppice/sources";
import { columns } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { csvText } from "../records/csv-text.ts";
import { listedWorks } from "../sources/listed-works.ts";
import { type AskingOptions, addresses, interruptible, network } from "../sources/network.ts";
import { paint, print, printJson, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface ChaseCommandOptions extends AskingOptions {
  readonly source: readonly string[];
  readonly generations: number;
  readonly most: number;
  readonly backward?: boolean;
  readonly forward?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

const edgeRows = (found: Chase): readonly (readonly (string | number)[])[] => [
  ["from", "to", "direction", "generation", "source", "seeds"],
  ...found.edges.map(({ from, to, direction, generation, source, seeds }) => [
    from,
    to,
    direction,
    generation,
    source,
    seeds.join(" "),
  ]),
];

/** For each source and direction: works that it knows, citations that it lists, and those with a record. */
function summary(found: Chase): string {
  const sums = new Map<string, { asked: number; known: number; listed: number; resolved: number }>();
  for (const { source, direction, known, listed, resolved } of found.counts) {
    const key = `${source} ${direction}`;
    const sum = sums.get(key) ?? { asked: 0, known: 0, listed: 0, resolved: 0 };
    sums.set(key, {
      asked: sum.asked + 1,
      known: sum.known + (known ? 1 : 0),
      listed: sum.listed + listed,
      resolved: sum.resolved + resolved,
    });
  }
  return columns([
    ["SERVICE", "DIRECTION", "KNOWS", "LISTED", "WITH A RECORD"].map((text) => ({ text, paint: paint.dim })),
    ...[...sums].map(([key, { asked, known, listed, resolved }]) => {
      const [source = "", direction = ""] = key.split(" ");
      return [source, direction, `${known} of ${asked}`, String(listed), String(resolved)].map((text) => ({
        text,
      }));
    }),
  ]).join("\n");
}

/** Follows citations of the records in a file, and writes what was found and by which way. */
export async function chase(path: string, options: ChaseCommandOptions): Promise<ExitCode> {
  const sources = options.source.length === 0 ? ["europepmc", "openalex", "pubmed"] : options.source;
  const unknown = sources.find((id) => !chasable.includes(id as SourceId));
  if (unknown !== undefined)
    return refuse(`"${unknown}" knows no citations; give some of ${chasable.join(", ")}.`);
  if (options.generations < 1) return refuse("give at least one generation.");
  const where = addresses(options, sources.length === 1 ? (sources[0] as SourceId) : null);
  if (!where.ok) return refuse(where.message);
  const read = await listedWorks(path);
  if (typeof read === "string") return refuse(read);
  if (read.works.length === 0) return refuse(`${path} has no record with a PMID or a DOI.`);
  if (read.without > 0)
    tell(`${counted(read.without, "entry", "entries")} without PMID and DOI cannot be followed.`);
  if (options.out !== undefined) await mkdir(options.out, { recursive: true });
  const { signal, done } = interruptible();
  const archive =
    options.out === undefined ? {} : { archive: await folderArchive(join(options.out, "answers")) };
  const http = network(options, { signal, ...archive });
  const found = await chaseCitations(read.works, {
    sources: sources.map((id) => citationSource(id as SourceId, http, where.settings)!),
    store: options.out === undefined ? memoryChaseStore() : fileChaseStore(join(options.out, "state.jsonl")),
    generations: options.generations,
    most: options.most,
    signal,
    ...(options.backward === options.forward
      ? {}
      : { directions: [options.backward === true ? "backward" : "forward"] }),
    onProgress: ({ generation, followed, of, works }) => {
      if (options.json !== true && (followed === of || followed % 25 === 0))
        tell(`generation ${generation}: ${followed} of ${of} works followed, ${works} citations met`);
    },
  });
  done();
  if (options.out !== undefined) {
    await writeFile(
      join(options.out, "works.json"),
      [...writeCslJson(found.works.map(({ record }) => record))].join(""),
    );
    await writeFile(join(options.out, "edges.csv"), csvText(edgeRows(found)));
  }
  if (options.json === true) printJson(found);
  else {
    print(summary(found));
    print(
      `\n${found.seedsFound.length} of ${counted(found.seeds.length, "seed")} found; ${counted(found.works.length, "publication")} by ${counted(found.edges.length, "citation")}.`,
    );
    for (const { severity, message, code } of found.problems) tell(`${severity}: ${message} [${code}]`);
    if (options.out !== undefined)
      print(`Records in ${join(options.out, "works.json")}, ways in ${join(options.out, "edges.csv")}.`);
  }
  return found.complete ? exitCode.done : exitCode.foundProblems;
}
