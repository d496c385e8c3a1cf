import type { Derivation } from "@coppice/conclude";
import { analysesOf } from "@coppice/figures";
import { datumValue, type Review } from "@coppice/model";
import { type Cell, csvText } from "./csv.ts";
import type { OutputFile } from "./output-file.ts";

interface Table {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, Cell | readonly string[]>>[];
  readonly columns: readonly string[];
}

function table<Row extends Readonly<Record<string, Cell | readonly string[]>>>(
  name: string,
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Table {
  return { name, columns, rows };
}

function verdicts(derivation: Derivation): Table {
  const rows = derivation.verdicts.map((verdict) => ({
    condition: verdict.condition,
    name: verdict.name,
    class: verdict.class,
    line: verdict.line,
    doseGPerKg: verdict.doseGPerKg,
    certainty: verdict.certainty?.level ?? null,
    trials: verdict.trials,
    patients: verdict.patients,
    statement: verdict.statement,
    studies: verdict.studies,
    rules: verdict.because.map((each) => each.rule),
    unverified: verdict.unverified,
  }));
  return table(
    "verdicts",
    [
      "condition",
      "name",
      "class",
      "line",
      "doseGPerKg",
      "certainty",
      "trials",
      "patients",
      "statement",
      "studies",
      "rules",
      "unverified",
    ],
    rows,
  );
}

function studies(review: Review): Table {
  const rows = review.studies.map((study) => ({
    id: study.id,
    label: study.label,
    condition: study.condition,
    status: study.status,
    published: datumValue(study.reports[0]?.published) ?? null,
    allocation: datumValue(study.design.allocation),
    structure: datumValue(study.design.structure),
    question: study.design.question,
    masking: datumValue(study.masking.level),
    randomised: datumValue(study.population.randomised) ?? null,
    analysed: datumValue(study.population.analysed) ?? null,
    history: datumValue(study.population.treatmentHistory),
    arms: study.arms.map((arm) => arm.label),
    eligible: study.eligible?.value ?? true,
    companionOf: study.companionOf ?? null,
    pmid: datumValue(study.reports[0]?.pmid) ?? null,
    doi: datumValue(study.reports[0]?.doi) ?? null,
    citation: study.reports[0]?.citation.title ?? "",
  }));
  return table(
    "studies",
    [
      "id",
      "label",
      "condition",
      "status",
      "published",
      "allocation",
      "structure",
      "question",
      "masking",
      "randomised",
      "analysed",
      "history",
      "arms",
      "eligible",
      "companionOf",
      "pmid",
      "doi",
      "citation",
    ],
    rows,
  );
}

function effects(derivation: Derivation): Table {
  const rows = analysesOf(derivation).flatMap((analysis) =>
    analysis.rows.map((row) => ({
      analysis: analysis.id,
      condition: analysis.condition,
      against: analysis.against,
      outcome: analysis.outcomeName,
      measure: analysis.measure,
      better: analysis.better,
      study: row.study,
      label: row.label,
      published: row.published ?? null,
      state: row.state,
      experimental: row.experimental,
      comparator: row.comparator,
      estimate: row.effect.estimate,
      low: row.effect.low,
      high: row.effect.high,
      yi: row.effect.yi,
      vi: row.effect.vi,
      weightPercent: row.weight,
      via: row.via,
      unverified: row.unverified,
    })),
  );
  return table(
    "effects",
    [
      "analysis",
      "condition",
      "against",
      "outcome",
      "measure",
      "better",
      "study",
      "label",
      "published",
      "state",
      "experimental",
      "comparator",
      "estimate",
      "low",
      "high",
      "yi",
      "vi",
      "weightPercent",
      "via",
      "unverified",
    ],
    rows,
  );
}

function pooled(derivation: Derivation): Table {
  const rows = analysesOf(derivation).map((analysis) => ({
    analysis: analysis.id,
    title: analysis.title,
    condition: analysis.condition,
    against: analysis.against,
    outcome: analysis.outcomeName,
    measure: analysis.measure,
    better: analysis.better,
    decides: analysis.decides,
    k: analysis.pooled?.k ?? 0,
    patients: analysis.pooled?.patients ?? 0,
    estimate: analysis.pooled?.effect.estimate ?? null,
    low: analysis.pooled?.effect.low ?? null,
    high: analysis.pooled?.effect.high ?? null,
    p: analysis.pooled?.pValue ?? null,
    tau2: analysis.pooled?.tau2 ?? null,
    i2: analysis.pooled?.i2 ?? null,
    q: analysis.pooled?.q ?? null,
    qDf: analysis.pooled?.qDf ?? null,
    qP: analysis.pooled?.qP ?? null,
    predictionLow: analysis.pooled?.prediction?.low ?? null,
    predictionHigh: analysis.pooled?.prediction?.high ?? null,
    method: analysis.pooled?.method ?? null,
  }));
  return table(
    "pooled",
    [
      "analysis",
      "title",
      "condition",
      "against",
      "outcome",
      "measure",
      "better",
      "decides",
      "k",
      "patients",
      "estimate",
      "low",
      "high",
      "p",
      "tau2",
      "i2",
      "q",
      "qDf",
      "qP",
      "predictionLow",
      "predictionHigh",
      "method",
    ],
    rows,
  );
}

function isList(value: Cell | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

/** The review's tables, each as CSV (lists joined by `; `) and as JSON: verdicts, studies, effects, pooled results. */
export function tables(review: Review, derivation: Derivation): readonly OutputFile[] {
  return [verdicts(derivation), studies(review), effects(derivation), pooled(derivation)].flatMap((each) => {
    const cells = each.rows.map((row) =>
      each.columns.map((column) => {
        const value = row[column];
        return isList(value) ? value.join("; ") : value;
      }),
    );
    const head = {
      review: derivation.review,
      asOf: derivation.asOf,
      rules: derivation.rules,
      excluded: derivation.excluded,
    };
    return [
      { path: `tables/${each.name}.csv`, text: csvText(each.columns, cells) },
      {
        path: `tables/${each.name}.json`,
        text: `${JSON.stringify({ ...head, [each.name]: each.rows }, null, 2)}\n`,
      },
    ];
  });
}
