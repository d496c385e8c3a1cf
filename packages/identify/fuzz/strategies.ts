/**
 * Reads, prints, lints and translates random and mutated strategies in all syntaxes, and looks for exceptions, hangs, and prints that
 * read back otherwise.
 *
 * npm run -s fuzz:search -- [RUNS] [--seed N]
 * Exit code 0: nothing found. 1: something was. 2: misuse.
 */
import { strategyFault, strategySource } from "./strategy-fault.ts";

/** Milliseconds of the processor that no strategy of a few lines may take; the clock would count what else runs. */
const HANG = 1_000;

function main(args: readonly string[]): number {
  const at = args.indexOf("--seed");
  const runs = Number(args[0] !== undefined && !args[0].startsWith("--") ? args[0] : "20000");
  const seed = Number(at < 0 ? "1" : args[at + 1]);
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    console.error("usage: npm run -s fuzz:search -- [RUNS] [--seed N]");
    return 2;
  }
  const next = strategySource(seed);
  let broken = 0;
  let slowest = 0;
  for (let run = 0; run < runs; run++) {
    const { text, syntax } = next();
    const start = process.cpuUsage();
    const fault = strategyFault(text, syntax);
    const used = process.cpuUsage(start);
    const taken = (used.user + used.system) / 1000;
    slowest = Math.max(slowest, taken);
    if (fault === null && taken < HANG) continue;
    broken += 1;
    if (broken <= 20)
      console.log(`BROKEN ${syntax} ${JSON.stringify(text)}\n    ${fault ?? `${taken.toFixed(0)} ms`}`);
  }
  console.log(`${runs} strategies, ${broken} broken, slowest ${slowest.toFixed(0)} ms`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
