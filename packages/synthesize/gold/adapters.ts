/** Which of our functions answers for which R function. */
import { biasAdapters } from "./bias.ts";
import { conversionAdapters } from "./conversions.ts";
import { copasAdapters } from "./copas.ts";
import { dependentEffectAdapters } from "./dependent-effects.ts";
import { diagnosticAccuracyAdapters } from "./diagnostic-accuracy.ts";
import { diagnosticAdapters } from "./diagnostics.ts";
import { distributionAdapters } from "./distributions.ts";
import { escalcAdapters } from "./escalc.ts";
import type { Adapter } from "./gold-file.ts";
import { metaBiasAdapters } from "./meta-bias.ts";
import { metaPackageAdapters } from "./meta-package.ts";
import { metaRegression, regressionAdapters } from "./regression.ts";
import { rmaGlmmAdapters } from "./rma-glmm.ts";
import { rmaMvAdapters } from "./rma-mv.ts";
import { rmaTableAdapters } from "./rma-tables.ts";
import { rmaUniAdapters } from "./rma-uni.ts";
import { selectionAdapters } from "./selection.ts";
import { sensitivityAdapters } from "./sensitivity.ts";
import { transformAdapters } from "./transforms.ts";

export const adapters: Readonly<Record<string, Adapter>> = {
  ...copasAdapters,
  ...distributionAdapters,
  ...escalcAdapters,
  ...conversionAdapters,
  ...transformAdapters,
  ...rmaUniAdapters,
  ...regressionAdapters,
  ...biasAdapters,
  ...diagnosticAccuracyAdapters,
  ...rmaMvAdapters,
  ...diagnosticAdapters,
  "rma.uni": (goldCase, rows) =>
    (typeof goldCase.args["mods"] === "string" ? metaRegression : rmaUniAdapters["rma.uni"]!)(goldCase, rows),
  ...rmaTableAdapters,
  ...rmaGlmmAdapters,
  ...sensitivityAdapters,
  ...metaPackageAdapters,
  ...metaBiasAdapters,
  ...selectionAdapters,
  ...dependentEffectAdapters,
};
