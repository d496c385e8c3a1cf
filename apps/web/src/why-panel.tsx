import { type WhyStep, why } from "@coppice/conclude";
import { type RefObject, useMemo } from "react";
import { useReview } from "./review-context.ts";
import { isWebAddress, SafeLink } from "./safe-link.tsx";
import type { Question } from "./why-context.ts";

const standingWords: Readonly<Record<WhyStep["standing"], string>> = {
  seen: "seen at its source",
  derived: "derived",
  unverified: "unverified",
};

function host(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, "").replace(/[/?#].*$/, "");
}

function Step({ step }: { readonly step: WhyStep }) {
  return (
    <li
      className={`step ${step.standing}`}
      style={{ paddingInlineStart: `${22 + Math.min(step.depth, 5) * 9}px` }}
    >
      <span className="dot" role="img" aria-label={standingWords[step.standing]} />
      <p className="step-title">{step.title}</p>
      {step.text !== "" && <p>{step.text}</p>}
      {step.how !== "" && <p className="soft">{step.how}</p>}
      {step.conflicts.map((conflict) => (
        <p key={conflict} className="conflict">
          Other sources differ: {conflict}
        </p>
      ))}
      {isWebAddress(step.url) && (
        <p>
          <SafeLink url={step.url}>Open the source, {host(step.url)}</SafeLink>
        </p>
      )}
    </li>
  );
}

/** The walk from a value back to its sources, one step a line. Escape closes it. */
export function WhyPanel({
  question,
  heading,
  onClose,
}: {
  readonly question: Question;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onClose: () => void;
}) {
  const { review, derivation } = useReview();
  const steps = useMemo(
    () => why(review, derivation, question.target),
    [review, derivation, question.target],
  );
  const unverified = steps.filter((step) => step.standing === "unverified").length;
  return (
    <div className="why" role="dialog" aria-labelledby="why-title">
      <div className="why-head">
        <h2 id="why-title" ref={heading} tabIndex={-1}>
          Why “{question.text}”?
        </h2>
        <button type="button" className="close" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      <p className="soft note">
        {steps.length} {steps.length === 1 ? "step" : "steps"}
        {unverified > 0 && <span className="doubt"> · {unverified} not seen in any source</span>}
      </p>
      <ol className="walk">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a walk is read as a whole; its steps have no other identity
          <Step key={`${index}-${step.ref}`} step={step} />
        ))}
      </ol>
    </div>
  );
}
