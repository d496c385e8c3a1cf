import { writeFile } from "node:fs/promises";
import {
  type BibliographicRecord,
  type Deduplication,
  type DuplicateCluster,
  type DuplicateDecision,
  deduplicate,
  type ExistingCluster,
  explainLink,
  explainRefusal,
  type IdentifiedRecord,
} from "@coppice/identify";
import { wrap } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { csvText } from "../records/csv-text.ts";
import { namedRecords } from "../records/named-records.ts";
import { readRows } from "../records/read-rows.ts";
import { paint, print, printJson, tell, terminalWidth } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface DedupeOptions {
  readonly out?: string;
  readonly review?: string;
  readonly decisions?: string;
  readonly library?: string;
  readonly mergePreprints?: boolean;
  readonly mergeCochraneVersions?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

type Given<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

async function decisionsIn(path: string): Promise<Given<readonly DuplicateDecision[]>> {
  const read = await readRows(path, ["kind", "a", "b"]);
  if (!read.ok) return read;
  const decisions: DuplicateDecision[] = [];
  for (const [i, [kind, a, b]] of read.rows.entries()) {
    if (kind !== "same" && kind !== "different") {
      return { ok: false, message: `${path}:${i + 2}: the kind "${kind}" is none; write same or different.` };
    }
    decisions.push({ kind, a: a!, b: b! });
  }
  return { ok: true, value: decisions };
}

async function libraryIn(path: string): Promise<Given<readonly ExistingCluster[]>> {
  const read = await readRows(path, ["record_id", "cluster_id", "keep"]);
  if (!read.ok) return read;
  const clusters = new Map<string, { master: string | null; members: string[] }>();
  for (const [id, cluster, keep] of read.rows) {
    const own = clusters.get(cluster!) ?? { master: null, members: [] };
    own.members.push(id!);
    if (keep === "1") own.master = id!;
    clusters.set(cluster!, own);
  }
  return {
    ok: true,
    value: [...clusters.values()].map(({ master, members }) => ({ master: master ?? members[0]!, members })),
  };
}

/** One row a record, in the order in which they came. */
function clusterRows(
  records: readonly IdentifiedRecord[],
  found: Deduplication,
): readonly (readonly string[])[] {
  const clusterOf = new Map<string, DuplicateCluster>();
  for (const cluster of found.clusters) for (const id of cluster.members) clusterOf.set(id, cluster);
  return [
    ["record_id", "cluster_id", "keep"],
    ...records.map(({ id }) => {
      const { master } = clusterOf.get(id)!;
      return [id, master, id === master ? "1" : "0"];
    }),
  ];
}

type Library = ReadonlyMap<string, BibliographicRecord>;

function reviewRows(found: Deduplication, library: Library): readonly (readonly (string | number)[])[] {
  return [
    ["a", "b", "score", "title_a", "title_b", "why"],
    ...found.review.map((pair) => [
      pair.a,
      pair.b,
      pair.score.toFixed(1),
      titleOf(library, pair.a),
      titleOf(library, pair.b),
      explainRefusal(pair, library.get(pair.a), library.get(pair.b)),
    ]),
  ];
}

const titleOf = (library: Library, id: string): string => library.get(id)?.csl.title ?? "(no title)";

const copiesOf = ({ clusters }: Deduplication): readonly DuplicateCluster[] =>
  clusters.filter(({ members }) => members.length > 1);

function textOf(library: Library, found: Deduplication, explain: boolean): readonly string[] {
  const groups = copiesOf(found);
  const surplus = library.size - found.clusters.length;
  const lines = [
    `${counted(library.size, "record")}: ${counted(found.clusters.length, "publication")}, ${counted(surplus, "surplus copy", "surplus copies")} in ${counted(groups.length, "cluster")}.`,
    `${counted(found.review.length, "pair")} to look at; ${counted(found.relations.length, "pair")} related but not copies (abstract and paper, erratum, reply, parts ...).`,
  ];
  const paragraph = (text: string, indent: string): readonly string[] =>
    wrap(text, terminalWidth() - indent.length).map((line) => `${indent}${line}`);
  if (explain) {
    for (const cluster of groups) {
      lines.push("", ...paragraph(`${cluster.master}  ${titleOf(library, cluster.master)}`, ""));
      for (const link of cluster.links) {
        const why = explainLink(link, library.get(link.a), library.get(link.b));
        lines.push(...paragraph(`${link.a} = ${link.b}: ${why}`, "  "));
      }
    }
  }
  const shown = explain ? found.review : found.review.slice(0, 5);
  if (shown.length > 0) lines.push("", paint.bold("To look at, best first"));
  for (const pair of shown) {
    for (const id of [pair.a, pair.b]) lines.push(...paragraph(`${id}  ${titleOf(library, id)}`, "  "));
    lines.push(...paragraph(explainRefusal(pair, library.get(pair.a), library.get(pair.b)), "    "), "");
  }
  return lines;
}

/** Finds copies among the records of some files, and writes or prints what it found. */
export async function dedupe(paths: readonly string[], options: DedupeOptions): Promise<ExitCode> {
  const decisions = options.decisions === undefined ? null : await decisionsIn(options.decisions);
  if (decisions !== null && !decisions.ok) return refuse(decisions.message);
  const earlier = options.library === undefined ? null : await libraryIn(options.library);
  if (earlier !== null && !earlier.ok) return refuse(earlier.message);
  const named = await namedRecords(paths);
  if (!named.ok) return refuse(named.message);
  const found = deduplicate(named.records, {
    ...(decisions === null ? {} : { decisions: decisions.value }),
    ...(earlier === null ? {} : { existing: earlier.value }),
    preprints: options.mergePreprints === true ? "merge" : "keep",
    cochraneVersions: options.mergeCochraneVersions === true ? "merge" : "keep",
  });
  if (!found.ok) return refuse(found.problems.map(({ message }) => message).join(" "));
  for (const { message, code } of found.notes) tell(`${message} [${code}]`);
  const library: Library = new Map(named.records.map(({ id, record }) => [id, record]));
  const outputs = [
    [options.out, clusterRows(named.records, found)],
    [options.review, reviewRows(found, library)],
  ] as const;
  for (const [path, rows] of outputs) {
    if (path === undefined) continue;
    try {
      await writeFile(path, csvText(rows));
    } catch (cause) {
      return refuse(
        `${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)}); give another place.`,
      );
    }
  }
  const anomalies = named.files.reduce((sum, file) => sum + file.anomalies.length, 0);
  if (options.json === true) {
    const { clusters, relations, review, notes } = found;
    printJson({ records: named.records.length, anomalies, clusters, relations, review, notes });
  } else {
    print(
      textOf(library, found, options.explain === true)
        .join("\n")
        .trimEnd(),
    );
    if (anomalies > 0)
      print(
        paint.dim(
          `${counted(anomalies, "anomaly", "anomalies")} in the files; see: coppice import ${paths.join(" ")}`,
        ),
      );
  }
  return named.records.length === 0 ? exitCode.foundProblems : exitCode.done;
}
