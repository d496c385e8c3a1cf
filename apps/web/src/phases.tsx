import type { Verdict } from "@coppice/conclude";
import { CertaintyMark, VerdictWord } from "./marks.tsx";
import { PageLink } from "./page-link.tsx";
import { useReview } from "./review-context.ts";

/** The phases of a disease with their own verdicts; nothing for a disease without phases. */
export function Phases({ verdict }: { readonly verdict: Verdict }) {
  const { derivation } = useReview();
  const phases = derivation.verdicts.filter((each) => each.parent === verdict.condition);
  if (phases.length === 0) return null;
  return (
    <section aria-labelledby="phases-title">
      <h2 id="phases-title">By phase</h2>
      <ul className="phase-list">
        {phases.map((phase) => (
          <li key={phase.condition}>
            <PageLink condition={phase.condition}>{phase.name}</PageLink>
            <VerdictWord verdict={phase} />
            <CertaintyMark certainty={phase.certainty} />
          </li>
        ))}
      </ul>
    </section>
  );
}
