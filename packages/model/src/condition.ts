import { z } from "zod";
import { partialDate } from "./partial-date.ts";
import { origins, source } from "./provenance.ts";
import { slug } from "./slug.ts";

/** An outcome that studies of a condition report, in the order of importance to patients. */
export const outcome = z.strictObject({
  id: slug,
  name: z.string(),
  instrument: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  better: z.enum(["higher", "lower"]),
  patientImportant: z
    .boolean()
    .describe("patients feel it: strength, disability, relapse, vision; not a laboratory measure"),
  minimalImportantDifference: z
    .strictObject({ value: z.number().positive(), from: origins })
    .optional()
    .describe("in units of the instrument, with its source; absent: none is known to us"),
});
export type Outcome = z.infer<typeof outcome>;

/** What was established treatment, from when to when, and in which place in the order of treatments. */
const standardTreatment = z.strictObject({
  treatment: slug.describe("an intervention of the protocol"),
  line: z
    .enum(["first", "second", "rescue", "symptomatic", "not-recommended", "none"])
    .describe(
      "rescue: for exacerbation or crisis; symptomatic: treats symptoms, not the disease; none: nothing is established",
    ),
  uses: z
    .array(slug)
    .optional()
    .describe("phases in which it is standard, as [exacerbation, before-thymectomy]; absent: all"),
  since: partialDate,
  until: partialDate.optional(),
  text: z.string(),
  from: origins,
});
export type StandardTreatment = z.infer<typeof standardTreatment>;

/** A condition, or one phase of it that is a question of its own. One file a condition. */
export const condition = z.strictObject({
  kind: z.literal("condition"),
  id: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/, "write gbs, or mg/exacerbation for a phase"),
  name: z.string(),
  short: z.string().optional().describe("as GBS"),
  order: z.number().int().describe("place in lists"),
  asks: z
    .enum(["own-evidence", "best-phase"])
    .default("own-evidence")
    .describe("best-phase: its verdict is that of its best-supported phase"),
  lines: z
    .boolean()
    .default(true)
    .describe("false: first or second line is no question here, as for maintenance or addition to IVIG"),
  phase: z
    .strictObject({
      name: z.string().describe('as "in exacerbation"'),
      standsInFor: slug.optional().describe("standard use that this phase is, as before-thymectomy"),
    })
    .optional(),
  mesh: z.array(z.string()).default([]),
  emtree: z.array(z.string()).default([]),
  synonyms: z.array(z.string()).default([]),
  termsFrom: origins.optional(),
  outcomes: z.array(outcome).default([]).describe("most important first"),
  standard: z.array(standardTreatment).default([]),
  notes: z.array(z.string()).optional(),
  sources: z.record(z.string(), source).default({}),
});
export type Condition = z.infer<typeof condition>;
export type ConditionId = string;
