/** The first date after `date`, the end where none is left. `dates` ascend. */
export function stepForward(dates: readonly string[], date: string, end: string): string {
  return dates.find((each) => each > date) ?? end;
}

/** The last date before `date`, the beginning where none is left. `dates` ascend. */
export function stepBack(dates: readonly string[], date: string, beginning: string): string {
  return dates.findLast((each) => each < date) ?? beginning;
}

/** Keeps a date between two others. */
export function clampDate(date: string, from: string, to: string): string {
  return date < from ? from : date > to ? to : date;
}

/** The day at a share (0 to 1) of the way from one date to another. */
export function dateAt(share: number, from: string, to: string): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return new Date(start + Math.min(1, Math.max(0, share)) * (end - start)).toISOString().slice(0, 10);
}
