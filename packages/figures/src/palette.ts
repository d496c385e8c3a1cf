/** Every colour of the page and the figures: token, on light paper, on dark paper. */
const palette = [
  ["paper", "#fbfaf6", "#151816"],
  ["raise", "#ffffff", "#1c201e"],
  ["wash", "#f2efe6", "#1f2421"],
  ["ink", "#1c1f1e", "#ecebe4"],
  ["soft", "#5b625f", "#a3aaa5"],
  ["faint", "#686f6b", "#8f9691"],
  ["line", "#e3e1d8", "#2c312e"],
  ["accent", "#1e5b47", "#7fc4a5"],
  ["on-accent", "#ffffff", "#10201a"],
  ["first", "#1e5b47", "#6dbb98"],
  ["second", "#5f9c7f", "#4e8a6f"],
  ["modest", "#c28a2c", "#d9a44a"],
  ["not-effective", "#8b4a46", "#c77b74"],
  ["not-established", "#b9bbb4", "#5a605c"],
  // Words need more contrast than fills: these two are the same hues, darker on light and lighter on dark.
  ["second-word", "#2f6e53", "#74b394"],
  ["modest-word", "#855a10", "#d9a44a"],
  ["unverified", "#b3781a", "#d9a44a"],
  ["focus", "#2f6fde", "#7aa7ff"],
  ["revman-events", "#2b54c4", "#87a5f5"],
  ["revman-means", "#2c7a3d", "#79c48a"],
  ["jama-square", "#143f6b", "#8fbcec"],
  ["jama-diamond", "#6ba3d6", "#4f88c0"],
] as const;

const declarations = (column: 1 | 2) => palette.map((row) => `--${row[0]}:${row[column]}`).join(";");

/** Custom properties for light and dark, on the root of a page or of a standalone SVG; paper prints light. */
export const themeStyles = `:root{color-scheme:light dark;${declarations(1)}}@media screen and (prefers-color-scheme:dark){:root{${declarations(2)}}}`;

const light = new Map(palette.map(([token, onLight]) => [token, onLight] as const));
type Token = (typeof palette)[number][0];

/** `var(--token,#fallback)`: the fallback is for viewers that know no custom properties. */
function colour(token: Token): string {
  return `var(--${token},${light.get(token)})`;
}

const fills = palette.map(([token]) => `.fig .${token}{fill:${colour(token)}}`).join("");
const strokes = palette.map(([token]) => `.fig .s-${token}{stroke:${colour(token)}}`).join("");

/** Rules of the classes that the figures use; a page includes them once, a standalone SVG carries them. */
export const figureStyles = [
  ".fig{font-family:var(--sans,Inter,system-ui,sans-serif);font-size:13px;font-variant-numeric:tabular-nums;display:block;max-width:100%;height:auto}",
  fills,
  strokes,
  ".fig .none{fill:none}.fig .b{font-weight:600}.fig .small{font-size:12px}.fig .tiny{font-size:11px}",
  ".fig .end{text-anchor:end}.fig .mid{text-anchor:middle}.fig .struck{text-decoration:line-through}",
  ".fig .later{opacity:.42}.fig .dotted{stroke-dasharray:1.5 2.5}.fig .dashed{stroke-dasharray:4 3}",
  ".fig .hit{fill:transparent}",
].join("");
