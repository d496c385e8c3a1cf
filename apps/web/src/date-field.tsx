import { useEffect, useId, useState } from "react";
import { dateWords, readTypedDate } from "./date-words.ts";
import { useReview } from "./review-context.ts";
import { clampDate } from "./stepping.ts";

/** The date in words, which can be typed over: a year, a month or a day. */
export function DateField() {
  const { state, go, from, to } = useReview();
  const [typed, setTyped] = useState(dateWords(state.asOf));
  const [refused, setRefused] = useState(false);
  const hint = useId();
  useEffect(() => {
    setTyped(dateWords(state.asOf));
    setRefused(false);
  }, [state.asOf]);
  const take = () => {
    const date = readTypedDate(typed);
    setRefused(date === undefined);
    if (date === undefined) return;
    const kept = clampDate(date, from, to);
    setTyped(dateWords(kept));
    go({ asOf: kept });
  };
  return (
    <span className="date-field">
      <input
        type="text"
        aria-label="Date: what was known by the end of this day"
        aria-invalid={refused}
        aria-describedby={refused ? hint : undefined}
        value={typed}
        size={17}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key === "Escape") setTyped(dateWords(state.asOf));
        }}
      />
      {refused && (
        <span id={hint} role="alert" className="refused">
          Write a date as 2003, 2003-12 or 31 December 2003
        </span>
      )}
    </span>
  );
}
