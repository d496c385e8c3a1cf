/** Effect measures as a table: what each is called and on which scale it is pooled. Ids are those of the field (and of metafor). */

/** The scale on which a measure is analysed; `identity` needs no way back. */
export type Scale =
  | "identity"
  | "log"
  | "logit"
  | "probit"
  | "square-root"
  | "arcsine"
  | "double-arcsine"
  | "fisher-z"
  | "log-complement"
  | "cube-root-complement";

interface MeasureEntry {
  readonly name: string;
  readonly scale: Scale;
}

export const measures = {
  RR: { name: "risk ratio", scale: "log" },
  OR: { name: "odds ratio", scale: "log" },
  RD: { name: "risk difference", scale: "identity" },
  PETO: { name: "Peto odds ratio", scale: "log" },
  AS: { name: "arcsine risk difference", scale: "identity" },
  PHI: { name: "phi coefficient", scale: "identity" },
  ZPHI: { name: "phi coefficient (Fisher z)", scale: "fisher-z" },
  YUQ: { name: "Yule's Q", scale: "identity" },
  YUY: { name: "Yule's Y", scale: "identity" },
  RTET: { name: "tetrachoric correlation", scale: "identity" },
  PBIT: { name: "probit difference", scale: "identity" },
  OR2DN: { name: "standardized mean difference from an odds ratio (normal)", scale: "identity" },
  OR2DL: { name: "standardized mean difference from an odds ratio (logistic)", scale: "identity" },
  MD: { name: "mean difference", scale: "identity" },
  SMD: { name: "standardized mean difference", scale: "identity" },
  SMDH: { name: "standardized mean difference (unequal variances)", scale: "identity" },
  SMD1: { name: "standardized mean difference (control group SD)", scale: "identity" },
  SMD1H: { name: "standardized mean difference (control group SD, unequal variances)", scale: "identity" },
  ROM: { name: "ratio of means", scale: "log" },
  CVR: { name: "ratio of coefficients of variation", scale: "log" },
  VR: { name: "ratio of standard deviations", scale: "log" },
  RPB: { name: "point-biserial correlation", scale: "identity" },
  ZPB: { name: "point-biserial correlation (Fisher z)", scale: "fisher-z" },
  RBIS: { name: "biserial correlation", scale: "identity" },
  ZBIS: { name: "biserial correlation (Fisher z)", scale: "fisher-z" },
  D2ORN: { name: "odds ratio from a standardized mean difference (normal)", scale: "log" },
  D2ORL: { name: "odds ratio from a standardized mean difference (logistic)", scale: "log" },
  CLESN: { name: "common language effect size (normal)", scale: "identity" },
  MC: { name: "mean change", scale: "identity" },
  SMCC: { name: "standardized mean change (change score SD)", scale: "identity" },
  SMCR: { name: "standardized mean change (raw score SD)", scale: "identity" },
  SMCRH: { name: "standardized mean change (raw score SD, unequal variances)", scale: "identity" },
  SMCRP: { name: "standardized mean change (pooled SD)", scale: "identity" },
  SMCRPH: { name: "standardized mean change (pooled SD, unequal variances)", scale: "identity" },
  ROMC: { name: "ratio of means, one group", scale: "log" },
  CVRC: { name: "ratio of coefficients of variation, one group", scale: "log" },
  VRC: { name: "ratio of standard deviations, one group", scale: "log" },
  IRR: { name: "incidence rate ratio", scale: "log" },
  IRD: { name: "incidence rate difference", scale: "identity" },
  IRSD: { name: "square-root incidence rate difference", scale: "identity" },
  HR: { name: "hazard ratio", scale: "log" },
  IR: { name: "incidence rate", scale: "identity" },
  IRLN: { name: "incidence rate (log)", scale: "log" },
  IRS: { name: "incidence rate (square root)", scale: "square-root" },
  IRFT: { name: "incidence rate (Freeman-Tukey)", scale: "square-root" },
  PR: { name: "proportion", scale: "identity" },
  PLN: { name: "proportion (log)", scale: "log" },
  PLO: { name: "proportion (logit)", scale: "logit" },
  PRZ: { name: "proportion (probit)", scale: "probit" },
  PAS: { name: "proportion (arcsine)", scale: "arcsine" },
  PFT: { name: "proportion (Freeman-Tukey double arcsine)", scale: "double-arcsine" },
  MN: { name: "mean", scale: "identity" },
  SMN: { name: "standardized mean", scale: "identity" },
  MNLN: { name: "mean (log)", scale: "log" },
  SDLN: { name: "standard deviation (log)", scale: "log" },
  CVLN: { name: "coefficient of variation (log)", scale: "log" },
  COR: { name: "correlation", scale: "identity" },
  UCOR: { name: "correlation, corrected for bias", scale: "identity" },
  ZCOR: { name: "correlation (Fisher z)", scale: "fisher-z" },
  PCOR: { name: "partial correlation", scale: "identity" },
  ZPCOR: { name: "partial correlation (Fisher z)", scale: "fisher-z" },
  ARAW: { name: "Cronbach's alpha", scale: "identity" },
  AHW: { name: "Cronbach's alpha (Hakstian-Whalen)", scale: "cube-root-complement" },
  ABT: { name: "Cronbach's alpha (Bonett)", scale: "log-complement" },
  MPRD: { name: "risk difference, matched pairs", scale: "identity" },
  MPRR: { name: "risk ratio, matched pairs", scale: "log" },
  MPOR: { name: "marginal odds ratio, matched pairs", scale: "log" },
  MPORC: { name: "conditional odds ratio, matched pairs", scale: "log" },
  MPPETO: { name: "Peto odds ratio, matched pairs", scale: "log" },
  GEN: { name: "generic effect", scale: "identity" },
} as const satisfies Readonly<Record<string, MeasureEntry>>;

export type Measure = keyof typeof measures;
