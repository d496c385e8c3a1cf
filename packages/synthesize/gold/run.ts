/**
 * Checks this package against files of reference values made with R.
 *
 * npm run -s gold -- FILE... [--json] [--verbose]
 * Exit code 0: every case matches. 1: some do not, or are not supported. 2: misuse.
 */
import { readGoldFile } from "./gold-file.ts";
import { type Score, scoreFile } from "./score.ts";

const usage = "usage: npm run -s gold -- FILE... [--json] [--verbose]";

function countNotSupported(score: Score): number {
  return Object.values(score.notSupported).reduce((sum, ids) => sum + ids.length, 0);
}

function line(
  name: string,
  cases: number,
  matched: number,
  notSupported: number,
  failed: number,
  worst: number,
): string {
  return `${name}: ${cases} cases, ${matched} matched, ${notSupported} not supported, ${failed} failed, worst error ${worst.toFixed(3)} of tolerance`;
}

function printScore(score: Score, verbose: boolean): void {
  const extra = score.unconverged > 0 ? `, ${score.unconverged} left out (R did not converge)` : "";
  console.log(
    line(score.file, score.cases, score.matched, countNotSupported(score), score.failed.length, score.worst) +
      extra,
  );
  for (const [reason, ids] of Object.entries(score.notSupported)) {
    console.log(`  not supported: ${reason} (${ids.length})`);
    if (verbose) for (const id of ids) console.log(`    ${id}`);
  }
  for (const id of score.higher) console.log(`  higher likelihood than R's: ${id}`);
  for (const { id, first, differences } of score.failed) {
    const detail = verbose
      ? `: ${first.path} is ${JSON.stringify(first.actual)}, expected ${JSON.stringify(first.expected)} (${differences} fields differ)`
      : "";
    console.log(`  failed: ${id}${detail}`);
  }
}

function main(args: readonly string[]): number {
  const flags = args.filter((arg) => arg.startsWith("--"));
  const paths = args.filter((arg) => !arg.startsWith("--"));
  const unknown = flags.find((flag) => flag !== "--json" && flag !== "--verbose");
  if (paths.length === 0 || unknown !== undefined) {
    console.error(unknown === undefined ? usage : `unknown option ${unknown}\n${usage}`);
    return 2;
  }
  const scores: Score[] = [];
  for (const path of paths) {
    try {
      scores.push(scoreFile(readGoldFile(path)));
    } catch (cause) {
      console.error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
      return 2;
    }
  }
  const sum = (of: (score: Score) => number): number => scores.reduce((total, score) => total + of(score), 0);
  const total = {
    cases: sum((score) => score.cases),
    matched: sum((score) => score.matched),
    notSupported: sum(countNotSupported),
    failed: sum((score) => score.failed.length),
    worst: Math.max(0, ...scores.map((score) => score.worst)),
  };
  if (flags.includes("--json")) {
    console.log(JSON.stringify({ files: scores, total }, null, 2));
  } else {
    for (const score of scores) printScore(score, flags.includes("--verbose"));
    console.log(line("total", total.cases, total.matched, total.notSupported, total.failed, total.worst));
  }
  return total.matched === total.cases ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
