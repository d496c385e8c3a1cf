import { z } from "zod";

/** When a record is judged: by its title and abstract, or by the whole report. */
export const STAGES = ["title-abstract", "full-text"] as const;
export type Stage = (typeof STAGES)[number];

/** What a reviewer says of a record; "maybe" leaves it to the others, or to the full text. */
export const DECISIONS = ["include", "maybe", "exclude"] as const;
export type Decision = (typeof DECISIONS)[number];

const text = z.string().trim().min(1);
/** Ids that are whole numbers may stand as numbers, as tables have them. */
const recordId = z.union([text, z.number().int().transform(String)]);
const moment = z.iso.datetime({ offset: true });

const judged = {
  record: recordId,
  stage: z.enum(STAGES),
  /** When it was decided, by the clock of whoever decided. What supersedes what is decided by the order of the lines, never by this. */
  at: moment,
};

const judgement = {
  /** Why it is excluded: a reason of the protocol. */
  reason: text.optional(),
  note: text.optional(),
  /** Where the line was carried over from another record, that one: the same work in an earlier search. */
  carriedFrom: recordId.optional(),
};

const vote = z.object({
  kind: z.literal("vote"),
  reviewer: text,
  ...judged,
  decision: z.enum(DECISIONS),
  ...judgement,
  tags: z.array(text).readonly().optional(),
  /** By criterion of the protocol: whether the record meets it. */
  criteria: z
    .record(text, z.enum(["yes", "no", "unclear"]))
    .readonly()
    .optional(),
  /** A machine's vote: shown after people voted, and never counted as a decision. */
  machine: z.literal(true).optional(),
});

const withdrawal = z.object({ kind: z.literal("withdrawal"), reviewer: text, ...judged });

const consensus = z.object({
  kind: z.literal("consensus"),
  ...judged,
  decision: z.enum(["include", "exclude"]),
  ...judgement,
  /** Who settled it: the reviewers themselves, or a third person. */
  by: z.array(text).min(1).readonly(),
});

/** What one reviewer says of one record at one stage. A later one of the same reviewer, record and stage supersedes it. */
export type Vote = Readonly<z.infer<typeof vote>>;

/** Takes back the vote of the reviewer that is in force; none is in force then until the next. An undo. */
export type Withdrawal = Readonly<z.infer<typeof withdrawal>>;

/** What was agreed on after votes differed. It stands beside the votes and changes none of them; a later one supersedes it. */
export type Consensus = Readonly<z.infer<typeof consensus>>;

/** A line of `votes.ndjson`. */
export type VoteEntry = Vote | Withdrawal | Consensus;

/** What a line must look like; `readVotes` holds lines against it, once. */
export const voteEntry = z.discriminatedUnion("kind", [vote, withdrawal, consensus]);

/** The fields that each kind of line has. */
export const FIELDS: Readonly<Record<VoteEntry["kind"], ReadonlySet<string>>> = {
  vote: new Set(Object.keys(vote.shape)),
  withdrawal: new Set(Object.keys(withdrawal.shape)),
  consensus: new Set(Object.keys(consensus.shape)),
};
