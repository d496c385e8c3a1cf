/** What a result says, in plain sentences and no stronger than the numbers allow. */
import type { FunnelRegression } from "../bias/funnel-regression.ts";
import type { TrimAndFill } from "../bias/trim-and-fill.ts";
import type { Measure } from "../measure.ts";
import type { PooledResult } from "../pool/pooled-result.ts";
import type { RegressionResult } from "../regression/regression-result.ts";
import type { SubgroupAnalysis } from "../sensitivity/subgroups.ts";
import { pWords, type ReadMeasure, readMeasure, shown } from "./number-words.ts";

export interface DescribeContext {
  /** Ratios are told as ratios; without a measure the numbers are told as they are. */
  readonly measure?: Measure;
  /** Number of people, for the way back from a Freeman-Tukey transformation. */
  readonly n?: number;
  /** What was measured, as "mortality". */
  readonly outcome?: string;
}

export type Describable = PooledResult | RegressionResult | SubgroupAnalysis | TrimAndFill | FunnelRegression;

const percent = (level: number): string => `${Number((100 * level).toFixed(1))}%`;
const studies = (k: number): string => (k === 1 ? "1 study" : `${k} studies`);

function interval(low: number, high: number, { read }: ReadMeasure): string {
  const [a, b] = [read(low), read(high)];
  return `${shown(Math.min(a, b))} to ${shown(Math.max(a, b))}`;
}

/**
 * Sentences on a pooled result, a meta-regression, subgroups, trim and fill, or a regression test of the funnel: the estimate with
 * its interval, what the interval leaves open, how much the studies differ and how sure that is, where a new study would lie, and
 * what to beware of. A large p-value is never told as "no effect", nor a small one as importance.
 */
export function describe(result: Describable, context: DescribeContext = {}): readonly string[] {
  const measure = readMeasure(context.measure, context.n === undefined ? {} : { n: context.n });
  if ("groups" in result) return describeSubgroups(result, measure);
  if ("missing" in result) return describeTrimAndFill(result, measure);
  if ("slope" in result) return describeFunnel(result, measure);
  if ("moderators" in result) return describeRegression(result);
  return describePooled(result, measure, context.outcome);
}

function describePooled(
  result: PooledResult,
  measure: ReadMeasure,
  outcome: string | undefined,
): readonly string[] {
  const { k, estimate, ciLow, ciHigh, level, pValue } = result;
  const of = outcome === undefined ? "" : ` for ${outcome}`;
  const sentences = [
    `${k === 1 ? "In the one study" : `Across ${studies(k)}`} the ${k === 1 ? "" : "pooled "}${measure.name}${of} is ${shown(measure.read(estimate))} (${percent(level)} confidence interval ${interval(ciLow, ciHigh, measure)}).`,
  ];
  if (measure.nothing !== null) {
    sentences.push(
      ciLow > 0 || ciHigh < 0
        ? `The interval does not hold ${measure.nothing}, the value of no effect (${pWords(pValue)}).`
        : `The interval holds ${measure.nothing}, the value of no effect (${pWords(pValue)}): the studies neither show nor rule out an effect.`,
    );
  }
  if (k > 1) sentences.push(...heterogeneityWords(result, measure));
  return [...sentences, ...result.notes];
}

function heterogeneityWords(result: PooledResult, measure: ReadMeasure): readonly string[] {
  const { k, q, qDf, qP, i2, tau2, tau2Interval, prediction, level } = result;
  const sentences: string[] = [];
  if (qDf > 0) {
    const seen =
      qP < 0.1
        ? "differ by more than chance alone would make them"
        : "do not differ by more than chance could make them";
    sentences.push(
      `Their effects ${seen} (Q = ${shown(q)} on ${qDf} ${qDf === 1 ? "degree" : "degrees"} of freedom, ${pWords(qP)}); I2 is ${i2.toFixed(0)}%.${
        qP >= 0.1 && k < 10 ? " So few studies show only large differences." : ""
      }`,
    );
  }
  if (result.model === "random") {
    const range =
      tau2Interval?.state === "interval"
        ? `, and values from ${shown(Math.sqrt(tau2Interval.low))} to ${shown(Math.sqrt(tau2Interval.high))} agree with the data`
        : "";
    sentences.push(
      `The standard deviation of the true effects is estimated at ${shown(Math.sqrt(tau2))}${range}.`,
    );
  } else if (result.model === "common" && qP < 0.1) {
    sentences.push("The model takes the true effects to be the same in all studies.");
  }
  if (prediction !== null) {
    const both = prediction.low < 0 && prediction.high > 0 && measure.nothing !== null;
    sentences.push(
      `The true effect in a new, similar study is expected between ${interval(prediction.low, prediction.high, measure).replace(" to ", " and ")} (${percent(level)} prediction interval)${both ? ", which leaves either direction open" : ""}.`,
    );
  }
  return sentences;
}

