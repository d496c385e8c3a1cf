import { createContext, useContext } from "react";

/** A value that was asked "Why?": what it says, and the name of what it is. */
export interface Question {
  readonly text: string;
  readonly target: string;
}

export interface WhyContext {
  readonly question: Question | undefined;
  /** `look` shows the walk and leaves the focus where it is; `enter` moves the reader into it. */
  readonly ask: (question: Question, how: "look" | "enter") => void;
}

const context = createContext<WhyContext>({ question: undefined, ask: () => undefined });

export const WhyProvider = context.Provider;

export function useWhy(): WhyContext {
  return useContext(context);
}
