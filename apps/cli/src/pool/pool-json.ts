import type { Problem } from "@coppice/model";
import { measures } from "@coppice/synthesize";
import type { ChosenColumns } from "./chosen-columns.ts";
import type { PoolRequest } from "./pool-request.ts";
import type { PooledSheet } from "./pooled-sheet.ts";
import { readingSize, shownPrediction, shownResult, shownStudy } from "./shown-numbers.ts";
import type { Spreadsheet } from "./spreadsheet.ts";

/** Everything that was read, chosen and computed, as plain JSON; numbers on both scales. */
export function poolJson(
  sheet: Spreadsheet,
  request: PoolRequest,
  columns: ChosenColumns,
  pooled: PooledSheet,
  problems: readonly Problem[],
) {
  const { measure, level } = request;
  const { result, studies, subgroups } = pooled;
  const size = readingSize(studies);
  const shown = (one: typeof result) => ({
    ...shownResult(measure, one, size),
    prediction: shownPrediction(measure, one, size),
  });
  return {
    file: sheet.file,
    measure,
    name: measures[measure].name,
    scale: measures[measure].scale,
    columns: Object.fromEntries(
      Object.entries(columns.roles).map(([role, index]) => [role, sheet.header[index]!.text]),
    ),
    guessed: columns.guessed,
    studies: studies.map((study, index) => ({
      label: study.label,
      line: study.line,
      group: study.group ?? null,
      data: study.numbers,
      n: study.n ?? null,
      yi: study.effect?.yi ?? null,
      vi: study.effect?.vi ?? null,
      shown: shownStudy(measure, study, level),
      weight: result.weights[index] ?? null,
      assumptions: study.effect?.assumptions ?? [],
    })),
    result: { ...result, shown: shown(result) },
    subgroups:
      subgroups === undefined
        ? null
        : {
            difference: subgroups.difference,
            sharedTau2: subgroups.sharedTau2,
            groups: subgroups.groups.map((group) => ({
              group: group.group,
              studies: group.studies.map((index) => studies[index]!.label),
              result: { ...group.result, shown: shown(group.result) },
            })),
          },
    problems,
  };
}
