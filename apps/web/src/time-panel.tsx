import type { TimelineEvent } from "@coppice/conclude";
import { useEffect, useState } from "react";
import { DateField } from "./date-field.tsx";
import { useReview } from "./review-context.ts";
import { stepForward } from "./stepping.ts";
import { TimeSlider } from "./time-slider.tsx";

/** Milliseconds a trial stays while the years play. */
const beat = 420;

/** Time, always in reach: the date, presets, the rule set, and the axis with one tick a trial. */
export function TimePanel({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { review, state, go, to, from } = useReview();
  const [playing, setPlaying] = useState(false);
  const landmarks = review.protocol.landmarks.map((each) => ({
    ...each,
    date: /^\d/.test(each.date) ? each.date : to,
  }));
  // Landmarks are stops too: who steps back through the trials comes by the day on which the 2004 review ended.
  const dates = [...events, ...landmarks].map((each) => each.date).sort();
  useEffect(() => {
    if (!playing) return;
    const timer = window.setTimeout(() => {
      const next = stepForward(dates, state.asOf, to);
      go({ asOf: next });
      if (next === to) setPlaying(false);
    }, beat);
    return () => window.clearTimeout(timer);
  });
  const togglePlay = () => {
    if (!playing && state.asOf === to) go({ asOf: from });
    setPlaying(!playing);
  };
  const rules = review.ruleSets.find((each) => each.id === state.rules);
  return (
    <section className="time-panel" aria-label="Date">
      <div className="time-controls">
        <DateField />
        <ul className="pills" aria-label="Dates to jump to">
          {landmarks.map((landmark) => (
            <li key={landmark.id}>
              <button
                type="button"
                className="pill"
                aria-pressed={state.asOf === landmark.date}
                title={landmark.text}
                onClick={() => go({ asOf: landmark.date })}
              >
                {landmark.label}
              </button>
            </li>
          ))}
        </ul>
        <p className="time-hints">
          {review.ruleSets.length > 1 ? (
            <label>
              Rules:{" "}
              <select value={state.rules} onChange={(event) => go({ rules: event.target.value })}>
                {review.ruleSets.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <span>Rules: {rules?.name ?? state.rules}</span>
          )}
          <span className="keys">
            <kbd>←</kbd> <kbd>→</kbd> step
          </span>
          <button type="button" className="play" aria-pressed={playing} onClick={togglePlay}>
            {playing ? "Pause" : "Play"} <kbd className="keys">space</kbd>
          </button>
        </p>
      </div>
      <TimeSlider events={events} dates={dates} onPlay={togglePlay} />
    </section>
  );
}
