import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { backTransform, poolRandom, riskRatio } from "./index.ts";

it("shows in the README an example that runs, and gives a pooled risk ratio of 0.26", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n(?:import .*\n+)?([\s\S]*?)```/.exec(readme)?.[1];
  const run = new Function("backTransform", "poolRandom", "riskRatio", `${example}; return summary;`);
  expect(run(backTransform, poolRandom, riskRatio)).toMatch(/^RR 0\.26, I2 0%, Random-effects model/);
});
