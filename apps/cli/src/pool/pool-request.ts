import { type ForestPresetId, forestPresets } from "@coppice/figures";
import { suggestion } from "@coppice/model";
import {
  type Measure,
  measures,
  type PredictionMethod,
  type Profile,
  profiles,
  type Tau2Method,
  type Test,
  tau2Estimators,
  type ZeroCellRule,
} from "@coppice/synthesize";
import type { Asked } from "../asked.ts";
import type { NamedColumns } from "./chosen-columns.ts";
import { columnRoles, type RoleId } from "./column-role.ts";

/** The options of `coppice pool` as the command line gives them: texts, by the option's name in camel case. */
export type PoolCommandOptions = Readonly<Record<string, string | boolean | undefined>>;

type PoolModel = "random" | "common" | "mh" | "peto";

/** What was asked, understood. */
export interface PoolRequest {
  readonly measure: Measure;
  readonly columns: NamedColumns;
  readonly model: PoolModel;
  /** A named set of choices, which settles model, tau2, test, prediction and zero cells. */
  readonly profile: Profile | undefined;
  readonly tau2: Tau2Method | number;
  readonly test: Test;
  /** As 0.95. */
  readonly level: number;
  /** `none` leaves the prediction interval out. */
  readonly prediction: PredictionMethod | "none";
  readonly tau2Across: "separate" | "shared";
  /** What was not said is left to the measure's own default: most fill zero cells, some need not. */
  readonly zeroCells: {
    /** `if-any-zero`: everywhere as soon as one table has a zero cell. */
    readonly rule: ZeroCellRule | "if-any-zero" | undefined;
    readonly add: number | undefined;
    readonly dropDoubleZero: boolean;
  };
  /** Reported ratios are logarithms. */
  readonly onLogScale: boolean;
  /** Level of the intervals that the spreadsheet reports. */
  readonly reportedLevel: number;
  /** Names of arm 1 and arm 2. */
  readonly arms: readonly [string, string];
  readonly favours: { readonly left: string; readonly right: string } | undefined;
  readonly title: string | undefined;
  readonly preset: ForestPresetId;
}

const models: readonly PoolModel[] = ["random", "common", "mh", "peto"];
const tests: readonly Test[] = ["z", "t", "hk", "hk-adhoc"];
const predictions: readonly (PredictionMethod | "none")[] = [
  "k-2",
  "k-1",
  "as-test",
  "riley",
  "normal",
  "simple",
  "none",
];
const across = ["separate", "shared"] as const;

/** Rules by the names of this program and of metafor. */
const zeroRules: Readonly<Record<string, ZeroCellRule | "if-any-zero">> = {
  only0: "only-zero",
  "only-zero": "only-zero",
  all: "all",
  none: "none",
  if0all: "if-any-zero",
  "treatment-arm": "treatment-arm",
};

/** What Mantel-Haenszel and Peto can pool. */
const tableMeasures: Readonly<Record<"mh" | "peto", readonly Measure[]>> = {
  mh: ["RR", "OR", "RD", "IRR", "IRD"],
  peto: ["PETO", "OR"],
};

const no = (sentence: string): Asked<never> => ({ ok: false, sentence });
const yes = <T>(value: T): Asked<T> => ({ ok: true, value });

function oneOf<T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
  otherwise: T,
): Asked<T> {
  if (given === undefined) return yes(otherwise);
  const found = known.find((each) => each.toLowerCase() === given.toLowerCase());
  return found === undefined
    ? no(`--${option} "${given}" is not known; ${suggestion(given, known)}`)
    : yes(found);
}

/** A level in per cent, or as a fraction below 1. */
function levelOf(option: string, given: string | undefined): Asked<number> {
  if (given === undefined) return yes(0.95);
  const number = Number(given.replace(/%$/, ""));
  const level = number > 1 ? number / 100 : number;
  return level > 0 && level < 1 && given.trim() !== ""
    ? yes(level)
    : no(`--${option} "${given}" is not a level of confidence; write it in per cent, as 95`);
}

function tau2Of(given: string | undefined): Asked<Tau2Method | number> {
  const known = Object.keys(tau2Estimators) as Tau2Method[];
  if (given !== undefined && given.trim() !== "" && Number(given) >= 0) return yes(Number(given));
  return oneOf("tau2", given, known, "REML");
}

function measureOf(given: string | undefined, columns: NamedColumns["roles"]): Asked<Measure> {
  const known = Object.keys(measures) as Measure[];
  if (given === undefined && (columns.yi !== undefined || columns.estimate !== undefined)) return yes("GEN");
  if (given === undefined)
    return no(
      "give --measure, as RR, OR or RD for events, MD or SMD for means, IRR for rates, PLO for proportions, ZCOR for correlations, GEN for effects with standard errors",
    );
  return oneOf("measure", given, known, "GEN");
}

