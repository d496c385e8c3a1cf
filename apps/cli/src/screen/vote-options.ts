import type { ScreeningRules, Stage } from "@coppice/screen";
import { STAGES } from "@coppice/screen";
import { type Command, InvalidArgumentError, Option } from "commander";

/** How votes become decisions, as options of a command say. */
export interface VoteOptions {
  readonly stage: Stage;
  readonly needed: number;
  readonly maybe?: "include" | "open";
  readonly reasons: readonly string[];
}

/** A whole number from some value on, as an option gives it. */
export const wholeFrom =
  (least: number) =>
  (value: string): number => {
    const number = Number(value);
    if (value.trim() === "" || !Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`give a whole number from ${least} on.`);
    return number;
  };

/** A list with semicolons between, as reasons may hold commas. */
const withSemicolons = (value: string): readonly string[] =>
  value
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");

export const reasonsOption = (): Option =>
  new Option("--reasons <list>", "reasons to exclude in the protocol's order, with semicolons between")
    .argParser(withSemicolons)
    .default([], "none");

export const stageOption = (): Option =>
  new Option("--stage <stage>", "what records are judged by").choices(STAGES).default("title-abstract");

export const neededOption = (): Option =>
  new Option("--needed <n>", "votes of people that a record needs").argParser(wholeFrom(1)).default(2);

/** Adds what commands that read votes have in common. */
export const withVoteOptions = (command: Command): Command =>
  command
    .addOption(stageOption())
    .addOption(neededOption())
    .addOption(
      new Option(
        "--maybe <as>",
        "what maybe counts as: include, the default by title and abstract, or open, the default at full text",
      ).choices(["include", "open"]),
    )
    .addOption(reasonsOption());

export const rulesOf = ({ stage, needed, maybe, reasons }: VoteOptions): ScreeningRules => ({
  stage,
  needed,
  reasons,
  ...(maybe === undefined ? {} : { maybe }),
});
