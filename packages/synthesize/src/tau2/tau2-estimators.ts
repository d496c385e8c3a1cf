/** The table of estimators of the between-study variance. */
import type { StudyData } from "../pool/study-data.ts";
import type { Tau2Estimate } from "./estimate.ts";
import { pauleMandel, pauleMandelMedian } from "./generalised-q-root.ts";
import { maximumLikelihood } from "./maximum-likelihood.ts";
import { derSimonianLaird, hedges, hunterSchmidt, hunterSchmidtCorrected, sidikJonkman } from "./moments.ts";
import { sidikJonkmanIterated } from "./sidik-jonkman-iterated.ts";

interface Estimator {
  readonly name: string;
  readonly estimate: (data: StudyData) => Tau2Estimate;
}

export const tau2Estimators = {
  DL: { name: "DerSimonian-Laird", estimate: derSimonianLaird },
  REML: { name: "restricted maximum likelihood", estimate: (data) => maximumLikelihood([data], "REML") },
  ML: { name: "maximum likelihood", estimate: (data) => maximumLikelihood([data], "ML") },
  PM: { name: "Paule-Mandel", estimate: pauleMandel },
  PMM: { name: "Paule-Mandel (median-unbiased)", estimate: pauleMandelMedian },
  EB: { name: "empirical Bayes", estimate: pauleMandel },
  HE: { name: "Hedges", estimate: hedges },
  HS: { name: "Hunter-Schmidt", estimate: hunterSchmidt },
  HSk: { name: "Hunter-Schmidt (small-sample corrected)", estimate: hunterSchmidtCorrected },
  SJ: { name: "Sidik-Jonkman", estimate: sidikJonkman },
  DLIT: { name: "DerSimonian-Laird (iterated)", estimate: pauleMandel },
  SJIT: { name: "Sidik-Jonkman (iterated)", estimate: sidikJonkmanIterated },
} as const satisfies Readonly<Record<string, Estimator>>;

export type Tau2Method = keyof typeof tau2Estimators;
