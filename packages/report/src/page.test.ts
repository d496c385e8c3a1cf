import { fileURLToPath } from "node:url";
import { derive } from "@coppice/conclude";
import type { Review } from "@coppice/model";
import { loadReview } from "@coppice/project";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { embedJson, embedScript, escapeHtml } from "./embed.ts";
import { figureFiles } from "./figure-files.ts";
import { renderPage } from "./page.ts";
import { tables } from "./tables.ts";

const folder = fileURLToPath(new URL("../../../reviews/ivig-neuromuscular", import.meta.url));
let review: Review;

beforeAll(async () => {
  review = (await loadReview(folder)).review!;
});

describe("embedding", () => {
  test("gives back the same data and never closes its element", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = embedJson({ value, hostile: "</script><!--<script>" });
        expect(text).not.toContain("<");
        expect(JSON.parse(text).value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("keeps a program's strings and lets none of them close or open a script", () => {
    const program = 'globalThis.said = "<script>a</script>" + "</SCRIPT >";';
    const written = embedScript(program);
    expect(written).not.toMatch(/<\/?script/i);
    const said: { value?: string } = {};
    new Function("said", written.replace("globalThis.said", "said.value"))(said);
    expect(said.value).toBe("<script>a</script></SCRIPT >");
  });

  test("escapes what stands in HTML", () => {
    expect(escapeHtml(`<a href="x">'&`)).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  });
});

describe("renderPage", () => {
  test("gives the same bytes for the same parts", () => {
    const parts = { review, script: "1", styles: "a{}" };
    expect(renderPage(parts)).toBe(renderPage(parts));
  });

  test("names no other place on the web that a browser would ask", () => {
    const html = renderPage({ review, script: "", styles: "" }).replace(
      /<script type="application\/json"[\s\S]*?<\/script>/g,
      "",
    );
    expect(html).not.toMatch(/(src|href)="(?!data:)|url\((?!["']?data:)|@import/);
    expect(html).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
  });

  test("tells readers without scripts the verdicts of then and now", () => {
    const html = renderPage({ review, script: "", styles: "" });
    const table = /<noscript>[\s\S]*<\/noscript>/.exec(html)?.[0] ?? "";
    expect(table).toContain("As of 2003-12-31");
    for (const condition of review.conditions) expect(table).toContain(escapeHtml(condition.name));
  });

  test("writes a hostile title as words", () => {
    const html = renderPage({ review, script: "", styles: "", title: "</title><script>alert(1)</script>" });
    expect(html).toContain("<title>&lt;/title&gt;&lt;script&gt;");
  });
});

describe("tables and figure files", () => {
  test("give CSV and JSON of the same rows", () => {
    const files = tables(review, derive(review, { asOf: "2003-12-31" }));
    expect(files.map((file) => file.path)).toEqual(
      ["verdicts", "studies", "effects", "pooled"].flatMap((name) => [
        `tables/${name}.csv`,
        `tables/${name}.json`,
      ]),
    );
    const json = JSON.parse(files[1]!.text);
    expect(json.asOf).toBe("2003-12-31");
    expect(json.verdicts).toHaveLength(review.conditions.length);
    expect(files[0]!.text.split("\r\n")[0]).toMatch(/^condition,name,class,line,doseGPerKg/);
    expect(files[4]!.text.match(/\r\n/g)).toHaveLength(JSON.parse(files[5]!.text).effects.length + 1);
  });

  test("draw every analysis and every condition, each as one well-formed SVG, in a file of its own", () => {
    const derivation = derive(review, { asOf: "2003-12-31" });
    const files = figureFiles(review, derivation);
    const paths = files.map((file) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain("figures/strip-mg-exacerbation.svg");
    expect(paths.filter((path) => path.startsWith("figures/strip-"))).toHaveLength(
      derivation.verdicts.length,
    );
    for (const { text } of files) {
      expect(text.match(/<svg /g)).toHaveLength(1);
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});
