import { z } from "zod";
import { outcome } from "./condition.ts";
import { partialDate } from "./partial-date.ts";
import { origins, source } from "./provenance.ts";
import { slug } from "./slug.ts";

const intervention = z.strictObject({
  id: slug,
  name: z.string(),
  short: z.string().optional(),
  role: z
    .enum(["studied", "inactive", "active"])
    .describe(
      "studied: the review's subject; inactive: placebo, no treatment, supportive care; active: any other treatment",
    ),
  mesh: z.array(z.string()).default([]),
  emtree: z.array(z.string()).default([]),
  synonyms: z.array(z.string()).default([]),
});
export type Intervention = z.infer<typeof intervention>;

/** One dated statement of the review's methods; the latest in force is used, the earlier are kept. */
const protocolVersion = z.strictObject({
  id: slug,
  name: z.string(),
  dated: partialDate,
  question: z.string(),
  databases: z.array(
    z.strictObject({
      name: z.string(),
      from: partialDate.optional(),
      to: partialDate.optional(),
      note: z.string().optional(),
    }),
  ),
  otherSources: z.array(z.string()).default([]),
  searchTerms: z.string(),
  eligibility: z.strictObject({
    designs: z.string(),
    populations: z.string().optional(),
    languages: z.string(),
    other: z.string().optional(),
  }),
  quality: z.string(),
  synthesis: z.string(),
  note: z.string().optional(),
  from: origins,
});

/** What the review asks, of whom, against what, and how it is answered. */
export const protocol = z.strictObject({
  kind: z.literal("protocol"),
  id: slug,
  title: z.string(),
  subtitle: z.string().optional(),
  question: z.string(),
  background: z.string().optional(),
  updated: partialDate.describe("the day of the last change to the review's documents"),
  ruleSet: slug.describe("rule set that derives verdicts unless another is asked for"),
  intervention: slug.describe("the studied intervention"),
  interventions: z.array(intervention),
  outcomes: z.array(outcome).default([]).describe("outcomes that every condition shares, as death"),
  versions: z.array(protocolVersion).min(1),
  landmarks: z
    .array(z.strictObject({ id: slug, label: z.string(), date: z.string(), text: z.string().optional() }))
    .default([])
    .describe("dates offered to the reader, as JAMA 2004"),
  roles: z.array(z.strictObject({ name: z.string(), role: z.string() })).default([]),
  search: z
    .strictObject({ run: z.boolean(), text: z.string() })
    .describe("whether the search has been run; the flow diagram invents no counts"),
  sources: z.record(z.string(), source).default({}),
});
export type Protocol = z.infer<typeof protocol>;
