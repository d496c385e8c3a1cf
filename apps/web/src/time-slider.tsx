import type { TimelineEvent } from "@coppice/conclude";
import { dateShare, dayNumber, timeAxis } from "@coppice/figures";
import { type KeyboardEvent, type PointerEvent, useEffect } from "react";
import { dateWords } from "./date-words.ts";
import { useReview } from "./review-context.ts";
import { dateAt, stepBack, stepForward } from "./stepping.ts";
import { useWidth } from "./use-width.ts";

/** Where an arrow or another key of a slider leads; `undefined` for keys that are none of its. */
function destination(
  key: string,
  dates: readonly string[],
  asOf: string,
  from: string,
  to: string,
): string | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return stepForward(dates, asOf, to);
    case "ArrowLeft":
    case "ArrowDown":
      return stepBack(dates, asOf, from);
    case "Home":
      return from;
    case "End":
      return to;
    default:
      return undefined;
  }
}

/** The time axis as a slider: arrows step from trial to trial, space plays, the pointer goes to any day. */
export function TimeSlider({
  events,
  dates,
  onPlay,
}: {
  readonly events: readonly TimelineEvent[];
  /** Days that arrows stop at, ascending. */
  readonly dates: readonly string[];
  readonly onPlay: () => void;
}) {
  const { state, go, from, to } = useReview();
  const [place, width] = useWidth<HTMLDivElement>(1100);
  const known = events.filter((event) => event.date <= state.asOf);
  const last = known.at(-1);

  // Left and right move the date wherever the reader is, unless a control has the focus and its own use for them.
  useEffect(() => {
    const step = (event: globalThis.KeyboardEvent) => {
      if (event.target !== document.body || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const date = destination(event.key, dates, state.asOf, from, to);
      if (date !== undefined) go({ asOf: date });
    };
    document.addEventListener("keydown", step);
    return () => document.removeEventListener("keydown", step);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === " ") {
      event.preventDefault();
      if (!event.repeat) onPlay();
      return;
    }
    const date = destination(event.key, dates, state.asOf, from, to);
    if (date === undefined) return;
    event.preventDefault();
    go({ asOf: date });
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    go({ asOf: dateAt((event.clientX - box.left) / box.width, from, to) });
  };
  return (
    <div
      ref={place}
      className="time-slider"
      role="slider"
      tabIndex={0}
      aria-label="What was known by"
      aria-orientation="horizontal"
      aria-valuemin={dayNumber(from)}
      aria-valuemax={dayNumber(to)}
      aria-valuenow={dayNumber(state.asOf)}
      aria-valuetext={`${dateWords(state.asOf)}: ${known.length} of ${events.length} studies known${last === undefined ? "" : `, last ${last.label}`}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) point(event);
      }}
    >
      <div
        aria-hidden="true"
        className="axis"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the figure escapes every text it draws
        dangerouslySetInnerHTML={{ __html: timeAxis(events, { from, to, asOf: state.asOf, width }).svg }}
      />
      <span className="handle" style={{ left: `${dateShare(state.asOf, from, to) * 100}%` }} />
    </div>
  );
}
