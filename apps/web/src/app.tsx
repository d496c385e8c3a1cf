import { lastDay, type Review } from "@coppice/model";
import { useMemo } from "react";
import { ConditionPage } from "./condition-page.tsx";
import { createEngine } from "./engine.ts";
import { FirstScreen } from "./first-screen.tsx";
import type { PageState } from "./page-state.ts";
import { type ReviewContext, ReviewProvider } from "./review-context.ts";
import { clampDate } from "./stepping.ts";
import { usePageState } from "./use-page-state.ts";

/** The first day of the time axis; the first controlled trials of the treatment came a few years later. */
const from = "1985-01-01";

/** The published page: the first screen, or one condition. */
export function App({ review }: { readonly review: Review }) {
  const engine = useMemo(() => createEngine(review), [review]);
  const to = lastDay(review.protocol.updated);
  const defaults = useMemo<PageState>(
    () => ({
      condition: undefined,
      asOf: to,
      rules: review.protocol.ruleSet,
      exclude: [],
      preset: "bmj",
      order: "review",
      analysis: undefined,
    }),
    [review, to],
  );
  const [asked, go] = usePageState(defaults);
  const state = useMemo<PageState>(() => {
    const asOf = clampDate(asked.asOf, from, to);
    const rules = review.ruleSets.some((each) => each.id === asked.rules) ? asked.rules : defaults.rules;
    const exclude = asked.exclude.filter((id) => review.studies.some((study) => study.id === id));
    return { ...asked, asOf, rules, exclude };
  }, [asked, to, review, defaults]);
  const { asOf, rules, exclude } = state;
  const value = useMemo<ReviewContext>(() => {
    const derivation = engine.at(asOf, rules, exclude);
    const landmark = review.protocol.landmarks.find((each) => /^\d/.test(each.date))?.date ?? to;
    const today = engine.at(to, rules, exclude);
    const since = asOf >= to;
    const changes = engine.changes(since ? engine.at(landmark, rules, exclude) : derivation, today);
    const { interventions, intervention } = review.protocol;
    const studied = interventions.find((each) => each.id === intervention);
    return {
      review,
      engine,
      state,
      defaults,
      go,
      derivation,
      time: engine.over(from, to, rules, exclude),
      from,
      to,
      changes,
      changeWords: since
        ? `since ${landmark.endsWith("-12-31") ? Number(landmark.slice(0, 4)) + 1 : landmark.slice(0, 4)}`
        : "today",
      studied: studied?.short ?? studied?.name ?? intervention,
    };
  }, [review, engine, state, defaults, go, asOf, rules, exclude, to]);
  const verdict = value.derivation.verdicts.find((each) => each.condition === state.condition);
  return (
    <ReviewProvider value={value}>
      {verdict === undefined ? <FirstScreen /> : <ConditionPage key={verdict.condition} verdict={verdict} />}
    </ReviewProvider>
  );
}
