import type { Verdict } from "@coppice/conclude";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AnalysisSection } from "./analysis-section.tsx";
import { changeNote } from "./change-note.ts";
import { CostAndQuality } from "./cost-and-quality.tsx";
import { dateInSentence, dateWords } from "./date-words.ts";
import { DoseSection } from "./dose-section.tsx";
import { familyOf } from "./family.ts";
import { LeftOut } from "./left-out.tsx";
import { MechanismSection } from "./mechanism-section.tsx";
import { OthersSection } from "./others-section.tsx";
import { PageLink } from "./page-link.tsx";
import { Phases } from "./phases.tsx";
import { Reasons } from "./reasons.tsx";
import { useReview } from "./review-context.ts";
import { StudiesSection } from "./studies-section.tsx";
import { TimePanel } from "./time-panel.tsx";
import { VerdictSentence } from "./verdict-sentence.tsx";
import { type Question, WhyProvider } from "./why-context.ts";
import { WhyPanel } from "./why-panel.tsx";

/** Below this width the walk is a sheet over the page, and comes only when it is asked for. */
const sheetBelow = "(max-width: 1099px)";

/** One condition: its verdict as a sentence, why, and everything that it rests on. */
export function ConditionPage({ verdict }: { readonly verdict: Verdict }) {
  const { review, state, time, to, changes, changeWords } = useReview();
  const [question, setQuestion] = useState<Question>();
  const heading = useRef<HTMLHeadingElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const returning = useRef(false);

  const ask = useCallback((asked: Question, how: "look" | "enter") => {
    if (how === "look" && (returning.current || window.matchMedia(sheetBelow).matches)) return;
    if (!(document.activeElement?.closest(".why") ?? false)) cameFrom.current = document.activeElement;
    setQuestion(asked);
    // The panel may not be there yet: the focus follows when it is drawn.
    if (how === "enter") requestAnimationFrame(() => heading.current?.focus());
  }, []);
  const close = useCallback(() => {
    setQuestion(undefined);
    // Getting the focus back is no new question.
    returning.current = true;
    if (cameFrom.current instanceof HTMLElement || cameFrom.current instanceof SVGElement)
      cameFrom.current.focus();
    returning.current = false;
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && question !== undefined) close();
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (
        event.code !== "KeyW" ||
        typing ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        event.defaultPrevented
      )
        return;
      ask({ text: verdict.name, target: verdict.ref }, "enter");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [question, close, ask, verdict]);

  const family = familyOf(review, verdict.condition);
  const studies = useMemo(
    () =>
      new Set(
        review.studies
          .filter((study) =>
            [study.condition, ...(study.alsoConditions ?? [])].some((id) => family.includes(id)),
          )
          .map((study) => study.id),
      ),
    [review, family],
  );
  const events = useMemo(() => time.events.filter((event) => studies.has(event.study)), [time, studies]);
  const note = changeNote(changes.get(verdict.condition), changeWords);
  const why = useMemo(() => ({ question, ask }), [question, ask]);
  return (
    <WhyProvider value={why}>
      <div className="condition">
        <nav className="crumbs" aria-label="Where you are">
          <PageLink condition={undefined}>{review.protocol.title}</PageLink>
          {verdict.parent !== undefined && (
            <>
              <span aria-hidden="true">/</span>
              <PageLink condition={verdict.parent}>
                {review.conditions.find((each) => each.id === verdict.parent)?.name ?? verdict.parent}
              </PageLink>
            </>
          )}
          <span aria-hidden="true">/</span>
          <span aria-current="page">{verdict.short ?? verdict.name}</span>
        </nav>
        <main>
          <h1>{verdict.name}</h1>
          <VerdictSentence verdict={verdict} />
          <p className="soft">
            As known {state.asOf === to ? `today, ${dateWords(to)}` : `on ${dateInSentence(state.asOf)}`}
            {note !== undefined && ` · ${note}`}
            {verdict.unverified.length > 0 && (
              <span className="doubt"> · rests on {verdict.unverified.length} unverified data</span>
            )}
          </p>
          <TimePanel events={events} />
          <LeftOut />
          <Phases verdict={verdict} />
          <AnalysisSection verdict={verdict} />
          <DoseSection verdict={verdict} studies={studies} />
          <StudiesSection verdict={verdict} studies={studies} />
          <CostAndQuality condition={verdict.condition} name={verdict.name} studies={studies} />
          <MechanismSection condition={verdict.condition} />
          <OthersSection verdict={verdict} />
        </main>
        <aside className={question === undefined ? "side" : "side open"} aria-label="Why">
          {question === undefined ? (
            <Reasons verdict={verdict} />
          ) : (
            <WhyPanel question={question} heading={heading} onClose={close} />
          )}
        </aside>
      </div>
    </WhyProvider>
  );
}
