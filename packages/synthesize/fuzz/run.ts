/**
 * Calls every function of the package with hostile numbers and looks for exceptions, for NaN without a reason and for hangs.
 *
 * npm run -s fuzz -- [RUNS] [--seed N] [--only NAME] [--shrink]
 * Exit code 0: nothing found. 1: something was. 2: misuse.
 */
import fc from "fast-check";
import { drawFrom } from "./hostile.ts";
import { type Target, targets } from "./targets.ts";
import { fault } from "./verdict.ts";

interface Outcome {
  readonly found: string | null;
  /** Milliseconds of the slowest call. */
  readonly slowest: number;
  readonly succeeded: number;
}

function fuzz({ call }: Target, runs: number, seed: number, shrink: boolean): Outcome {
  let slowest = 0;
  let succeeded = 0;
  const details = fc.check(
    fc.property(fc.gen(), (gen) => {
      const start = performance.now();
      const answer = call(drawFrom(gen));
      slowest = Math.max(slowest, performance.now() - start);
      const wrong = fault(answer);
      if (wrong !== null) throw new Error(wrong);
      if ((answer as { readonly ok: boolean }).ok) succeeded += 1;
    }),
    { numRuns: runs, seed, endOnFailure: !shrink },
  );
  return {
    found: details.failed
      ? `${String(details.errorInstance)}\n    input: ${fc.stringify(details.counterexample)}`
      : null,
    slowest,
    succeeded,
  };
}

function main(args: readonly string[]): number {
  const option = (flag: string): string | undefined => {
    const at = args.indexOf(flag);
    return at < 0 ? undefined : args[at + 1];
  };
  const total = Number(args[0] !== undefined && !args[0].startsWith("--") ? args[0] : "100000");
  const seed = Number(option("--seed") ?? "1");
  const only = option("--only");
  const chosen = targets.filter(({ name }) => only === undefined || name === only);
  if (!Number.isInteger(total) || total < 1 || !Number.isInteger(seed) || chosen.length === 0) {
    console.error(
      `usage: npm run -s fuzz -- [RUNS] [--seed N] [--only NAME] [--shrink], NAME one of\n${targets.map(({ name }) => name).join(" ")}`,
    );
    return 2;
  }
  const weights = chosen.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let broken = 0;
  let inputs = 0;
  for (const target of chosen) {
    const each = Math.ceil((total * (target.weight ?? 1)) / weights);
    inputs += each;
    const { found, slowest, succeeded } = fuzz(target, each, seed, args.includes("--shrink"));
    console.log(
      `${found === null ? "ok    " : "BROKEN"} ${target.name.padEnd(40)} ${each} inputs, ${succeeded} gave a value, slowest ${slowest.toFixed(1)} ms`,
    );
    if (found !== null) {
      broken += 1;
      console.log(`    ${found}`);
    }
  }
  console.log(`${inputs} inputs, ${chosen.length} functions, ${broken} broken`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
