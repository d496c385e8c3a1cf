import { chiSquareQuantile } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { riskRatio } from "../binary/risk-ratio.ts";
import { studyData } from "../pool/study-data.ts";
import { weightedSums } from "../pool/weighted-sums.ts";
import { bcg } from "../published-studies.fixture.ts";
import { okValue } from "../result-value.fixture.ts";
import { generalisedQInterval, quadraticFormWeights } from "./generalised-q-interval.ts";
import { logLikelihood } from "./likelihood.ts";
import { maximumLikelihood } from "./maximum-likelihood.ts";
import { profileLikelihoodInterval, qProfileInterval } from "./tau2-interval.ts";

const data = okValue(studyData(bcg.map((table) => okValue(riskRatio(table)))));
const square = data.unit ** 2;

describe("intervals for tau2 (BCG)", () => {
  it("by Q-profile end where Q(tau2) meets the chi-square quantiles", () => {
    const { low, high } = qProfileInterval(data, 0.95);
    expect(weightedSums(data, low).q).toBeCloseTo(chiSquareQuantile(0.975, 12), 9);
    expect(weightedSums(data, high).q).toBeCloseTo(chiSquareQuantile(0.025, 12), 9);
  });

  it("by profile likelihood: 0.1153 to 0.9647 for REML", () => {
    const { tau2 } = maximumLikelihood([data], "REML");
    const { low, high } = profileLikelihoodInterval(data, tau2, "REML", 0.95);
    expect(low * square).toBeCloseTo(0.1153, 3);
    expect(high * square).toBeCloseTo(0.9647, 3);
    const drop = logLikelihood(data, tau2, "REML") - logLikelihood(data, high, "REML");
    expect(2 * drop).toBeCloseTo(chiSquareQuantile(0.95, 1), 9);
  });

  it("by the exact distribution of a generalised Q: 0.10105 to 1.63609 with weights 1/v (checked by Imhof's inversion)", () => {
    const weights = data.v.map((v) => 1 / v);
    const { low, high } = generalisedQInterval(data, weights, 0.95)!;
    expect(low * square).toBeCloseTo(0.10105006945, 8);
    expect(high * square).toBeCloseTo(1.6360882011, 8);
  });
});

it("finds the eigenvalues of a quadratic form: all 1 when the weights are the inverse variances", () => {
  const weights = data.v.map((v) => 1 / v);
  for (const weight of quadraticFormWeights(data, weights, 0)) expect(weight).toBeCloseTo(1, 12);
  const trace = data.v.reduce((sum, v, i) => sum + weights[i]! * (v + 1), 0);
  const lost =
    data.v.reduce((sum, v, i) => sum + weights[i]! ** 2 * (v + 1), 0) /
    weights.reduce((sum, w) => sum + w, 0);
  const total = quadraticFormWeights(data, weights, 1).reduce((sum, weight) => sum + weight, 0);
  expect(total / (trace - lost)).toBeCloseTo(1, 11);
});
