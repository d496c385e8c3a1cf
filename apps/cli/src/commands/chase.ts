import { mkdir, readFile as readText, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { detectFormat, doiFrom, pmidFrom, writeCslJson } from "@coppice/identify";
import {
  type Chase,
  chasable,
  chaseCitations,
  citationSource,
  fileChaseStore,
  folderArchive,
  memoryChaseStore,
  numbersOf,
  type SourceId,
  type WorkNumbers,
} from "@coppice/sources";
import { columns } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { csvText } from "../records/csv-text.ts";
import { readFile } from "../records/read-file.ts";
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

interface Seeds {
  readonly seeds: readonly WorkNumbers[];
  /** Records or lines without a number that a service could know. */
  readonly without: number;
}

/** Numbers in a file: of the records of an export, or one a line. */
async function seedsIn(path: string): Promise<Seeds | string> {
  let beginning: string;
  try {
    beginning = (await readText(path)).toString("utf8");
  } catch (cause) {
    return `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`;
  }
  const lines = beginning
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const listed = lines.map((line): WorkNumbers | null => {
    const pmid = pmidFrom(line);
    if (pmid !== undefined) return { pmid };
    const doi = /\s/.test(line.replace(/^doi:\s*/i, "")) ? undefined : doiFrom(line);
    return doi === undefined ? null : { doi };
  });
  if (lines.length > 0 && listed[0] !== null && detectFormat(beginning.slice(0, 65_536)) === null)
    return {
      seeds: listed.filter((each) => each !== null),
      without: listed.filter((each) => each === null).length,
    };
  const seeds: WorkNumbers[] = [];
  let without = 0;
  const read = await readFile(path, (record) => {
    const numbers = numbersOf(record);
    if (numbers.pmid === undefined && numbers.doi === undefined) without += 1;
    else seeds.push(numbers);
  });
  return read.ok ? { seeds, without } : read.message;
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
  const read = await seedsIn(path);
  if (typeof read === "string") return refuse(read);
  if (read.seeds.length === 0) return refuse(`${path} has no record with a PMID or a DOI.`);
  if (read.without > 0)
    tell(`${counted(read.without, "entry", "entries")} without PMID and DOI cannot be followed.`);
  if (options.out !== undefined) await mkdir(options.out, { recursive: true });
  const { signal, done } = interruptible();
  const archive =
    options.out === undefined ? {} : { archive: await folderArchive(join(options.out, "answers")) };
  const http = network(options, { signal, ...archive });
  const found = await chaseCitations(read.seeds, {
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
