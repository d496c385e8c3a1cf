import { z } from "zod";
import { partialDate } from "./partial-date.ts";
import { datum, origins, source } from "./provenance.ts";
import { slug } from "./slug.ts";

const count = z.number().int().nonnegative();
const finite = z.number();
const interval = z.tuple([finite, finite]);
/** A p-value as printed: 0.024, "<0.05", ">0.05" or "NS". */
const pValue = z.union([
  z.number().min(0).max(1),
  z.string().regex(/^(<|>|<=|>=) ?0?\.\d+$|^NS$|^1$/, 'write 0.024, "<0.05", ">0.05" or "NS"'),
]);

export const citation = z.strictObject({
  authors: z.string().optional(),
  title: z.string(),
  journal: z.string().optional(),
  year: z.number().int().optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  pages: z.string().optional(),
});
export type Citation = z.infer<typeof citation>;

const report = z.strictObject({
  id: slug.describe("unique within the study, as `main`"),
  role: z.enum(["primary", "companion", "duplicate", "preliminary", "protocol", "registry", "follow-up"]),
  citation,
  pmid: datum(z.string().regex(/^\d+$/, "a PMID is digits only, in quotes")).optional(),
  doi: datum(z.string().regex(/^10\.\d{4,}\/\S+$/, "a DOI starts with 10. and has no https://")).optional(),
  registration: datum(z.string()).optional(),
  published: datum(partialDate)
    .optional()
    .describe("when the report could first be read; absent: not yet published"),
  note: z.string().optional(),
  from: origins.optional(),
});
export type Report = z.infer<typeof report>;

const allocations = ["randomised", "quasi-randomised", "non-randomised"] as const;
const structures = ["parallel", "crossover", "fixed-order", "n-of-1"] as const;
const treatmentHistories = [
  "untreated",
  "unselected",
  "failing-standard",
  "despite-standard",
  "add-on-to-standard",
  "known-responders",
  "stable-on-treatment",
  "declined-standard",
  "not-stated",
] as const;
/** Whom a study enrolled, by what they had been treated with before. */
export type TreatmentHistory = (typeof treatmentHistories)[number];

const armData = z
  .strictObject({
    n: datum(count).optional().describe("analysed for this result"),
    events: datum(count).optional(),
    percent: datum(finite.min(0).max(100))
      .optional()
      .describe("events, where only the percentage is printed"),
    mean: datum(finite).optional(),
    sd: datum(finite.nonnegative()).optional(),
    se: datum(finite.nonnegative()).optional(),
    spread: datum(finite.nonnegative())
      .optional()
      .describe("a plus-minus figure whose kind the source does not tell"),
    ci: datum(interval).optional().describe("interval of the arm's own mean or percentage"),
    median: datum(finite).optional(),
    iqr: datum(interval).optional(),
    range: datum(interval).optional(),
    count: datum(count).optional().describe("events that can recur, as relapses"),
    baselineMean: datum(finite).optional(),
    baselineSd: datum(finite.nonnegative()).optional(),
    note: z.string().optional(),
    from: origins.optional(),
  })
  .describe("one arm's data in the form the report gives them");
export type ArmData = z.infer<typeof armData>;

const contrastMeasures = ["RR", "OR", "HR", "RD", "MD", "SMD", "rate-ratio", "common-OR", "none"] as const;

const contrast = z
  .strictObject({
    of: slug.describe("arm whose effect is reported"),
    against: slug.describe("arm it is compared with"),
    measure: z.enum(contrastMeasures).describe("none: the report gives a test or a statement, no estimate"),
    estimate: datum(finite)
      .optional()
      .describe("of minus against, or of divided by against, on the outcome's own scale; RD as a proportion"),
    ci: datum(interval).optional(),
    level: z.number().min(50).max(99.9).optional().describe("confidence level in percent, 95 where absent"),
    p: datum(pValue).optional(),
    favours: datum(z.enum(["of", "against", "neither", "not-stated"]))
      .optional()
      .describe("which arm did better, whatever the significance"),
    significant: datum(z.boolean()).optional().describe("at the 5% level, as the report states it"),
    adjusted: z.string().optional().describe("what the estimate is adjusted for"),
    text: z.string().optional().describe("what the report says, in our words"),
    note: z.string().optional(),
    from: origins.optional(),
  })
  .describe("a comparison between two arms as reported");
export type Contrast = z.infer<typeof contrast>;

const paired = z
  .strictObject({
    of: slug,
    against: slug,
    n: datum(count).optional().describe("patients with both treatments"),
    meanDifference: datum(finite).optional(),
    sd: datum(finite.nonnegative()).optional().describe("of the within-patient differences"),
    se: datum(finite.nonnegative()).optional(),
    ci: datum(interval).optional(),
    p: datum(pValue).optional(),
    bothEvents: datum(count).optional(),
    onlyOf: datum(count).optional().describe("patients with the event on `of` and not on `against`"),
    onlyAgainst: datum(count).optional(),
    neither: datum(count).optional(),
    note: z.string().optional(),
    from: origins.optional(),
  })
  .describe("within-patient comparison of a crossover study");
export type Paired = z.infer<typeof paired>;

