import type { Verdict } from "@coppice/conclude";
import { LiveValue } from "./live-value.tsx";
import { certaintyWords } from "./marks.tsx";
import { useName } from "./use-name.ts";

/** The rules that fired, in order, and how certainty was stepped down: why the verdict is what it is. */
export function Reasons({ verdict }: { readonly verdict: Verdict }) {
  const { certainty } = verdict;
  return (
    <section className="reasons" aria-label="Rules that gave this verdict">
      <h2>Because</h2>
      <ol>
        {verdict.because.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one rule may fire twice, for two comparators
          <li key={`${each.rule}-${index}`}>
            {each.sentence}
            {each.from.length > 0 && (
              <ul className="froms">
                {each.from.slice(0, 6).map((ref) => (
                  <li key={ref}>
                    <Named target={ref} />
                  </li>
                ))}
                {each.from.length > 6 && <li className="soft">and {each.from.length - 6} more</li>}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {certainty !== undefined && (
        <>
          <h3>Certainty: {certaintyWords[certainty.level]}</h3>
          {certainty.steps.length === 0 ? (
            <p className="soft">No reason to step down was found.</p>
          ) : (
            <ul className="steps-down">
              {certainty.steps.map((step) => (
                <li key={step.domain}>
                  −{step.down} {step.domain}: {step.reason}
                </li>
              ))}
            </ul>
          )}
          <p className="soft note">Proposed by rules from the data at hand; no person has assessed it yet.</p>
        </>
      )}
    </section>
  );
}

function Named({ target }: { readonly target: string }) {
  const name = useName(target);
  return <LiveValue text={name} target={target} plain />;
}
