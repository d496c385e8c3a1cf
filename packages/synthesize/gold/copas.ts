/** `copas` of package metasens, on a `metabin` of two-by-two tables. */
import {
  arcsineDifference,
  type Counts,
  copasModel,
  type EffectSize,
  oddsRatio,
  type Result,
  riskDifference,
  riskRatio,
  type ZeroCellOptions,
} from "../src/index.ts";
import { type Adapter, fields, notSupported, numbers } from "./gold-file.ts";

type Measure = (counts: Counts, options?: ZeroCellOptions) => Result<EffectSize>;

const measures: Readonly<Record<string, { readonly of: Measure; readonly dropDoubleZero: boolean }>> = {
  OR: { of: oddsRatio, dropDoubleZero: true },
  RR: { of: riskRatio, dropDoubleZero: true },
  RD: { of: riskDifference, dropDoubleZero: false },
  ASD: { of: (counts) => arcsineDifference(counts), dropDoubleZero: false },
};

const known = new Set([
  "sm",
  "sign",
  "sign.rsb",
  "level",
  "level.ma",
  "left",
  "rho.bound",
  "ngrid",
  "nlevels",
]);

const copas: Adapter = ({ args }, rows) => {
  const unknown = Object.keys(args).find((name) => !known.has(name));
  if (unknown !== undefined) return notSupported(`copas with ${unknown}`);
  const measure = measures[String(args["sm"] ?? "OR")];
  if (measure === undefined) return notSupported(`copas of ${String(args["sm"])}`);
  const [events1, n1, events2, n2] = ["event.e", "n.e", "event.c", "n.c"].map((name) => numbers(rows, name));
  const effects = rows.flatMap((_, i) => {
    const counts = { events1: events1![i]!, n1: n1![i]!, events2: events2![i]!, n2: n2![i]! };
    const effect = measure.of(counts, { dropDoubleZero: measure.dropDoubleZero });
    return effect.ok ? [effect.value] : [];
  });
  const fitted = copasModel(effects, {
    significance: Number(args["sign"] ?? args["sign.rsb"] ?? 0.1),
    level: Number(args["level.ma"] ?? args["level"] ?? 0.95),
    grid: Number(args["ngrid"] ?? 20),
    levels: Number(args["nlevels"] ?? 10),
    rhoBound: Number(args["rho.bound"] ?? 0.9999),
    ...(typeof args["left"] === "boolean" ? { side: args["left"] ? "left" : "right" } : {}),
  });
  if (!fitted.ok) return notSupported(fitted.problems[0]!.message);
  const { path, adjusted } = fitted.value;
  return fields({
    adjusted: adjusted?.estimate ?? null,
    se: adjusted?.se ?? null,
    lb: adjusted?.ciLow ?? null,
    ub: adjusted?.ciHigh ?? null,
    slope: path.map(({ estimate }) => estimate),
    publprob: path.map(({ publicationProbability }) => publicationProbability),
    NUnpubl: null,
  });
};

export const copasAdapters: Readonly<Record<string, Adapter>> = { copas };
