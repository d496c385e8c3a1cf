import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileMatched } from "@coppice/project";
import type { MatchAnswer, MatchJob } from "./match-job.ts";

/** The entry of the command line, which is built beside this file, told to answer jobs: the same program in another thread. */
const startScript = (): string =>
  `import(${JSON.stringify(new URL("coppice.mjs", import.meta.url).href)}).then((coppice) => coppice.work());`;

/** How many files are worth reading at once. */
export const jobsFor = (files: number, asked: number | undefined): number =>
  Math.max(1, Math.min(files, asked ?? availableParallelism()));

/**
 * Matches several files in threads of their own, as many at once as there are jobs. Ids are given in the order of the files: those of a
 * later file wait for the earlier ones.
 */
export async function matchInThreads(
  paths: readonly string[],
  job: MatchJob,
  jobs: number,
  take: (file: number, ids: readonly string[]) => void,
): Promise<readonly FileMatched[]> {
  const results: (FileMatched | undefined)[] = paths.map(() => undefined);
  const waiting: string[][] = paths.map(() => []);
  let first = 0;
  let next = 0;
  const flush = (): void => {
    while (first < paths.length) {
      for (const id of waiting[first]!.splice(0)) take(first, [id]);
      if (results[first] === undefined) return;
      first += 1;
    }
  };

  async function work(): Promise<void> {
    const worker = new Worker(startScript(), { eval: true, workerData: job });
    try {
      while (next < paths.length) {
        const file = next;
        next += 1;
        await new Promise<void>((resolve, reject) => {
          const hear = (answer: MatchAnswer): void => {
            if (answer.kind === "ids") waiting[file]!.push(...answer.ids);
            else {
              results[file] = answer.result;
              worker.off("message", hear).off("error", reject);
              resolve();
            }
            flush();
          };
          worker.on("message", hear).on("error", reject);
          worker.postMessage(paths[file]!);
        });
      }
    } finally {
      await worker.terminate();
    }
  }

  await Promise.all(Array.from({ length: jobs }, work));
  return results as readonly FileMatched[];
}
