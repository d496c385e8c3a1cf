import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser, launchOptions } from "./find-browser.mjs";
import { type BuiltPage, buildFlagshipPage } from "./flagship-page.ts";

const executable = findBrowser();
if (executable === undefined) {
  const reason =
    "browser tests are skipped: no Chromium was found; install one or set CHROMIUM_PATH (nothing is downloaded)";
  if (process.env.CI_REQUIRE_BROWSER === "1") throw new Error(reason);
  console.warn(reason);
}

const wide = { width: 1440, height: 1000 };
const phone = { width: 390, height: 844 };

describe.skipIf(executable === undefined)("the published page", () => {
  let browser: Browser;
  let built: BuiltPage;

  beforeAll(async () => {
    built = await buildFlagshipPage();
    browser = await chromium.launch(launchOptions(executable!));
  });

  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });

  /** Opens the page at an address; what it requests and what breaks is kept. */
  async function open(hash: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: wide, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${built.address}${hash}`);
    if (options.javaScriptEnabled !== false) await page.waitForSelector("h1");
    return { page, requests, errors, close: () => context.close() };
  }

  const answer = (page: Page) => page.locator(".answer").innerText();

  test("goes back to 2003 and to today by arrow keys alone, and the answer follows", async () => {
    const { page, errors, close } = await open("");
    const today = await answer(page);
    const slider = page.getByRole("slider");
    await slider.focus();
    for (let step = 0; step < 200; step += 1) {
      const words = (await slider.getAttribute("aria-valuetext")) ?? "";
      if (Number(/\d{4}/.exec(words)?.[0]) <= 2003) break;
      await page.keyboard.press("ArrowLeft");
    }
    await expect.poll(() => page.url()).toMatch(/asOf=2003-/);
    expect(await answer(page)).toMatch(/2003: first-line in three diseases/);
    expect(await answer(page)).not.toBe(today);
    await page.keyboard.press("End");
    await expect.poll(() => answer(page)).toBe(today);
    await page.keyboard.press("Home");
    expect(await answer(page)).toMatch(/not established in/);
    expect(errors).toEqual([]);
    await close();
  });

  test("takes a date that is typed, and says what it wants where it is none", async () => {
    const { page, close } = await open("");
    const field = page.getByRole("textbox", { name: /date/i });
    await field.fill("2003");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("31 December 2003");
    await field.fill("soon");
    await field.press("Enter");
    expect(await page.getByRole("alert").innerText()).toMatch(/Write a date as/);
    await close();
  });

  test("plays the years with the space key and stops with it", async () => {
    const { page, close } = await open("#/?asOf=2003-12-31");
    const slider = page.getByRole("slider");
    await slider.focus();
    const before = await slider.getAttribute("aria-valuenow");
    await page.keyboard.press("Space");
    await expect.poll(() => slider.getAttribute("aria-valuenow")).not.toBe(before);
    await page.keyboard.press("Space");
    expect(await page.locator(".play").getAttribute("aria-pressed")).toBe("false");
    await close();
  });

  test("walks from a number of the verdict down to a source by keyboard, and back", async () => {
    const { page, close } = await open("#/cidp");
    const number = page.locator(".sentence .live").nth(1);
    await number.focus();
    await page.keyboard.press("w");
    const dialog = page.getByRole("dialog");
    await expect
      .poll(() => dialog.locator("h2").evaluate((each) => each === document.activeElement))
      .toBe(true);
    const source = dialog.locator('a[href^="https://"]').first();
    for (let tab = 0; tab < 40; tab += 1) {
      if (await source.evaluate((each) => each === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    expect(await source.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await source.getAttribute("rel")).toContain("noopener");
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await number.evaluate((each) => each === document.activeElement)).toBe(true);
    await close();
  });

  test("leaves a study out with the space key: the pooled effect moves, and comes back with it", async () => {
    const { page, close } = await open("#/cidp");
    const pooled = page.locator(".analysis-head .live");
    const before = await pooled.innerText();
    const study = page.locator(".drawing [data-study]").last();
    const id = await study.getAttribute("data-study");
    await study.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => pooled.innerText()).not.toBe(before);
    await expect.poll(() => page.url()).toContain(`exclude=${id}`);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-study"))).toBe(id);
    expect(await page.getByRole("region", { name: "Studies left out" }).innerText()).toContain("put back");
    await page
      .getByRole("button", { name: /put back/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => pooled.innerText()).toBe(before);
    await close();
  });

  test("shows what its address says", async () => {
    const { page, close } = await open("#/cidp?asOf=2003-12-31&exclude=hahn-1996&preset=jama");
    expect(await page.getByRole("textbox", { name: /date/i }).inputValue()).toBe("31 December 2003");
    expect(await page.getByRole("button", { name: "JAMA", exact: true }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    expect(await page.locator(".left-out").innerText()).toContain("Hahn 1996");
    expect(await page.locator(".drawing .b").allTextContents()).toContain("Source");
    await page
      .getByRole("link", { name: /Intravenous immunoglobulin/ })
      .first()
      .click();
    await expect.poll(() => page.url()).toMatch(/#\/\?asOf=2003-12-31&exclude=hahn-1996&preset=jama$/);
    await page.goBack();
    await expect.poll(() => page.locator("h1").innerText()).toMatch(/Chronic inflammatory/);
    await close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [wide, phone]) {
      test(`gives axe nothing to find, ${colorScheme}, ${viewport.width} px`, async () => {
        for (const hash of ["#/?asOf=2003-12-31", "#/cidp"]) {
          const { page, close } = await open(hash, { colorScheme, viewport });
          if (hash === "#/cidp") await page.locator(".sentence .live").nth(1).click();
          const found = await new AxeBuilder({ page }).analyze();
          const told = found.violations.map(
            (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`,
          );
          expect(told).toEqual([]);
          await close();
        }
      }, 180_000);
    }
  }

  test("never scrolls sideways on a phone, and asks nobody for anything", async () => {
    for (const hash of ["", "#/gbs", "#/cidp", "#/mg", "#/mg/exacerbation", "#/ms-relapsing"]) {
      const { page, requests, errors, close } = await open(hash, { viewport: phone });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), hash).toBeLessThanOrEqual(390);
      expect(requests.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
      expect(errors).toEqual([]);
      await close();
    }
  });

  test("tells the verdicts of both dates where scripts do not run", async () => {
    const { page, close } = await open("", { javaScriptEnabled: false });
    expect(await page.locator("noscript table tbody tr").count()).toBeGreaterThan(10);
    expect(await page.locator("noscript table thead").innerText()).toContain("2003-12-31");
    await close();
  });

  test.each([
    ["wide", wide],
    ["on a phone", phone],
  ])("shows the searches line by line, the 2004 search with its faults, %s", async (_, viewport) => {
    const { page, errors, close } = await open("", { viewport });
    await page.locator(".methods").scrollIntoViewIfNeeded();
    const old = page.locator(".methods details", { hasText: "One name for the treatment." });
    await old.locator("summary").click();
    expect(await old.innerText()).toContain('"myasthenia gravis" AND "intravenous immunoglobulin"');
    expect(await page.locator('.methods a[href="searches.html"]').count()).toBe(1);
    const { violations } = await new AxeBuilder({ page }).include(".methods").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test("keeps within its budget of 1.5 MB", () => {
    expect(built.bytes).toBeLessThanOrEqual(1_500_000);
  });
});
