/** `metabias` of package meta: tests of funnel plot asymmetry. */
import {
  type AsymmetryTest,
  beggTest,
  deeksTest,
  type EffectSize,
  eggerTest,
  harbordTest,
  macaskillTest,
  petersTest,
  pustejovskyTest,
  type Result,
  schwarzerTest,
  type Tau2Method,
  thompsonTest,
} from "../src/index.ts";
import { type Adapter, fields, notSupported, numbers, type Row } from "./gold-file.ts";
import { meanEffectsOf, tableEffectsOf, tablesOfMeta } from "./meta-effects.ts";
import { fisherScoringTau2 } from "./r-fisher-scoring.ts";

type Args = Readonly<Record<string, unknown>>;

interface Study {
  readonly effect: EffectSize;
  readonly n1: number;
  readonly n2: number;
  readonly events1: number;
  readonly events2: number;
}

function studiesOf(args: Args, rows: readonly Row[]): readonly Study[] | string {
  const column = (name: string): readonly number[] => numbers(rows, String(args[name] ?? name));
  const binary = "eventE" in args;
  if (!binary && !("meanE" in args)) return "metabias of single groups";
  const effects = binary
    ? tableEffectsOf(args, rows, String(args["method"] ?? "MH"))
    : meanEffectsOf(args, rows);
  if (effects === null) return `metabias with sm ${String(args["sm"])}`;
  const [n1, n2] = [column("nE"), column("nC")];
  const tables = binary ? tablesOfMeta(args, rows) : [];
  return effects.flatMap((effect, i) =>
    effect === null
      ? []
      : [
          {
            effect,
            n1: n1[i]!,
            n2: n2[i]!,
            events1: tables[i]?.events1 ?? 0,
            events2: tables[i]?.events2 ?? 0,
          },
        ],
  );
}

/** Old names are still accepted by the package. */
const names: Readonly<Record<string, string>> = {
  linreg: "Egger",
  rank: "Begg",
  mm: "Thompson",
  count: "Schwarzer",
  score: "Harbord",
  peters: "Peters",
  deeks: "Deeks",
  macaskill: "Macaskill",
  pustejovsky: "Pustejovsky",
};

/** R stops early in its REML iterations here, and the values can be compared only at the same residual tau2. */
function residualTau2(effects: readonly EffectSize[], method: string): Tau2Method | number {
  return method === "REML" && effects.length > 2 ? fisherScoringTau2(effects) : (method as Tau2Method);
}

function test(studies: readonly Study[], args: Args): Result<AsymmetryTest> | string {
  const effects = studies.map(({ effect }) => effect);
  const sized = studies.map((study) => ({ ...study, yi: study.effect.yi, vi: study.effect.vi }));
  const options = { continuityCorrection: args["correct"] === true };
  const given = String(args["methodBias"] ?? "Egger");
  const name = names[given] ?? given;
  switch (name) {
    case "Egger":
      return eggerTest(effects);
    case "Thompson":
      return thompsonTest(effects, residualTau2(effects, String(args["methodTau"] ?? "REML")));
    case "Begg":
      return beggTest(effects, options);
    case "Harbord":
      return harbordTest(sized);
    case "Peters":
      return petersTest(sized);
    case "Deeks":
      return deeksTest(sized);
    case "Macaskill":
      return macaskillTest(sized);
    case "Schwarzer":
      return schwarzerTest(sized, options);
    case "Pustejovsky":
      return pustejovskyTest(sized);
    default:
      return `metabias by ${name}`;
  }
}

const metabias: Adapter = ({ args }, rows) => {
  const studies = studiesOf(args, rows);
  if (typeof studies === "string") return notSupported(studies);
  const result = test(studies, args);
  if (typeof result === "string") return notSupported(result);
  if (!result.ok) return notSupported(result.problems[0]!.message);
  const { statistic, df, pValue, estimate, se, k } = result.value;
  if (k < Number(args["kMin"] ?? 10)) return fields({ stat: null, df: null, p: null, est: null });
  return fields({ stat: statistic, df, p: pValue, est: [estimate, se] });
};

export const metaBiasAdapters: Readonly<Record<string, Adapter>> = { metabias };
