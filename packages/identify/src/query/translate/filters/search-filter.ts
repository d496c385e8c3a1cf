import type { EngineId } from "../engine.ts";

/** A filter as it is written for one platform. */
export interface FilterText {
  readonly engine: EngineId;
  /** The filter's own name, as a report should cite it. */
  readonly name: string;
  /** When this text was published, YYYY or YYYY-MM. */
  readonly date: string;
  /** Where it was published. */
  readonly source: string;
  /** Whether how well it finds was measured and published. */
  readonly validated: boolean;
  /** In the syntax of the platform, as one expression without brackets around it. */
  readonly text: string;
  /** What it searches for, without what it takes out at the end; nothing where that is all of it. */
  readonly terms?: string;
}

/** A filter for one kind of study, with the form that each platform has of it. None is translated word by word into another. */
export interface SearchFilter {
  readonly id: string;
  /** As in `<RCT Filter>`; small letters. */
  readonly names: readonly string[];
  /** The best for a platform comes first. */
  readonly texts: readonly FilterText[];
  /** Why there is none for an engine. */
  readonly none?: Readonly<Partial<Record<EngineId, string>>>;
}
