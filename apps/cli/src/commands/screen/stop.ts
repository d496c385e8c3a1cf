import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import {
  type CertificateSubject,
  canonicalDecisions,
  canonicalRecords,
  decisionsInOrder,
  type Hashed,
  type ReplaySummary,
  replayReview,
  type ScreeningDecision,
  type ScreeningRecord,
  type StoppingCertificate,
  stoppingCertificate,
} from "@coppice/screen";
import { type ExitCode, exitCode } from "../../exit-code.ts";
import { screeningRecords } from "../../screen/screening-records.ts";
import { type DecisionsAsked, stopDecisions } from "../../screen/stop-decisions.ts";
import { readStopSample, type StopSample } from "../../screen/stop-sample.ts";
import { procedureOf, type RuleName, rulesFor, statementsOf } from "../../screen/stop-statements.ts";
import { nextStep, replayText, statementText } from "../../screen/stop-text.ts";
import { print, printJson, tell } from "../../terminal.ts";

export interface StopOptions extends DecisionsAsked {
  readonly sample?: string;
  readonly rule?: RuleName;
  readonly target: number;
  readonly confidence: number;
  readonly looks: number;
  readonly look: number;
  readonly randomStart?: number;
  readonly keyPapers: readonly string[];
  readonly secondModel?: number;
  readonly checked?: boolean;
  readonly simulate?: number;
  readonly seed: number;
  readonly topic?: string;
  readonly criteria?: string;
  readonly certificate?: string;
  readonly json?: boolean;
}

/** Says whether screening may stop, by which rule, and what that rests on. */
export async function stopScreening(path: string, options: StopOptions): Promise<ExitCode> {
  const read = await screeningRecords(path);
  if (!read.ok) return refuse(read.message);
  const pool = read.records;
  if (pool.length === 0) return refuse(`${path} has no record; give the export of the search.`);
  const given = await stopDecisions(options);
  if (!given.ok) return refuse(given.message);
  for (const warning of given.warnings) tell(`coppice: ${warning}`);
  const settled = decisionsInOrder(new Set(pool.map(({ id }) => id)), given.decisions);
  if (!settled.ok) return refuse(all(settled.problems));
  const { decisions } = settled;
  const sampleRead =
    options.sample === undefined ? undefined : await readStopSample(options.sample, pool, decisions);
  if (sampleRead?.ok === false) return refuse(sampleRead.message);
  const sample = sampleRead?.sample;
  const rules = rulesFor(options.rule, sample);
  const { target, confidence, checked = false, sample: _, ...course } = options;
  const aim = { target, confidence };
  const said = statementsOf(rules, {
    ...course,
    checked,
    total: pool.length,
    decisions,
    aim,
    ...(sample === undefined ? {} : { sample }),
  });
  if (!said.ok) return refuse(all(said.problems));
  const replayed = replay(pool, decisions, sample, rules, options);
  if (!replayed.ok) return refuse(replayed.message);
  const { statements } = said;
  const certificate = stoppingCertificate(
    statements[0]!,
    subjectOf(pool, decisions, sample),
    replayed.summaries[0],
  );
  const next = nextStep(path, pool.length, decisions, sample, aim, options);
  if (options.json === true) printJson({ statements, simulations: replayed.summaries, certificate, next });
  else {
    for (const statement of statements) print(statementText(statement));
    for (const summary of replayed.summaries) print(replayText(summary));
    for (const line of next) print(line);
  }
  return options.certificate === undefined
    ? exitCode.done
    : writeCertificate(options.certificate, certificate);
}

const all = (problems: readonly { readonly message: string }[]): string =>
  problems.map(({ message }) => message).join(" ");

const hashed = (count: number, text: string): Hashed => ({
  count,
  sha256: createHash("sha256").update(text).digest("hex"),
});

function subjectOf(
  pool: readonly ScreeningRecord[],
  decisions: readonly ScreeningDecision[],
  sample: StopSample | undefined,
): CertificateSubject {
  return {
    records: hashed(pool.length, canonicalRecords(pool)),
    decisions: hashed(decisions.length, canonicalDecisions(decisions)),
    ...(sample === undefined
      ? {}
      : {
          sample: {
            ...hashed(sample.labelled.length, canonicalDecisions(sample.labelled)),
            seed: sample.seed,
            decidedBefore: sample.decidedBefore,
          },
        }),
  };
}

type Replayed =
  | { readonly ok: true; readonly summaries: readonly ReplaySummary[] }
  | { readonly ok: false; readonly message: string };

function replay(
  pool: readonly ScreeningRecord[],
  decisions: readonly ScreeningDecision[],
  sample: StopSample | undefined,
  rules: readonly RuleName[],
  options: StopOptions,
): Replayed {
  if (options.simulate === undefined) return { ok: true, summaries: [] };
  const { topic, criteria, seed, simulate: runs, looks, target, confidence } = options;
  const known = new Set(decisions.map(({ id }) => id));
  const screened = [...decisions, ...(sample?.labelled.filter(({ id }) => !known.has(id)) ?? [])];
  const done = replayReview(
    pool,
    screened,
    rules.map((rule) => procedureOf(rule, looks)),
    { target, confidence },
    {
      runs,
      seed,
      ...(topic === undefined ? {} : { topic }),
      ...(criteria === undefined ? {} : { criteria }),
    },
  );
  return done.ok ? done : { ok: false, message: all(done.problems) };
}

async function writeCertificate(path: string, certificate: StoppingCertificate): Promise<ExitCode> {
  try {
    await writeFile(path, `${JSON.stringify(certificate, null, 2)}\n`);
  } catch (cause) {
    return refuse(`${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`);
  }
  tell(`coppice: the certificate is in ${path}.`);
  return exitCode.done;
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}
