import {
  type Condition,
  isPartialDate,
  lastDay,
  type Protocol,
  type Review,
  suggestion,
} from "@coppice/model";

/** What the user asked for, understood; or a sentence that says why not and what would do. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly sentence: string };

const ok = <T>(value: T): Asked<T> => ({ ok: true, value });
const no = (sentence: string): Asked<never> => ({ ok: false, sentence });

/** The day of today by the local clock, or COPPICE_TODAY for runs that can be repeated. */
export function today(clock: Date, override: string | undefined): Asked<string> {
  if (override === undefined || override === "") {
    const two = (x: number) => String(x).padStart(2, "0");
    return ok(`${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`);
  }
  return override.length === 10 && isPartialDate(override)
    ? ok(override)
    : no(`COPPICE_TODAY says "${override}", which is not a day; write it as 2003-12-31`);
}

/** A day, the last day of a month or year, `today`, or a landmark of the protocol, as `YYYY-MM-DD`. */
export function askedDate(text: string | undefined, now: string, protocol: Protocol): Asked<string> {
  if (text === undefined || text === "today") return ok(now);
  const landmark = protocol.landmarks.find((each) => each.id === text);
  if (landmark !== undefined) return ok(landmark.date === "today" ? now : landmark.date);
  if (isPartialDate(text)) return ok(lastDay(text));
  const names = protocol.landmarks.map((each) => each.id);
  const landmarks = names.length === 0 ? "" : `, or a landmark of this review: ${names.join(", ")}`;
  return no(`"${text}" is not a date in the calendar; write it as 2003-12-31, 2003-12 or 2003${landmarks}`);
}

export function askedRuleSet(id: string | undefined, review: Review): Asked<string> {
  const wanted = id ?? review.protocol.ruleSet;
  const known = review.ruleSets.map((each) => each.id);
  return known.includes(wanted)
    ? ok(wanted)
    : no(`this review has no rule set "${wanted}"; ${suggestion(wanted, known)}`);
}

/** Studies to leave out: the option may be repeated, and each may be a list with commas. */
export function askedStudies(written: readonly string[], review: Review): Asked<readonly string[]> {
  const ids = written
    .flatMap((each) => each.split(","))
    .map((each) => each.trim())
    .filter(Boolean);
  const known = review.studies.map((each) => each.id);
  const unknown = ids.find((id) => !known.includes(id));
  return unknown === undefined
    ? ok([...new Set(ids)])
    : no(`this review has no study "${unknown}"; ${suggestion(unknown, known)}`);
}

/** A condition by id, or by its short name in any case. */
export function askedCondition(text: string, review: Review): Asked<Condition> {
  const wanted = text.toLowerCase();
  const found =
    review.conditions.find((each) => each.id === text) ??
    review.conditions.find((each) => [each.short, each.name].some((name) => name?.toLowerCase() === wanted));
  const known = review.conditions.map((each) => each.id);
  return found === undefined
    ? no(`this review has no condition "${text}"; ${suggestion(text, known)}`)
    : ok(found);
}
