import {
  compare,
  type Derivation,
  derive,
  type Timeline,
  timeline,
  type VerdictChange,
} from "@coppice/conclude";
import type { Review } from "@coppice/model";

/** Derivations of one review, remembered: a date that was visited costs nothing the second time. */
export interface Engine {
  readonly at: (asOf: string, rules: string, exclude: readonly string[]) => Derivation;
  readonly over: (from: string, to: string, rules: string, exclude: readonly string[]) => Timeline;
  /** What changed between two dates, per condition. */
  readonly changes: (then: Derivation, now: Derivation) => ReadonlyMap<string, VerdictChange>;
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

export function createEngine(review: Review): Engine {
  const derivations = remembered<Derivation>();
  const timelines = remembered<Timeline>();
  const changes = remembered<ReadonlyMap<string, VerdictChange>>();
  const keyOf = (parts: readonly string[], exclude: readonly string[]) => [...parts, ...exclude].join("|");
  return {
    at: (asOf, rules, exclude) =>
      derivations(keyOf([asOf, rules], exclude), () => derive(review, { asOf, ruleSet: rules, exclude })),
    over: (from, to, rules, exclude) =>
      timelines(keyOf([from, to, rules], exclude), () =>
        timeline(review, { from, to, ruleSet: rules, exclude }),
      ),
    changes: (then, now) =>
      changes(
        keyOf([then.asOf, now.asOf, now.rules], now.excluded),
        () => new Map(compare(review, then, now).map((each) => [each.condition, each])),
      ),
  };
}
