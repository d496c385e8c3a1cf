import { derive } from "@coppice/conclude";
import { figureStyles, themeStyles } from "@coppice/figures";
import { lastDay, type Review } from "@coppice/model";
import { embedJson, embedScript, embedStyles, escapeHtml } from "./embed.ts";
import { prepare } from "./prepared.ts";
import { verdictTable } from "./verdict-table.ts";

/** What a published page is made of. */
export interface PageParts {
  readonly review: Review;
  /** The page's program, bundled as one classic script. */
  readonly script: string;
  /** The page's style sheet, fonts inside. */
  readonly styles: string;
  /** The protocol's title where absent. */
  readonly title?: string;
  /** For search engines and link previews; the protocol's question where absent. */
  readonly summary?: string;
  /** `YYYY-MM-DD` of the earlier column of the table without scripts; the first landmark's date where absent. */
  readonly then?: string;
}

// Nothing may be fetched and nothing sent: what is not inside the file does not exist for the page.
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * One self-contained HTML file: the review, the program, styles and fonts, and the verdict table for readers without
 * scripts. The same parts give the same bytes: the review's own date stands for today.
 */
export function renderPage(parts: PageParts): string {
  const { review } = parts;
  const { protocol } = review;
  const title = escapeHtml(parts.title ?? protocol.title);
  const summary = escapeHtml(parts.summary ?? protocol.question);
  const today = lastDay(protocol.updated);
  const then =
    parts.then ?? protocol.landmarks.find((each) => /^\d{4}-\d{2}-\d{2}$/.test(each.date))?.date ?? today;
  const table = verdictTable(derive(review, { asOf: then }), derive(review, { asOf: today }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${summary}">
<meta name="generator" content="Coppice">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${embedStyles(themeStyles + figureStyles + parts.styles)}</style>
</head>
<body>
<div id="page"></div>
<noscript><main class="plain"><h1>${title}</h1><p>${summary}</p>${table}<p>${escapeHtml(protocol.search.text)}</p><p>The figures, the date slider and “Why?” need a browser that runs scripts. Everything is inside this file.</p></main></noscript>
<script type="application/json" id="review">${embedJson(review)}</script>
<script type="application/json" id="prepared">${embedJson(prepare(review))}</script>
<script>${embedScript(parts.script)}</script>
</body>
</html>
`;
}
