import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readDocument } from "../read-document.ts";
import { assembleReview } from "../review.ts";
import { checkReview, checks } from "./check-review.ts";

const folder = fileURLToPath(new URL("../../fixtures/small-review", import.meta.url));

const texts: Readonly<Record<string, string>> = Object.fromEntries(
  ["", "studies"].flatMap((inside) =>
    readdirSync(join(folder, inside))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => [name.replace(".yaml", ""), readFileSync(join(folder, inside, name), "utf8")]),
  ),
);

/** The small review with words of one document replaced, one `from => to` a line of the edit. */
function edited(name: string, ...edits: readonly (readonly [string, string])[]) {
  const documents = Object.entries(texts).map(([file, text]) => {
    let now = text;
    for (const [from, to] of file === name ? edits : []) {
      if (!now.includes(from)) throw new Error(`${file} does not hold "${from}"`);
      now = now.replace(from, to);
    }
    const { document, problems } = readDocument(now, file);
    if (document === undefined) throw new Error(JSON.stringify(problems));
    return { document, file };
  });
  return checkReview(assembleReview(documents).review!);
}

/** What a check finds, in one line: severity, code, document and pointer. */
const found = (name: string, ...edits: readonly (readonly [string, string])[]) =>
  edited(name, ...edits).map(
    ({ severity, code, where }) => `${severity} ${code} ${where.document}${where.pointer}`,
  );

type Case = readonly [
  title: string,
  name: string,
  edits: readonly (readonly [string, string])[],
  finds: readonly string[],
];

const alpha = "study/alpha-1990";
const improved = `${alpha}/results/0`;
const grip = `${alpha}/results/1`;
const contrast = "measure: RR, estimate: 2.38, ci: [1.44, 3.92], p: 0.001, favours: of, significant: true";

