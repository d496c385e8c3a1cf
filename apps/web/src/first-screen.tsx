import { answerClause } from "./answer.ts";
import { dateInSentence, dateWords, shortDate } from "./date-words.ts";
import { LeftOut } from "./left-out.tsx";
import { Methods } from "./methods.tsx";
import { useReview } from "./review-context.ts";
import { TimePanel } from "./time-panel.tsx";
import { useAfterFirstPaint } from "./use-after-first-paint.ts";
import { VerdictMap } from "./verdict-map.tsx";

/** The first screen: who and when, the answer in one sentence, time, one row a question, methods beneath. */
export function FirstScreen() {
  const { review, derivation, state, time, to } = useReview();
  const { protocol } = review;
  const painted = useAfterFirstPaint();
  const asOf = state.asOf === to ? `today, ${dateWords(to)}` : `on ${dateInSentence(state.asOf)}`;
  return (
    <>
      <header className="masthead">
        <p>
          <strong>Coppice</strong> · living systematic review
        </p>
        <p>
          Updated {shortDate(to)} · {time.events.length} controlled studies · {review.conditions.length}{" "}
          questions
        </p>
      </header>
      <main>
        <h1>{protocol.title}</h1>
        <p className="answer">
          What controlled trials show, disease by disease, <strong>as known {asOf}</strong>:{" "}
          {answerClause(derivation.verdicts)}.
        </p>
        <TimePanel events={time.events} />
        <LeftOut />
        <VerdictMap />
        {painted && <Methods />}
      </main>
    </>
  );
}
