import { dateShare } from "@coppice/figures";
import type { CSSProperties } from "react";
import { ordered } from "./ordered.ts";
import { PageLink } from "./page-link.tsx";
import type { RowOrder } from "./page-state.ts";
import { useReview } from "./review-context.ts";
import { useAfterFirstPaint } from "./use-after-first-paint.ts";
import { VerdictRow } from "./verdict-row.tsx";

const orders: readonly { readonly id: RowOrder; readonly words: string }[] = [
  { id: "review", words: "as in the review" },
  { id: "verdict", words: "by verdict" },
  { id: "name", words: "by name" },
];

/** Rows that a laptop shows at once; the rest follow when these are painted. */
const firstRows = 8;

/** One row a question: verdict, its history, the main effect, how much evidence, how sure, which dose. */
export function VerdictMap() {
  const { derivation, state, go, from, to, time, changes, changeWords, studied } = useReview();
  const at = dateShare(state.asOf, from, to);
  const painted = useAfterFirstPaint();
  const rows = ordered(derivation.verdicts, state.order);
  // A phase that no controlled study had asked about yet is no row: what is not known is named beneath.
  const unasked = rows.filter((verdict) => verdict.parent !== undefined && verdict.trials === 0);
  const shown = rows.filter((verdict) => !unasked.includes(verdict));
  return (
    <section className="map" aria-labelledby="map-title">
      <div className="map-head">
        <h2 id="map-title">Verdicts</h2>
        <ul className="pills" aria-label="Order of the rows">
          {orders.map(({ id, words }) => (
            <li key={id}>
              <button
                type="button"
                className="pill"
                aria-pressed={state.order === id}
                onClick={() => go({ order: id })}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <table style={{ "--at": at } as CSSProperties}>
        <thead>
          <tr>
            <th scope="col">Condition</th>
            <th scope="col">Verdict on this date</th>
            <th scope="col">{from.slice(0, 4)} – today</th>
            <th scope="col">
              Main effect (95% CI)
              <small>right of the line: better with {studied}</small>
            </th>
            <th scope="col" className="number">
              Studies · patients
            </th>
            <th scope="col">Certainty</th>
            <th scope="col">Dose that worked</th>
          </tr>
        </thead>
        <tbody>
          {(painted ? shown : shown.slice(0, firstRows)).map((verdict) => (
            <VerdictRow
              key={verdict.condition}
              verdict={verdict}
              indented={state.order === "review" && verdict.parent !== undefined}
              spans={time.spans[verdict.condition] ?? []}
              change={changes.get(verdict.condition)}
              changeWords={changeWords}
              from={from}
              to={to}
              studied={studied}
            />
          ))}
        </tbody>
      </table>
      {unasked.length > 0 && (
        <p className="unasked note soft">
          No controlled study by this date on{" "}
          {unasked.map((verdict, index) => (
            <span key={verdict.condition}>
              {index > 0 && "; "}
              <PageLink condition={verdict.condition}>{verdict.name}</PageLink>
            </span>
          ))}
          .
        </p>
      )}
    </section>
  );
}
