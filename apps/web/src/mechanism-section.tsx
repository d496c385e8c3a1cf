import { lineageOf } from "./family.ts";
import { LiveValue } from "./live-value.tsx";
import { useReview } from "./review-context.ts";

const strengthWords = {
  shown: "shown",
  plausible: "plausible",
  "argued-against": "argued against",
  "no-argument": "no argument known",
} as const;

/** How the treatment may work in the condition, and how strongly that is shown. */
export function MechanismSection({ condition }: { readonly condition: string }) {
  const { review, studied } = useReview();
  const lineage = lineageOf(condition);
  const linked = review.mechanisms.flatMap((mechanism) =>
    mechanism.links.flatMap((link, index) =>
      lineage.includes(link.condition) || link.condition.startsWith(`${condition}/`)
        ? [{ mechanism, link, index }]
        : [],
    ),
  );
  return (
    <section aria-labelledby="mechanism-title">
      <h2 id="mechanism-title">How {studied} may work here</h2>
      {linked.length === 0 && (
        <p className="soft">No mechanism has been brought into this review for this condition yet.</p>
      )}
      <ul className="evidence">
        {linked.map(({ mechanism, link, index }) => (
          <li key={`${mechanism.id}-${link.condition}`}>
            <p>
              <strong>{mechanism.name}</strong>{" "}
              <LiveValue
                plain
                text={strengthWords[link.strength]}
                target={`mechanism/${mechanism.id}#/links/${index}/strength`}
              />
            </p>
            <p>{link.text ?? mechanism.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
