/** Numbers, counts and lists as a broken spreadsheet would give them. */
import fc from "fast-check";

/** A draw of one value at a time, so that a target reads like a call. */
export interface Draw {
  /** Any double: NaN, infinities, zeros, 1e±300, or something plausible. */
  readonly number: () => number;
  /** Mostly a whole number from 0 to 200, else any double. */
  readonly count: () => number;
  /** Mostly above 0, else any double. */
  readonly positive: () => number;
  /** Mostly between 0 and 1, else any double. */
  readonly fraction: () => number;
  readonly whole: (from: number, to: number) => number;
  readonly flag: () => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** 0 to 50 items, small lists more often. */
  readonly list: <T>(item: () => T, most?: number) => readonly T[];
}

const extremes = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1e300,
  -1e300,
  1e-300,
  -1e-300,
  5e-324,
  Number.MAX_VALUE,
  1,
  -1,
  0.5,
];

const any = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...extremes) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 6, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
);
const counts = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 1, arbitrary: any },
);
const positives = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 1e-3, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-300, 1e300, 1e-12, 1e12) },
  { weight: 1, arbitrary: any },
);
const fractions = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 0.01, max: 0.99, noNaN: true }) },
  { weight: 1, arbitrary: any },
);
const sizes = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 50 }));

export function drawFrom(gen: fc.GeneratorValue): Draw {
  const draw: Draw = {
    number: () => gen(() => any),
    count: () => gen(() => counts),
    positive: () => gen(() => positives),
    fraction: () => gen(() => fractions),
    whole: (from, to) => gen(fc.integer, { min: from, max: to }),
    flag: () => gen(fc.boolean),
    pick: (choices) => choices[gen(fc.nat, { max: choices.length - 1 })]!,
    list: (item, most = 50) =>
      Array.from(
        {
          length: Math.min(
            most,
            gen(() => sizes),
          ),
        },
        () => item(),
      ),
  };
  return draw;
}
