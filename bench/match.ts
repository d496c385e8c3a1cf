/**
 * How fast searches are evaluated: streaming over MEDLINE XML (.gz) beside lxml, on an index of 100,000 records, and thousands of standing
 * strategies on new records. The records are the citations of one file of MEDLINE again and again, each with the title of another appended.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import {
  type BibliographicRecord,
  compileMatcher,
  parseStrategy,
  recordIndex,
  recordReader,
  standingQueries,
} from "@coppice/identify";
import { loadMesh, matchFile } from "@coppice/project";
import { type Measured, quantile, spread } from "./measure.ts";

const FILTER =
  "(randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR placebo[tiab] OR drug therapy[sh] OR randomly[tiab] OR trial[tiab] OR groups[tiab]) NOT (animals[mh] NOT humans[mh])";

const strategyOf = (query: string) => parseStrategy(query, "pubmed").strategy;

async function cpuMilliseconds(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The citations of a file many times over in one file. */
function repeated(text: string, times: number): string {
  const start = text.search(/<MedlineCitation[\s>]/);
  const end = text.lastIndexOf("</MedlineCitation>") + "</MedlineCitation>".length;
  return (
    text.slice(0, start) + Array<string>(times).fill(text.slice(start, end)).join("\n") + text.slice(end)
  );
}

/** Seconds that lxml takes; undefined where Python has no lxml. */
function lxmlSeconds(root: string, path: string): number | undefined {
  try {
    const python = process.env["PYTHON"] ?? "python3";
    const out = execFileSync(python, [join(root, "bench/lxml-iterparse.py"), path], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Number(out.toString().trim().split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** Streaming and lxml by turns, so that both have the same machine. */
async function streaming(root: string, text: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-bench-"));
  try {
    const path = join(folder, "medline.xml.gz");
    const xml = Buffer.from(repeated(text, 20));
    writeFileSync(path, gzipSync(xml));
    const compiled = compileMatcher(strategyOf(FILTER), { mesh: loadMesh() });
    if (!compiled.ok) throw new Error(compiled.problems[0]!.message);
    let found = 0;
    const own: number[] = [];
    const peer: number[] = [];
    for (let run = 0; run < 6; run++) {
      found = 0;
      own.push(await cpuMilliseconds(() => matchFile(path, compiled.matcher, () => (found += 1))));
      const seconds = lxmlSeconds(root, path);
      if (seconds !== undefined) peer.push(seconds * 1000);
    }
    const megabytes = xml.length / 1e6;
    const figure = Math.min(...own);
    const speed = (ms: number): string => (megabytes / (ms / 1000)).toFixed(0);
    const beside = peer.length === 0 ? "no lxml here" : `lxml ${speed(Math.min(...peer))} MB/s`;
    return {
      promise: `streaming match, ${megabytes.toFixed(0)} MB of MEDLINE XML.gz, Cochrane filter`,
      bound: Math.round((megabytes / 39) * 1000),
      unit: "ms",
      figure,
      note: `${speed(figure)} MB/s of processor time with unpacking, ${found} records; ${beside}`,
      ...(peer.length === 0
        ? {}
        : {
            ratio: {
              figure: Math.min(...peer) / figure,
              bound: 1.5,
              note: "iterparse from gz, 7 groups of fields",
              peer: "lxml",
            },
          }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function libraryOf(base: readonly BibliographicRecord[], size: number): readonly BibliographicRecord[] {
  return Array.from({ length: size }, (_, i) => {
    const record = base[i % base.length]!;
    const other = base[(i * 7919 + Math.floor(i / base.length)) % base.length]!;
    return {
      ...record,
      csl: { ...record.csl, PMID: String(i), title: `${record.csl.title} ${other.csl.title}` },
    };
  });
}

const WORDS =
  "cancer tumor cell patients treatment therapy gene expression protein disease risk study children women mice rat heart brain liver kidney blood surgery trial randomized placebo quality life infection virus bacteria health care social school model growth".split(
    " ",
  );

/** The same words for the same number. */
function wordFrom(seed: number): () => string {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return WORDS[state % WORDS.length]!;
  };
}

function twentyTerms(word: () => string): string {
  const terms = Array.from({ length: 20 }, (_, k) => {
    if (k % 5 === 4) return `"${word()} ${word()}"[tiab]`;
    return k % 7 === 3 ? `${word().slice(0, 5)}*[tiab]` : `${word()}[tiab]`;
  });
  const or = (from: number, to: number): string => `(${terms.slice(from, to).join(" OR ")})`;
  return `${or(0, 7)} AND ${or(7, 14)} NOT ${or(14, 20)}`;
}

async function indexed(library: readonly BibliographicRecord[]): Promise<readonly Measured[]> {
  const mesh = loadMesh();
  let index = recordIndex(library.slice(0, 1000), { mesh });
  const build = await cpuMilliseconds(() => {
    index = recordIndex(library, { mesh });
  });
  const word = wordFrom(1);
  const strategies = Array.from({ length: 60 }, () => strategyOf(twentyTerms(word)));
  const times: number[] = [];
  // The first search sorts the words and lists their places.
  index.search(strategies[0]!);
  for (const strategy of strategies) times.push(await cpuMilliseconds(() => index.search(strategy)));
  return [
    {
      promise: "index of 100,000 records",
      bound: 4000,
      unit: "ms",
      figure: build,
      note: "processor time; titles, abstracts, key words, headings, types, substances",
    },
    {
      promise: "20-term Boolean search of the index",
      bound: 5,
      unit: "ms",
      figure: quantile(times, 0.5),
      note: `processor time, ${spread(times, "ms")}; common words, truncation and phrases`,
    },
  ];
}

async function standing(library: readonly BibliographicRecord[]): Promise<Measured> {
  const word = wordFrom(7);
  const strategies = Array.from({ length: 5000 }, (_, i) =>
    strategyOf(
      `(${word()}[tiab] AND ${word()}${i % 50}[tiab]) OR (${word()}${i % 70}*[ti] AND ${word()}[tiab] AND humans[mh])`,
    ),
  );
  const options = { mesh: loadMesh() };
  const queries = standingQueries(strategies, options);
  const batch = library.slice(0, 3000);
  queries.match(batch.slice(0, 500));
  const figure = await cpuMilliseconds(() => queries.match(batch));
  const alone = strategies.slice(0, 50).map((strategy) => compileMatcher(strategy, options));
  const plain = await cpuMilliseconds(() => {
    for (const compiled of alone)
      if (compiled.ok) for (const record of batch) compiled.matcher.matches(record);
  });
  return {
    promise: "5,000 standing strategies, 3,000 new records",
    bound: 5000,
    unit: "ms",
    figure,
    note: `processor time; one by one it would be ${((plain * 100) / 1000).toFixed(0)} s, reckoned from 50 of them`,
  };
}

/** Four rows; none where the file of MEDLINE, which is no part of the repository, is not there. */
export async function benchMatch(root: string): Promise<readonly Measured[]> {
  const path = join(root, "../shared/data/pubmed/medline16n0902.xml.gz");
  if (!existsSync(path)) {
    console.log(`search: ${path} is missing; matching is not measured`);
    return [];
  }
  const bytes = gunzipSync(readFileSync(path));
  const base: BibliographicRecord[] = [];
  const reader = recordReader({ record: (record) => base.push(record), anomaly: () => undefined });
  reader.push(bytes);
  reader.end();
  const library = libraryOf(base, 100_000);
  return [
    await streaming(root, bytes.toString("utf8")),
    ...(await indexed(library)),
    await standing(library),
  ];
}