const result = z.strictObject({
  id: slug.describe("unique within the study, as `improved-4-weeks`"),
  outcome: slug.describe("an outcome of the condition or of the protocol"),
  as: z.string().describe("the outcome as the report names it"),
  time: z.string().optional().describe('time point, as "4 weeks"'),
  weeks: finite.optional().describe("the same in weeks, for ordering"),
  type: z.enum(["dichotomous", "continuous", "time-to-event", "ordinal", "count", "narrative"]),
  better: z
    .enum(["higher", "lower"])
    .describe("higher: more events or a larger figure is better for the patient"),
  primary: datum(z.enum(["stated", "no", "not-labelled", "not-seen"])).describe(
    "stated: the report names it primary; not-labelled: the report ranks none; not-seen: we could not see",
  ),
  set: z
    .enum(["all", "first-period", "both-periods", "within-arm", "subgroup", "post-hoc", "review"])
    .default("all")
    .describe(
      "which patients and periods; review: as a published review entered it; subgroup and post-hoc never decide",
    ),
  instrument: z.string().optional(),
  range: interval.optional().describe("of the instrument"),
  arms: z.record(slug, armData).optional(),
  contrasts: z.array(contrast).optional(),
  paired: paired.optional(),
  note: z.string().optional(),
  from: origins.optional(),
});
export type Result = z.infer<typeof result>;

const arm = z.strictObject({
  id: slug,
  label: z.string(),
  treatments: z
    .array(slug)
    .min(1)
    .describe("everything the arm was given by protocol, as [ivig, corticosteroid]; ids of the protocol"),
  dose: z
    .strictObject({
      text: z.string().optional(),
      gPerKgPerCourse: datum(finite.positive()).optional().describe("total immunoglobulin of one course"),
      gPerKgPerDay: datum(finite.positive()).optional(),
      days: datum(finite.positive()).optional().describe("infusion days in a course"),
      everyWeeks: datum(finite.positive()).optional().describe("interval between courses"),
      courses: datum(finite.positive()).optional(),
      from: origins.optional(),
    })
    .optional(),
  n: datum(count).optional().describe("randomised or allocated"),
  analysed: datum(count).optional(),
  note: z.string().optional(),
  from: origins.optional(),
});
export type Arm = z.infer<typeof arm>;

const adverseEvent = z.strictObject({
  event: z.string(),
  serious: z.boolean().optional(),
  arms: z.record(slug, armData).optional(),
  text: z.string().optional(),
  from: origins.optional(),
});

/** A controlled study with its reports; one file a study. */
export const study = z.strictObject({
  kind: z.literal("study"),
  id: slug,
  label: z.string().describe('short name for figures, as "ICE 2008"'),
  condition: z.string().describe("condition or phase it answers, as `mg/exacerbation`"),
  alsoConditions: z
    .array(z.string())
    .optional()
    .describe("further conditions whose patients it mixes in without separate results"),
  status: z
    .enum(["completed", "stopped-early", "ongoing", "protocol-only", "unpublished"])
    .default("completed"),
  eligible: z
    .strictObject({ value: z.boolean(), reason: z.string() })
    .optional()
    .describe("false: listed but kept out of every analysis and verdict, with the reason"),
  companionOf: slug.optional().describe("study that this one repeats: patients counted there, not here"),
  reports: z.array(report).min(1),
  sources: z.record(z.string(), source),
  design: z.strictObject({
    allocation: datum(z.enum(allocations)),
    structure: datum(z.enum(structures)),
    question: z
      .enum(["treatment", "dose", "schedule", "product", "route", "withdrawal", "add-on"])
      .default("treatment"),
    hypothesis: z.enum(["superiority", "equivalence", "non-inferiority"]).optional(),
    text: z.string(),
    centres: datum(count).optional(),
    stoppedEarly: z.string().optional(),
    carryOver: z.string().optional().describe("what is known of carry-over in a crossover study"),
    from: origins.optional(),
  }),
  masking: z.strictObject({
    level: datum(z.enum(["double", "single", "assessor", "open", "not-stated"])),
    text: z.string().optional(),
    from: origins.optional(),
  }),
  population: z.strictObject({
    randomised: datum(count).optional().describe("or allocated, in a study without randomisation"),
    analysed: datum(count).optional(),
    age: z.enum(["adults", "children", "adults-and-children", "not-stated"]),
    ageText: z.string().optional(),
    severity: z.string().optional(),
    inclusion: z.string().optional(),
    treatmentHistory: datum(z.enum(treatmentHistories)),
    treatmentHistoryText: z.string().optional(),
    from: origins.optional(),
  }),
  arms: z.array(arm).min(1),
  results: z.array(result).default([]),
  adverseEvents: z.array(adverseEvent).optional(),
  riskOfBias: z
    .array(
      z.strictObject({
        domain: z.string(),
        judgement: z.enum(["low", "unclear", "high"]).optional(),
        text: z.string().optional(),
        from: origins.optional(),
      }),
    )
    .optional()
    .describe("facts for the assessment, and judgements that published reviews made"),
  funding: datum(z.string()).optional(),
  conflictsOfInterest: datum(z.string()).optional(),
  registration: datum(z.string()).optional(),
  notes: z.array(z.string()).optional(),
  from: origins.optional(),
});
export type Study = z.infer<typeof study>;
export type StudyId = string;
