import { useRef } from "react";
import { useWhy } from "./why-context.ts";

/** Milliseconds the pointer rests on a number before its walk is shown. */
const rest = 140;

/** A number or statement that can be asked "Why?": hover or focus shows the walk, Enter, click or W goes into it. */
export function LiveValue({
  text,
  target,
  plain,
}: {
  readonly text: string;
  readonly target: string;
  readonly plain?: boolean;
}) {
  const { question, ask } = useWhy();
  const timer = useRef(0);
  const asked = question?.target === target && question.text === text;
  const look = () => ask({ text, target }, "look");
  const enter = () => ask({ text, target }, "enter");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot break across lines, and these stand in sentences
    <span
      role="button"
      tabIndex={0}
      className={`live${plain === true ? " plain" : ""}${asked ? " asked" : ""}`}
      aria-label={`${text}: why?`}
      aria-haspopup="dialog"
      aria-expanded={asked}
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") timer.current = window.setTimeout(look, rest);
      }}
      onPointerLeave={() => window.clearTimeout(timer.current)}
      onFocus={(event) => {
        // A press focuses too; its click follows and goes in.
        if (event.currentTarget.matches(":focus-visible")) look();
      }}
      onClick={enter}
      onKeyDown={(event) => {
        const asks = event.code === "KeyW" || event.key === "Enter" || event.key === " ";
        if (!asks || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        enter();
      }}
    >
      {text}
    </span>
  );
}
