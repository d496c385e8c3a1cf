import { expect, it, describe as suite } from "vitest";
import { funnelRegression } from "../bias/funnel-regression.ts";
import { trimAndFill } from "../bias/trim-and-fill.ts";
import { riskRatio } from "../binary/risk-ratio.ts";
import { pool } from "../pool/pool.ts";
import { poolCommon } from "../pool/pool-common.ts";
import { poolRandom } from "../pool/pool-random.ts";
import { bcg } from "../published-studies.fixture.ts";
import { designMatrix } from "../regression/design.ts";
import { regress } from "../regression/regress.ts";
import { okValue } from "../result-value.fixture.ts";
import { subgroups } from "../sensitivity/subgroups.ts";
import { describe } from "./describe.ts";
import { explain } from "./explain.ts";

const bcgEffects = bcg.map((table) => okValue(riskRatio(table)));

const options = { model: "random", tau2: "REML", test: "hk" } as const;

suite("describe", () => {
  it("tells a pooled ratio as a ratio, with what its interval leaves open", () => {
    const text = describe(okValue(poolRandom(bcgEffects, options)), {
      measure: "RR",
      outcome: "tuberculosis",
    });
    expect(text[0]).toBe(
      "Across 13 studies the pooled risk ratio for tuberculosis is 0.49 (95% confidence interval 0.33 to 0.73).",
    );
    expect(text[1]).toMatch(/does not hold 1, the value of no effect/);
    expect(text.join(" ")).toMatch(/differ by more than chance/);
    expect(text.join(" ")).toMatch(/which leaves either direction open/);
  });

  it("never tells a wide interval as no effect", () => {
    const text = describe(
      okValue(
        poolCommon([
          { yi: 0.1, vi: 0.2 },
          { yi: -0.1, vi: 0.3 },
        ]),
      ),
    ).join(" ");
    expect(text).toMatch(/neither show nor rule out an effect/);
    expect(text).toMatch(/So few studies show only large differences/);
    expect(text).not.toMatch(/no effect was found|is not effective/);
  });

  it("speaks of one study as one study, and of a proportion without a value of no effect", () => {
    const text = describe(okValue(poolRandom([{ yi: 0, vi: 0.04 }])), { measure: "PLO" });
    expect(text[0]).toMatch(/^In the one study the proportion is 0\.50/);
    expect(text.join(" ")).not.toMatch(/value of no effect/);
  });

  it("tells moderators, groups, trim and fill and funnels with their caveats", () => {
    const design = okValue(
      designMatrix(
        bcgEffects.map((_, i) => ({ x: i })),
        "~ x",
      ),
    );
    expect(describe(okValue(regress(bcgEffects, design))).join(" ")).toMatch(
      /not assigned to their moderators/,
    );
    const grouped = bcgEffects.map((effect, i) => ({ ...effect, group: i % 2 === 0 ? "even" : "odd" }));
    expect(describe(okValue(subgroups(grouped, { model: "random" })), { measure: "RR" }).at(-1)).toMatch(
      /chi-square/,
    );
    expect(
      describe(okValue(trimAndFill(bcgEffects, { model: "random" })), { measure: "RR" }).join(" "),
    ).toMatch(/no corrected estimate|no studies missing/);
    expect(describe(okValue(funnelRegression(bcgEffects)), { measure: "RR" }).join(" ")).toMatch(
      /small and large studies/,
    );
  });
});

suite("explain", () => {
  it("gives steps from which the numbers follow, and an R call with the data to the last digit", () => {
    const result = okValue(pool(bcgEffects, options));
    const { steps, r } = explain(bcgEffects, options, result);
    const value = (name: string): number => steps.find((step) => step.name === name)!.value;
    expect(value("estimate")).toBe(result.estimate);
    expect(result.estimate - value("half width")).toBeCloseTo(result.ciLow, 12);
    expect(steps.every(({ source }) => source !== "")).toBe(true);
    expect(r).toContain('method = "REML", test = "knha"');
    expect(r).toContain(String(bcgEffects[0]!.yi));
  });
});