const cases: readonly Case[] = [
  // Names
  [
    "a condition that is not there",
    "alpha-1990",
    [["condition: neuritis", "condition: neuritus"]],
    [
      `error condition-unknown ${alpha}/condition`,
      `error outcome-unknown ${alpha}/results/0/outcome`,
      `error outcome-unknown ${alpha}/results/1/outcome`,
    ],
  ],
  [
    "a treatment that is not there",
    "alpha-1990",
    [["treatments: [ivig]", "treatments: [ivgi]"]],
    [`error intervention-unknown ${alpha}/arms/0/treatments/0`],
  ],
  [
    "an outcome that is not there",
    "alpha-1990",
    [["outcome: improved", "outcome: better"]],
    [`error outcome-unknown ${improved}/outcome`],
  ],
  [
    "a comparator that is not there",
    "improved",
    [["[placebo]", "[placebos]"]],
    ["error intervention-unknown analysis/improved/against/0"],
  ],
  [
    "a companion that is not there",
    "alpha-1990",
    [["condition: neuritis", "condition: neuritis\ncompanionOf: beta"]],
    [`error study-unknown ${alpha}/companionOf`],
  ],
  [
    "a pinned result that is not there",
    "improved",
    [["decides: true", "decides: true\nuse: { alpha-1990: { result: x, reason: y } }"]],
    ["error result-unknown analysis/improved/use/alpha-1990/result"],
  ],
  [
    "an excepted study that is not there",
    "improved",
    [["decides: true", "decides: true\nexcept: { beta-1990: y }"]],
    ["error study-unknown analysis/improved/except/beta-1990"],
  ],
  [
    "a rule set that is not there",
    "protocol",
    [["ruleSet: plain", "ruleSet: fancy"]],
    ["error rule-set-unknown protocol/small/ruleSet"],
  ],
  [
    "an arm that is not there",
    "alpha-1990",
    [["      placebo: { events", "      placbo: { events"]],
    [`error arm-unknown ${improved}/arms/placbo`],
  ],
  [
    "a contrast with an arm that is not there",
    "alpha-1990",
    [["{ of: ivig, against: placebo, measure: RR", "{ of: iv, against: placebo, measure: RR"]],
    [`error arm-unknown ${improved}/contrasts/0/of`],
  ],
  [
    "two arms of one id",
    "alpha-1990",
    [["{ id: placebo, label", "{ id: ivig, label"]],
    [
      `error arm-id-twice ${alpha}/arms/1/id`,
      `error arm-unknown ${improved}/arms/placebo`,
      `error arm-unknown ${grip}/arms/placebo`,
      `error arm-unknown ${improved}/contrasts/0/against`,
      `error arm-unknown ${grip}/contrasts/0/against`,
    ],
  ],
  // Provenance
  [
    "an origin whose key is not declared",
    "alpha-1990",
    [["double, from: report", "double, from: repotr"]],
    [`error source-unknown ${alpha}/masking/from`],
  ],
  [
    "a derivation from a source that is not declared",
    "alpha-1990",
    [["n: 40, percent: 75", "n: { value: 40, from: { derived: counted, of: [table] } }, percent: 75"]],
    [`error source-unknown ${improved}/arms/ivig/n/from`],
  ],
  [
    "a result that does not say where it comes from",
    "alpha-1990",
    [["favours: of, significant: true }\n    from: report", "favours: of, significant: true }"]],
    [`error provenance-missing ${alpha}/results/0`],
  ],
  [
    "a conflict without a reason",
    "alpha-1990",
    [["n: 40, percent: 75", "n: { value: 40, conflicts: [{ value: 39, from: report }] }, percent: 75"]],
    [`error conflict-unexplained ${improved}/arms/ivig/n`],
  ],
  [
    "a figure that conflicts with itself",
    "alpha-1990",
    [
      [
        "n: 40, percent: 75",
        "n: { value: 40, because: x, conflicts: [{ value: 40, from: report }] }, percent: 75",
      ],
    ],
    [`warning conflict-is-none ${improved}/arms/ivig/n`],
  ],
  // Counts
  [
    "arms that hold fewer than were randomised",
    "alpha-1990",
    [["randomised: 80", "randomised: 90"]],
    [`warning arms-do-not-add-up ${alpha}/arms`],
  ],
  [
    "arms that hold more than were randomised",
    "alpha-1990",
    [["randomised: 80", "randomised: 79"]],
    [`error arms-exceed-total ${alpha}/arms`],
  ],
  [
    "more analysed than randomised",
    "alpha-1990",
    [["analysed: 78", "analysed: 88"]],
    [`error analysed-exceed-randomised ${alpha}/population/analysed`],
  ],
  [
    "more analysed in an arm than randomised to it",
    "alpha-1990",
    [["mean: 12, sd: 9.5, n: 40", "mean: 12, sd: 9.5, n: 41"]],
    [`error analysed-exceed-randomised ${grip}/arms/ivig/n`],
  ],
  [
    "more events than patients",
    "alpha-1990",
    [
      ["events: 30, n: 40, percent: 75", "events: 45, n: 40"],
      ["estimate: 2.38, ci: [1.44, 3.92]", "estimate: 3.56, ci: [2.2, 5.8]"],
    ],
    [`error events-exceed-patients ${improved}/arms/ivig/events`],
  ],
  [
    "a paired table that does not add up",
    "alpha-1990",
    [
      [
        "primary: stated",
        "primary: stated\n    paired: { of: ivig, against: placebo, n: 12, onlyOf: 7, onlyAgainst: 1, bothEvents: 2, neither: 3 }",
      ],
    ],
    [`error pairs-do-not-add-up ${improved}/paired/n`],
  ],
  [
    "a percentage that is not its count's",
    "alpha-1990",
    [["percent: 75", "percent: 57"]],
    [`error percentage-contradicts-count ${improved}/arms/ivig/percent`],
  ],
  [
    "a percentage that no count gives",
    "alpha-1990",
    [["events: 12, n: 38, percent: 31.6", "n: 38, percent: 32.5"]],
    [`warning percentage-of-no-count ${improved}/arms/placebo/percent`],
  ],
  ["a percentage cut off instead of rounded", "alpha-1990", [["percent: 31.6", "percent: 31.5"]], []],
  // Intervals
  [
    "an interval beside its estimate",
    "alpha-1990",
    [["ci: [1.44, 3.92]", "ci: [2.44, 3.92]"]],
    [`error interval-excludes-estimate ${improved}/contrasts/0/ci`],
  ],
  [
    "an interval the wrong way round",
    "alpha-1990",
    [["ci: [2.6, 11.4]", "ci: [11.4, 2.6]"]],
    [`error interval-reversed ${grip}/contrasts/0/ci`],
  ],
  [
    "an interval that is lopsided on its scale",
    "alpha-1990",
    [["ci: [1.44, 3.92]", "ci: [1.44, 7.92]"]],
    [`warning interval-lopsided ${improved}/contrasts/0/ci`],
  ],
  [
    "a ratio below zero",
    "alpha-1990",
    [
      ["estimate: 2.38, ci: [1.44, 3.92]", "estimate: 2.38, ci: [-1.44, 3.92]"],
      ["p: 0.001", "p: 0.3"],
      [", significant: true", ""],
    ],
    [`error ratio-below-zero ${improved}/contrasts/0/ci`],
  ],
  [
    "a p-value that contradicts its interval",
    "alpha-1990",
    [["p: 0.001, favours: of, significant: true", "p: 0.2, favours: of"]],
    [`warning p-contradicts-interval ${improved}/contrasts/0/p`],
  ],
  [
    "a claim that contradicts its p-value and interval",
    "alpha-1990",
    [["significant: true", "significant: false"]],
    [`warning claim-contradicts-p ${improved}/contrasts/0/significant`],
  ],
  [
    "a claim that a note explains",
    "alpha-1990",
    [["significant: true", "significant: { value: false, note: one-sided }"]],
    [],
  ],
  // Direction
  [
    "a result that favours the wrong side",
    "alpha-1990",
    [[contrast, contrast.replace("favours: of", "favours: against")]],
    [
      `error direction-contradicts-estimate ${improved}/contrasts/0/favours`,
      `warning direction-contradicts-arms ${improved}/contrasts/0/favours`,
    ],
  ],
  [
    "an estimate turned round",
    "alpha-1990",
    [["estimate: 7, ci: [2.6, 11.4], favours: of", "estimate: -7, ci: [-11.4, -2.6]"]],
    [`warning estimate-contradicts-arms ${grip}/contrasts/0/estimate`],
  ],
  [
    "a direction that is not the outcome's",
    "alpha-1990",
    [['    better: higher\n    primary: "no"', '    better: lower\n    primary: "no"']],
    [
      `error direction-contradicts-estimate ${grip}/contrasts/0/favours`,
      `warning direction-contradicts-arms ${grip}/contrasts/0/favours`,
      `error direction-contradicts-outcome ${grip}/better`,
    ],
  ],
  // Ranges and spreads
  [
    "a mean that the instrument cannot give",
    "alpha-1990",
    [["mean: 12, sd: 9.5", "mean: 120, sd: 9.5"]],
    [
      `error value-outside-range ${grip}/arms/ivig/mean`,
      `warning effect-implausibly-large ${grip}/arms/ivig/sd`,
    ],
  ],
  [
    "a deviation that the instrument cannot have",
    "alpha-1990",
    [["mean: 12, sd: 9.5", "mean: 12, sd: 195"]],
    [`error sd-outside-range ${grip}/arms/ivig/sd`],
  ],
  [
    "a risk difference in percent",
    "alpha-1990",
    [["measure: RR, estimate: 2.38, ci: [1.44, 3.92]", "measure: RD, estimate: 43, ci: [23, 63]"]],
    [`error risk-difference-in-percent ${improved}/contrasts/0/estimate`],
  ],
  [
    "a standard error given as a deviation",
    "alpha-1990",
    [["sd: 9.5, n: 40", "sd: 1.5, n: 40"]],
    [`warning sd-may-be-se ${grip}/arms/ivig/sd`],
  ],
  [
    "a standard error that its deviation does not give",
    "alpha-1990",
    [["sd: 9.5, n: 40", "sd: 9.5, se: 3, n: 40"]],
    [`warning se-contradicts-sd ${grip}/arms/ivig/se`],
  ],
  [
    "deviations that differ by the root of n",
    "alpha-1990",
    [["sd: 9.5, n: 40", "sd: 9.5, baselineSd: 1.5, n: 40"]],
    [`warning sd-may-be-se ${grip}/arms/ivig/baselineSd`],
  ],
  // Doses and dates
  [
    "a dose that the schedule does not give",
    "alpha-1990",
    [["gPerKgPerCourse: 2", "gPerKgPerCourse: 0.4"]],
    [`error dose-contradicts-schedule ${alpha}/arms/0/dose/gPerKgPerCourse`],
  ],
  [
    "a dose in the wrong unit",
    "alpha-1990",
    [["gPerKgPerCourse: 2, gPerKgPerDay: 0.4", "gPerKgPerCourse: 2000, gPerKgPerDay: 400"]],
    [`warning dose-implausible ${alpha}/arms/0/dose/gPerKgPerCourse`],
  ],
  [
    "a report from the future",
    "delta-2010",
    [
      ['published: "2010-02-01"', 'published: "2020-07-01"'],
      ["year: 2010", "year: 2020"],
    ],
    ["error date-in-the-future study/delta-2010/reports/0/published"],
  ],
  [
    "years that disagree",
    "alpha-1990",
    [["year: 1990", "year: 1999"]],
    [`warning years-disagree ${alpha}/reports/0/published`],
  ],
  [
    "a standard that ends before it begins",
    "neuritis",
    [['since: "1985"', 'since: "1985", until: "1980"']],
    ["error ends-before-it-begins condition/neuritis/standard/0/until"],
  ],
  // The same thing twice
  [
    "a PMID used twice",
    "gamma-2001",
    [["1000002", "1000001"]],
    ["error pmid-twice study/gamma-2001/reports/0/pmid"],
  ],
  [
    "a DOI used twice, in other letters",
    "gamma-2001",
    [["10.1000/gamma", "10.1000/ALPHA"]],
    ["error doi-twice study/gamma-2001/reports/0/doi"],
  ],
  [
    "a registration used twice",
    "gamma-2001",
    [["NCT00000002", "see nct00000001 at the registry"]],
    ["error registration-twice study/gamma-2001/registration"],
  ],
  [
    "a registration shared by linked studies",
    "gamma-2001",
    [
      ["NCT00000002", "NCT00000001"],
      ["condition: neuritis", "condition: neuritis\ncompanionOf: alpha-1990"],
    ],
    [],
  ],
  [
    "a trial that looks like another",
    "delta-2010",
    [
      ["Delta D", "Gamma C; Epsilon E"],
      ["year: 2010", "year: 2003"],
      ["2010-02-01", "2003"],
    ],
    ["warning same-trial-suspected study/gamma-2001/reports/0"],
  ],
  [
    "a likeness that a note answers",
    "delta-2010",
    [
      ["Delta D", "Gamma C"],
      ["year: 2010", "year: 2003"],
      ["2010-02-01", "2003"],
      ["condition: neuritis", "condition: neuritis\nnotes: [other patients than Gamma 2001]"],
    ],
    [],
  ],
];

