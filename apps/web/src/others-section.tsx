import type { Verdict } from "@coppice/conclude";
import { countText, numberText, verdictStyle } from "@coppice/figures";
import { datumValue, lastDay, type PublishedStatement } from "@coppice/model";
import { agreement, verdictOn } from "./agreement.ts";
import { lineageOf } from "./family.ts";
import { LiveValue } from "./live-value.tsx";
import { useReview } from "./review-context.ts";
import { isWebAddress, SafeLink } from "./safe-link.tsx";
import { clampDate } from "./stepping.ts";

const typeWords: Readonly<Record<PublishedStatement["type"], string>> = {
  "systematic-review": "systematic review",
  guideline: "guideline",
  "narrative-review": "narrative review",
  "seed-review": "the 2004 review",
};

function counted(count: number | undefined, word: string): string | undefined {
  return count === undefined ? undefined : `${countText(count)} ${word}${count === 1 ? "" : "s"}`;
}

function Said({ statement, verdict }: { readonly statement: PublishedStatement; readonly verdict: Verdict }) {
  const { time, from, to } = useReview();
  const lineage = lineageOf(verdict.condition);
  const day = clampDate(lastDay(statement.dated), from, to);
  const difference = statement.difference.find((each) => lineage.includes(each.condition))?.text;
  const said = statement.verdicts.flatMap((each, index) =>
    lineage.includes(each.condition) ? [{ each, index }] : [],
  );
  return (
    <>
      {said.map(({ each, index }) => {
        const ours = verdictOn(time.spans[verdict.condition] ?? [], day);
        const how = ours === undefined ? undefined : agreement(each.says, ours);
        return (
          <div key={index}>
            <p>
              <LiveValue
                plain
                text={`“${each.text}”`}
                target={`statement/${statement.id}#/verdicts/${index}/says`}
              />
              {each.grade !== undefined && <span className="soft"> {each.grade}</span>}
            </p>
            {ours !== undefined && (
              <p className={`agreement ${how === "differs" ? "differs" : ""}`}>
                {how === "agrees"
                  ? "Agrees with ours"
                  : how === "partly agrees"
                    ? "Agrees in part with ours"
                    : "Differs from ours"}{" "}
                on that day: {verdictStyle(ours).word.toLowerCase()}.
              </p>
            )}
          </div>
        );
      })}
      {difference !== undefined && <p className="soft">Why it may differ: {difference}</p>}
    </>
  );
}

function PooledElsewhere({
  statement,
  verdict,
}: {
  readonly statement: PublishedStatement;
  readonly verdict: Verdict;
}) {
  const { review } = useReview();
  const lineage = lineageOf(verdict.condition);
  return (
    <>
      {statement.pooled.map((pooled, index) => {
        if (!lineage.includes(pooled.condition)) return null;
        const estimate = datumValue(pooled.estimate);
        const ci = datumValue(pooled.ci);
        const counts = [
          counted(datumValue(pooled.studies), "trial"),
          counted(datumValue(pooled.participants), "patient"),
          pooled.certainty === undefined ? undefined : `certainty ${pooled.certainty}`,
        ].filter((each) => each !== undefined);
        // Only the same outcome, as the analyses name it, may stand beside another's pooled result.
        const same = review.analyses.filter(
          (each) => pooled.outcomeId !== undefined && each.outcomes.includes(pooled.outcomeId),
        );
        const ours = verdict.analyses.find(
          (each) =>
            each.pooled !== undefined &&
            each.measure === pooled.measure &&
            same.some(({ id }) => id === each.id) &&
            (pooled.against ?? []).some((against) => each.against.includes(against)),
        );
        const value =
          estimate === undefined
            ? (pooled.text ?? "")
            : `${pooled.measure} ${numberText(estimate)}${ci === undefined ? "" : ` (${numberText(ci[0])} to ${numberText(ci[1])})`}`;
        const pointer = estimate === undefined ? "/comparison" : "/estimate";
        return (
          <div key={pooled.id}>
            <p>
              {pooled.outcome}, {pooled.comparison}:{" "}
              <LiveValue plain text={value} target={`statement/${statement.id}#/pooled/${index}${pointer}`} />
              {counts.length > 0 && <span className="soft"> {counts.join(", ")}</span>}
            </p>
            {ours?.pooled !== undefined && (
              <p className="agreement">
                Ours at the chosen date:{" "}
                <LiveValue
                  plain
                  text={`${ours.measure} ${numberText(ours.pooled.effect.estimate)} (${numberText(ours.pooled.effect.low)} to ${numberText(ours.pooled.effect.high)})`}
                  target={ours.pooled.ref}
                />
                , {counted(ours.pooled.k, "trial")}.
              </p>
            )}
          </div>
        );
      })}
    </>
  );
}

/** What guidelines and published syntheses say of the condition, beside our verdict on the day they said it. */
export function OthersSection({ verdict }: { readonly verdict: Verdict }) {
  const { review, state } = useReview();
  const lineage = lineageOf(verdict.condition);
  const speaking = review.statements
    .filter(
      (statement) =>
        statement.verdicts.some((each) => lineage.includes(each.condition)) ||
        statement.pooled.some((each) => lineage.includes(each.condition)),
    )
    .sort((a, b) => (a.dated < b.dated ? -1 : 1));
  return (
    <section aria-labelledby="others-title">
      <h2 id="others-title">What others concluded</h2>
      {speaking.length === 0 && (
        <p className="soft">
          No guideline or published synthesis on this condition has been brought into this review yet.
        </p>
      )}
      <ul className="evidence">
        {speaking.map((statement) => {
          const url = Object.values(statement.sources).find((source) => isWebAddress(source.url))?.url;
          return (
            <li key={statement.id}>
              <p>
                <strong>{statement.body}</strong>{" "}
                <span className="soft">
                  {typeWords[statement.type]}, {statement.dated}
                  {statement.retired === true && ", retired since"}
                  {lastDay(statement.dated) > state.asOf && ", after the chosen date"}
                </span>
              </p>
              <Said statement={statement} verdict={verdict} />
              <PooledElsewhere statement={statement} verdict={verdict} />
              <p className="soft note">
                <SafeLink url={url}>{statement.citation.title}</SafeLink>
                {statement.citation.journal !== undefined &&
                  `. ${statement.citation.journal} ${statement.citation.year ?? ""}`}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
