import type { Study } from "../study.ts";

/** True where one study is linked to the other, or both to a third: their patients are counted once. */
export function areLinked(a: Study, b: Study): boolean {
  return (
    a.companionOf === b.id ||
    b.companionOf === a.id ||
    (a.companionOf !== undefined && a.companionOf === b.companionOf)
  );
}
