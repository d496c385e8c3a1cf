import type { Study } from "@coppice/model";
import { describe, expect, it } from "vitest";
import { smallReview, trial } from "../fixtures/small-review.ts";
import { addOnContrasts, armContrasts } from "./arm-contrast.ts";

const { protocol } = smallReview({ studies: [] });
const withArms = (...arms: readonly (readonly [string, readonly string[], number?])[]): Study => ({
  ...trial("t"),
  arms: arms.map(([id, treatments, dose]) => ({
    id,
    label: id,
    treatments: [...treatments],
    ...(dose !== undefined && { dose: { gPerKgPerCourse: dose } }),
  })),
});
const seen = (study: Study) =>
  armContrasts(study, protocol).map(({ of, against, comparators, role }) => [
    of.map((a) => a.id),
    against.map((a) => a.id),
    comparators,
    role,
  ]);

describe("armContrasts", () => {
  it("sets a treatment against placebo, whatever both arms were given besides", () => {
    const expected = [[["a"], ["b"], ["placebo"], "inactive"]];
    expect(seen(withArms(["a", ["ivig"]], ["b", ["placebo"]]))).toEqual(expected);
    expect(seen(withArms(["a", ["ivig", "steroid"]], ["b", ["placebo", "steroid"]]))).toEqual(expected);
  });

  it("joins several doses against one placebo into one comparison", () => {
    expect(seen(withArms(["low", ["ivig"], 0.2], ["high", ["ivig"], 0.4], ["b", ["placebo"]]))).toEqual([
      [["low", "high"], ["b"], ["placebo"], "inactive"],
    ]);
  });

  it("keeps comparators apart and does not mistake the addition to an active treatment for a comparison with it", () => {
    const study = withArms(["ivig", ["ivig"]], ["pe", ["exchange"]], ["both", ["exchange", "ivig"]]);
    expect(seen(study)).toEqual([[["ivig"], ["pe"], ["exchange"], "active"]]);
    expect(addOnContrasts(study, protocol).map((each) => [each.of[0]!.id, each.against[0]!.id])).toEqual([
      ["both", "pe"],
    ]);
  });

  it("takes the addition to a treatment both arms had as a comparison where the treatment was not tested alone", () => {
    expect(seen(withArms(["a", ["steroid", "ivig"]], ["b", ["steroid"]]))).toEqual([
      [["a"], ["b"], ["add-on"], "inactive"],
    ]);
  });

  it("sees a dose comparison where all arms had the treatment, the highest dose first", () => {
    expect(seen(withArms(["low", ["ivig"], 1], ["high", ["ivig"], 2]))).toEqual([
      [["high"], ["low"], ["dose"], "dose"],
    ]);
  });

  it("asks nothing of the treatment where another drug is the difference", () => {
    expect(seen(withArms(["a", ["ivig", "steroid"]], ["b", ["ivig", "placebo"]]))).toEqual([]);
  });
});
