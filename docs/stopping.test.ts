/**
 * Writes `stopping.md` from the figures of the study of stopping rules (with `npx vitest run docs/stopping.test.ts -u`), and holds it to
 * them. `bench/stopping-write.ts` makes the figures.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { STUDIED_RULES } from "../bench/stopping-rules.ts";
import type { RuleFigures, StoppingFigures } from "../bench/stopping-study.ts";

const root = join(import.meta.dirname, "..");
const figures: StoppingFigures = JSON.parse(readFileSync(join(root, "bench/stopping-figures.json"), "utf8"));
const runs = figures.sets.length * figures.starts;
const draws = runs * figures.draws;

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
const standingOf = (rule: string): string => STUDIED_RULES.find(({ name }) => name === rule)!.standing;
const ofDraws = ({ sets }: RuleFigures): number =>
  sets.reduce((sum, { heldOfDraws }) => sum + heldOfDraws, 0);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

const at = (target: number): readonly RuleFigures[] => figures.rules.filter((row) => row.target === target);

const byTarget = (target: number): string =>
  table(
    [
      "rule",
      "standing",
      `held, of ${runs}`,
      "95 % interval",
      `held, of ${draws} draws`,
      "never stopped",
      "work saved, mean / median",
      "lowest recall",
    ],
    at(target).map((row) => [
      row.rule,
      standingOf(row.rule),
      String(row.held),
      `${percent(row.heldLow)} to ${percent(row.heldHigh)}`,
      percent(ofDraws(row) / draws),
      String(row.never),
      `${percent(row.savedMean)} / ${percent(row.savedMedian)}`,
      percent(row.recallLowest),
    ]),
  );

function bySet(target: number): string {
  const rows = at(target);
  return table(
    ["set (records, relevant)", ...rows.map((_, i) => String.fromCharCode(65 + i))],
    figures.sets.map(({ set, records, relevant }, i) => [
      `${set} (${records}, ${relevant})`,
      ...rows.map(({ sets }) => `${sets[i]!.held} · ${percent(sets[i]!.savedMean, 0)}`),
    ]),
  );
}

/** The targets that a rule was tried at and missed in more than 1 - confidence of the runs, with how often. */
function missed(): string {
  const lines = STUDIED_RULES.flatMap(({ name, standing }) => {
    const short = figures.rules.filter(({ rule, held }) => rule === name && held < figures.confidence * runs);
    if (short.length === 0) return [];
    const told = short.map(({ target, held }) => `${held} of ${runs} for ${percent(target, 0)} recall`);
    return [`- **${name}** (${standing}): held in ${told.join(", ")}.`];
  });
  return lines.length === 0 ? "None." : lines.join("\n");
}

/** Sets in which a guarantee held in fewer of the draws than it promises, and how far chance alone may go. */
function lowestSets(): string {
  const inSet = figures.starts * figures.draws;
  const rows = at(0.95)
    .filter(({ rule }) => standingOf(rule) === "guarantee")
    .map((row) => {
      const lowest = [...row.sets].sort((a, b) => a.heldOfDraws - b.heldOfDraws)[0]!;
      return [row.rule, lowest.set, percent(lowest.heldOfDraws / inSet)];
    });
  return table(["rule", "set where it held least often", `share of its ${inSet} draws`], rows);
}

const chanceRuns = figures.sets.length * figures.chanceOrders;

const byChance = (): string =>
  table(
    ["rule", "target", `held, of ${chanceRuns}`, "in the set where it held least often", "work saved, mean"],
    figures.chance.map(({ rule, target, held, lowest, savedMean }) => [
      rule,
      percent(target, 0),
      percent(held / chanceRuns),
      percent(lowest, 0),
      percent(savedMean),
    ]),
  );

const best = [...at(0.95)]
  .filter(({ rule }) => standingOf(rule) === "guarantee")
  .sort((a, b) => b.savedMean - a.savedMean)[0]!;
