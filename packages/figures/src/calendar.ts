/** Days since 1970-01-01 of a `YYYY-MM-DD`; for placing dates on an axis. */
export function dayNumber(date: string): number {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000
  );
}

/** Share (0 to 1, clipped) of a date between two others. */
export function dateShare(date: string, from: string, to: string): number {
  const span = dayNumber(to) - dayNumber(from) || 1;
  return Math.min(1, Math.max(0, (dayNumber(date) - dayNumber(from)) / span));
}
