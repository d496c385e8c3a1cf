import { useEffect, useState } from "react";

// Of the page, not of a component: what has been drawn once is drawn at once when the reader comes back to it.
let stands = false;

/** False until the page has been painted for the first time: what lies below the first screen can wait that long. */
export function useAfterFirstPaint(): boolean {
  const [painted, setPainted] = useState(stands);
  useEffect(() => {
    if (painted) return;
    const timer = window.setTimeout(() => {
      stands = true;
      setPainted(true);
    }, 30);
    return () => window.clearTimeout(timer);
  }, [painted]);
  return painted;
}
