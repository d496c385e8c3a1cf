import { type Check, problemIn } from "./check.ts";
import { writtenIntervals } from "./intervals.ts";
import { roundingOf } from "./printed-number.ts";

export const intervalContainsEstimate: Check = {
  asks: "Does each interval contain the value it belongs to?",
  *run(review) {
    for (const { document, pointer, interval, value, name } of writtenIntervals(review)) {
      const [low, high] = interval;
      if (low > high) {
        yield problemIn(
          document,
          pointer,
          "error",
          "interval-reversed",
          `the interval runs from ${low} to ${high}; write the lower limit first`,
        );
        continue;
      }
      if (value === undefined) continue;
      const slack = roundingOf(value);
      if (value >= low - slack && value <= high + slack) continue;
      yield problemIn(
        document,
        pointer,
        "error",
        "interval-excludes-estimate",
        `the ${name} ${value} lies outside its interval ${low} to ${high}; one of the three is mistyped or has the wrong sign`,
      );
    }
  },
};
