export { analysesOf } from "./analyses-of.ts";
export { dateShare, dayNumber } from "./calendar.ts";
export { cumulativeForest } from "./cumulative.ts";
export { type DosePoint, dosePlot } from "./dose-plot.ts";
export { effectMark } from "./effect-mark.ts";
export { type Figure, type FigureTable, standaloneSvg } from "./figure.ts";
export { flowCounts } from "./flow-counts.ts";
export { flowDiagram } from "./flow-diagram.ts";
export { forest } from "./forest.ts";
export type { ForestOptions } from "./forest-model.ts";
export { type ForestPresetId, forestPresets } from "./forest-preset.ts";
export { countText, measureName, numberText } from "./number-text.ts";
export { figureStyles, themeStyles } from "./palette.ts";
export {
  type PooledForest,
  type PooledForestOptions,
  type PooledForestStudy,
  pooledForest,
  type SideColumn,
} from "./pooled/pooled-forest.ts";
export { cumulativeResultsForest, leaveOneOutForest, type ResultSequence } from "./pooled/result-sequence.ts";
export { type RiskJudgement, riskLights } from "./pooled/risk-lights.ts";
export { type Baujat, baujatPlot } from "./scatter/baujat-plot.ts";
export { type Bubble, bubblePlot, type FittedPoint } from "./scatter/bubble-plot.ts";
export { type Doi, doiPlot } from "./scatter/doi-plot.ts";
export { type FoundPlot, foundPlot } from "./scatter/found-plot.ts";
export {
  type Funnel,
  type FunnelOptions,
  type FunnelStudy,
  type FunnelVertical,
  funnelPlot,
} from "./scatter/funnel-plot.ts";
export { type Galbraith, galbraithPlot } from "./scatter/galbraith-plot.ts";
export { type Gosh, type GoshPoint, goshPlot } from "./scatter/gosh-plot.ts";
export { type Profile, profilePlot } from "./scatter/profile-plot.ts";
export { type RocPoint, type Sroc, srocPlot } from "./scatter/sroc-plot.ts";
export { type TrialEvent, timeAxis } from "./time-axis.ts";
export { type StripOptions, verdictStrip } from "./verdict-strip.ts";
export { type VerdictStyle, verdictStyle } from "./verdict-style.ts";
