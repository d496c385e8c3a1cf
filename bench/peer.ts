import { execFileSync } from "node:child_process";

/** CPU seconds of the peer's jobs by name, with how each was measured. */
export type PeerTimes = ReadonlyMap<string, { readonly seconds: number; readonly how: string }>;

/** Runs an R script that prints lines of name, seconds and how; null, with the reason said, where R or the package is missing. */
export function peerTimes(script: string, folder: string): PeerTimes | null {
  try {
    // One thread each: some builds of R bring a threaded BLAS.
    const output = execFileSync("Rscript", ["--vanilla", script, folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
    });
    const rows = output
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    return new Map(rows.map(([name, seconds, how]) => [name!, { seconds: Number(seconds), how: how! }]));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    console.log(`no peer: metafor could not be run (${reason}); on Debian, apt-get install r-cran-metafor\n`);
    return null;
  }
}
