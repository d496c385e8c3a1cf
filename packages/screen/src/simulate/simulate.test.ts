import { expect, it } from "vitest";
import { simulate } from "./simulate.ts";

const records = Array.from({ length: 60 }, (_, i) => ({
  id: String(i),
  title: i % 6 === 0 ? `statin ${i % 4} cholesterol heart trial` : `asthma ${i % 4} inhaler lung cohort`,
}));
const included = new Set(records.flatMap(({ id }, i) => (i % 6 === 0 ? [id] : [])));

it("the order has every record once, to the very end, priors first and marked", () => {
  const simulated = simulate(records, included, { seed: 0, topic: "Statins", priors: ["6", "1"] });
  if (!simulated.ok) throw new Error("refused");
  expect(simulated.order.slice(0, 3).map(({ id, prior }) => [id, prior])).toEqual([
    ["6", true],
    ["1", true],
    [expect.any(String), false],
  ]);
  expect(new Set(simulated.order.map(({ id }) => id)).size).toBe(60);
  expect(simulated.order.filter(({ relevant }) => relevant)).toHaveLength(10);
  expect(simulated.order.slice(2, 12).filter(({ relevant }) => relevant).length).toBeGreaterThanOrEqual(8);
});

it("a cold start ends too, also where nothing or everything is included", () => {
  for (const all of [included, new Set<string>(), new Set(records.map(({ id }) => id))]) {
    const simulated = simulate(records, all, { seed: 0, topic: "Statins" });
    expect(simulated.ok && simulated.order.length).toBe(60);
  }
});

it("a prior that is no record is refused", () => {
  expect(simulate(records, included, { seed: 0, priors: ["x"] })).toMatchObject({ ok: false });
});
