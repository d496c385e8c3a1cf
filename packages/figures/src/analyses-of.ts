import type { AnalysisOutcome, Derivation } from "@coppice/conclude";

/** Every analysis of a derivation once: a disease judged through its phases shows theirs as its own. */
export function analysesOf(derivation: Derivation): readonly AnalysisOutcome[] {
  const byId = new Map<string, AnalysisOutcome>();
  for (const verdict of derivation.verdicts)
    for (const analysis of verdict.analyses) if (!byId.has(analysis.id)) byId.set(analysis.id, analysis);
  return [...byId.values()];
}