const windows = at(0.95).find(({ rule }) => standingOf(rule) === "conditional")!;
const fifty = at(0.95).find(({ rule }) => rule === "50 irrelevant in a row")!;
const few = figures.sets.filter(({ relevant }) => relevant < 59).length;

const page = `# When to stop screening, measured

This page is made by \`docs/stopping.test.ts\` from \`bench/stopping-figures.json\`; \`npm run -s bench -- stopping\` measures anew.

**In short.** A promise that rests on nothing but chance is dear: the cheapest rule with a guarantee of 95 % recall at 95 % confidence, "${best.rule}", held in ${best.held} of ${runs}
runs and saved ${percent(best.savedMean)} of the records on average. The test on the ranking itself saved ${percent(windows.savedMean)} and held in ${windows.held}, but by an assumption about the ranking that no
review can check: where the ranking is worth nothing, it held in ${percent(figures.chance.find(({ rule, target }) => rule === windows.rule && target === 0.95)!.held / chanceRuns)} only. "50 irrelevant in a row" saved ${percent(fifty.savedMean)} and missed the target in ${runs - fifty.held} of ${runs} runs, down to a recall of ${percent(fifty.recallLowest)}. With few relevant records no rule can do
much: below 20, missing a single one is a recall under 95 %.

## How to do it

\`\`\`
coppice screen stop medline.nbib --labels decisions.csv                    # what can be said now
coppice screen sample medline.nbib --labels decisions.csv --n 300 --seed 7 --out sample.csv
coppice screen stop medline.nbib --labels decisions.csv --sample sample.csv --certificate certificate.json
\`\`\`

Screen by the ranking until little comes up. Then draw a random sample of what is left and label it in the order drawn. A larger draw with the same seed begins with the smaller one. Say
before the first label which of two things you will do: label a sample of the size that \`stop\` proposes and test it once (\`random-sample\`), or label on in the order drawn and look as often as you
like (\`random-sequence\`). A sample drawn before anything was screened is for \`quantile-bound\`. The certificate has the numbers, the seed and the hashes of records and decisions, so that
anybody with the files can draw and test again.

## What each rule assumes

| rule | stops when | what has to be so |
| --- | --- | --- |
| \`random-sample\` | an exact hypergeometric test on one random sample of what is left rejects "recall is below the target" (Callaghan & Müller-Hansen 2020, random sampling) | the sample is random, its size fixed before, tested once; with several looks planned, each has its part of the error (Bonferroni) |
| \`random-sequence\` | a confidence sequence for the number left, in random order, rules out a miss (Waudby-Smith & Ramdas 2020) | what is left is labelled in random order; one may look after every record |
| \`quantile-bound\` | the ranking has come to the j-th relevant record of a random sample of all records (QBCB; Lewis, Yang & Frieder 2021) | the sample is drawn first and the ranking never learns its labels; it needs 59 relevant records for 95 % recall, 29 for 90 %, 14 for 80 % |
| \`ranked-windows\` | the smallest p over all windows of last records is at most 5 %, as in buscar (Callaghan & Müller-Hansen 2020) | at no time is the ranking worse than chance; and the smallest of many p-values, looked at again and again, is no p-value |
| \`safe\` | the conditions of four phases are met (Boetje & van de Schoot 2024) | nothing that a probability follows from |
| \`irrelevant-run\` | never: it is a count | it is shown with what could still be left |

All of them assume that records are labelled right. A guarantee is about the rule: where it is followed, recall is at least the target in at least 95 of 100 reviews. It holds for every
ranking, also for one that is misled, because chance is in the draw and not in the review.

## What was done

${figures.sets.length} labelled reviews × ${figures.starts} starts (one relevant and one irrelevant record: seeds 0 to 4 as the sets name them, others drawn), each screened to its end by the shipped model with the prior that never saw
the review, refitted after every label. Each rule was then followed over the order, looking after every record. Rules with a draw of their own were followed once a start
("held, of ${runs}") and ${figures.draws} times a start ("of ${draws} draws"). *Held*: recall was at least the target at the stop; a run that never stops screens everything and holds. *Work saved*: records that nobody had to
look at, samples counted. A ranking that learns from the sample's finds would do a little better; here the order stays.

The ${figures.starts} runs of a set share its records and are not independent, so that the intervals are too narrow as statements about other reviews; by set, see below. For the rules with a guarantee the draws are
independent given the order, and the guarantee is about just these.

## 95 % recall

${byTarget(0.95)}

## 90 % recall

${byTarget(0.9)}

## 80 % recall

${byTarget(0.8)}

## Rules that held less often than in 95 % of the runs

${missed()}

These are the rules without a guarantee${STUDIED_RULES.some(({ name, standing }) => standing === "guarantee" && figures.rules.some(({ rule, held }) => rule === name && held < figures.confidence * runs)) ? ", and one with: a failure to be looked into" : "; every rule that promises 95 % kept it"}. Phases 3 and 4 of SAFE, a model of another kind and a look at likely mistakes, are not simulated: they would find some of what phase 2 left.

## By set, 95 % recall

Runs of ${figures.starts} that held · mean work saved. ${at(0.95)
  .map(({ rule }, i) => `${String.fromCharCode(65 + i)}: ${rule}`)
  .join("; ")}.

${bySet(0.95)}

A set of ${figures.starts} runs from one review is nearly one trial for the rules without a draw: they mostly hold in all runs or in none. In ${few} of the ${figures.sets.length} sets fewer than 59 records are relevant, and the
quantile bound at 95 % recall cannot stop at all.

${lowestSets()}

Were every set exactly at 95 %, chance alone would show 92.5 % or less in one of twenty-five sets in 38 of 100 such studies.

## Where the ranking is worth nothing

The same records in random order, ${figures.chanceOrders} times a set: the worst that a ranking can be and still fulfil what the windows assume. The smallest p of all windows, looked at after every record, then misses
its target far more often than once in twenty; the rules with a guarantee keep it. The ranking test is safe in the tables above because the ranking is good, not because of the test.

${byChance()}

## What this cannot tell

- These reviews are mostly of drugs and diagnostic tests. How often the *ranked* test holds elsewhere depends on the ranking; a set with a sub-topic that the ranking cannot see is where it would fail, and
  no such set need be among ${figures.sets.length}.
- Labels are taken as right, and are what one review decided.
- A recall is of the records found by the search, not of the studies that exist.
- \`coppice screen stop --simulate N\` follows a rule over the part of your own review that is screened. That part was chosen by the ranking and is richer in relevant records than the rest: it shows whether a
  rule is apt to stop early on texts like yours, and nothing of what is among the unscreened.
`;

