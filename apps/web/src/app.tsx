import type { Review } from "@coppice/model";
import type { Prepared } from "@coppice/report";
import { useEffect, useMemo } from "react";
import { ConditionPage } from "./condition-page.tsx";
import { createEngine } from "./engine.ts";
import { FirstScreen } from "./first-screen.tsx";
import type { PageState } from "./page-state.ts";
import { type ReviewContext, ReviewProvider } from "./review-context.ts";
import { clampDate } from "./stepping.ts";
import { usePageState } from "./use-page-state.ts";
import { useSettled } from "./use-settled.ts";
import { useWarmUp } from "./use-warm-up.ts";

/** The published page: the first screen, or one condition. */
export function App({ review, prepared }: { readonly review: Review; readonly prepared: Prepared }) {
  const engine = useMemo(() => createEngine(review, prepared), [review, prepared]);
  const { from, to } = prepared;
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
  }, [asked, from, to, review, defaults]);
  const { asOf, rules, exclude } = state;
  // Changes are told of the date at which the reader comes to rest: a slider step must not wait for them.
  const restingAt = useSettled(asOf, to, 60);
  const atToday = restingAt >= to;
  const changes = useMemo(
    () => engine.changesSince(atToday ? prepared.since : restingAt, rules, exclude),
    [engine, atToday, prepared, restingAt, rules, exclude],
  );
  const value = useMemo<ReviewContext>(() => {
    const { since } = prepared;
    const sinceYear = since.endsWith("-12-31") ? Number(since.slice(0, 4)) + 1 : since.slice(0, 4);
    const { interventions, intervention } = review.protocol;
    const studied = interventions.find((each) => each.id === intervention);
    return {
      review,
      state,
      defaults,
      go,
      derivation: (state.condition === undefined ? engine.overview : engine.at)(asOf, rules, exclude),
      time: engine.over(rules, exclude),
      from,
      to,
      changes,
      changeWords: atToday ? `since ${sinceYear}` : "today",
      studied: studied?.short ?? studied?.name ?? intervention,
    };
  }, [review, prepared, engine, state, defaults, go, changes, atToday, asOf, rules, exclude, from, to]);
  const warmUp = useMemo(() => {
    const landmarks = review.protocol.landmarks.map((each) => each.date).filter((date) => /^\d/.test(date));
    return [...new Set([...landmarks, ...value.time.events.map((event) => event.date).reverse()])];
  }, [review, value.time]);
  // Marks when the page can be used, for whoever measures it.
  useEffect(() => {
    performance.mark("usable");
  }, []);
  useWarmUp(engine, warmUp, rules, exclude);
  const verdict = value.derivation.verdicts.find((each) => each.condition === state.condition);
  return (
    <ReviewProvider value={value}>
      {verdict === undefined ? <FirstScreen /> : <ConditionPage key={verdict.condition} verdict={verdict} />}
    </ReviewProvider>
  );
}
