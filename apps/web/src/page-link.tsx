import type { MouseEvent, ReactNode } from "react";
import { writeAddress } from "./page-state.ts";
import { useReview } from "./review-context.ts";

/** A link inside the page that keeps date, rules and left-out studies; `condition` undefined is the first screen. */
export function PageLink({
  condition,
  children,
}: {
  readonly condition: string | undefined;
  readonly children: ReactNode;
}) {
  const { state, defaults, go } = useReview();
  const target = { condition, analysis: undefined };
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(target, "visit");
  };
  return (
    <a href={writeAddress({ ...state, ...target }, defaults)} onClick={follow}>
      {children}
    </a>
  );
}
