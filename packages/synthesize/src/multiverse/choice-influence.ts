/** Which choice moves the result the most: universes are compared that differ in that choice alone. */
import { type ChoiceName, type Choices, choiceNames, notApplicable } from "./universe.ts";

export interface ComparedUniverse {
  readonly choices: Choices;
  readonly estimate: number;
  readonly se: number;
  readonly direction: -1 | 0 | 1;
  readonly significant: boolean;
}

export interface ChoiceInfluence {
  readonly choice: ChoiceName;
  /** Number of options met. */
  readonly options: number;
  /** Pairs of universes that differ in this choice alone. */
  readonly pairs: number;
  /** Mean absolute difference of their estimates, in units of their mean standard error; null between different measures. */
  readonly meanShift: number | null;
  /** The largest of these differences. */
  readonly largestShift: number | null;
  /** Share of the pairs whose conclusion differs: another direction, or significant and not. */
  readonly flips: number;
}

const differ = (a: ComparedUniverse, b: ComparedUniverse): boolean =>
  a.significant !== b.significant || (a.direction !== b.direction && (a.significant || b.significant));

/** Choices with several options, by falling mean shift, then by flips; those that cannot be measured in shifts come last. */
export function choiceInfluences(universes: readonly ComparedUniverse[]): readonly ChoiceInfluence[] {
  return choiceNames
    .map((choice) => influenceOf(choice, universes))
    .filter(({ pairs }) => pairs > 0)
    .sort((a, b) => (b.meanShift ?? -1) - (a.meanShift ?? -1) || b.flips - a.flips);
}

/** Keys of the families a universe belongs to: where a choice does not arise in it, it belongs to those of every option. */
function familyKeys(
  { choices }: ComparedUniverse,
  others: readonly ChoiceName[],
  options: ReadonlyMap<ChoiceName, readonly string[]>,
): readonly string[] {
  let keys: readonly string[] = [""];
  for (const name of others) {
    const own = choices[name] === notApplicable ? options.get(name)! : [choices[name]];
    keys = keys.flatMap((key) => own.map((option) => `${key}|${option}`));
  }
  return keys;
}

function influenceOf(choice: ChoiceName, universes: readonly ComparedUniverse[]): ChoiceInfluence {
  const others = choiceNames.filter((name) => name !== choice);
  const options = new Map(
    choiceNames.map((name) => {
      const met = [...new Set(universes.map(({ choices }) => choices[name]))];
      return [name, met.length > 1 ? met.filter((option) => option !== notApplicable) : met];
    }),
  );
  const families = new Map<string, number[]>();
  for (const [index, universe] of universes.entries()) {
    for (const key of familyKeys(universe, others, options)) {
      const family = families.get(key);
      if (family === undefined) families.set(key, [index]);
      else family.push(index);
    }
  }
  const counted = new Set<number>();
  let total = 0;
  let largest = 0;
  let flips = 0;
  for (const family of families.values()) {
    for (const [at, i] of family.entries()) {
      for (const j of family.slice(at + 1)) {
        const a = universes[i]!;
        const b = universes[j]!;
        // Universes in which the same choices do not arise meet in several families, and count once.
        const pair = i * universes.length + j;
        if (a.choices[choice] === b.choices[choice] || counted.has(pair)) continue;
        counted.add(pair);
        const difference = Math.abs(a.estimate - b.estimate);
        const shift = difference === 0 ? 0 : difference / (0.5 * (a.se + b.se));
        total += shift;
        largest = Math.max(largest, shift);
        if (differ(a, b)) flips += 1;
      }
    }
  }
  const pairs = counted.size;
  const comparable = choice !== "measure" && pairs > 0;
  return {
    choice,
    options: new Set(universes.map(({ choices }) => choices[choice])).size,
    pairs,
    meanShift: comparable ? total / pairs : null,
    largestShift: comparable ? largest : null,
    flips: pairs === 0 ? 0 : flips / pairs,
  };
}
