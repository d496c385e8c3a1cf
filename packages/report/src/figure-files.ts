import { type Derivation, timeline } from "@coppice/conclude";
import {
  analysesOf,
  cumulativeForest,
  flowCounts,
  flowDiagram,
  forest,
  standaloneSvg,
  timeAxis,
  verdictStrip,
} from "@coppice/figures";
import { lastDay, type Review } from "@coppice/model";
import { fileName, type OutputFile } from "./output-file.ts";
import { axisStart } from "./prepared.ts";

/** Every figure of a report as an SVG file: per analysis, per condition, the time axis and the flow diagram. */
export function figureFiles(review: Review, derivation: Derivation): readonly OutputFile[] {
  const { intervention, interventions, updated } = review.protocol;
  const studied = interventions.find((each) => each.id === intervention);
  const experimentalName = studied?.short ?? studied?.name ?? intervention;
  const { asOf, rules: ruleSet, excluded: exclude } = derivation;
  const time = timeline(review, { from: axisStart, to: lastDay(updated), ruleSet, exclude });
  const axis = { from: axisStart, to: lastDay(updated), asOf };
  const perAnalysis = analysesOf(derivation)
    .filter((analysis) => analysis.rows.length > 0)
    .flatMap((analysis) => [
      { path: `figures/forest-${fileName(analysis.id)}.svg`, figure: forest(analysis, { experimentalName }) },
      ...(analysis.cumulative.length > 1
        ? [
            {
              path: `figures/cumulative-${fileName(analysis.id)}.svg`,
              figure: cumulativeForest(analysis, { experimentalName }),
            },
          ]
        : []),
    ]);
  const perCondition = derivation.verdicts.map((verdict) => ({
    path: `figures/strip-${fileName(verdict.condition)}.svg`,
    figure: verdictStrip(time.spans[verdict.condition] ?? [], {
      id: verdict.condition,
      name: verdict.name,
      width: 480,
      ...axis,
    }),
  }));
  const whole = [
    { path: "figures/time-axis.svg", figure: timeAxis(time.events, axis) },
    { path: "figures/flow.svg", figure: flowDiagram(flowCounts(review, derivation)) },
  ];
  return [...whole, ...perCondition, ...perAnalysis].map(({ path, figure }) => ({
    path,
    text: standaloneSvg(figure),
  }));
}
