/**
 * How fast export files are read, with all their fields: bytes to records, in one thread. Files are those of reference/dedup-baseline,
 * part 3: a Zotero export ten times, a PubMed export twenty times, a part of MEDLINE's XML ten times.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { recordReader } from "@coppice/identify";
import { HOW_TO_GET_PEERS, importPeers } from "./import-peers.ts";
import { type Measured, quantile } from "./measure.ts";

interface ImportCase {
  readonly format: "ris" | "nbib" | "pubmed-xml";
  readonly name: string;
  readonly path: string;
  readonly times: number;
  /** Megabytes a second of processor time. */
  readonly bar: number;
}

const CASES: readonly ImportCase[] = [
  { format: "ris", name: "RIS", path: "import/ris/asysd_zotero_export.ris", times: 10, bar: 80 },
  { format: "nbib", name: "NBIB", path: "import/nbib/revtools_restoration_pubmed.nbib", times: 20, bar: 120 },
  { format: "pubmed-xml", name: "PubMed XML", path: "pubmed/medline16n0902.xml.gz", times: 10, bar: 50 },
];

/** As files come from a disk. */
const CHUNK = 65_536;
const WARM_UP = 6;
const RUNS = 25;
const PEER_WARM_UP = 3;
const PEER_RUNS = 8;

/** The file again and again; of XML what stands inside the root. */
function repeated({ path, times, format }: ImportCase, data: string): Uint8Array {
  const file = readFileSync(join(data, path));
  const bytes = path.endsWith(".gz") ? gunzipSync(file) : file;
  if (format !== "pubmed-xml") return Buffer.concat(Array<Buffer>(times).fill(bytes));
  const text = bytes.toString("utf8");
  const start = text.search(/<MedlineCitation[\s>]/);
  const end = text.lastIndexOf("</MedlineCitation>") + "</MedlineCitation>".length;
  const inner = text.slice(start, end);
  return Buffer.from(text.slice(0, start) + Array<string>(times).fill(inner).join("\n") + text.slice(end));
}

function readAll(bytes: Uint8Array): number {
  let records = 0;
  const reader = recordReader({
    record: () => {
      records += 1;
    },
    anomaly: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += CHUNK) reader.push(bytes.subarray(at, at + CHUNK));
  reader.end();
  return records;
}

async function cpuMilliseconds(act: () => unknown, runs: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await act();
    const spent = process.cpuUsage(before);
    times.push((spent.user + spent.system) / 1000);
  }
  return times;
}

async function one(importCase: ImportCase, data: string): Promise<Measured> {
  const bytes = repeated(importCase, data);
  const megabytes = bytes.length / 1e6;
  const records = readAll(bytes);
  await cpuMilliseconds(() => readAll(bytes), WARM_UP);
  const times = await cpuMilliseconds(() => readAll(bytes), RUNS);
  // A core that is shared counts the waiting for its other half as time: the fastest run is nearest to what the reader itself takes.
  const figure = Math.min(...times);
  const peers = await besidePeers(importCase, new TextDecoder().decode(bytes), megabytes, figure);
  const none = importCase.format === "pubmed-xml" ? "no npm package known to us reads it; " : "";
  const beside = peers.said.length === 0 ? HOW_TO_GET_PEERS : peers.said.join("; ");
  return {
    promise: `${importCase.name}: ${megabytes.toFixed(1)} MB read with all fields, processor time`,
    bound: Math.round((megabytes / importCase.bar) * 1000),
    unit: "ms",
    figure,
    note: `${speed(megabytes, figure)} MB/s (bar ${importCase.bar}; fastest of ${RUNS} runs, median ${speed(megabytes, quantile(times, 0.5))}), ${records} records; ${none}${beside}`,
    ...(peers.fastest === null
      ? {}
      : {
          ratio: {
            figure: peers.fastest / figure,
            bound: 1,
            note: "the fastest peer that reads fields, its text already decoded",
            peer: "npm peer",
          },
        }),
  };
}

const speed = (megabytes: number, ms: number): string => (megabytes / (ms / 1000)).toFixed(0);

/** The same text to each peer in the same process, warmed up before; one that fails is named with its error. */
async function besidePeers(
  { format }: ImportCase,
  text: string,
  megabytes: number,
  ours: number,
): Promise<{ readonly said: readonly string[]; readonly fastest: number | null }> {
  const said: string[] = [];
  let fastest: number | null = null;
  for (const { name, only, read } of await importPeers(format)) {
    try {
      let found = 0;
      const act = async (): Promise<void> => {
        found = await read(text);
      };
      await cpuMilliseconds(act, PEER_WARM_UP);
      const figure = Math.min(...(await cpuMilliseconds(act, PEER_RUNS)));
      const kind = only === undefined ? "" : ` (${only})`;
      said.push(
        `${name}${kind} ${speed(megabytes, figure)} MB/s, ${found} records, ${(figure / ours).toFixed(1)} times as long`,
      );
      if (only === undefined) fastest = Math.min(figure, fastest ?? figure);
    } catch (cause) {
      said.push(`${name} fails: ${String(cause).split("\n")[0]}`);
    }
  }
  return { said, fastest };
}

/** One row a format; none where the files, which are no part of the repository, are not there. */
export async function benchImport(root: string): Promise<readonly Measured[]> {
  const data = join(root, "../shared/data");
  const there = CASES.filter(({ path }) => existsSync(join(data, path)));
  if (there.length < CASES.length) console.log(`import: files are missing below ${data}; left out`);
  const rows: Measured[] = [];
  for (const importCase of there) rows.push(await one(importCase, data));
  return rows;
}
