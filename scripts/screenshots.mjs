#!/usr/bin/env node
// Takes the pictures of the documentation from a report's page, so that they stay true:
//   node scripts/screenshots.mjs report/index.html [docs/images]
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser, launchOptions } from "../e2e/find-browser.mjs";

const [page = "report/index.html", folder = "docs/images"] = process.argv.slice(2);
const executable = findBrowser();
if (executable === undefined) {
  console.error("no Chromium was found; install one or set CHROMIUM_PATH");
  process.exit(1);
}

const wide = { width: 1440, height: 1180 };
const phone = { width: 390, height: 844 };
const pictures = [
  { name: "page-light", hash: "#/?asOf=2003-12-31", viewport: wide, colorScheme: "light" },
  { name: "page-dark", hash: "#/?asOf=2003-12-31", viewport: wide, colorScheme: "dark" },
  { name: "condition-light", hash: "#/cidp", viewport: wide, colorScheme: "light", why: true },
  { name: "condition-dark", hash: "#/cidp", viewport: wide, colorScheme: "dark", why: true },
  { name: "phone-light", hash: "", viewport: phone, colorScheme: "light" },
  { name: "phone-condition-dark", hash: "#/cidp", viewport: phone, colorScheme: "dark", why: true },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch(launchOptions(executable));
for (const { name, hash, viewport, colorScheme, why } of pictures) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(page)).href + hash);
  await tab.waitForSelector("h1");
  if (why) await tab.locator(".sentence .live").nth(1).click();
  // The notes beside verdicts come once the date has come to rest.
  await tab.waitForTimeout(400);
  await tab.screenshot({ path: join(folder, `${name}.png`) });
  console.log(join(folder, `${name}.png`));
  await context.close();
}
await browser.close();
