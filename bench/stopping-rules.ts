import type { Standing, StoppingRule } from "@coppice/screen";

/** A rule of the study, as its page names it. */
export interface StudiedRule {
  readonly name: string;
  readonly standing: Standing;
  readonly rule: StoppingRule;
  /** Whether chance other than the start has a part in it. */
  readonly draws: boolean;
}

const run = (length: number): StudiedRule => ({
  name: `${length} irrelevant in a row`,
  standing: "count",
  rule: { kind: "irrelevant-run", length },
  draws: false,
});

const sample = (looks: number): StudiedRule => ({
  name: `ranking to 100 irrelevant in a row, then a random sample${looks === 1 ? ", one look" : `, up to ${looks} looks`}`,
  standing: "guarantee",
  rule: { kind: "random-sample", after: 100, looks },
  draws: true,
});

const sequence = (length: number): StudiedRule => ({
  name: `ranking to ${length} irrelevant in a row, then random order`,
  standing: "guarantee",
  rule: { kind: "random-sequence", after: { kind: "irrelevant-run", length } },
  draws: true,
});

/** All rules of the study, those with a guarantee first. Their numbers are round ones and were not chosen by what they gave. */
export const STUDIED_RULES: readonly StudiedRule[] = [
  sample(1),
  sample(3),
  sequence(50),
  sequence(100),
  {
    name: "ranking to windows at 50 %, then random order",
    standing: "guarantee",
    rule: { kind: "random-sequence", after: { kind: "ranked-windows", confidence: 0.5 } },
    draws: true,
  },
  {
    name: "quantile bound (QBCB), smallest sample",
    standing: "guarantee",
    rule: { kind: "quantile-bound" },
    draws: true,
  },
  {
    name: "windows of the ranking (Callaghan & Müller-Hansen)",
    standing: "conditional",
    rule: { kind: "ranked-windows" },
    draws: false,
  },
  { name: "SAFE, phases 1 and 2", standing: "heuristic", rule: { kind: "safe" }, draws: true },
  run(50),
  run(100),
  run(200),
];
