import { describe, expect, it } from "vitest";
import { type Case, found } from "../../fixtures/faulty-review.ts";

const alpha = "study/alpha-1990";
const improved = `${alpha}/results/0`;
const grip = `${alpha}/results/1`;

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
  [
    "an arm compared with itself",
    "alpha-1990",
    [["{ of: ivig, against: placebo, measure: RR", "{ of: placebo, against: placebo, measure: RR"]],
    [`error arm-against-itself ${improved}/contrasts/0/against`],
  ],
  [
    "an arm compared with its own baseline without a complaint",
    "alpha-1990",
    [["{ of: ivig, against: placebo, measure: RR", "{ of: ivig, against: baseline, measure: RR"]],
    [],
  ],
  [
    "two results of one id",
    "alpha-1990",
    [["  - id: grip\n", "  - id: improved\n"]],
    [`error result-id-twice ${alpha}/results/1/id`],
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

describe("checkReview, of names, provenance and things entered twice", () => {
  it.each(cases)("meets %s", (_title, name, edits, finds) => {
    expect(found(name, ...edits)).toEqual(finds);
  });
});
