import { z } from "zod";
import { partialDate } from "./partial-date.ts";
import { slug } from "./slug.ts";

const moment = z.iso.datetime().describe("ISO 8601, UTC");
const count = z.number().int().nonnegative();

/** A search as it was run, by this program or by hand: what PRISMA-S asks to be told of it. Its records and answers lie beside it. */
export const searchRun = z.strictObject({
  kind: z.literal("search-run"),
  id: slug,
  strategy: slug.optional().describe("the search document that was run; absent: a query of its own"),
  source: z.string().describe("the service that was asked, or `import` for an export that a person brought"),
  database: z.string(),
  platform: z.string().optional(),
  segment: z
    .string()
    .optional()
    .describe("part of the database and its last update, as the platform shows them"),
  query: z.string().describe("as sent, or as typed into the platform"),
  line: z.string().optional().describe("the line of the strategy whose records were exported"),
  translation: z.string().optional().describe("the query as the service understood it"),
  since: partialDate.optional().describe("only what is new since that day"),
  dated: partialDate.describe("the day of the search"),
  begun: moment.optional(),
  ended: moment.optional(),
  count: count.optional().describe("records that the service counts"),
  received: count,
  complete: z.boolean().describe("every record that was counted came, or it is known why not"),
  problems: z
    .array(z.strictObject({ code: z.string(), severity: z.enum(["error", "warning"]), message: z.string() }))
    .default([]),
  facts: z.record(z.string(), z.string()).default({}).describe("version of the service's data and the like"),
  records: z
    .strictObject({ file: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional()
    .describe("file with the records, beside this document"),
  answers: z.string().optional().describe("folder with the answers as they came, beside this document"),
});
export type SearchRunDocument = z.infer<typeof searchRun>;
