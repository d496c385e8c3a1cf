import { randomGenerator } from "@coppice/numeric";
import type { FakeWork } from "./fake-work.ts";

const FAMILIES = ["Invented", "Madeup", "Fictus", "Nemo", "Umbra", "Fabula", "Chimera", "Mirage"];
const GIVEN = ["Anna", "Bela", "Chen", "Dara", "Emil", "Fatma", "Goro", "Hana"];
const THINGS = [
  "oxygen",
  "immunoglobulin",
  "placebo",
  "exercise",
  "prednisone",
  "plasma exchange",
  "caffeine",
];
const ILLS = [
  "imaginary dyspnoea",
  "fictive neuropathy",
  "invented myasthenia",
  "pretended fatigue",
  "feigned tremor",
];
const DESIGNS = [
  "a randomised trial",
  "a cohort study",
  "a case report",
  "a systematic review",
  "a crossover trial",
];

export interface InventedOptions {
  /** Number of the first. Default: 1,000,001. */
  readonly firstPmid?: number;
  readonly seed?: number;
  /** First and last year of entry. Default: 1990 to 2025. */
  readonly years?: readonly [number, number];
  /** How many earlier works each cites, at most. Default: 6. */
  readonly references?: number;
  /** A word that all titles have beside the others. */
  readonly word?: string;
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Works that nobody wrote, any number of them: the same seed gives the same works. */
export function inventedWorks(count: number, options: InventedOptions = {}): readonly FakeWork[] {
  const random = randomGenerator(options.seed ?? 1);
  const first = options.firstPmid ?? 1_000_001;
  const [from, to] = options.years ?? [1990, 2025];
  const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)]!;
  const works: FakeWork[] = [];
  for (let i = 0; i < count; i++) {
    // Numbers grow with the day of entry, as PubMed's do.
    const year = from + Math.floor((i / count) * (to - from + 1));
    const month = 1 + random.integer(12);
    const day = 1 + random.integer(28);
    const [thing, ill, design] = [pick(THINGS), pick(ILLS), pick(DESIGNS)];
    const extra = options.word === undefined ? "" : ` ${options.word}`;
    const references = i === 0 ? 0 : random.integer((options.references ?? 6) + 1);
    const cites = new Set<string>();
    for (let r = 0; r < references; r++) cites.add(String(first + random.integer(i)));
    works.push({
      pmid: String(first + i),
      ...(random.uniform() < 0.9 ? { doi: `10.99999/invented.${first + i}` } : {}),
      title: `${thing[0]!.toUpperCase()}${thing.slice(1)} for ${ill}${extra}: ${design} (${i + 1})`,
      abstract: `We invented ${count} works of which this is number ${i + 1}. ${thing} was given for ${ill}.`,
      year,
      journal: `Journal of ${ill[0]!.toUpperCase()}${ill.slice(1)}`,
      authors: [
        { family: pick(FAMILIES), given: pick(GIVEN) },
        { family: pick(FAMILIES), given: pick(GIVEN) },
      ],
      entered: `${year}/${two(month)}/${two(day)}`,
      cites: [...cites],
      ...(random.uniform() < 0.3
        ? { citesText: [`Nobody A. A book that is in no database. ${year - 1}.`] }
        : {}),
    });
  }
  return works;
}
