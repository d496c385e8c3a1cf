import { createHash } from "node:crypto";

/** An answer as it came, and what it answered. */
export interface ArchivedAnswer {
  /** `000001`, `000002` ... in the order of arrival. */
  readonly id: string;
  /** Without keys and addresses of persons. */
  readonly url: string;
  readonly method: "GET" | "POST";
  /** What was sent, without keys. */
  readonly body?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** 0 where the connection broke before there was one. */
  readonly status: number;
  readonly contentType?: string;
  /** Of the bytes as they are kept, unpacked. */
  readonly sha256: string;
  readonly bytes: number;
  /** The connection ended before the answer did. */
  readonly cutOff?: true;
}

export type AnswerFacts = Omit<ArchivedAnswer, "id" | "sha256" | "bytes">;

/** Keeps every answer, so that records can be read again without the network. */
export interface Archive {
  readonly put: (facts: AnswerFacts, bytes: Uint8Array) => Promise<ArchivedAnswer>;
  /** Rejects where there is no such answer, or its bytes are not those that were put. */
  readonly read: (id: string) => Promise<Uint8Array>;
  readonly entries: () => Promise<readonly ArchivedAnswer[]>;
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const answerId = (number: number): string => String(number).padStart(6, "0");

export function archivedAnswer(id: string, facts: AnswerFacts, bytes: Uint8Array): ArchivedAnswer {
  return { id, ...facts, sha256: sha256Of(bytes), bytes: bytes.length };
}

/** An archive that lasts as long as the process. */
export function memoryArchive(): Archive {
  const kept: { readonly answer: ArchivedAnswer; readonly bytes: Uint8Array }[] = [];
  return {
    put: async (facts, bytes) => {
      const answer = archivedAnswer(answerId(kept.length + 1), facts, bytes);
      kept.push({ answer, bytes });
      return answer;
    },
    read: async (id) => {
      const found = kept.find(({ answer }) => answer.id === id);
      if (found === undefined) throw new Error(`There is no answer ${id} in the archive.`);
      return found.bytes;
    },
    entries: async () => kept.map(({ answer }) => answer),
  };
}
