import { useCallback, useEffect, useRef, useState } from "react";
import { type PageState, readAddress, writeAddress } from "./page-state.ts";

export type Go = (patch: Partial<PageState>, how?: "visit" | "adjust") => void;

/**
 * The page's state, kept in the address. `visit` makes a step that the back button undoes; `adjust` (a slider step, a
 * choice) replaces the address, a moment later: browsers refuse addresses that change many times a second.
 */
export function usePageState(defaults: PageState): readonly [PageState, Go] {
  const [state, setState] = useState(() => readAddress(window.location.hash, defaults));
  const latest = useRef(state);
  const timer = useRef(0);

  useEffect(() => {
    const follow = () => {
      window.clearTimeout(timer.current);
      latest.current = readAddress(window.location.hash, defaults);
      setState(latest.current);
    };
    window.addEventListener("hashchange", follow);
    window.addEventListener("popstate", follow);
    return () => {
      window.removeEventListener("hashchange", follow);
      window.removeEventListener("popstate", follow);
    };
  }, [defaults]);

  const go = useCallback<Go>(
    (patch, how = "adjust") => {
      const next = { ...latest.current, ...patch };
      window.clearTimeout(timer.current);
      if (how === "visit") {
        // The address written so far is brought up to date first, or going back would lose the last adjustment.
        window.history.replaceState(null, "", writeAddress(latest.current, defaults));
        window.history.pushState(null, "", writeAddress(next, defaults));
        window.scrollTo(0, 0);
      } else {
        timer.current = window.setTimeout(
          () => window.history.replaceState(null, "", writeAddress(latest.current, defaults)),
          120,
        );
      }
      latest.current = next;
      setState(next);
    },
    [defaults],
  );
  return [state, go];
}
