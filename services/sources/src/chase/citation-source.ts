import type { BibliographicRecord } from "@coppice/identify";
import type { Result } from "../problem.ts";
import type { SourceId } from "../source-settings.ts";

/** Backward: what a work cites. Forward: what cites it. */
export type Direction = "backward" | "forward";

/** A work by the numbers that services know it by; at least one. */
export interface WorkNumbers {
  readonly pmid?: string;
  readonly doi?: string;
}

/** What a service has on the citations of one work. */
export interface Followed {
  /** The service knows the work. */
  readonly known: boolean;
  /** Citations that it lists. */
  readonly listed: number;
  /** Works at the other end; fewer than listed where some are text without a record. */
  readonly records: readonly BibliographicRecord[];
}

/** A service that knows who cites whom. */
export interface CitationSource {
  readonly source: SourceId;
  readonly name: string;
  readonly directions: readonly Direction[];
  readonly follow: (work: WorkNumbers, direction: Direction) => Promise<Result<Followed>>;
}

/** `pmid:123`, else `doi:10...` in small letters: the name of a work in a chase. */
export function workKey({ pmid, doi }: WorkNumbers): string | null {
  if (pmid !== undefined) return `pmid:${pmid}`;
  return doi === undefined ? null : `doi:${doi.toLowerCase()}`;
}

export const numbersOf = ({ csl }: BibliographicRecord): WorkNumbers => ({
  ...(csl.PMID === undefined ? {} : { pmid: csl.PMID }),
  ...(csl.DOI === undefined ? {} : { doi: csl.DOI }),
});