describe("checkReview", () => {
  it("finds nothing wrong with a careful review", () => {
    expect(found("none")).toEqual([]);
  });

  it.each(cases)("meets %s", (_title, name, edits, finds) => {
    expect(found(name, ...edits)).toEqual(finds);
  });

  it("gives the value and a remedy in its sentence, and the nearest name for a mistyped one", () => {
    const [problem] = edited("alpha-1990", ["treatments: [ivig]", "treatments: [ivgi]"]);
    expect(problem?.message).toBe('"ivgi" is not among the protocol\'s interventions; did you mean ivig?');
    const [percent] = edited("alpha-1990", ["percent: 75", "percent: 57"]);
    expect(percent?.message).toContain("30 of 40 patients is 75%, and 57% is written; correct");
  });

  it("counts a crossover's patients once: both periods may hold them all, the first period may not", () => {
    const crossover = ["structure: parallel", "structure: crossover"] as const;
    const both = [
      'primary: "no"\n    arms:\n      ivig: { mean: 12, sd: 9.5, n: 40 }',
      'primary: "no"\n    set: both-periods\n    arms:\n      ivig: { mean: 12, sd: 9.5, n: 78 }',
    ] as const;
    const first = [both[0], both[1].replace("both-periods", "first-period")] as const;
    expect(found("alpha-1990", crossover, both)).toEqual([]);
    expect(found("alpha-1990", crossover, first)).toEqual([
      `error analysed-exceed-randomised ${grip}/arms/ivig/n`,
    ]);
  });

  it("asks each question in words that end with a question mark", () => {
    for (const check of checks) expect(check.asks).toMatch(/^[A-Z].*\?$/);
  });
});
