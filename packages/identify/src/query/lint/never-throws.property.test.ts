import { expect, it } from "vitest";
import { strategyFault, strategySource } from "../../../fuzz/strategy-fault.ts";

it("reads, looks over and translates 300 random and mutated strategies without a throw", () => {
  const next = strategySource(7);
  for (let run = 0; run < 300; run++) {
    const { text, syntax } = next();
    const fault = strategyFault(text, syntax);
    // Whether a print is stable is the long run's to find.
    expect(
      fault === null || fault.startsWith("printed "),
      `${syntax} ${JSON.stringify(text)}: ${fault}`,
    ).toBe(true);
  }
});
