import { writeFile } from "node:fs/promises";
import {
  type Deduplication,
  type DuplicateCluster,
  type DuplicateDecision,
  duplicateFinder,
  type ExistingCluster,
  explainLink,
  explainRefusal,
  type IdentifiedRecord,
  withMergedFields,
} from "@coppice/identify";
import { wrap } from "../columns.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { csvText } from "../records/csv-text.ts";
import { eachNamedRecord } from "../records/named-records.ts";
import { readRows } from "../records/read-rows.ts";
import { type RecordNotes, recordNotes } from "../records/record-notes.ts";
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
function clusterRows(ids: readonly string[], found: Deduplication): readonly (readonly string[])[] {
  const masters = new Map<string, string>();
  for (const { master, members } of found.clusters) for (const id of members) masters.set(id, master);
  return [
    ["record_id", "cluster_id", "keep"],
    ...ids.map((id) => {
      const master = masters.get(id)!;
      return [id, master, id === master ? "1" : "0"];
    }),
  ];
}

function reviewRows(found: Deduplication, notes: RecordNotes): readonly (readonly (string | number)[])[] {
  return [
    ["a", "b", "score", "title_a", "title_b", "why"],
    ...found.review.map((pair) => [
      pair.a,
      pair.b,
      pair.score.toFixed(1),
      titleOf(notes, pair.a),
      titleOf(notes, pair.b),
      explainRefusal(pair, notes.get(pair.a), notes.get(pair.b)),
    ]),
  ];
}

const titleOf = (notes: RecordNotes, id: string): string => notes.get(id)?.csl.title ?? "(no title)";

const copiesOf = ({ clusters }: Deduplication): readonly DuplicateCluster[] =>
  clusters.filter(({ members }) => members.length > 1);

function textOf(
  count: number,
  notes: RecordNotes,
  found: Deduplication,
  explain: boolean,
): readonly string[] {
  const groups = copiesOf(found);
  const surplus = count - found.clusters.length;
  const lines = [
    `${counted(count, "record")}: ${counted(found.clusters.length, "publication")}, ${counted(surplus, "surplus copy", "surplus copies")} in ${counted(groups.length, "cluster")}.`,
    `${counted(found.review.length, "pair")} to look at; ${counted(found.relations.length, "pair")} related but not copies (abstract and paper, erratum, reply, parts ...).`,
  ];
  const paragraph = (text: string, indent: string): readonly string[] =>
    wrap(text, terminalWidth() - indent.length).map((line) => `${indent}${line}`);
  if (explain) {
    for (const cluster of groups) {
      lines.push("", ...paragraph(`${cluster.master}  ${titleOf(notes, cluster.master)}`, ""));
      for (const link of cluster.links) {
        const why = explainLink(link, notes.get(link.a), notes.get(link.b));
        lines.push(...paragraph(`${link.a} = ${link.b}: ${why}`, "  "));
      }
    }
  }
  const shown = explain ? found.review : found.review.slice(0, 5);
  if (shown.length > 0) lines.push("", paint.bold("To look at, best first"));
  for (const pair of shown) {
    for (const id of [pair.a, pair.b]) lines.push(...paragraph(`${id}  ${titleOf(notes, id)}`, "  "));
    lines.push(...paragraph(explainRefusal(pair, notes.get(pair.a), notes.get(pair.b)), "    "), "");
  }
  return lines;
}

/** Finds copies among the records of some files, and writes or prints what it found. */
export async function dedupe(paths: readonly string[], options: DedupeOptions): Promise<ExitCode> {
  const decisions = options.decisions === undefined ? null : await decisionsIn(options.decisions);
  if (decisions !== null && !decisions.ok) return refuse(decisions.message);
  const earlier = options.library === undefined ? null : await libraryIn(options.library);
  if (earlier !== null && !earlier.ok) return refuse(earlier.message);
  const finder = duplicateFinder();
  const notes = recordNotes();
  const ids: string[] = [];
  const whole: IdentifiedRecord[] = [];
  const read = await eachNamedRecord(paths, (item) => {
    finder.add(item);
    notes.add(item);
    ids.push(item.id);
    if (options.json === true) whole.push(item);
  });
  if (!read.ok) return refuse(read.message);
  const found = finder.find({
    ...(decisions === null ? {} : { decisions: decisions.value }),
    ...(earlier === null ? {} : { existing: earlier.value }),
    preprints: options.mergePreprints === true ? "merge" : "keep",
    cochraneVersions: options.mergeCochraneVersions === true ? "merge" : "keep",
  });
  if (!found.ok) return refuse(found.problems.map(({ message }) => message).join(" "));
  for (const { message, code } of found.notes) tell(`${message} [${code}]`);
  const outputs = [
    [options.out, clusterRows(ids, found)],
    [options.review, reviewRows(found, notes)],
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
  const anomalies = read.files.reduce((sum, file) => sum + file.anomalies.length, 0);
  if (options.json === true) {
    const { relations, review } = found;
    const clusters = withMergedFields(found.clusters, whole);
    printJson({ records: ids.length, anomalies, clusters, relations, review, notes: found.notes });
  } else {
    print(
      textOf(ids.length, notes, found, options.explain === true)
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
  return ids.length === 0 ? exitCode.foundProblems : exitCode.done;
}
