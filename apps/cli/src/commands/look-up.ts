import {
  crossrefStatus,
  type OpenAccess,
  openAccess,
  type Result,
  type Service,
  type SourceId,
  type WorkStatus,
} from "@coppice/sources";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { listedWorks } from "../sources/listed-works.ts";
import { type AskingOptions, addresses, interruptible, network } from "../sources/network.ts";
import { paint, print, printJson, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface LookUpOptions extends AskingOptions {
  readonly json?: boolean;
}

/** One question that a service answers of a DOI. */
interface LookUp<T> {
  readonly source: SourceId;
  readonly ask: (service: Service, doi: string) => Promise<Result<T>>;
  /** A line about an answer. */
  readonly shown: (answer: T) => string;
  /** Whether the answer is what the reader has to be warned of. */
  readonly warns: (answer: T) => boolean;
  /** Of how many of how many it holds. */
  readonly summary: (answers: readonly T[], asked: number) => string;
}

const retractions: LookUp<WorkStatus> = {
  source: "crossref",
  ask: crossrefStatus,
  shown: ({ doi, retracted, concern, notices }) => {
    const about = notices.map(
      ({ type, doi: by }) => `${type.replaceAll("_", " ")}${by === undefined ? "" : ` ${by}`}`,
    );
    const word = retracted ? paint.red("RETRACTED") : concern ? paint.red("CONCERN  ") : "fine     ";
    return `${word} ${doi}${about.length === 0 ? "" : `  (${about.join("; ")})`}`;
  },
  warns: ({ retracted, concern }) => retracted || concern,
  summary: (answers, asked) =>
    `${answers.filter(({ retracted }) => retracted).length} retracted and ${answers.filter(({ concern }) => concern).length} with a concern, of ${answers.length} known to Crossref and ${asked} asked.`,
};

const access: LookUp<OpenAccess> = {
  source: "unpaywall",
  ask: openAccess,
  shown: ({ doi, isOpen, status, best }) =>
    `${isOpen ? (status ?? "open").padEnd(7) : "closed "} ${doi}${best === undefined ? "" : `  ${best.pdf ?? best.url}`}`,
  warns: () => false,
  summary: (answers, asked) =>
    `${answers.filter(({ isOpen }) => isOpen).length} may be read without paying, of ${answers.length} known to Unpaywall and ${asked} asked.`,
};

/** Looks each DOI of a file up; exit code 1 where something must be warned of, or could not be looked up. */
async function lookUp<T>(path: string, options: LookUpOptions, question: LookUp<T>): Promise<ExitCode> {
  const where = addresses(options, question.source);
  const read = where.ok ? await listedWorks(path) : where.message;
  if (!where.ok || typeof read === "string") {
    tell(`coppice: ${read}`);
    return exitCode.misuse;
  }
  const dois = [...new Set(read.works.flatMap(({ doi }) => (doi === undefined ? [] : [doi.toLowerCase()])))];
  if (dois.length === 0) {
    tell(`coppice: ${path} has no record with a DOI, and nothing else can be looked up.`);
    return exitCode.misuse;
  }
  const without = read.without + read.works.filter(({ doi }) => doi === undefined).length;
  if (without > 0) tell(`${counted(without, "entry", "entries")} without a DOI cannot be looked up.`);
  const { signal, done } = interruptible();
  const service = { http: network(options, { signal }), settings: where.settings[question.source] };
  const answers: T[] = [];
  let failed = 0;
  for (const doi of dois) {
    if (signal.aborted) break;
    const asked = await question.ask(service, doi);
    for (const { severity, message, code } of asked.problems) tell(`${severity}: ${message} [${code}]`);
    if (asked.ok) {
      answers.push(asked.value);
      if (options.json !== true) print(question.shown(asked.value));
    } else failed += 1;
  }
  done();
  if (options.json === true) printJson(answers);
  else print(`\n${question.summary(answers, dois.length)}`);
  return failed > 0 || signal.aborted || answers.some(question.warns)
    ? exitCode.foundProblems
    : exitCode.done;
}

/** Which publications of a file were retracted, by Crossref (with Retraction Watch). */
export const checkRetractions = (path: string, options: LookUpOptions): Promise<ExitCode> =>
  lookUp(path, options, retractions);

/** Where the publications of a file may be read without paying, by Unpaywall. Nothing is downloaded. */
export const findOpenAccess = (path: string, options: LookUpOptions): Promise<ExitCode> =>
  lookUp(path, options, access);
