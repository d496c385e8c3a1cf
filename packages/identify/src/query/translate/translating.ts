import type { MeshThesaurus } from "../mesh/thesaurus.ts";
import type { Expression, Strategy } from "../strategy.ts";
import type { CrosswalkRow } from "./crosswalk.ts";
import type { Engine } from "./engine.ts";
import type { TranslationWarning } from "./warning.ts";

export interface TranslationOptions {
  /** Checks headings and gives their entry terms; without it headings are taken as they are, and the translation says so. */
  readonly mesh?: MeshThesaurus;
  /** Rows that go before the ones shipped. */
  readonly crosswalk?: readonly CrosswalkRow[];
  /** Writes what line references stand for instead of the references. */
  readonly expandLines?: boolean;
  /** Whether PubMed's [tiab] is written with the author keywords that it also searches. */
  readonly authorKeywords?: boolean;
  /** What a truncated word stands for, as `hormon*` for hormone and hormones, where a database has no truncation in its place. */
  readonly endings?: (truncated: string) => readonly string[] | undefined;
}

/** What of a strategy becomes of a part of it when nothing of the part is left: it depends on what the part was joined by. */
export type Within = "or" | "and" | "exclude" | "line";

/** What is known while a line is translated. */
export interface Translating {
  readonly strategy: Strategy;
  readonly engine: Engine;
  readonly options: TranslationOptions;
  readonly line: number;
  /** Lines of which nothing is left: what refers to them refers to nothing. */
  readonly dropped: ReadonlySet<number>;
  readonly tell: (
    code: string,
    severity: TranslationWarning["severity"],
    effect: TranslationWarning["effect"],
    message: string,
    about?: Expression,
  ) => void;
}

/** What leaving out a part does to what is found. */
export function effectOfDropping(within: Within): TranslationWarning["effect"] {
  if (within === "or") return "narrower";
  return within === "line" ? "unknown" : "wider";
}
