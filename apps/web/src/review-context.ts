import type { Derivation, Timeline } from "@coppice/conclude";
import type { Review } from "@coppice/model";
import { createContext, useContext } from "react";
import type { Changes } from "./engine.ts";
import type { PageState } from "./page-state.ts";
import type { Go } from "./use-page-state.ts";

/** What every part of the page may read: the review, what was derived at the chosen date, and how to move on. */
export interface ReviewContext {
  readonly review: Review;
  readonly state: PageState;
  readonly defaults: PageState;
  readonly go: Go;
  readonly derivation: Derivation;
  readonly time: Timeline;
  /** Ends of the time axis; `to` is the review's last update, which stands for today. */
  readonly from: string;
  readonly to: string;
  /** Changes to tell beside verdicts, and the words they begin with. */
  readonly changes: Changes;
  readonly changeWords: string;
  /** The studied intervention's short name. */
  readonly studied: string;
}

const context = createContext<ReviewContext | undefined>(undefined);

export const ReviewProvider = context.Provider;

/** The review and its derivation; only below `ReviewProvider`. */
export function useReview(): ReviewContext {
  const value = useContext(context);
  if (value === undefined) throw new Error("useReview is called outside ReviewProvider");
  return value;
}
