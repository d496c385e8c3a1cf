/** `transf.*`: transformations of an effect, elementwise over args.x. */
import {
  arcsine,
  backTransform,
  correlationToZ,
  dToBinomialDisplay,
  dToCliff,
  dToCommonLanguage,
  dToLogOddsRatio,
  dToOverlap,
  dToPointBiserial,
  dToU1,
  dToU2,
  dToU3,
  logit,
  logOddsRatioToD,
} from "../src/index.ts";
import { type Adapter, fields } from "./gold-file.ts";

const elementwise: Readonly<Record<string, (x: number) => number>> = {
  ztor: (x) => backTransform("ZCOR", x),
  rtoz: correlationToZ,
  logit,
  ilogit: (x) => backTransform("PLO", x),
  arcsin: arcsine,
  iarcsin: (x) => backTransform("PAS", x),
  iabt: (x) => backTransform("ABT", x),
  dtou1: dToU1,
  dtou2: dToU2,
  dtou3: dToU3,
  dtocles: dToCommonLanguage,
  dtobesd: dToBinomialDisplay,
  dtorpb: (x) => dToPointBiserial(x),
  dtoovl: dToOverlap,
  dtocliffd: dToCliff,
  "lnortod.norm": logOddsRatioToD,
  "dtolnor.norm": dToLogOddsRatio,
};

function harmonicMean(values: readonly number[]): number {
  return values.length / values.reduce((sum, value) => sum + 1 / value, 0);
}

const doubleArcsine =
  (harmonic: boolean): Adapter =>
  ({ args }) => {
    const sizes = args["ni"] as readonly number[];
    const common = harmonicMean(sizes);
    const y = (args["x"] as readonly number[]).map((x, i) =>
      backTransform("PFT", x, { n: harmonic ? common : sizes[i]! }),
    );
    return fields({ y });
  };

export const transformAdapters: Readonly<Record<string, Adapter>> = {
  ...Object.fromEntries(
    Object.entries(elementwise).map(([name, f]): [string, Adapter] => [
      `transf.${name}`,
      ({ args }) => fields({ y: (args["x"] as readonly number[]).map(f) }),
    ]),
  ),
  "transf.ipft": doubleArcsine(false),
  "transf.ipft.hm": doubleArcsine(true),
};
