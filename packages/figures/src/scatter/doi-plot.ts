import type { Measure } from "@coppice/synthesize";
import { drawFigure, type Figure } from "../figure.ts";
import { numberText } from "../number-text.ts";
import { effectScale } from "../pooled/effect-scale.ts";
import { element, line } from "../svg.ts";
import {
  axisRoom,
  dot,
  drawAxes,
  effectPanelAxis,
  numberAxis,
  panel,
  pathThrough,
  reach,
  tickRoom,
} from "./panel.ts";

export interface Doi {
  readonly id: string;
  readonly title: string;
  readonly measure: Measure;
  readonly effectName?: string;
  /** Effect on the scale of analysis, and the normal quantile of its rank among the studies. */
  readonly studies: readonly { readonly label: string; readonly yi: number; readonly z: number }[];
  /** The LFK index: 0 for symmetry; beyond 1 minor, beyond 2 major asymmetry. */
  readonly lfk?: number;
}

/** What the LFK index says (Furuya-Kanamori, Barendregt & Doi 2018). */
function lfkWords(lfk: number): string {
  const size = Math.abs(lfk);
  return size <= 1 ? "no asymmetry" : size <= 2 ? "minor asymmetry" : "major asymmetry";
}

/** The doi plot (Furuya-Kanamori et al. 2018): a mountain whose two limbs differ where small studies tell another story. */
export function doiPlot(input: Doi, options: { readonly width?: number } = {}): Figure {
  const width = options.width ?? 640;
  const scale = effectScale(input.measure, input.effectName);
  const studies = [...input.studies].sort((a, b) => a.yi - b.yi || a.z - b.z);
  const yAxis = numberAxis(
    "|z| of the rank",
    [0, Math.max(1e-6, ...studies.map(({ z }) => Math.abs(z))) * 1.06],
    {
      reversed: true,
    },
  );
  const xAxis = effectPanelAxis(scale, reach(studies.map(({ yi }) => yi)));
  const left = tickRoom(yAxis);
  const on = panel(
    {
      left,
      top: 30,
      width: width - left - 8,
      height: Math.round(Math.min(380, Math.max(220, width * 0.55))),
    },
    xAxis,
    yAxis,
  );
  const bottom = on.top + on.height;
  const tip = studies.reduce<(typeof studies)[number] | undefined>(
    (best, each) => (best === undefined || Math.abs(each.z) < Math.abs(best.z) ? each : best),
    undefined,
  );
  const at = studies.map(({ yi, z }): readonly [number, number] => [on.px(yi), on.py(Math.abs(z))]);
  const said = input.lfk === undefined ? "" : ` LFK index ${numberText(input.lfk)}: ${lfkWords(input.lfk)}.`;
  return drawFigure({
    id: `doi-${input.id}`,
    title: input.title,
    description: `Doi plot of ${studies.length} studies.${said}`,
    width,
    height: bottom + axisRoom(xAxis, on.width) + 6,
    body: [
      tip === undefined
        ? ""
        : line(on.px(tip.yi), on.top, on.px(tip.yi), bottom, { class: "s-faint dashed" }),
      at.length > 1 ? element("path", { d: pathThrough(at), class: "none s-soft" }) : "",
      drawAxes(on),
      ...studies.map(({ label: name }, index) =>
        dot(at[index]![0], at[index]![1], 4, { class: "accent s-paper", "stroke-width": 0.8 }, name),
      ),
      input.lfk === undefined
        ? ""
        : element(
            "text",
            { x: width - 8, y: 18, class: "ink small end" },
            `LFK index ${numberText(input.lfk)}: ${lfkWords(input.lfk)}`,
          ),
    ].join(""),
    table: {
      caption: `${input.title}: the data of the figure`,
      columns: ["Study", scale.name, "|z| of the rank"],
      rows: studies.map(({ label: name, yi, z }) => [
        name,
        numberText(scale.show(yi)),
        numberText(Math.abs(z), 3),
      ]),
    },
  });
}