it("the page says what the figures say", async () => {
  await expect(page).toMatchFileSnapshot(join(root, "docs/stopping.md"));
});

it("every rule that promises its target kept it in at least 95 % of the runs", () => {
  const promising = figures.rules.filter(({ rule }) => standingOf(rule) === "guarantee");
  expect(promising.length).toBeGreaterThan(15);
  for (const { rule, target, held, ...row } of promising) {
    expect(held / runs, `${rule}, ${target}`).toBeGreaterThanOrEqual(figures.confidence);
    expect(ofDraws({ rule, target, held, ...row }) / draws).toBeGreaterThanOrEqual(figures.confidence);
  }
});

it("every rule with a guarantee keeps it also where the ranking is worth nothing", () => {
  const promising = figures.chance.filter(({ rule }) => standingOf(rule) === "guarantee");
  expect(promising.length).toBeGreaterThan(15);
  for (const { rule, target, held } of promising) {
    expect(held / chanceRuns, `${rule}, ${target}`).toBeGreaterThanOrEqual(figures.confidence);
  }
});

it("the figures are of the rules that the study has, at every target", () => {
  for (const { name } of STUDIED_RULES) {
    expect(figures.rules.filter(({ rule }) => rule === name).map(({ target }) => target)).toEqual([
      0.95, 0.9, 0.8,
    ]);
  }
  expect(figures.sets).toHaveLength(25);
});
