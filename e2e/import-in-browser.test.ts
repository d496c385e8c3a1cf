/** The readers and the matcher as a page would use them: in a worker, on a file that a person chose. */
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, launchOptions } from "./find-browser.mjs";

const executable = findBrowser();

const worker = `
import { deduplicate, recordReader } from "@coppice/identify";
onmessage = async ({ data: file }) => {
  const records = [];
  const anomalies = [];
  const reader = recordReader({ record: (record) => records.push(record), anomaly: (anomaly) => anomalies.push(anomaly) }, { file: file.name });
  const stream = file.stream().getReader();
  for (let piece = await stream.read(); !piece.done; piece = await stream.read()) reader.push(piece.value);
  const [summary] = reader.end();
  const found = deduplicate(records.map((record, i) => ({ id: String(i), record })));
  postMessage({ summary, anomalies: anomalies.length, works: found.clusters.length, first: records[0].csl.title });
};`;

const page = `<!doctype html><title>import</title><input type="file" id="file"><script>
  window.answer = new Promise((resolve) => {
    document.getElementById("file").onchange = ({ target }) => {
      const worker = new Worker(URL.createObjectURL(new Blob([window.workerCode], { type: "text/javascript" })));
      let ticks = 0;
      const clock = setInterval(() => { ticks += 1; }, 5);
      worker.onmessage = ({ data }) => { clearInterval(clock); resolve({ ...data, ticks }); };
      worker.onerror = ({ message }) => resolve({ error: message });
      worker.postMessage(target.files[0]);
    };
  });
</script>`;

const subjects =
  "asthma stroke sepsis migraine psoriasis gout anaemia cataract eczema epilepsy measles malaria".split(" ");
const treatments =
  "aspirin insulin physiotherapy oxygen vitamins surgery exercise statins heparin iron zinc".split(" ");

/** A RIS file of `works` invented articles, every third twice, the second time as another database writes it. */
function inventedExport(works: number): string {
  const lines: string[] = [];
  for (let i = 0; i < works; i++) {
    const subject = subjects[i % subjects.length]!;
    const treatment = treatments[Math.floor(i / subjects.length) % treatments.length]!;
    const title = `Effects of ${treatment} in ${subject} number ${i}: a randomised trial in region ${i % 977}`;
    const record = (name: string, pages: string, doi: boolean) => [
      "TY  - JOUR",
      `AU  - Author${i % 4001}, ${name}`,
      `TI  - ${title}`,
      `PY  - ${1980 + (i % 40)}`,
      `JO  - Journal of ${subject}`,
      `VL  - ${1 + (i % 60)}`,
      `SP  - ${pages}`,
      ...(doi ? [`DO  - 10.1234/invented.${i}`] : []),
      "ER  - ",
      "",
    ];
    lines.push(...record("Anna B.", `${1000 + i}-${1009 + i}`, true));
    if (i % 3 === 0) lines.push(...record("A", `${1000 + i}`, i % 2 === 0));
  }
  return lines.join("\r\n");
}

describe.skipIf(executable === undefined)("a file chosen in a page", () => {
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

  test("is read and freed of duplicates by a worker, while the page goes on", async () => {
    const works = 6000;
    const tab = await browser.newPage();
    const requests: string[] = [];
    tab.on("request", (request) => requests.push(request.url()));
    await tab.setContent(page);
    await tab.evaluate((text) => {
      (window as unknown as { workerCode: string }).workerCode = text;
    }, code);
    await tab.setInputFiles("#file", {
      name: "export.ris",
      mimeType: "application/x-research-info-systems",
      buffer: Buffer.from(inventedExport(works)),
    });
    const answer = await tab.evaluate(
      () => (window as unknown as { answer: Promise<Record<string, unknown>> }).answer,
    );
    expect(answer).toMatchObject({
      summary: { file: "export.ris", format: "ris", records: works + works / 3 },
      anomalies: 0,
      works,
      first: "Effects of aspirin in asthma number 0: a randomised trial in region 0",
    });
    // A page that is frozen counts nothing.
    expect(answer["ticks"]).toBeGreaterThan(10);
    expect(requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("about:"))).toEqual([]);
    await tab.close();
  });
});