function describeRegression(result: RegressionResult): readonly string[] {
  const { k, p, moderators, r2, tau2, qP, q, qDf, level, coefficients } = result;
  const tested = coefficients.filter(({ name }) => name !== "intrcpt");
  const df = moderators.df2 === null ? `${moderators.df1}` : `${moderators.df1} and ${moderators.df2}`;
  return [
    `Across ${studies(k)}, ${
      moderators.pValue < 0.05
        ? "a relation of the effects to the moderators is closer than chance alone would make it"
        : "no relation of the effects to the moderators is shown"
    } (${moderators.df2 === null ? "chi-square" : "F"} = ${shown(moderators.statistic)} on ${df} degrees of freedom, ${pWords(moderators.pValue)}).`,
    ...tested.map(
      ({ name, estimate, ciLow, ciHigh, pValue }) =>
        `${name}: the effect changes by ${shown(estimate)} a unit (${percent(level)} confidence interval ${shown(ciLow)} to ${shown(ciHigh)}, ${pWords(pValue)}).`,
    ),
    ...(r2 === null
      ? []
      : [
          `The moderators account for ${r2.toFixed(0)}% of the variation between studies${k < 10 * (p - 1) + 1 ? ", which so few studies leave very uncertain" : ""}.`,
        ]),
    `What remains between studies has a standard deviation of ${shown(Math.sqrt(tau2))} (residual Q = ${shown(q)} on ${qDf} degrees of freedom, ${pWords(qP)}).`,
    "Studies were not assigned to their moderators: a relation may be due to anything else in which they differ.",
    ...result.notes,
  ];
}

function describeSubgroups(analysis: SubgroupAnalysis, measure: ReadMeasure): readonly string[] {
  const { groups, difference } = analysis;
  return [
    ...groups.map(
      ({ group, result }) =>
        `${group}: ${measure.name} ${shown(measure.read(result.estimate))} (${percent(result.level)} confidence interval ${interval(result.ciLow, result.ciHigh, measure)}) from ${studies(result.k)}.`,
    ),
    ...(difference === null
      ? []
      : [
          difference.pValue < 0.05
            ? `The groups differ by more than chance alone would make them (chi-square = ${shown(difference.statistic)} on ${difference.df} degrees of freedom, ${pWords(difference.pValue)}); other differences between the studies may be behind it.`
            : `A difference between the groups is not shown (chi-square = ${shown(difference.statistic)} on ${difference.df} degrees of freedom, ${pWords(difference.pValue)}), which does not make them alike.`,
        ]),
  ];
}

function describeTrimAndFill(
  { missing, side, result }: TrimAndFill,
  measure: ReadMeasure,
): readonly string[] {
  if (missing === 0) return [`Trim and fill finds no studies missing on the ${side} of the funnel.`];
  return [
    `Trim and fill would add ${studies(missing)} on the ${side} of the funnel to make it symmetric; with them the ${measure.name} would be ${shown(measure.read(result.estimate))} (${percent(result.level)} confidence interval ${interval(result.ciLow, result.ciHigh, measure)}).`,
    "This is no corrected estimate: a funnel may be asymmetric for other reasons than missing studies.",
  ];
}

function describeFunnel(
  { predictor, statistic, df, pValue, limit, notes }: FunnelRegression,
  measure: ReadMeasure,
): readonly string[] {
  const figures = `${df === null ? "z" : "t"} = ${shown(statistic)}${df === null ? "" : ` on ${df} degrees of freedom`}, ${pWords(pValue)}`;
  return [
    pValue < 0.1
      ? `Small studies show other effects than large ones (${figures}; predictor ${predictor}). Missing studies may be the reason, or differences between small and large studies.`
      : `No difference between small and large studies is shown (${figures}; predictor ${predictor}); the test misses much.`,
    ...(limit === null || pValue >= 0.1
      ? []
      : [
          `At a standard error of 0 the line is at a ${measure.name} of ${shown(measure.read(limit.estimate))}.`,
        ]),
    ...notes,
  ];
}
