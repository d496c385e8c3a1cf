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
  const speed = (ms: number): string => (megabytes / (ms / 1000)).toFixed(0);
  const text = new TextDecoder().decode(bytes);
  const beside: string[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const peer of await importPeers(importCase.format)) {
    let found = 0;
    const peerTimes = await cpuMilliseconds(async () => {
      found = await peer.read(text);
    }, 5);
    const peerFigure = Math.min(...peerTimes);
    best = Math.min(best, peerFigure);
    beside.push(`${peer.name} ${speed(peerFigure)} MB/s, ${found} records`);
  }
  return {
    promise: `${importCase.name}: ${megabytes.toFixed(1)} MB read with all fields, processor time`,
    bound: Math.round((megabytes / importCase.bar) * 1000),
    unit: "ms",
    figure,
    note: `${speed(figure)} MB/s (bar ${importCase.bar}; fastest of ${RUNS} runs, median ${speed(quantile(times, 0.5))}), ${records} records; ${beside.length === 0 ? HOW_TO_GET_PEERS : beside.join("; ")}`,
    ...(Number.isFinite(best)
      ? {
          ratio: {
            figure: best / figure,
            bound: 1,
            note: "the fastest peer, text already decoded",
            peer: "npm peer",
          },
        }
      : {}),
  };
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
