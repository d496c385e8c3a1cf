import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  canLendTerminal,
  coppice,
  copyOf,
  onTerminal,
  temporaryFolder,
} from "../fixtures/coppice-process.ts";

let home: string;
let review: string;
beforeAll(async () => {
  home = await temporaryFolder();
  review = await copyOf(home, "review");
  await coppice(["--version"]);
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true }));

const escapeCode = "\u001b[";

describe("colour", () => {
  it("is not written where there is no terminal, not even when colour is asked of other programs", async () => {
    const env = { FORCE_COLOR: "1" };
    const { stdout, stderr } = await coppice(["verdict", review, "--why", "neuritis"], { env });
    expect(stdout).toContain("Effective, first-line");
    expect(stdout + stderr).not.toContain(escapeCode);
  });

  it.skipIf(!canLendTerminal)("is written on a terminal", async () => {
    const { stdout } = await onTerminal(["verdict", review], { NO_COLOR: "", TERM: "xterm" });
    expect(stdout).toContain("Effective, first-line");
    expect(stdout).toContain(escapeCode);
  });

  it.skipIf(!canLendTerminal)("is not written on a terminal with NO_COLOR, or on a dumb one", async () => {
    for (const env of [
      { NO_COLOR: "1", TERM: "xterm" },
      { NO_COLOR: "", TERM: "dumb" },
    ]) {
      const { stdout } = await onTerminal(["verdict", review], env);
      expect(stdout).toContain("Effective, first-line");
      expect(stdout).not.toContain(escapeCode);
    }
  });
});
