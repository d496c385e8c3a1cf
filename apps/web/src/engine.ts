import {
  compare,
  type Derivation,
  derive,
  type Timeline,
  timeline,
  type VerdictChange,
} from "@coppice/conclude";
import type { Review } from "@coppice/model";
import type { Prepared } from "@coppice/report";

export type Changes = ReadonlyMap<string, VerdictChange>;

/** Derivations of one review, remembered: a date that was visited costs nothing the second time. */
export interface Engine {
  readonly at: (asOf: string, rules: string, exclude: readonly string[]) => Derivation;
  /**
   * The same for the first screen, which shows of each verdict only what a row has: today's was prepared, so that the
   * page stands before anything is derived in it.
   */
  readonly overview: (asOf: string, rules: string, exclude: readonly string[]) => Derivation;
  /** Verdicts over the whole time axis. */
  readonly over: (rules: string, exclude: readonly string[]) => Timeline;
  /** What changed from a date until today, per condition. */
  readonly changesSince: (date: string, rules: string, exclude: readonly string[]) => Changes;
}

/** Enough for every trial's date of a large review; the oldest go first. */
const keep = 600;

function remembered<Value>(): (key: string, make: () => Value) => Value {
  const values = new Map<string, Value>();
  return (key, make) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (values.size >= keep) values.delete(values.keys().next().value!);
    values.set(key, value);
    return value;
  };
}

function byCondition(changes: readonly VerdictChange[]): Changes {
  return new Map(changes.map((each) => [each.condition, each]));
}

/** An engine for one review; what was prepared is not derived again. */
export function createEngine(review: Review, prepared: Prepared): Engine {
  const { from, to } = prepared;
  const derivations = remembered<Derivation>();
  const timelines = remembered<Timeline>();
  const changes = remembered<Changes>();
  const keyOf = (parts: readonly string[], exclude: readonly string[]) => [...parts, ...exclude].join("|");
  timelines(keyOf([prepared.rules], []), () => prepared.timeline);
  changes(keyOf([prepared.since, prepared.rules], []), () => byCondition(prepared.changes));
  const at: Engine["at"] = (asOf, rules, exclude) =>
    derivations(keyOf([asOf, rules], exclude), () => derive(review, { asOf, ruleSet: rules, exclude }));
  const ready: Derivation = {
    review: review.protocol.id,
    asOf: to,
    rules: prepared.rules,
    excluded: [],
    verdicts: prepared.overview,
    values: new Map(),
    problems: [],
  };
  return {
    at,
    overview: (asOf, rules, exclude) =>
      asOf === to && rules === prepared.rules && exclude.length === 0 ? ready : at(asOf, rules, exclude),
    over: (rules, exclude) =>
      timelines(keyOf([rules], exclude), () => timeline(review, { from, to, ruleSet: rules, exclude })),
    changesSince: (date, rules, exclude) =>
      changes(keyOf([date, rules], exclude), () =>
        byCondition(compare(review, at(date, rules, exclude), at(to, rules, exclude))),
      ),
  };
}
