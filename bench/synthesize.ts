import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomGenerator } from "@coppice/numeric";
import {
  bootstrap,
  type Effect,
  gosh,
  interceptOnly,
  leaveOneOut,
  permutationTest,
  poolMultilevel,
  poolRandom,
  type RandomOptions,
} from "@coppice/synthesize";
import { type Measured, quantile, spread } from "./measure.ts";
import { type PeerTimes, peerTimes } from "./peer.ts";

/** Effects around 0.3 with tau2 = 0.05 and sampling variances between 0.02 and 0.22. */
function simulated(k: number, seed: number): readonly Effect[] {
  const random = randomGenerator(seed);
  return Array.from({ length: k }, () => {
    const vi = 0.02 + 0.2 * random.uniform() ** 2;
    return { yi: 0.3 + Math.sqrt(vi + 0.05) * random.normal(), vi };
  });
}

/** CPU milliseconds of this process, compilation and garbage collection included. */
function cpu(job: () => void): number {
  const start = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** CPU milliseconds of one job in each of several runs of `times` jobs, after one run to warm up. */
function runs(times: number, job: () => void, count = 9): readonly number[] {
  const batch = (): number =>
    cpu(() => {
      for (let i = 0; i < times; i++) job();
    }) / times;
  batch();
  return Array.from({ length: count }, batch);
}

const full: RandomOptions = { tau2: "REML", test: "hk" };

interface Job {
  /** The peer's name for it. */
  readonly name: string;
  readonly promise: string;
  readonly bound: number;
  readonly ratioBound: number;
  readonly times: readonly number[];
}

function jobs(): readonly Job[] {
  const [k10, k1000, k10000] = [simulated(10, 10), simulated(1000, 1000), simulated(10_000, 10_000)];
  const samples = Array.from({ length: 10_000 }, (_, i) => simulated(20, i));
  const nested = threeLevel().map(({ outer, inner, ...effect }) => ({ ...effect, groups: [outer, inner] }));
  const oneModerator = {
    ...interceptOnly(13),
    names: ["intrcpt", "x"],
    rows: moderator(13).map((x) => [1, x]),
  };
  return [
    {
      name: "k10",
      promise: "REML, Hartung-Knapp, all intervals, k = 10",
      bound: 0.05,
      ratioBound: 100,
      times: runs(2000, () => poolRandom(k10, full)),
    },
    {
      name: "k1000",
      promise: "the same, k = 1,000",
      bound: 1,
      ratioBound: 1,
      times: runs(100, () => poolRandom(k1000, full)),
    },
    {
      name: "k10000",
      promise: "the same, k = 10,000",
      bound: 10,
      ratioBound: 1,
      times: runs(20, () => poolRandom(k10000, full)),
    },
    {
      name: "simulated",
      promise: "10,000 simulated REML fits, k = 20",
      bound: 500,
      ratioBound: 150,
      times: runs(
        1,
        () => {
          for (const sample of samples) poolRandom(sample, { tau2: "REML", tau2Interval: false });
        },
        5,
      ),
    },
    {
      name: "leave-one-out",
      promise: "leave-one-out, k = 1,000, REML",
      bound: 500,
      ratioBound: 1,
      times: runs(1, () => leaveOneOut(k1000, { model: "random", tau2: "REML" }), 5),
    },
    {
      name: "gosh",
      promise: "GOSH, all 2^15 subsets, REML",
      bound: 1000,
      ratioBound: 150,
      times: runs(1, () => gosh(simulated(15, 15), { model: "random", tau2: "REML" }), 5),
    },
    {
      name: "bootstrap",
      promise: "bootstrap, 10,000 samples, k = 13, REML",
      bound: 500,
      ratioBound: 1,
      times: runs(1, () => bootstrap(simulated(13, 13), { model: "random", tau2: "REML" }), 5),
    },
    {
      name: "three-level",
      promise: "three-level model, 56 effects, REML",
      bound: 5,
      ratioBound: 1,
      times: runs(20, () => poolMultilevel(nested)),
    },
    {
      name: "permutation",
      promise: "permutation test, 1,000, one moderator, k = 13",
      bound: 200,
      ratioBound: 1,
      times: runs(1, () => permutationTest(simulated(13, 13), oneModerator, { permutations: 1000 }), 5),
    },
  ];
}

function csv(rows: readonly Readonly<Record<string, number>>[]): string {
  const columns = Object.keys(rows[0]!);
  return [columns.join(","), ...rows.map((row) => columns.map((column) => row[column]).join(","))].join("\n");
}

/** A moderator for each of k studies. */
function moderator(k: number): readonly number[] {
  const random = randomGenerator(1000 + k);
  return Array.from({ length: k }, () => 50 * random.uniform());
}

/** 56 effects in 11 outer clusters of 3 to 11, of the shape of Konstantopoulos (2011): schools in districts. */
function threeLevel(): readonly (Effect & { readonly outer: number; readonly inner: number })[] {
  const random = randomGenerator(56);
  const sizes = [4, 4, 4, 3, 4, 11, 3, 8, 6, 5, 4];
  return sizes.flatMap((size, outer) => {
    const shared = 0.25 * random.normal();
    return Array.from({ length: size }, (_, inner) => {
      const vi = 0.005 + 0.1 * random.uniform();
      return { yi: 0.2 + shared + Math.sqrt(0.03 + vi) * random.normal(), vi, outer, inner };
    });
  });
}

/** metafor on the same data, in the same run. */
function peer(root: string): PeerTimes | null {
  const folder = mkdtempSync(join(tmpdir(), "coppice-bench-"));
  try {
    for (const k of [10, 13, 15, 20, 1000]) {
      writeFileSync(join(folder, `k${k}.csv`), csv(simulated(k, k).map(({ yi, vi }) => ({ yi, vi }))));
    }
    writeFileSync(join(folder, "k13-moderator.csv"), csv(moderator(13).map((x) => ({ x }))));
    writeFileSync(join(folder, "three-level.csv"), csv(threeLevel().map((row) => ({ ...row }))));
    return peerTimes(join(root, "bench/metafor.R"), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The statistics, in CPU time on one thread, beside metafor. */
export function benchSynthesize(root: string): readonly Measured[] {
  const other = peer(root);
  return jobs().map(({ name, promise, bound, ratioBound, times }) => {
    const figure = quantile(times, 0.5);
    const theirs = other?.get(name);
    return {
      promise,
      bound,
      unit: "ms",
      figure,
      note: spread(times, "ms"),
      ...(theirs === undefined
        ? {}
        : { ratio: { figure: (1000 * theirs.seconds) / figure, bound: ratioBound, note: theirs.how } }),
    };
  });
}
