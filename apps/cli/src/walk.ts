import type { Standing, WhyStep } from "@coppice/conclude";
import { wrap } from "./columns.ts";
import { paint } from "./terminal.ts";

const marks: Readonly<Record<Standing, string>> = { seen: "●", derived: "–", unverified: "○" };

const tones: Readonly<Record<Standing, (text: string) => string>> = {
  seen: paint.green,
  derived: paint.dim,
  unverified: paint.yellow,
};

/** One step of the walk as indented lines: what it is, its value, how it is known, and what contradicts it. */
function stepLines(step: WhyStep, width: number): readonly string[] {
  const indent = "  ".repeat(step.depth);
  const room = Math.max(30, width - indent.length - 2);
  const unverified = step.standing === "unverified" ? " (unverified)" : "";
  const [first = "", ...more] = wrap(`${step.title}: ${step.text}${unverified}`, room);
  const tone = tones[step.standing];
  const isHead = step.depth === 0;
  return [
    `${indent}${tone(marks[step.standing])} ${isHead ? paint.bold(first) : first}`,
    ...more.map((line) => `${indent}  ${line}`),
    ...wrap(step.how, room).map((line) => `${indent}  ${paint.dim(line)}`),
    ...(step.url === undefined ? [] : [`${indent}  ${paint.dim(step.url)}`]),
    ...step.conflicts.flatMap((each) =>
      wrap(`conflicts with: ${each}`, room).map((line) => `${indent}  ${paint.yellow(line)}`),
    ),
  ];
}

/** The walk from a value to its sources, for a terminal: solid = seen, dash = derived, open = unverified. */
export function walkLines(steps: readonly WhyStep[], width: number): readonly string[] {
  return steps.flatMap((step) => stepLines(step, width));
}
