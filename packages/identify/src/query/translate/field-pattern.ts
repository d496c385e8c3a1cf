import type { Field } from "../strategy.ts";
import { type Concept, type EngineId, formsOf, type HeadingConcept, noteOf, patternOf } from "./engine.ts";
import { ENGINES } from "./engines/engines.ts";

/** How an engine writes a field, with TERM for the term, and what it loses by that. */
export interface FieldPattern {
  readonly pattern: string;
  readonly note?: string;
  /** Another way to write it. */
  readonly alternative?: string;
}

/** The pattern of a field, of several that have a code together, or of one that only strategies tell apart. */
export function fieldPattern(concept: Concept, engineId: EngineId): FieldPattern {
  const engine = ENGINES[engineId];
  const form = engine.fields[concept] ?? formsOf(concept.split("+") as Field[], engine.fields)[0] ?? "";
  const note = noteOf(form);
  const alternative = engine.alternatives?.[concept];
  return {
    pattern: patternOf(form, engine),
    ...(note !== undefined && { note }),
    ...(alternative !== undefined && { alternative: patternOf(alternative, engine) }),
  };
}

/** The pattern of a heading or a subheading, with TERM for its name. */
export function headingPattern(concept: HeadingConcept, engineId: EngineId): FieldPattern {
  const form = ENGINES[engineId].headings[concept];
  const note = noteOf(form);
  return { pattern: patternOf(form, ENGINES[engineId]), ...(note !== undefined && { note }) };
}
