import { describe, expect, it } from "vitest";
import { type Case, found } from "../../fixtures/faulty-review.ts";

const alpha = "study/alpha-1990";
const improved = `${alpha}/results/0`;
const grip = `${alpha}/results/1`;
const contrast = "measure: RR, estimate: 2.38, ci: [1.44, 3.92], p: 0.001, favours: of, significant: true";

const cases: readonly Case[] = [
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
  [
    "a paired table that adds up without a complaint",
    "alpha-1990",
    [
      [
        "primary: stated",
        "primary: stated\n    paired: { of: ivig, against: placebo, n: 13, onlyOf: 7, onlyAgainst: 1, bothEvents: 2, neither: 3 }",
      ],
    ],
    [],
  ],
  [
    "an arm that holds more than the study, whose periods patients share",
    "alpha-1990",
    [
      ["structure: parallel", "structure: crossover"],
      ["days: 5 }\n    n: 40", "days: 5 }\n    n: 81"],
    ],
    [`error arm-exceeds-study ${alpha}/arms/0/n`],
  ],
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
  [
    "a claim that contradicts its interval, where no p-value is given",
    "alpha-1990",
    [["p: 0.001, favours: of, significant: true", "favours: of, significant: false"]],
    [`warning claim-contradicts-interval ${improved}/contrasts/0/significant`],
  ],
  [
    "an interval that touches no effect, which may go either way",
    "alpha-1990",
    [["ci: [2.6, 11.4], favours: of", "ci: [0, 14], p: 0.04, favours: of, significant: true"]],
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
    "a standard that ends in the year it began without a complaint",
    "neuritis",
    [['since: "1985"', 'since: "1985", until: "1985"']],
    [],
  ],
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
];

describe("checkReview, of figures", () => {
  it.each(cases)("meets %s", (_title, name, edits, finds) => {
    expect(found(name, ...edits)).toEqual(finds);
  });
});
