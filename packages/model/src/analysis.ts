import { z } from "zod";
import { slug } from "./slug.ts";

export const resultSets = [
  "all",
  "first-period",
  "both-periods",
  "within-arm",
  "subgroup",
  "post-hoc",
  "review",
  "paired",
] as const;

/** A planned synthesis: one outcome, one comparator, one condition. Which studies enter follows from their documents. */
export const analysis = z.strictObject({
  kind: z.literal("analysis"),
  id: slug,
  title: z.string(),
  condition: z.string(),
  against: z
    .array(slug)
    .min(1)
    .describe("comparators pooled together: [placebo, no-treatment], [plasma-exchange], or [dose]"),
  outcomes: z
    .array(slug)
    .min(1)
    .describe("outcome ids, the preferred first: a study enters with the first that it reports"),
  measure: z.enum(["RR", "OR", "RD", "MD", "SMD", "HR", "rate-ratio"]),
  sets: z
    .array(z.enum(resultSets))
    .default(["all", "paired", "first-period"])
    .describe(
      "which data of a study may enter, the preferred first; paired: a crossover study's within-patient comparison",
    ),
  model: z
    .strictObject({
      effects: z.enum(["random", "common"]).default("random"),
      tau2: z.enum(["REML", "DL", "ML", "PM", "EB", "SJ", "HE", "HS"]).default("REML"),
      test: z.enum(["z", "t", "hk", "hk-adhoc"]).default("z"),
    })
    .default({ effects: "random", tau2: "REML", test: "z" }),
  decides: z
    .boolean()
    .default(false)
    .describe("true: its pooled effect is the one that the verdict on efficacy rests on"),
  allocation: z
    .enum(["randomised", "any"])
    .default("randomised")
    .describe("randomised lets quasi-randomised studies in"),
  use: z
    .record(slug, z.strictObject({ result: slug, reason: z.string() }))
    .default({})
    .describe("study id: the result to enter with, where the order above would choose another"),
  except: z.record(slug, z.string()).default({}).describe("study id: why it stays out"),
  note: z.string().optional(),
});
export type Analysis = z.infer<typeof analysis>;
