import type { Derivation } from "@coppice/conclude";
import { datumValue, type Review } from "@coppice/model";
import { analysesOf } from "./analyses-of.ts";

export interface FlowCounts {
  /** False: the search is planned; nothing may be counted before "brought in by hand". */
  readonly searchRun: boolean;
  readonly searchText: string;
  /** Databases of the protocol's latest version. */
  readonly databases: readonly string[];
  readonly studies: number;
  readonly reports: number;
  readonly keptOut: readonly { readonly name: string; readonly count: number }[];
  readonly eligible: number;
  readonly designs: readonly { readonly name: string; readonly count: number }[];
  readonly pooled: number;
  readonly analyses: number;
  readonly asOf: string;
}

/** Counts how studies came into the review and into its analyses; only what the documents hold is counted. */
export function flowCounts(review: Review, derivation: Derivation): FlowCounts {
  const latest = [...review.protocol.versions].sort((a, b) => (a.dated < b.dated ? 1 : -1))[0];
  const companions = review.studies.filter((study) => study.companionOf !== undefined);
  const own = review.studies.filter((study) => study.companionOf === undefined);
  const out = own.filter((study) => study.eligible?.value === false);
  const pending = own.filter(
    (study) =>
      study.eligible?.value !== false && (study.status === "ongoing" || study.status === "protocol-only"),
  );
  const kept = own.filter((study) => !out.includes(study) && !pending.includes(study));
  const analyses = analysesOf(derivation).filter((each) => each.pooled !== undefined);
  const pooled = new Set(
    analyses.flatMap((each) => each.rows.filter((row) => row.state === "in").map((row) => row.study)),
  );
  const allocated = (name: string) =>
    kept.filter((study) => datumValue(study.design.allocation) === name).length;
  return {
    searchRun: review.protocol.search.run,
    searchText: review.protocol.search.text,
    databases: (latest?.databases ?? []).map((each) => each.name),
    studies: review.studies.length,
    reports: review.studies.reduce((sum, study) => sum + study.reports.length, 0),
    keptOut: [
      { name: "companion of another study, patients counted there", count: companions.length },
      { name: "not eligible, reason in the study's document", count: out.length },
      { name: "ongoing, or known from a protocol only", count: pending.length },
    ].filter((each) => each.count > 0),
    eligible: kept.length,
    designs: [
      { name: "randomised", count: allocated("randomised") },
      { name: "quasi-randomised", count: allocated("quasi-randomised") },
      { name: "controlled without randomisation", count: allocated("non-randomised") },
    ].filter((each) => each.count > 0),
    pooled: pooled.size,
    analyses: analyses.length,
    asOf: derivation.asOf,
  };
}
