import type { Certainty, Line, VerdictClass } from "@coppice/conclude";
import { type VerdictStyle, verdictStyle } from "@coppice/figures";

/** The verdict's symbol, drawn: symbol fonts differ from machine to machine. The word stands beside it. */
export function VerdictSymbol({ style }: { readonly style: VerdictStyle }) {
  return (
    <svg
      className={`symbol tone-${style.tone}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
    >
      {style.symbol === "●" && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {style.symbol === "◐" && (
        <>
          <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
          <path d="M6 1.6a4.4 4.4 0 0 0 0 8.8Z" fill="currentColor" />
        </>
      )}
      {style.symbol === "○" && (
        <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      )}
      {style.symbol === "✕" && (
        <path d="M2.2 2.2l7.6 7.6M9.8 2.2L2.2 9.8" stroke="currentColor" strokeWidth="1.8" />
      )}
      {style.symbol === "·" && <circle cx="6" cy="6" r="1.6" fill="currentColor" />}
    </svg>
  );
}

/** Symbol and word of a verdict. */
export function VerdictWord({
  verdict,
}: {
  readonly verdict: { readonly class: VerdictClass; readonly line: Line | null };
}) {
  const style = verdictStyle(verdict);
  return (
    <span className={`verdict-word ${style.tone}`}>
      <VerdictSymbol style={style} />
      {style.word}
    </span>
  );
}

export const certaintyWords: Readonly<Record<Certainty["level"], string>> = {
  high: "high",
  moderate: "moderate",
  low: "low",
  "very-low": "very low",
};

/** Certainty in the circles of GRADE, with its word. */
export function CertaintyMark({ certainty }: { readonly certainty: Certainty | undefined }) {
  if (certainty === undefined) return <span className="soft">not rated</span>;
  return (
    <span className="certainty">
      <svg viewBox="0 0 60 13" width="60" height="13" aria-hidden="true">
        {[0, 1, 2, 3].map((place) => (
          <g
            key={place}
            transform={`translate(${7 + place * 15} 6.5)`}
            fill="none"
            stroke="currentColor"
            strokeWidth="1"
          >
            <circle r="5.2" opacity={place < certainty.points ? 1 : 0.55} />
            {place < certainty.points && <path d="M-5.2 0h10.4M0-5.2v10.4" />}
          </g>
        ))}
      </svg>
      <span className="word">{certaintyWords[certainty.level]}</span>
    </span>
  );
}

/** The open amber ring of what was not seen in any source; the words are for those who cannot see it. */
export function UnverifiedRing({ words }: { readonly words: string }) {
  return (
    <span className="ring" role="img" aria-label={words} title={words}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </span>
  );
}
