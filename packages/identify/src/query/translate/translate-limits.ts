import type { DateRange, Expression, Limit, Limited } from "../strategy.ts";
import { animalsOnly } from "./animals.ts";
import { sameDatabase } from "./translate-text.ts";
import { effectOfDropping, type Translating, type Within } from "./translating.ts";

const datesShown = ({ from, to }: Pick<DateRange, "from" | "to">): string => `${from ?? "…"} to ${to ?? "…"}`;

/** A range of dates in the engine, by a field that it has. */
export function translateDate(
  range: DateRange,
  translating: Translating,
  within: Within,
): Expression | undefined {
  const { engine, strategy, tell } = translating;
  if (strategy.syntax === engine.syntax || engine.dates.includes(range.field)) return range;
  const published = range.field.startsWith("published");
  const instead = published ? "published" : engine.dates.includes("entered") ? "entered" : undefined;
  if (instead === undefined || !engine.dates.includes(instead)) {
    tell(
      "date-dropped",
      "warning",
      effectOfDropping(within),
      `${engine.name} cannot search by date (${range.field}) in the search itself: ${datesShown(range)} is dropped. Set it beside the search.`,
      range,
    );
    return undefined;
  }
  tell(
    "date-field-changed",
    "warning",
    "unknown",
    `${engine.name} has no date “${range.field}”; “${instead}” is searched from ${datesShown(range)}.`,
    range,
  );
  return { ...range, field: instead };
}

/** A set with its limits: as limits on Ovid, as operands of AND elsewhere; what the engine cannot limit is dropped and told. */
export function translateLimited(limited: Limited, of: Expression, translating: Translating): Expression {
  const { engine, tell } = translating;
  const alone = of.kind === "line" && translating.options.expandLines !== true;
  if (sameDatabase(translating) && engine.syntax !== "ovid") return { ...limited, of };
  if (engine.syntax === "ovid" && alone) {
    tell(
      "limit-kept",
      "info",
      "none",
      `The limit stays a limit: on ${engine.name} it works on a line of its own, when the lines are run in turn.`,
      limited,
    );
    for (const limit of limited.limits)
      if (limit.kind === "other" && !sameDatabase(translating))
        tell(
          "limit-other",
          "warning",
          "unknown",
          `Whether ${engine.name} has the limit “${limit.text}” must be checked.`,
          limited,
        );
    return { ...limited, of };
  }
  let result = of;
  for (const limit of limited.limits) {
    if (limit.kind === "humans") {
      result = { kind: "not", include: result, exclude: animalsOnly(engine) ?? result };
      const animals = animalsOnly(engine);
      if (animals === undefined) {
        result = of;
        tell(
          "limit-dropped",
          "warning",
          "wider",
          `${engine.name} has no limit to humans: the limit “humans” is dropped.`,
          limited,
        );
      } else
        tell(
          "limit-humans",
          "warning",
          "wider",
          "The limit “humans” is dropped for its own form: what is indexed with animals and not with humans is taken out, so that records without headings stay in.",
          limited,
        );
      continue;
    }
    const operand = limitOperand(limit, limited, translating);
    if (operand !== undefined)
      result =
        result.kind === "and" && result !== of
          ? { ...result, operands: [...result.operands, operand] }
          : { kind: "and", operands: [result, operand] };
  }
  return result;
}

function limitOperand(limit: Limit, limited: Limited, translating: Translating): Expression | undefined {
  const { engine, tell } = translating;
  if (limit.kind === "date") {
    if (limit.to === undefined)
      tell(
        "limit-open-end",
        "info",
        "none",
        "The limit to dates has no end: “Current” or its like is dropped, and the range is left open.",
        limited,
      );
    if (engine.dates.length > 0) return translateDate({ ...limit, kind: "date" }, translating, "and");
  }
  const written = engine.limit(limit);
  if (written !== undefined && written !== "") return { kind: "verbatim", text: written };
  if (engine.syntax === "ovid") return ovidOperand(limit, limited, translating);
  tell(
    "limit-dropped",
    "warning",
    "wider",
    `${engine.name} has no limit ${shownLimit(limit)} that can be written in a search: it is dropped. Set it beside the search where there is one.`,
    limited,
  );
  return undefined;
}

/** Where a limit does not stand on a line of its own, Ovid searches fields for it. */
function ovidOperand(limit: Limit, limited: Limited, { tell }: Translating): Expression | undefined {
  if (limit.kind === "language") return { kind: "verbatim", text: `(${limit.languages.join(" or ")}).lg.` };
  if (limit.kind === "publication-type")
    return { kind: "verbatim", text: `(${limit.types.join(" or ")}).pt.` };
  tell(
    "limit-dropped",
    "warning",
    "wider",
    `The limit ${shownLimit(limit)} is dropped: on Ovid it stands on a line of its own.`,
    limited,
  );
  return undefined;
}

function shownLimit(limit: Limit): string {
  switch (limit.kind) {
    case "language":
      return `to language “${limit.languages.join(", ")}”`;
    case "date":
      return `to dates ${datesShown(limit)} (${limit.field})`;
    case "publication-type":
      return `to publication type “${limit.types.join(", ")}”`;
    case "other":
      return `“${limit.text}”`;
    default:
      return `to “${limit.kind}”`;
  }
}
