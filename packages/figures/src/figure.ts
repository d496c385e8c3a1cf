import { figureStyles, themeStyles } from "./palette.ts";
import { element, escapeXml } from "./svg.ts";

/** The same data as the picture, as a table: for screen readers, and for whoever wants the numbers. */
export interface FigureTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Figure {
  readonly title: string;
  readonly description: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** One `<svg>` element; it takes its colours from the page's custom properties. */
  readonly svg: string;
  readonly table: FigureTable;
}

/** An id that is safe in XML and in a URL fragment. */
function figureId(text: string): string {
  return `fig-${text.replace(/[^A-Za-z0-9]+/g, "-")}`;
}

/** Wraps a drawing as a figure with title and description. `interactive`: it holds controls, so it is no image. */
export function drawFigure(parts: {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
  readonly table: FigureTable;
  readonly interactive?: boolean;
}): Figure {
  const id = figureId(parts.id);
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "fig",
      viewBox: `0 0 ${Math.ceil(parts.width)} ${Math.ceil(parts.height)}`,
      width: Math.ceil(parts.width),
      height: Math.ceil(parts.height),
      role: parts.interactive === true ? "group" : "img",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-desc`,
    },
    element("title", { id: `${id}-title` }, escapeXml(parts.title)),
    element("desc", { id: `${id}-desc` }, escapeXml(parts.description)),
    parts.body,
  );
  const { title, description, width, height, table } = parts;
  return { title, description, width: Math.ceil(width), height: Math.ceil(height), svg, table };
}

/** The figure as a file of its own: with its styles, light and dark, on its own paper. */
export function standaloneSvg(figure: Figure): string {
  const margin = 16;
  const { width, height } = figure;
  const open = figure.svg.indexOf(">") + 1;
  const head = figure.svg
    .slice(0, open)
    .replace(
      /viewBox="[^"]*"/,
      `viewBox="${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}"`,
    )
    .replace(/ width="\d+"/, ` width="${width + 2 * margin}"`)
    .replace(/ height="\d+"/, ` height="${height + 2 * margin}"`);
  const paper = element("rect", {
    x: -margin,
    y: -margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
    class: "paper",
  });
  return `${head}<style>${themeStyles}${figureStyles}</style>${paper}${figure.svg.slice(open)}\n`;
}
