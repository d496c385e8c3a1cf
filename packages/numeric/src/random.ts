/** A seeded generator of random numbers: the same seed gives the same numbers on every machine. */
import { normalQuantile } from "./normal.ts";

export interface Random {
  /** Between 0 and 1, ends excluded; 53 bits. */
  readonly uniform: () => number;
  /** Standard normal, by inversion. */
  readonly normal: () => number;
  /** A whole number from 0 to below - 1. */
  readonly integer: (below: number) => number;
}

/** Four well-mixed words from one seed (SplitMix32, after Steele, Lea & Flood 2014). */
function spread(seed: number): Uint32Array {
  const words = new Uint32Array(4);
  let state = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0;
  for (let i = 0; i < 4; i++) {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    words[i] = (z ^ (z >>> 16)) >>> 0;
  }
  return words;
}

/** xoshiro128** (Blackman & Vigna 2021) from a whole number as seed. */
export function randomGenerator(seed: number): Random {
  const s = spread(seed);
  const next = (): number => {
    const turned = Math.imul(s[1]!, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  };
  const uniform = (): number => ((next() >>> 5) * 2 ** 26 + (next() >>> 6) + 0.5) * 2 ** -53;
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    integer: (below) => Math.floor(uniform() * below),
  };
}
