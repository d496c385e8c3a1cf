/** Numbers as they are, runs of three and more as a range: 1-4, 7, 9. Their order is kept, so that they read back as they were. */
export function lineRanges(lines: readonly number[], write: (from: number, to?: number) => string): string[] {
  const ranges: string[] = [];
  let start = 0;
  for (let at = 0; at < lines.length; at++) {
    if (lines[at + 1] === (lines[at] ?? 0) + 1) continue;
    const run = lines.slice(start, at + 1);
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined && run.length > 2) ranges.push(write(first, last));
    else ranges.push(...run.map((line) => write(line)));
    start = at + 1;
  }
  return ranges;
}
