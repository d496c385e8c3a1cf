import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { randomGenerator } from "@coppice/numeric";
import { type Replayed, replayRule, shareInterval } from "@coppice/screen";
import { STARTS, type StoppingOrder } from "./stopping-order.ts";
import { STUDIED_RULES } from "./stopping-rules.ts";

/** How a rule did in one set. */
interface SetFigures {
  readonly set: string;
  /** Starts of `STARTS` from which the target was reached. */
  readonly held: number;
  readonly savedMean: number;
  /** Of `DRAWS` random draws from each start, those that reached the target. */
  readonly heldOfDraws: number;
}

export interface RuleFigures {
  readonly rule: string;
  readonly target: number;
  readonly held: number;
  readonly heldLow: number;
  readonly heldHigh: number;
  readonly never: number;
  readonly savedMean: number;
  readonly savedMedian: number;
  readonly recallLowest: number;
  readonly sets: readonly SetFigures[];
}

/** How a rule does where the ranking is worth nothing: over random orders of records and relevant ones as many as in the sets. */
interface ChanceFigures {
  readonly rule: string;
  readonly target: number;
  readonly held: number;
  readonly savedMean: number;
  /** The share of the orders that held in the set where it is lowest. */
  readonly lowest: number;
}

/** The study as data; its page is made of nothing else. */
export interface StoppingFigures {
  readonly confidence: number;
  readonly starts: number;
  readonly draws: number;
  readonly sets: readonly { readonly set: string; readonly records: number; readonly relevant: number }[];
  readonly rules: readonly RuleFigures[];
  /** Random orders of each set. */
  readonly chanceOrders: number;
  readonly chance: readonly ChanceFigures[];
}

export const CONFIDENCE = 0.95;
export const TARGETS = [0.95, 0.9, 0.8];
/** Random draws from each start, to see the share that holds more sharply than one draw does. */
const DRAWS = 20;
const CHANCE_ORDERS = 100;

/** Simulates the sets in a process of its own. */
export async function stoppingOrders(
  root: string,
  names: readonly string[],
): Promise<readonly StoppingOrder[]> {
  const child = spawn(process.execPath, ["scripts/run-ts.mjs", "bench/stopping-orders.ts", ...names], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const orders: StoppingOrder[] = [];
  for await (const line of createInterface({ input: child.stdout })) orders.push(JSON.parse(line));
  if (orders.length < names.length * STARTS) throw new Error("a simulation failed; its error is above");
  return orders;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Four digits are more than the study tells. */
const rounded = (value: number): number => Number(value.toFixed(4));

export function stoppingFigures(orders: readonly StoppingOrder[]): StoppingFigures {
  const names = [...new Set(orders.map(({ name }) => name))];
  const of = new Map(names.map((name) => [name, orders.filter((order) => order.name === name)]));
  const rules = TARGETS.flatMap((target) =>
    STUDIED_RULES.map(({ name, rule, draws }): RuleFigures => {
      const aim = { target, confidence: CONFIDENCE };
      const runs: (Replayed & { readonly saved: number })[] = [];
      const sets = names.map((set, at): SetFigures => {
        const own = of.get(set)!.map((order, start) => {
          const { count: total, relevantAt } = order;
          // No two runs share a seed, so that chance does not repeat itself over sets and starts.
          const replay = (draw: number): Replayed =>
            replayRule({ total, relevantAt }, rule, aim, (at * STARTS + start) * DRAWS + draw);
          const all = Array.from({ length: draws ? DRAWS : 1 }, (_, draw) => replay(draw));
          const [first] = all;
          return {
            ...first!,
            saved: 1 - first!.screened / total,
            heldOfDraws: draws ? all.filter(({ held }) => held).length : Number(first!.held) * DRAWS,
          };
        });
        runs.push(...own);
        return {
          set,
          held: own.filter(({ held }) => held).length,
          savedMean: rounded(mean(own.map(({ saved }) => saved))),
          heldOfDraws: own.reduce((sum, { heldOfDraws }) => sum + heldOfDraws, 0),
        };
      });
      const held = runs.filter((run) => run.held).length;
      const [heldLow, heldHigh] = shareInterval(held, runs.length);
      const saved = runs.map((run) => run.saved);
      return {
        rule: name,
        target,
        held,
        heldLow: rounded(heldLow),
        heldHigh: rounded(heldHigh),
        never: saved.filter((share) => share === 0).length,
        savedMean: rounded(mean(saved)),
        savedMedian: rounded(median(saved)),
        recallLowest: rounded(Math.min(...runs.map(({ recall }) => recall))),
        sets,
      };
    }),
  );
  return {
    confidence: CONFIDENCE,
    starts: STARTS,
    draws: DRAWS,
    sets: names.map((set) => {
      const [order] = of.get(set)!;
      return { set, records: order!.count, relevant: order!.relevantAt.length };
    }),
    rules,
    chanceOrders: CHANCE_ORDERS,
    chance: chanceFigures(names.map((name) => of.get(name)![0]!)),
  };
}

/** Only rules that promise something are asked what they promise without a ranking. */
function chanceFigures(sets: readonly StoppingOrder[]): readonly ChanceFigures[] {
  const orders = sets.map(({ count: total, relevantAt }, set) =>
    Array.from({ length: CHANCE_ORDERS }, (_, order) => {
      const random = randomGenerator(1_000_000 + set * CHANCE_ORDERS + order);
      const at = new Set<number>();
      while (at.size < relevantAt.length) at.add(random.integer(total));
      return { total, relevantAt: [...at].sort((a, b) => a - b) };
    }),
  );
  const promising = STUDIED_RULES.filter(
    ({ standing }) => standing === "guarantee" || standing === "conditional",
  );
  return TARGETS.flatMap((target) =>
    promising.map(({ name, rule }): ChanceFigures => {
      const runs = orders.map((own, set) =>
        own.map((order, i) =>
          replayRule(order, rule, { target, confidence: CONFIDENCE }, set * CHANCE_ORDERS + i),
        ),
      );
      const held = runs.map((own) => own.filter((run) => run.held).length);
      const saved = runs.flatMap((own, set) => own.map(({ screened }) => 1 - screened / sets[set]!.count));
      return {
        rule: name,
        target,
        held: held.reduce((sum, count) => sum + count, 0),
        savedMean: rounded(mean(saved)),
        lowest: rounded(Math.min(...held) / CHANCE_ORDERS),
      };
    }),
  );
}
