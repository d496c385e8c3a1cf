import { type Derivation, derive, type Verdict, type WhyStep, why } from "@coppice/conclude";
import type { Review } from "@coppice/model";
import { askedCondition, askedDate, askedRuleSet, askedStudies, today } from "../asked.ts";
import { type Cell, columns, wrap } from "../columns.ts";
import { dateInWords } from "../date-in-words.ts";
import type { Environment } from "../environment.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { tellErrors } from "../found-problems.ts";
import { openReview } from "../open-review.ts";
import { ruleSetName } from "../rule-set-name.ts";
import { sinceLandmark } from "../since-landmark.ts";
import { paint, print, printJson, tell, terminalWidth } from "../terminal.ts";
import { conditionCell, counted, doseText, verdictCell } from "../verdict-words.ts";
import { walkLines } from "../walk.ts";

export interface VerdictOptions {
  readonly asOf?: string;
  readonly rules?: string;
  readonly exclude: readonly string[];
  readonly why?: string;
  readonly json?: boolean;
}

/** A verdict as other programs read it; the names are those of the public JSON and do not change. */
function verdictJson(verdict: Verdict) {
  return {
    condition: verdict.condition,
    class: verdict.class,
    line: verdict.line,
    doseGPerKg: verdict.doseGPerKg,
    statement: verdict.statement,
    studies: verdict.studies,
    because: verdict.because.map(({ rule, sentence, from }) => ({ rule, sentence, from })),
    unverified: verdict.unverified,
  };
}

function heading(review: Review, derivation: Derivation): string {
  const rules = ruleSetName(review, derivation.rules);
  const without = derivation.excluded.length === 0 ? "" : `, without ${derivation.excluded.join(", ")}`;
  return `${paint.bold(review.protocol.title)}\nAs of ${dateInWords(derivation.asOf)}, rules of ${rules}${without}`;
}

function table(review: Review, derivation: Derivation): string {
  const since = sinceLandmark(review, derivation);
  const head = (text: string): Cell => ({ text, paint: paint.dim });
  const rows = derivation.verdicts.map((verdict): readonly Cell[] => {
    const change = since?.changes.get(verdict.condition);
    return [
      conditionCell(verdict),
      verdictCell(verdict),
      { text: doseText(verdict) },
      { text: `${counted(verdict.trials, "study", "studies")}, ${counted(verdict.patients, "patient")}` },
      { text: change === undefined || change.kind === "same" ? "" : change.text },
    ];
  });
  const names = ["condition", "verdict", "dose", "known", since === undefined ? "" : `since ${since.label}`];
  return columns([names.map(head), ...rows]).join("\n");
}

function explanation(verdict: Verdict, steps: readonly WhyStep[]): string {
  const width = terminalWidth();
  const rules = verdict.because.flatMap(({ rule, sentence }) =>
    wrap(`${rule}: ${sentence}`, width - 4).map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`)),
  );
  const unverified = verdict.unverified.length;
  return [
    ...wrap(`${verdict.name}: ${verdict.statement}`, width),
    "",
    paint.dim("Rules that gave it"),
    ...rules,
    "",
    paint.dim("Where it comes from (● seen, – derived, ○ unverified)"),
    ...walkLines(steps, width),
    "",
    unverified === 0
      ? "Every datum that it rests on was seen in a source."
      : `It rests on ${counted(unverified, "datum", "data")} that no source was seen for.`,
  ].join("\n");
}

/** Derives a review's verdicts at a date under a rule set and prints them, or the walk behind one of them. */
export async function verdict(
  folder: string,
  options: VerdictOptions,
  environment: Environment,
): Promise<ExitCode> {
  const opened = await openReview(folder, environment);
  if (!opened.ok) return opened.exit;
  const { review, problems } = opened;
  const refuse = (sentence: string): ExitCode => {
    tell(`coppice: ${sentence}`);
    return exitCode.misuse;
  };
  const now = today(new Date(), process.env.COPPICE_TODAY);
  if (!now.ok) return refuse(now.sentence);
  const asOf = askedDate(options.asOf, now.value, review.protocol);
  if (!asOf.ok) return refuse(asOf.sentence);
  const ruleSet = askedRuleSet(options.rules, review);
  if (!ruleSet.ok) return refuse(ruleSet.sentence);
  const exclude = askedStudies(options.exclude, review);
  if (!exclude.ok) return refuse(exclude.sentence);
  const condition = options.why === undefined ? undefined : askedCondition(options.why, review);
  if (condition !== undefined && !condition.ok) return refuse(condition.sentence);

  const derivation = derive(review, { asOf: asOf.value, ruleSet: ruleSet.value, exclude: exclude.value });
  const asked = derivation.verdicts.find((each) => each.condition === condition?.value.id);
  const steps = asked && why(review, derivation, asked.ref);
  if (options.json) {
    printJson({
      review: derivation.review,
      asOf: derivation.asOf,
      rules: derivation.rules,
      verdicts: derivation.verdicts.map(verdictJson),
      ...(steps !== undefined && { why: { condition: asked!.condition, steps } }),
    });
  } else {
    print(heading(review, derivation));
    print("");
    print(asked === undefined ? table(review, derivation) : explanation(asked, steps!));
  }
  return tellErrors([...problems, ...derivation.problems], folder);
}
