import { Command, InvalidArgumentError } from "commander";
import type { Environment } from "../environment.ts";
import type { ExitCode } from "../exit-code.ts";
import { syntaxNamed } from "../search/translate-command.ts";

type Finish = (code: ExitCode) => void;

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError("give a whole number.");
  return number;
}

function day(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError("give a day as 2026-01-31.");
  return value;
}

/** Options of whatever asks a service. */
function asking(command: Command): Command {
  return command
    .option("--email <address>", "address that services can write to (default: COPPICE_EMAIL)")
    .option(
      "--base-url <url>",
      "another address of a service: URL, or ID=URL where there are several; may be repeated",
      collect,
      [],
    )
    .option("--offline", "refuse every request");
}

/** What asks services on the network: search, chase, and look-ups of single publications. */
export function sourceCommands(environment: Environment, finish: Finish): readonly Command[] {
  return [
    searchCommand(environment, finish),
    chaseCommand(finish),
    retractionsCommand(finish),
    openAccessCommand(finish),
    updatePubmedCommand(finish),
  ];
}

function searchCommand(environment: Environment, finish: Finish): Command {
  return asking(
    new Command("search")
      .description(
        "run the search strategies of a review where a service can be asked: counts first, then records",
      )
      .argument("<review>", "folder of a review"),
  )
    .option(
      "--source <id>",
      "only this service: pubmed, europepmc, clinicaltrials, openalex, crossref, semantic-scholar",
    )
    .option("--strategy <id>", "only this search document; may be repeated", collect, [])
    .option("--query <text>", "a query of its own, in the language of --source (default there: pubmed)")
    .option("--since <day>", "only what is new since that day", day)
    .option("--dry-run", "count, and fetch nothing")
    .option(
      "--import <files...>",
      "take exports of a search that was run on a platform for a run of --strategy",
    )
    .option("--database <name>", "with --import: the database, as Embase (default: the strategy's)")
    .option(
      "--platform <name>",
      "with --import: the platform, as Embase.com or Ovid (default: the strategy's)",
    )
    .option("--segment <text>", "with --import: part of the database and its last update")
    .option("--line <id>", "with --import: line of the strategy that was exported (default: its last)")
    .option("--count <n>", "with --import: hits that the platform showed", wholeNumber)
    .option("--dated <day>", "with --import: the day of the search", day)
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      `
Requests go out only from this command, from chase, check-retractions, open-access and update-pubmed. Keys are taken from NCBI_API_KEY, OPENALEX_API_KEY and S2_API_KEY.
A run that was ended goes on where it was. Runs lie in searches/runs of the review.

Examples:
  coppice search reviews/ivig-neuromuscular --dry-run --email you@your.org
  coppice search reviews/ivig-neuromuscular --strategy embase --import embase.ris --count 4102 --dated 2026-11-20`,
    )
    .action(async (review, options) => {
      const { search } = await import("../commands/search.ts");
      finish(await search(review, options, environment));
    });
}

function chaseCommand(finish: Finish): Command {
  return asking(
    new Command("chase")
      .description("follow citations of some records, backward and forward, in several services")
      .argument("<file>", "an export of any format, or a text with a PMID or a DOI a line"),
  )
    .option(
      "--source <id>",
      "only this service; may be repeated (default: europepmc, openalex, pubmed)",
      collect,
      [],
    )
    .option("--generations <n>", "how often what was found is followed again", wholeNumber, 1)
    .option("--most <n>", "works that are followed in one generation", wholeNumber, 500)
    .option("--backward", "only what the records cite")
    .option("--forward", "only what cites the records")
    .option("--out <dir>", "folder for records, edges and the state, so that a chase that was ended goes on")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExample:\n  coppice chase included.nbib --generations 2 --out chase --email you@your.org",
    )
    .action(async (file, options) => {
      const { chase } = await import("../commands/chase.ts");
      finish(await chase(file, options));
    });
}

const LISTED = "an export of any format, or a text with a DOI a line";

function retractionsCommand(finish: Finish): Command {
  return asking(
    new Command("check-retractions")
      .description("look up which publications were retracted or are under a concern, in Crossref")
      .argument("<file>", LISTED),
  )
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExit code 1: something was retracted, is under a concern, or could not be looked up.\n\nExample:\n  coppice check-retractions included.ris --email you@your.org",
    )
    .action(async (file, options) => {
      const { checkRetractions } = await import("../commands/look-up.ts");
      finish(await checkRetractions(file, options));
    });
}

function openAccessCommand(finish: Finish): Command {
  return asking(
    new Command("open-access")
      .description(
        "look up where publications may be read without paying, in Unpaywall; nothing is downloaded",
      )
      .argument("<file>", LISTED),
  )
    .option("--json", "print JSON only")
    .addHelpText("after", "\nExample:\n  coppice open-access included.ris --email you@your.org")
    .action(async (file, options) => {
      const { findOpenAccess } = await import("../commands/look-up.ts");
      finish(await findOpenAccess(file, options));
    });
}

function updatePubmedCommand(finish: Finish): Command {
  return asking(
    new Command("update-pubmed")
      .description(
        "read PubMed's update files and keep the records that a search finds; deleted records are taken out",
      )
      .argument("<folder>", "folder for the records and for which files were read; run again to go on"),
  )
    .requiredOption("--query <text>", "the search")
    .option("--syntax <syntax>", "syntax of the search (default: pubmed)", syntaxNamed)
    .option("--baseline", "read the baseline of the year first: more than a thousand files")
    .option("--json", "print JSON only")
    .addHelpText(
      "after",
      "\nExample:\n  coppice update-pubmed watch --query '\"immunoglobulins, intravenous\"[mh]' --email you@your.org",
    )
    .action(async (folder, options) => {
      const { updatePubmed } = await import("../commands/update-pubmed.ts");
      finish(await updatePubmed(folder, options));
    });
}
