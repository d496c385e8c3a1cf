import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** The width of an element in px, in steps of 10; follows the window. */
export function useWidth<Element extends HTMLElement>(
  guess: number,
): readonly [RefObject<Element | null>, number] {
  const place = useRef<Element>(null);
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => {
      const inner = element.clientWidth;
      if (inner > 0) setWidth(Math.floor(inner / 10) * 10);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}
