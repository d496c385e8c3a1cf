import { z } from "zod";
import { partialDate } from "./partial-date.ts";
import { datum, origins, source } from "./provenance.ts";
import { slug } from "./slug.ts";
import { citation } from "./study.ts";

/** A published pooled result or a guideline's statement, held against ours. */
export const publishedStatement = z.strictObject({
  kind: z.literal("statement"),
  id: slug,
  type: z.enum(["systematic-review", "guideline", "narrative-review", "seed-review"]),
  body: z.string().describe('who says it, as "AAN 2012" or "Cochrane 2014"'),
  citation,
  pmid: datum(z.string().regex(/^\d+$/)).optional(),
  doi: datum(z.string()).optional(),
  dated: partialDate,
  retired: z.boolean().optional(),
  verdicts: z
    .array(
      z.strictObject({
        condition: z.string(),
        says: z.enum([
          "effective",
          "effective-first",
          "effective-second",
          "uncertain",
          "not-effective",
          "no-recommendation",
        ]),
        grade: z.string().optional().describe('its own words, as "Level A" or "Class I"'),
        text: z.string(),
        from: origins.optional(),
      }),
    )
    .default([]),
  pooled: z
    .array(
      z.strictObject({
        id: slug,
        condition: z.string(),
        comparison: z.string(),
        against: z.array(slug).optional(),
        outcome: z.string(),
        outcomeId: slug.optional(),
        measure: z.string(),
        estimate: datum(z.number()).optional(),
        ci: datum(z.tuple([z.number(), z.number()])).optional(),
        studies: datum(z.number().int()).optional(),
        participants: datum(z.number().int()).optional(),
        model: z.string().optional(),
        certainty: z.string().optional(),
        text: z.string().optional(),
        from: origins.optional(),
      }),
    )
    .default([]),
  difference: z
    .array(z.strictObject({ condition: z.string(), text: z.string() }))
    .default([])
    .describe("why it may differ from ours, per condition"),
  note: z.string().optional(),
  sources: z.record(z.string(), source),
  from: origins.optional(),
});
export type PublishedStatement = z.infer<typeof publishedStatement>;

/** A cost, cost-effectiveness, price or quality-of-life finding. */
export const economicEvidence = z.strictObject({
  kind: z.literal("economic"),
  id: slug,
  type: z.enum([
    "cost-utility",
    "cost-effectiveness",
    "cost-minimisation",
    "cost-comparison",
    "unit-price",
    "quality-of-life",
    "utility",
  ]),
  conditions: z.array(z.string()),
  title: z.string(),
  citation: citation.optional(),
  country: z.string().optional(),
  perspective: z.string().optional(),
  currency: z.string().optional(),
  priceYear: datum(z.string()).optional(),
  dated: partialDate.optional(),
  comparison: z.string().optional(),
  figures: z
    .array(
      z.strictObject({
        name: z.string(),
        value: datum(z.union([z.number(), z.string()])),
        unit: z.string().optional(),
        from: origins.optional(),
      }),
    )
    .default([]),
  conclusion: z.string().optional(),
  note: z.string().optional(),
  sources: z.record(z.string(), source),
  from: origins.optional(),
});
export type EconomicEvidence = z.infer<typeof economicEvidence>;

/** How the intervention may work in a condition, and how strongly that is shown. */
export const mechanism = z.strictObject({
  kind: z.literal("mechanism"),
  id: slug,
  name: z.string(),
  text: z.string(),
  links: z.array(
    z.strictObject({
      condition: z.string(),
      strength: z.enum(["shown", "plausible", "argued-against", "no-argument"]),
      text: z.string().optional(),
      from: origins.optional(),
    }),
  ),
  sources: z.record(z.string(), source),
  from: origins.optional(),
});
export type Mechanism = z.infer<typeof mechanism>;

/** One assessor's judgement of one study with one instrument; signalling answers are kept beside the judgement. */
export const assessment = z.strictObject({
  kind: z.literal("assessment"),
  id: slug,
  study: slug,
  result: slug.optional().describe("the result assessed, where the instrument works per result"),
  instrument: z.enum(["rob-2", "robins-i", "jadad", "aan-2004", "aan-2011", "newcastle-ottawa"]),
  assessor: z.string(),
  dated: partialDate,
  domains: z.array(
    z.strictObject({
      id: slug,
      answers: z
        .record(
          z.string(),
          z.enum(["yes", "probably-yes", "probably-no", "no", "no-information", "not-applicable"]),
        )
        .default({}),
      judgement: z.string().optional(),
      override: z.strictObject({ judgement: z.string(), reason: z.string() }).optional(),
      quote: z.string().optional(),
      from: origins.optional(),
    }),
  ),
  overall: z.string().optional(),
  sources: z.record(z.string(), source).default({}),
});
export type Assessment = z.infer<typeof assessment>;

/** A search strategy as run, or as planned, in one database. */
export const searchStrategy = z.strictObject({
  kind: z.literal("search"),
  id: slug,
  database: z.string(),
  platform: z.string().optional(),
  syntax: z
    .enum(["pubmed", "ovid", "embase", "cochrane", "ebsco", "wos", "scopus", "clinicaltrials", "plain"])
    .optional()
    .describe("the language of the lines; guessed from them where absent"),
  dated: partialDate.optional().describe("the day it was run; absent: planned"),
  lines: z
    .array(
      z.strictObject({
        id: z.string(),
        query: z.string(),
        hits: z.number().int().nonnegative().optional(),
        note: z.string().optional(),
      }),
    )
    .min(1),
  limits: z.string().optional(),
  faults: z
    .array(
      z.strictObject({
        fault: z.string(),
        effect: z.string().describe("what is lost, or cannot be known, because of it"),
      }),
    )
    .optional()
    .describe("what is wrong with a search that is kept as somebody else reports it, the worst first"),
  mustFind: z
    .array(z.string())
    .optional()
    .describe("PMIDs, DOIs or ids of records that it has to find (coppice test-search)"),
  mustNotFind: z.array(z.string()).optional().describe("PMIDs, DOIs or ids that it must not find"),
  author: z.string().optional(),
  note: z.string().optional(),
  from: origins.optional(),
  sources: z.record(z.string(), source).default({}),
});
export type SearchStrategy = z.infer<typeof searchStrategy>;

/** A dated, named, swappable set of plain rules that turn evidence into verdicts. */
export const ruleSet = z.strictObject({
  kind: z.literal("rule-set"),
  id: slug,
  name: z.string(),
  dated: partialDate,
  describes: z.string(),
  parameters: z
    .record(z.string(), z.strictObject({ value: z.number(), text: z.string(), from: z.string().optional() }))
    .default({}),
  rules: z.array(z.strictObject({ id: slug, sentence: z.string(), source: z.string() })).min(1),
});
export type RuleSet = z.infer<typeof ruleSet>;
