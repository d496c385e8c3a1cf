/** A crossover study read as a parallel one: only its first period. */
import { brokenEffect, type EffectSize } from "../effect-size.ts";
import { type Result, success } from "../result.ts";

/** Marks an effect computed from first-period arms, so that its provenance says what was given up. */
export function fromFirstPeriod(effect: Result<EffectSize>): Result<EffectSize> {
  if (!effect.ok) return effect;
  const broken = brokenEffect(effect.value);
  if (broken !== null) return broken;
  const note = "crossover study: first period only, without carry-over and half of the data";
  return success({ ...effect.value, assumptions: [...effect.value.assumptions, note] });
}
