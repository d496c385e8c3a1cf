import { readFile, writeFile } from "node:fs/promises";
import { type PriorWeights, readPrior, type ScreenedRecord, simulate } from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { screeningRecords } from "../../screen/screening-records.ts";
import { print, tell } from "../../terminal.ts";
import { counted } from "../../verdict-words.ts";

export interface SimulateOptions {
  readonly topic?: string;
  readonly criteria?: string;
  readonly priors?: readonly string[];
  readonly seed: number;
  readonly out: string;
  /** File with weights of the prior, and the review that they were learned without. */
  readonly prior?: string;
  readonly without?: string;
}

/** Screens a labelled file as a reviewer would and writes the order, one JSON object a line. */
export async function simulateScreening(path: string, options: SimulateOptions): Promise<ExitCode> {
  const { out, priors = [], prior: priorFile, without, ...how } = options;
  const prior = await priorOf(priorFile, without);
  if (!prior.ok) return refuse(prior.message);
  const read = await screeningRecords(path);
  if (!read.ok) return refuse(read.message);
  const unlabelled = read.records.find(({ id }) => !read.labels.has(id));
  if (unlabelled !== undefined) {
    return refuse(
      `${path} does not say whether record ${unlabelled.id} was included; a simulation needs a column label_included with 1 or 0.`,
    );
  }
  const included = new Set([...read.labels].flatMap(([id, relevant]) => (relevant ? [id] : [])));
  if (included.size === 0) {
    return refuse(`${path} includes no record at all: there is nothing to find, so no order is better.`);
  }
  const simulated = simulate(read.records, included, { ...how, ...prior.weights, priors });
  if (!simulated.ok) return refuse(simulated.problems.map(({ message }) => message).join(" "));
  await writeFile(out, simulated.order.map(line).join(""));
  const given = simulated.order.filter(({ prior }) => prior).length;
  print(
    `${counted(simulated.order.length, "record")}, ${included.size} of them included, ${given} given before the start; the order is in ${out}.`,
  );
  return exitCode.done;
}

type PriorGiven =
  | { readonly ok: true; readonly weights: { readonly prior?: PriorWeights } }
  | { readonly ok: false; readonly message: string };

async function priorOf(path: string | undefined, without: string | undefined): Promise<PriorGiven> {
  if (path === undefined) {
    return without === undefined
      ? { ok: true, weights: {} }
      : { ok: false, message: "--without names a review of a file of priors; give the file with --prior." };
  }
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    return {
      ok: false,
      message: `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`,
    };
  }
  const read = readPrior(text, without, path);
  return read.ok
    ? { ok: true, weights: { prior: read.prior } }
    : { ok: false, message: `${path}: ${read.problems.map(({ message }) => message).join(" ")}` };
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

/** Ids that are whole numbers are written as numbers, as labelled sets have them. */
function line({ id, relevant, prior }: ScreenedRecord): string {
  const record = /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
  return `${JSON.stringify({ record_id: record, label: relevant ? 1 : 0, ...(prior ? { prior: true } : {}) })}\n`;
}
