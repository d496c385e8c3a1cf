import { flowCounts, flowDiagram } from "@coppice/figures";
import type { Protocol } from "@coppice/model";
import { FigureView } from "./figure-view.tsx";
import { useReview } from "./review-context.ts";
import { Searches } from "./searches.tsx";
import { useWidth } from "./use-width.ts";

function Version({ version }: { readonly version: Protocol["versions"][number] }) {
  const { eligibility } = version;
  const facts: readonly (readonly [string, string])[] = [
    ["Question", version.question],
    [
      "Databases",
      version.databases
        .map((each) => {
          const span = [each.from, each.to].filter((part) => part !== undefined).join("–");
          return [each.name, span, each.note === undefined ? "" : `(${each.note})`]
            .filter((part) => part !== "")
            .join(" ");
        })
        .join("; "),
    ],
    ["Other sources", version.otherSources.join("; ")],
    ["Search terms", version.searchTerms],
    ["Designs", eligibility.designs],
    ["Languages", eligibility.languages],
    [
      "Other criteria",
      [eligibility.populations, eligibility.other].filter((each) => each !== undefined).join("; "),
    ],
    ["Quality", version.quality],
    ["Synthesis", version.synthesis],
    ["Note", version.note ?? ""],
  ];
  return (
    <div className="version">
      <h4>
        {version.name} <span className="soft">{version.dated}</span>
      </h4>
      <dl>
        {facts
          .filter(([, text]) => text !== "")
          .map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

/** How the review was made: protocol, where the studies came from, the rules, what unverified means, licence. */
export function Methods() {
  const { review, derivation, state } = useReview();
  const { protocol } = review;
  const [place, width] = useWidth<HTMLDivElement>(760);
  const rules = review.ruleSets.find((each) => each.id === state.rules);
  return (
    <section className="methods" aria-labelledby="methods-title">
      <h2 id="methods-title">Methods and sources</h2>
      {protocol.background !== undefined && <p>{protocol.background}</p>}
      <h3>Where the studies came from</h3>
      <p>{protocol.search.text}</p>
      <div ref={place}>
        <FigureView figure={flowDiagram(flowCounts(review, derivation), { width: Math.min(width, 760) })} />
      </div>
      <Searches searches={review.searches} />
      <h3>The protocol, as it was and as it is</h3>
      <div className="versions">
        {protocol.versions.map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </div>
      <h3>How verdicts are derived</h3>
      <p>
        No verdict is typed in. Each follows from the studies known by the chosen date, through a rule set
        that is itself a document of the review: {rules?.name ?? state.rules}. {rules?.describes}
      </p>
      {rules !== undefined && (
        <details>
          <summary>The {rules.rules.length} rules</summary>
          <ol className="rules">
            {rules.rules.map((rule) => (
              <li key={rule.id}>
                {rule.sentence} <span className="soft">{rule.source}</span>
              </li>
            ))}
          </ol>
          <ul className="rules">
            {Object.entries(rules.parameters).map(([id, parameter]) => (
              <li key={id}>
                {id} = {parameter.value}: {parameter.text} <span className="soft">{parameter.from}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <h3>What “unverified” means</h3>
      <p>
        Every datum says where it was seen. A solid dot in “Why?” is a datum seen at its source, or computed
        from such data; an open amber ring is one that came from memory or from nowhere that can be named.
        Unverified data are used, and shown as such wherever they are used, until somebody has looked them up.
      </p>
      <h3>Who, and licence</h3>
      <ul className="rules">
        {protocol.roles.map((each) => (
          <li key={each.name}>
            {each.name}: {each.role}
          </li>
        ))}
      </ul>
      <p className="soft">
        This page is one file: it holds the review’s data and the program that derives the verdicts, works
        without a network and sends nothing. Coppice is free software under the MIT licence. Type: Source
        Serif 4 and Inter, SIL Open Font License 1.1. This review informs; it does not replace the judgement
        of those who treat.
      </p>
    </section>
  );
}