/** Two names joined by a comma. */
function pairOf(option: string, given: string | undefined): Asked<readonly [string, string] | undefined> {
  if (given === undefined) return yes(undefined);
  const [first, second, ...more] = given.split(",").map((each) => each.trim());
  return first === undefined || second === undefined || more.length > 0 || first === "" || second === ""
    ? no(`--${option} "${given}" is not two names; write them with a comma between, as "BCG,control"`)
    : yes([first, second]);
}

function addOf(given: string | undefined): Asked<number | undefined> {
  if (given === undefined) return yes(undefined);
  const add = Number(given);
  return add >= 0 && Number.isFinite(add) && given !== ""
    ? yes(add)
    : no(`--add "${given}" is not a number to add to cells; write it as 0.5`);
}

/** What a profile settles by itself. */
const settled = ["model", "tau2", "test", "prediction", "zeroCells", "add", "tau2Across"] as const;

function profileOf(text: (name: string) => string | undefined): Asked<Profile | undefined> {
  const given = text("profile");
  if (given === undefined) return yes(undefined);
  const doubled = settled.find((name) => text(name) !== undefined);
  if (doubled !== undefined) {
    const flag = doubled.replace(/[A-Z]|2A/g, (sign) => `-${sign.toLowerCase()}`).replace("-2a", "2-a");
    return no(`--profile settles --${flag} by itself; leave one of the two out`);
  }
  const ids = profiles.map(({ id }) => id);
  // Who says RevMan means the one of today.
  const id = oneOf("profile", given.toLowerCase() === "revman" ? "revman-2025" : given, ids, "metafor");
  return id.ok ? yes(profiles.find((each) => each.id === id.value)) : id;
}

const camel = (flag: string) => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function namedColumns(text: (name: string) => string | undefined): NamedColumns {
  const roles = Object.fromEntries(
    (Object.keys(columnRoles) as RoleId[]).flatMap((role) => {
      const name = text(camel(columnRoles[role].flag));
      return name === undefined ? [] : [[role, name]];
    }),
  ) as NamedColumns["roles"];
  return { roles, label: text("label"), subgroup: text("subgroup") };
}

/** Understands the options, or says in a sentence which of them cannot be meant. */
export function poolRequest(options: PoolCommandOptions): Asked<PoolRequest> {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === "string" ? value : undefined;
  };
  const columns = namedColumns(text);
  const measure = measureOf(text("measure"), columns.roles);
  if (!measure.ok) return measure;
  const profile = profileOf(text);
  if (!profile.ok) return profile;
  const model = oneOf("model", text("model"), models, "random");
  if (!model.ok) return model;
  if (model.value === "mh" || model.value === "peto") {
    const known = tableMeasures[model.value];
    if (!known.includes(measure.value))
      return no(
        `--model ${model.value} pools ${known.join(", ")}, not ${measure.value}; take another measure, or --model random`,
      );
    const unused = ["tau2", "test", "prediction"].find((name) => text(name) !== undefined);
    if (unused !== undefined)
      return no(
        `--${unused} has no meaning for --model ${model.value}, which has no variance between studies; leave it out`,
      );
  }
  const tau2 = tau2Of(text("tau2"));
  if (!tau2.ok) return tau2;
  const test = oneOf("test", text("test"), tests, "z");
  if (!test.ok) return test;
  const level = levelOf("level", text("level"));
  if (!level.ok) return level;
  const reportedLevel = levelOf("reported-level", text("reportedLevel"));
  if (!reportedLevel.ok) return reportedLevel;
  const prediction = oneOf("prediction", text("prediction"), predictions, "k-2");
  if (!prediction.ok) return prediction;
  const tau2Across = oneOf("tau2-across", text("tau2Across"), across, "separate");
  if (!tau2Across.ok) return tau2Across;
  const rule = oneOf("zero-cells", text("zeroCells"), Object.keys(zeroRules), "only0");
  if (!rule.ok) return rule;
  const add = addOf(text("add"));
  if (!add.ok) return add;
  const arms = pairOf("arms", text("arms"));
  if (!arms.ok) return arms;
  const favours = pairOf("favours", text("favours"));
  if (!favours.ok) return favours;
  const preset = oneOf("preset", text("preset"), Object.keys(forestPresets) as ForestPresetId[], "bmj");
  if (!preset.ok) return preset;
  return yes({
    measure: measure.value,
    columns,
    model: model.value,
    profile: profile.value,
    tau2: tau2.value,
    test: test.value,
    level: level.value,
    prediction: prediction.value,
    tau2Across: tau2Across.value,
    zeroCells: {
      rule: text("zeroCells") === undefined ? undefined : zeroRules[rule.value]!,
      add: add.value,
      dropDoubleZero: options["dropDoubleZero"] === true,
    },
    onLogScale: options["log"] === true,
    reportedLevel: reportedLevel.value,
    arms: arms.value ?? ["Arm 1", "Arm 2"],
    favours:
      favours.value === undefined
        ? undefined
        : { left: `favours ${favours.value[0]}`, right: `favours ${favours.value[1]}` },
    title: text("title"),
    preset: preset.value,
  });
}
