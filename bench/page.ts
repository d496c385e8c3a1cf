import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser, launchOptions } from "../e2e/find-browser.mjs";
import { type Measured, quantile, spread } from "./measure.ts";

/** Size, start and slider of the published page, opened from disk; without a browser only its size. */
export async function benchPage(root: string): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "coppice-bench-"));
  try {
    execFileSync(
      process.execPath,
      [join(root, "apps/cli/bin/coppice.mjs"), "report", "reviews/ivig-neuromuscular", "--out", folder],
      { cwd: root, stdio: "ignore" },
    );
    const file = join(folder, "index.html");
    const size: Measured = {
      promise: "the page, in one file",
      bound: 1500,
      unit: "kB",
      figure: statSync(file).size / 1000,
      note: "bytes on disk",
    };
    const executablePath = findBrowser();
    if (executablePath === undefined) {
      console.log("no Chromium was found, so the page is not timed; set CHROMIUM_PATH");
      return [size];
    }
    return [size, ...(await timePage(executablePath, pathToFileURL(file).href))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timePage(executablePath: string, address: string): Promise<readonly Measured[]> {
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const starts: number[] = [];
    for (let i = 0; i < 9; i++) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
      await page.goto(address);
      await page.getByRole("slider").waitFor();
      // From the start of navigation to the effect after the first render, by the page's own clock.
      starts.push(
        await page.evaluate(
          () => performance.getEntriesByName("usable")[0]?.startTime ?? Number.POSITIVE_INFINITY,
        ),
      );
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.goto(address);
    await page.getByRole("slider").waitFor();
    // A step is the key, the new derivation, and the frame that shows it.
    const steps = await page.getByRole("slider").evaluate(async (slider) => {
      const times: number[] = [];
      for (let i = 0; i < 60; i++) {
        const start = performance.now();
        slider.dispatchEvent(
          new KeyboardEvent("keydown", { key: i < 40 ? "ArrowLeft" : "ArrowRight", bubbles: true }),
        );
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - start);
      }
      return times;
    });
    return [
      {
        promise: "the page, from disk to usable",
        bound: 1000,
        unit: "ms",
        figure: quantile(starts, 0.5),
        note: spread(starts, "ms"),
      },
      {
        promise: "a step of the slider, to the frame that shows it",
        bound: 50,
        unit: "ms",
        figure: quantile(steps, 0.5),
        note: spread(steps, "ms"),
      },
    ];
  } finally {
    await browser.close();
  }
}
