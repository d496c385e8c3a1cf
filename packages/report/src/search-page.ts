import { figureStyles, themeStyles } from "@coppice/figures";
import { embedStyles, escapeHtml } from "./embed.ts";

/** A search of a review with its translations, in words and lines that are ready to be shown. */
export interface ShownSearch {
  readonly id: string;
  /** The database and where it is searched, as `MEDLINE, PubMed`. */
  readonly title: string;
  /** Text before the lines, a paragraph each. */
  readonly notes: readonly string[];
  readonly text: string;
  readonly faults: readonly { readonly fault: string; readonly effect: string }[];
  /** In other databases; what changes with it, a sentence each. */
  readonly translations: readonly {
    readonly name: string;
    readonly text: string;
    readonly changes: readonly string[];
  }[];
}

const styles = `
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 76ch; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { margin-top: 40px; font-size: 1.25rem; }
a { color: inherit; }
details { border-top: 1px solid var(--line); padding-block: 8px; }
summary { cursor: pointer; font-weight: 600; }
pre { overflow-x: auto; padding: 12px; border: 1px solid var(--line); background: var(--raise); font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
li { margin-block: 4px; overflow-wrap: anywhere; }
`;

const listed = (sentences: readonly string[]): string =>
  sentences.length === 0
    ? "<p>Nothing changes.</p>"
    : `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>`;

function section({ id, title, notes, text, faults, translations }: ShownSearch): string {
  const wrong =
    faults.length === 0
      ? ""
      : `<h3>What is wrong with it</h3><ol>${faults
          .map(({ fault, effect }) => `<li><strong>${escapeHtml(fault)}</strong> ${escapeHtml(effect)}</li>`)
          .join("")}</ol>`;
  const others = translations
    .map(
      (each) =>
        `<details><summary>${escapeHtml(each.name)}</summary><pre>${escapeHtml(each.text)}</pre><p>What changes:</p>${listed(each.changes)}</details>`,
    )
    .join("\n");
  return `<section aria-labelledby="${escapeHtml(id)}">
<h2 id="${escapeHtml(id)}">${escapeHtml(title)}</h2>
${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join("\n")}
<pre>${escapeHtml(text)}</pre>
${wrong}
${others}
</section>`;
}

/** The searches of a review, each in every database's own syntax: one HTML file without a program, to stand beside the page. */
export function renderSearchPage(title: string, searches: readonly ShownSearch[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Searches: ${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${embedStyles(themeStyles + figureStyles + styles)}</style>
</head>
<body>
<main>
<p><a href="index.html">${escapeHtml(title)}</a></p>
<h1>Searches</h1>
${searches.map(section).join("\n")}
</main>
</body>
</html>
`;
}
