/** The ranking as a page would use it: in a worker, with the bytes that Node gives. */
import { type ScreeningRecord, screeningModel } from "@coppice/screen";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, launchOptions } from "./find-browser.mjs";

const executable = findBrowser();

const worker = `
import { screeningModel } from "@coppice/screen";
onmessage = ({ data: { records, labels } }) => {
  const { model } = screeningModel(records, { topic: "Triptans for migraine", seed: 4 });
  const rankings = labels.map(([id, relevant]) => { model.label(id, relevant); return model.ranking(); });
  postMessage(JSON.stringify(rankings));
};`;

const words = "trial cohort placebo dose adults children pain nausea relapse follow-up random mg weeks".split(
  " ",
);
const themes = ["migraine triptan aura", "asthma inhaler spacer", "eczema bath emollient"];

const records: readonly ScreeningRecord[] = Array.from({ length: 400 }, (_, i) => {
  const text = Array.from({ length: 40 }, (_, k) =>
    k % 4 === 0 ? themes[i % 3]!.split(" ")[(i + k) % 3]! : words[(i * 7 + k * k) % words.length]!,
  );
  return {
    id: `r${i}`,
    title: text.slice(0, 8).join(" "),
    abstract: `${text.join(" ")} in ${i} 参加者の研究`,
  };
});

const labels = Array.from({ length: 30 }, (_, i): [string, boolean] => [`r${i * 11}`, (i * 11) % 3 === 0]);

describe.skipIf(executable === undefined)("screening in a page", () => {
  let browser: Browser;
  let code: string;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: worker, resolveDir: new URL(".", import.meta.url).pathname, loader: "ts" },
      bundle: true,
      format: "iife",
      write: false,
    });
    code = outputFiles[0]!.text;
    browser = await chromium.launch(launchOptions(executable!));
  });
  afterAll(() => browser?.close());

  test("gives the rankings that Node gives, to the last bit, after every label", async () => {
    const made = screeningModel(records, { topic: "Triptans for migraine", seed: 4 });
    if (!made.ok) throw new Error("refused");
    const here = labels.map(([id, relevant]) => {
      made.model.label(id, relevant);
      return made.model.ranking();
    });
    const tab = await browser.newPage();
    await tab.setContent("<!doctype html><title>screen</title>");
    const there = await tab.evaluate(
      ({ code: text, data }) =>
        new Promise<string>((resolve, reject) => {
          const started = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          started.onmessage = (event) => resolve(event.data);
          started.onerror = (event) => reject(new Error(event.message));
          started.postMessage(data);
        }),
      { code, data: { records, labels } },
    );
    expect(there).toBe(JSON.stringify(here));
    await tab.close();
  });
});
