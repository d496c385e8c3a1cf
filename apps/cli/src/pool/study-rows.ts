import type { Problem } from "@coppice/model";
import type { EffectSize } from "@coppice/synthesize";
import type { ChosenColumns } from "./chosen-columns.ts";
import { columnRoles, type RoleId, type StudyNumbers } from "./column-role.ts";
import type { EffectOptions } from "./measure-input.ts";
import { numberCell } from "./number-cell.ts";
import { type Spreadsheet, type SpreadsheetCell, sheetProblem } from "./spreadsheet.ts";

/** A row of the spreadsheet whose numbers could all be read. */
export interface StudyRow {
  readonly label: string;
  /** 1-based line in the file. */
  readonly line: number;
  readonly group: string | undefined;
  readonly numbers: StudyNumbers;
  /** `null` where the numbers determine no effect; a problem says why. */
  readonly effect: EffectSize | null;
  /** People behind the effect, where they are known. */
  readonly n: number | undefined;
}

export interface StudyRows {
  readonly studies: readonly StudyRow[];
  readonly problems: readonly Problem[];
}

function breach(value: number, rule: (typeof columnRoles)[RoleId]["rule"]): string | undefined {
  if (rule === "positive" && value <= 0) return "must be greater than 0";
  if (rule === "non-negative" && value < 0) return "must not be negative";
  if (rule === "correlation" && Math.abs(value) > 1) return "must lie between -1 and 1";
  return undefined;
}

interface ReadNumbers {
  readonly numbers: StudyNumbers;
  readonly problem: Problem | undefined;
}

/** The numbers of one row by role, or the first thing that keeps the row out. */
function readNumbers(
  sheet: Spreadsheet,
  row: readonly SpreadsheetCell[],
  columns: ChosenColumns,
  label: string,
): ReadNumbers {
  const numbers: Partial<Record<RoleId, number>> = {};
  for (const [role, index] of Object.entries(columns.roles) as [RoleId, number][]) {
    const cell = row[index]!;
    const optional = !columns.input.roles.includes(role);
    const where = { file: sheet.file, line: cell.line, column: cell.column };
    const { words, rule } = columnRoles[role];
    const header = sheet.header[index]!.text;
    const read = numberCell(cell.text, sheet.separator);
    if (read.kind === "missing") {
      if (optional) continue;
      const message = `${label} has no value in ${header} (${words}) and is left out; fill the cell to pool it`;
      return { numbers, problem: sheetProblem("missing-value", "warning", message, where) };
    }
    if (read.kind === "bad") {
      const message = `${label}, ${header} (${words}): ${read.reason}; the study is left out`;
      return { numbers, problem: sheetProblem("not-a-number", "error", message, where) };
    }
    const broken = breach(read.value, rule);
    if (broken !== undefined) {
      const message = `${label}, ${header}: the ${words} is ${read.value} and ${broken}; correct it against the report; the study is left out`;
      return { numbers, problem: sheetProblem("impossible-value", "error", message, where) };
    }
    numbers[role] = read.value;
  }
  return { numbers, problem: undefined };
}

/** People behind an effect, from whichever roles tell. */
function peopleOf(numbers: StudyNumbers, effect: EffectSize | null): number | undefined {
  const { n, n1, n2, events1, nonEvents1, events2, nonEvents2 } = numbers;
  if (n !== undefined) return n;
  if (n1 !== undefined && n2 !== undefined) return n1 + n2;
  if (nonEvents1 !== undefined && nonEvents2 !== undefined)
    return (events1 ?? 0) + nonEvents1 + (events2 ?? 0) + nonEvents2;
  return effect?.n ?? undefined;
}

/** An effect that cannot be had is a fault of the numbers only where they contradict each other. */
const contradictions = new Set([
  "more-events-than-people",
  "bad-counts",
  "bad-rates",
  "not-positive",
  "negative",
]);

/** Reads every row as a study. What cannot be read is left out with a sentence that says where and why. */
export function studyRows(
  sheet: Spreadsheet,
  columns: ChosenColumns,
  optionsFor: (numbers: readonly StudyNumbers[]) => EffectOptions,
): StudyRows {
  const problems: Problem[] = [];
  const lineOf = new Map<string, number>();
  const read = sheet.rows.flatMap((row, index) => {
    const line = row[0]!.line;
    const words = columns.label.map((column) => row[column]!.text).filter((text) => text !== "");
    const label = words.length === 0 ? `Study ${index + 1}` : words.join(" ");
    const { numbers, problem } = readNumbers(sheet, row, columns, label);
    if (problem !== undefined) {
      problems.push(problem);
      return [];
    }
    const earlier = lineOf.get(label);
    if (earlier !== undefined) {
      const message = `"${label}" stands on line ${earlier} too; if it is the same study its people are counted twice, else tell the two apart`;
      problems.push(sheetProblem("label-twice", "warning", message, { file: sheet.file, line }));
    } else lineOf.set(label, line);
    const group = columns.subgroup === undefined ? undefined : row[columns.subgroup]!.text || "(none given)";
    return [{ label, line, group, numbers }];
  });
  const options = optionsFor(read.map(({ numbers }) => numbers));
  const studies = read.map((row): StudyRow => {
    const effect = columns.input.effect(row.numbers, options);
    if (!effect.ok || !(effect.value.vi > 0)) {
      const problem = effect.ok
        ? {
            code: "bad-variance",
            message: "the sampling variance is 0, which would give the study all the weight.",
          }
        : effect.problems[0]!;
      const severity = contradictions.has(problem.code) ? "error" : "warning";
      problems.push(
        sheetProblem(problem.code, severity, `${row.label}: ${problem.message}`, {
          file: sheet.file,
          line: row.line,
        }),
      );
      return { ...row, effect: null, n: peopleOf(row.numbers, null) };
    }
    return { ...row, effect: effect.value, n: peopleOf(row.numbers, effect.value) };
  });
  // A table that contradicts itself has no place in a pooled table either.
  const contradicted = new Set(
    problems.filter(({ severity }) => severity === "error").map(({ where }) => where.line),
  );
  return { studies: studies.filter(({ line }) => !contradicted.has(line)), problems };
}
