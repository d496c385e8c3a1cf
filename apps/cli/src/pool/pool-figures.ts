import { type Figure, funnelPlot, pooledForest, type SideColumn } from "@coppice/figures";
import { measures } from "@coppice/synthesize";
import { countsOf, type MeasureInput } from "./measure-input.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { PooledSheet } from "./pooled-sheet.ts";
import type { StudyRow } from "./study-rows.ts";

const plain = (value: number | undefined) =>
  value === undefined ? "" : String(Number(value.toPrecision(6)));

/** The data beside the studies' names, as a reader of a forest plot looks for them. */
function sideColumns(
  kind: MeasureInput["kind"],
  studies: readonly StudyRow[],
  arms: readonly [string, string],
): readonly SideColumn[] {
  const column = (name: string, unit: string, text: (study: StudyRow) => string): SideColumn => ({
    name,
    unit,
    values: studies.map(text),
  });
  switch (kind) {
    case "counts":
      return ([1, 2] as const).map((arm) =>
        column(arms[arm - 1]!, "events / n", ({ numbers }) => {
          const counts = countsOf(numbers);
          return arm === 1 ? `${counts.events1} / ${counts.n1}` : `${counts.events2} / ${counts.n2}`;
        }),
      );
    case "means":
      return ([1, 2] as const).map((arm) =>
        column(arms[arm - 1]!, "mean (SD) n", ({ numbers }) =>
          `${plain(numbers[`mean${arm}`])} (${plain(numbers[`sd${arm}`])}) ${plain(numbers[`n${arm}`])}`.replace(
            /^-/,
            "−",
          ),
        ),
      );
    case "rates":
      return ([1, 2] as const).map((arm) =>
        column(
          arms[arm - 1]!,
          "events / time",
          ({ numbers }) => `${plain(numbers[`events${arm}`])} / ${plain(numbers[`time${arm}`])}`,
        ),
      );
    case "proportion":
      return [
        column("Events", "events / n", ({ numbers }) => `${plain(numbers.events)} / ${plain(numbers.n)}`),
      ];
    case "rate":
      return [
        column(
          "Events",
          "events / time",
          ({ numbers }) => `${plain(numbers.events)} / ${plain(numbers.time)}`,
        ),
      ];
    case "mean":
      return [
        column(
          "Data",
          "mean (SD) n",
          ({ numbers }) => `${plain(numbers.mean)} (${plain(numbers.sd)}) ${plain(numbers.n)}`,
        ),
      ];
    case "log-rank":
      return [
        column(
          "Log-rank",
          "O − E, V",
          ({ numbers }) => `${plain(numbers.oMinusE)}, ${plain(numbers.logRankV)}`,
        ),
      ];
    default:
      return studies.some(({ n }) => n !== undefined) ? [column("n", "", ({ n }) => plain(n))] : [];
  }
}

function titleOf(request: PoolRequest): string {
  const { name } = measures[request.measure];
  const [first, second] = request.arms;
  const named = first === "Arm 1" && second === "Arm 2" ? "" : `, ${first} against ${second}`;
  return request.title ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}${named}`;
}

/** The forest plot of a pooled spreadsheet. */
export function sheetForest(request: PoolRequest, kind: MeasureInput["kind"], pooled: PooledSheet): Figure {
  const columns = sideColumns(kind, pooled.studies, request.arms);
  return pooledForest(
    {
      id: "pool",
      title: titleOf(request),
      measure: request.measure,
      studies: pooled.studies.map(({ label, effect, n }) => ({ label, effect, n })),
      result: pooled.result,
      subgroups: pooled.subgroups,
      columns,
      favours: request.favours,
    },
    { preset: request.preset, width: columns.length > 0 ? 960 : 820 },
  );
}

/** The funnel plot with contours of significance. */
export function sheetFunnel(request: PoolRequest, pooled: PooledSheet): Figure {
  return funnelPlot(
    {
      id: "pool",
      title: `${titleOf(request)}: funnel plot`,
      measure: request.measure,
      studies: pooled.studies.flatMap(({ label, effect, n }) =>
        effect === null ? [] : [{ label, yi: effect.yi, vi: effect.vi, n }],
      ),
      estimate: pooled.result.estimate,
    },
    { contours: true, pseudoInterval: request.level },
  );
}
