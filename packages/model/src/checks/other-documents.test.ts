/** The checks of documents beside studies: each right as written here, and one fault at a time. */
import { describe, expect, it } from "vitest";
import { foundWith } from "../../fixtures/faulty-review.ts";

const statement = `kind: statement
id: guideline
type: guideline
body: A guideline
citation: { title: Treating neuritis }
pmid: "2000001"
doi: 10.1000/guideline
dated: "2015"
verdicts:
  - { condition: neuritis, says: effective, text: Give it. }
pooled:
  - id: improved
    condition: neuritis
    comparison: immunoglobulin against placebo
    against: [placebo]
    outcome: Improved
    outcomeId: improved
    measure: RR
    estimate: 2.1
    ci: [1.5, 2.94]
difference: [{ condition: neuritis, text: none }]
from: report
sources: { report: { kind: report, title: the guideline } }
`;

const economic = `kind: economic
id: price
type: unit-price
conditions: [neuritis]
title: Price of a gram
figures: [{ name: a gram, value: 60, unit: USD, from: list }]
sources: { list: { kind: website, title: a price list } }
`;

const mechanism = `kind: mechanism
id: complement
name: Complement
text: It binds.
links: [{ condition: neuritis, strength: shown, from: book }]
sources: { book: { kind: website, title: a book } }
`;

const assessment = `kind: assessment
id: alpha-bias
study: alpha-1990
result: improved
instrument: rob-2
assessor: us
dated: "2020"
domains: [{ id: masking, quote: double blind, from: report }]
sources: { report: { kind: report, title: the report } }
`;

const phase = `kind: condition
id: neuritis/relapse
name: Relapse
order: 20
outcomes: []
`;

const all = { statement, economic, mechanism, assessment, phase };

type Case = readonly [title: string, text: string, from: string, to: string, finds: string];

const cases: readonly Case[] = [
  [
    "a statement on a condition that is not there",
    statement,
    "- { condition: neuritis",
    "- { condition: neuritus",
    "error condition-unknown statement/guideline/verdicts/0/condition",
  ],
  [
    "a difference on a condition that is not there",
    statement,
    "difference: [{ condition: neuritis",
    "difference: [{ condition: neuritus",
    "error condition-unknown statement/guideline/difference/0/condition",
  ],
  [
    "a pooled result against a treatment that is not there",
    statement,
    "against: [placebo]",
    "against: [plasma]",
    "error intervention-unknown statement/guideline/pooled/0/against/0",
  ],
  [
    "a pooled result of an outcome that is not there",
    statement,
    "outcomeId: improved",
    "outcomeId: better",
    "error outcome-unknown statement/guideline/pooled/0/outcomeId",
  ],
  [
    "a pooled estimate outside its interval",
    statement,
    "estimate: 2.1",
    "estimate: 3.1",
    "error interval-excludes-estimate statement/guideline/pooled/0/ci",
  ],
  [
    "a pooled interval that is lopsided",
    statement,
    "2.94",
    "9.4",
    "warning interval-lopsided statement/guideline/pooled/0/ci",
  ],
  [
    "a statement from the future",
    statement,
    'dated: "2015"',
    'dated: "2030"',
    "error date-in-the-future statement/guideline/dated",
  ],
  [
    "a statement with a study's PMID",
    statement,
    "2000001",
    "1000001",
    "warning pmid-twice statement/guideline/pmid",
  ],
  [
    "a statement that names a source it does not declare",
    statement,
    "from: report",
    "from: repotr",
    "error source-unknown statement/guideline/from",
  ],
  [
    "a cost of a condition that is not there",
    economic,
    "[neuritis]",
    "[neuritus]",
    "error condition-unknown economic/price/conditions/0",
  ],
  [
    "a cost that does not say where it comes from",
    economic,
    ", from: list",
    "",
    "error provenance-missing economic/price/figures/0",
  ],
  [
    "a mechanism in a condition that is not there",
    mechanism,
    "condition: neuritis",
    "condition: neuritus",
    "error condition-unknown mechanism/complement/links/0/condition",
  ],
  [
    "an assessment of a study that is not there",
    assessment,
    "study: alpha-1990",
    "study: alpha-1991",
    "error study-unknown assessment/alpha-bias/study",
  ],
  [
    "an assessment of a result that is not there",
    assessment,
    "result: improved",
    "result: improvd",
    "error result-unknown assessment/alpha-bias/result",
  ],
  [
    "a phase of a condition that is not there",
    phase,
    "id: neuritis/relapse",
    "id: nephritis/relapse",
    "error condition-unknown condition/nephritis/relapse/id",
  ],
];

describe("checkReview, of documents beside studies", () => {
  it.each(Object.entries(all))("finds nothing wrong with a careful %s", (_name, text) => {
    expect(foundWith(text)).toEqual([]);
  });

  it.each(cases)("meets %s", (_title, text, from, to, finds) => {
    expect(text).toContain(from);
    expect(foundWith(text.replace(from, to))).toEqual([finds]);
  });
});
