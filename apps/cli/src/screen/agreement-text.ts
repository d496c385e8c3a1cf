import type { Coefficient, PairAgreement, ReviewerPair, VotesAgreement } from "@coppice/screen";
import { counted } from "../verdict-words.ts";

/** `0.79 (0.66 to 0.92)`, or why there is none. */
function coefficientText(found: Coefficient, percent = false): string {
  if (found.kind === "undefined") return `not defined: ${found.reason}`;
  const shown = (value: number): string =>
    (percent ? `${(100 * value).toFixed(1)} %` : value.toFixed(2)).replace("-", "−");
  const { interval, standardError, noInterval } = found;
  const range = interval === undefined ? "" : ` (${shown(interval.lower)} to ${shown(interval.upper)})`;
  const error = standardError === undefined || percent ? "" : `, SE ${standardError.toFixed(3)}`;
  return `${shown(found.estimate)}${range}${error}${noInterval === undefined ? "" : `; ${noInterval}`}`;
}

/** The agreement of votes as lines of text. */
export function agreementText(
  { pairs, all, notBlind }: VotesAgreement,
  needed: number,
  level: number,
): readonly string[] {
  const percent = `${Math.round(1000 * level) / 10} %`;
  return [
    `In brackets: ${percent} intervals. Counted are votes given before the others could be seen.`,
    ...(notBlind > 0
      ? [
          `${counted(notBlind, "vote was", "votes were")} cast or changed after a record had its ${counted(needed, "vote")} and ${notBlind === 1 ? "is" : "are"} left out; --needed says how many a record needs.`,
        ]
      : []),
    ...pairs.flatMap((pair) => ["", ...pairText(pair)]),
    ...(all === undefined
      ? []
      : [
          "",
          `All ${all.reviewers} people, ${counted(all.records, "record")} judged by two or more`,
          line("Fleiss' kappa", coefficientText(all.fleiss)),
          line("Gwet's AC1", coefficientText(all.ac1)),
        ]),
  ];
}

function pairText({
  first,
  second,
  machine,
  records,
  decisions,
  withMaybe,
  criteria,
  reasons,
}: ReviewerPair): readonly string[] {
  const head = `${first} and ${second}${machine ? " (a machine's votes decide nothing)" : ""}: ${counted(records, "record")} in common`;
  if (records === 0) return [head];
  return [
    head,
    ...tableText(decisions, first, second),
    line("agree", coefficientText(decisions.percent, true)),
    line("Cohen's kappa", coefficientText(decisions.kappa)),
    line("PABAK", coefficientText(decisions.pabak)),
    line("Gwet's AC1", coefficientText(decisions.ac1)),
    ...decisions.on.map(({ category, agreement }) => line(`on ${category}`, coefficientText(agreement))),
    ...(withMaybe === undefined ? [] : maybeText(withMaybe, first, second)),
    ...criteria.flatMap(({ criterion, agreement }) => briefText(`criterion "${criterion}"`, agreement)),
    ...(reasons === undefined ? [] : briefText("reason to exclude", reasons)),
  ];
}

function maybeText(found: PairAgreement, first: string, second: string): readonly string[] {
  const { linear, quadratic } = found.weighted!;
  return [
    "  with maybe between include and exclude:",
    ...tableText(found, first, second),
    line("agree", coefficientText(found.percent, true)),
    line("kappa, linear", coefficientText(linear.kappa)),
    line("kappa, quadratic", coefficientText(quadratic.kappa)),
    line("AC2, linear", coefficientText(linear.ac2)),
    line("AC2, quadratic", coefficientText(quadratic.ac2)),
  ];
}

const briefText = (name: string, { table, percent, kappa, ac1 }: PairAgreement): readonly string[] => [
  `  ${name}, ${counted(table.subjects, "record")}:`,
  line("agree", coefficientText(percent, true)),
  line("Cohen's kappa", coefficientText(kappa)),
  line("Gwet's AC1", coefficientText(ac1)),
];

function tableText({ table }: PairAgreement, first: string, second: string): readonly string[] {
  const cells = table.counts.map((row) => row.map(String));
  const wide = table.categories.map((category, j) =>
    Math.max(category.length, ...cells.map((row) => row[j]!.length)),
  );
  const names = Math.max(...table.categories.map(({ length }) => length));
  return [
    `    ${"".padEnd(names)}  ${table.categories.map((category, j) => category.padStart(wide[j]!)).join("  ")}   (${first} down, ${second} across)`,
    ...cells.map(
      (row, i) =>
        `    ${table.categories[i]!.padEnd(names)}  ${row.map((cell, j) => cell.padStart(wide[j]!)).join("  ")}`,
    ),
  ];
}

const line = (name: string, text: string): string => `    ${name.padEnd(17)}${text}`;
