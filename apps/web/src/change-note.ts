import type { VerdictChange } from "@coppice/conclude";

/** A change as a note beside a verdict, as `since 2004: firmer, ICE 2008`; `undefined` where nothing changed. */
export function changeNote(change: VerdictChange | undefined, words: string): string | undefined {
  if (change === undefined || change.kind === "same") return undefined;
  return `${words}: ${change.text.replace(/^new since: /, "new, ").replace(": ", ", ")}`;
}
