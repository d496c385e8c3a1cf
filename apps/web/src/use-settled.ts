import { useEffect, useState } from "react";

/** A value once it has stood still for `rest` ms, `initial` until then: for what need not follow every slider step. */
export function useSettled<Value>(value: Value, initial: Value, rest: number): Value {
  const [settled, setSettled] = useState(initial);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), rest);
    return () => window.clearTimeout(timer);
  }, [value, rest]);
  return settled;
}
