import type { Study } from "../study.ts";

/** True where one study is linked to the other, or both to a third: their patients are counted once. */
export function areLinked(a: Study, b: Study): boolean {
  return (
    a.companionOf === b.id ||
    b.companionOf === a.id ||
    (a.companionOf !== undefined && a.companionOf === b.companionOf)
  );
}

const notesOf = (study: Study) =>
  [...(study.notes ?? []), ...study.reports.map((report) => report.note ?? "")].join(" ").toLowerCase();

/** True where one study's notes speak of the other, by id or label: somebody has looked and says what they are. */
export function areDiscussed(a: Study, b: Study): boolean {
  const speaks = (one: Study, other: Study) =>
    [other.id, other.label].some((name) => notesOf(one).includes(name.toLowerCase()));
  return speaks(a, b) || speaks(b, a);
}
