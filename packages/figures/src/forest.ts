import type { AnalysisOutcome } from "@coppice/conclude";
import { drawFigure, type Figure } from "./figure.ts";
import { type ForestOptions, forestModel } from "./forest-model.ts";
import { stackedForest } from "./forest-stacked.ts";
import { wideForest } from "./forest-wide.ts";

/**
 * The forest plot of an analysis: squares with areas in proportion to weight, a diamond as wide as the pooled interval,
 * the prediction interval as a thin bar; studies after the date faint and unweighted, studies left out struck.
 */
export function forest(outcome: AnalysisOutcome, options: ForestOptions = {}): Figure {
  const width = options.width ?? 960;
  const interactive = options.interactive === true;
  const model = forestModel(outcome, options);
  const { body, height } = (options.layout === "stacked" ? stackedForest : wideForest)(
    outcome,
    model,
    width,
    interactive,
  );
  return drawFigure({
    id: `forest-${outcome.id}`,
    title: model.title,
    description: model.description,
    width,
    height,
    body,
    table: model.table,
    interactive,
  });
}
