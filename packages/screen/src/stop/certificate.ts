import type { ReplaySummary } from "./replay-summary.ts";
import { replayWords } from "./replay-summary.ts";
import type { Standing, StoppingStatement } from "./stopping-statement.ts";

/** Something that was counted and hashed, so that anybody who has it can tell that it is the same. */
export interface Hashed {
  readonly count: number;
  /** SHA-256 of the canonical text (`canonicalRecords`, `canonicalDecisions`) in UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What a certificate is about. Hashes are the caller's to compute: this package has no cryptography. */
export interface CertificateSubject {
  readonly records: Hashed;
  /** In the order decided. */
  readonly decisions: Hashed;
  /** The random sample, where one was drawn: its labels in the order drawn. */
  readonly sample?: Hashed & {
    /** Of `randomDraw`. */
    readonly seed: number;
    /** Decisions made when it was drawn; it was drawn from the records without these, in the order of the pool. */
    readonly decidedBefore: number;
  };
}

/** What a reader needs to judge, and to check, why a screening ended. */
export interface StoppingCertificate {
  readonly format: "coppice-stopping-certificate/1";
  readonly standing: Standing;
  readonly subject: CertificateSubject;
  readonly statement: StoppingStatement;
  /** How the rule did on the part of this review that is screened; absent where it was not asked for. */
  readonly replay?: ReplaySummary;
  /** The whole in sentences. */
  readonly words: readonly string[];
}

const STANDING: Readonly<Record<Standing, string>> = {
  guarantee: "Guarantee: it holds whatever the ranking is worth, if what is assumed below is so.",
  conditional: "Conditional: it assumes something of the ranking that cannot be checked.",
  heuristic: "Heuristic: a rule of experience, without a bound on what is missed.",
  count: "A count, without any promise.",
};

/** The certificate of a statement. It is plain data: print `words`, or write all of it as JSON. */
export function stoppingCertificate(
  statement: StoppingStatement,
  subject: CertificateSubject,
  replay?: ReplaySummary,
): StoppingCertificate {
  const { records, decisions, sample } = subject;
  return {
    format: "coppice-stopping-certificate/1",
    standing: statement.standing,
    subject,
    statement,
    ...(replay === undefined ? {} : { replay }),
    words: [
      `Rule: ${statement.rule} (${statement.source}).`,
      STANDING[statement.standing],
      ...statement.words,
      ...statement.assumptions.map((assumption) => `Assumed: ${assumption}`),
      `Records: ${records.count}, SHA-256 ${records.sha256}.`,
      `Decisions: ${decisions.count} in order, SHA-256 ${decisions.sha256}.`,
      ...(sample === undefined
        ? []
        : [
            `Sample: ${sample.count} labelled, drawn with seed ${sample.seed} after ${sample.decidedBefore} decisions, SHA-256 ${sample.sha256}.`,
          ]),
      ...(replay === undefined ? [] : replayWords(replay)),
    ],
  };
}
