import type { BibliographicRecord } from "../record/bibliographic-record.ts";
import type { Problem } from "./problem.ts";
import type { Refusal } from "./refusal.ts";
import type { FieldAgreement } from "./weights.ts";

/** A record under the id that the library knows it by. */
export interface IdentifiedRecord {
  readonly id: string;
  readonly record: BibliographicRecord;
}

/** What a person decided about two records. It wins over the machine, now and in every later run. */
export interface DuplicateDecision {
  readonly kind: "same" | "different";
  readonly a: string;
  readonly b: string;
}

/** A cluster of an earlier run: the machine neither splits it, nor joins it to another, nor changes its master. */
export interface ExistingCluster {
  readonly master: string;
  /** Ids of all its records, the master among them. */
  readonly members: readonly string[];
}

export interface DeduplicateOptions {
  /** In the order in which they were made: the later of two on the same pair holds. Default: none. */
  readonly decisions?: readonly DuplicateDecision[];
  /** Clusters of the library that an updated search is matched against. Default: none. */
  readonly existing?: readonly ExistingCluster[];
  /** Whether a preprint and its article are one. Default: keep, and relate them. */
  readonly preprints?: "merge" | "keep";
  /** Whether versions of a Cochrane review (pub2, pub3) are one. Default: keep, and relate them. */
  readonly cochraneVersions?: "merge" | "keep";
  /** Longest review queue, as a share of the records. Default 0.01; at least one pair. */
  readonly reviewShare?: number;
}

/** Why two records are one publication. */
export interface DuplicateLink {
  readonly a: string;
  readonly b: string;
  /** machine: the fields agree; person: a decision; library: they were together before; copy: every field is the same. */
  readonly by: "machine" | "person" | "library" | "copy";
  /** Sum of the weights; 0 where it was not the machine. */
  readonly score: number;
  readonly fields: readonly FieldAgreement[];
}

/** A field of the merged record, and the record that it comes from. */
export interface MergedField {
  readonly from: string;
  readonly value: unknown;
}

export interface DuplicateCluster {
  /** Id of the record that stands for all. */
  readonly master: string;
  /** Ids in ascending order, the master among them. */
  readonly members: readonly string[];
  /** Links that hold it together: one fewer than members. */
  readonly links: readonly DuplicateLink[];
  /** CSL fields by their names, and the record's other fields, each from the best member. Absent for a record alone. */
  readonly fields?: Readonly<Record<string, MergedField>>;
}

/** Publications that belong together and are not copies of each other. */
export interface PublicationLink {
  readonly a: string;
  readonly b: string;
  readonly kind: Refusal | "comment-or-correction" | "one-registration";
}

/** Two records that a person has to look at: all in all alike, and something speaks against it. */
export interface ReviewPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly fields: readonly FieldAgreement[];
  readonly refusal?: Refusal;
}

export interface Deduplication {
  readonly ok: true;
  /** Every id of the input is in exactly one; in ascending order of the masters. */
  readonly clusters: readonly DuplicateCluster[];
  readonly relations: readonly PublicationLink[];
  /** Best first. */
  readonly review: readonly ReviewPair[];
  /** Decisions and clusters that could not be followed, each with a sentence. */
  readonly notes: readonly Problem[];
}

export type DeduplicateResult = Deduplication | { readonly ok: false; readonly problems: readonly Problem[] };
