import type { ProblemList } from "./problem-list.ts";

/**
 * Word processors and typesetters put curly quotes, long dashes and odd blanks where a database knows only the plain ones. Each is
 * put back one for one, so that every offset stays.
 */
const kinds = [
  {
    code: "curly-quotes",
    from: /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\uff02]/g,
    to: '"',
    name: "Quotation marks that are not straight",
  },
  {
    code: "curly-apostrophes",
    from: /[\u2018-\u201b\u2032\u2035\u0060\u00b4\uff07]/g,
    to: "'",
    name: "Apostrophes that are not straight",
  },
  {
    code: "long-dashes",
    from: /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g,
    to: "-",
    name: "Dashes that are not plain hyphens",
  },
  {
    code: "odd-blanks",
    from: /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/g,
    to: " ",
    name: "Blanks that are not plain",
  },
] as const;

export function straighten(text: string, problems: ProblemList): string {
  let straight = text.replace(/\r(?!\n)|[\u2028\u2029\u0085]/g, "\n").replace(/\r/g, " ");
  for (const { code, from, to, name } of kinds) {
    const first = straight.search(from);
    if (first < 0) continue;
    problems.warning(
      code,
      { start: first, end: first + 1 },
      `${name} were read as plain ones (here for the first time). Type plain ones: databases take others for text.`,
    );
    straight = straight.replace(from, to);
  }
  return straight;
}
