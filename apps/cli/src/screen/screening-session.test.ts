import { screeningModel, type VoteEntry } from "@coppice/screen";
import { expect, it } from "vitest";
import { screeningSession } from "./screening-session.ts";

const records = Array.from({ length: 12 }, (_, i) => ({
  id: String(i),
  title: i % 3 === 0 ? `Sumatriptan in migraine ${i}` : `Steroids in asthma ${i}`,
}));
const at = "2026-03-01T09:00:00Z";
const vote = (reviewer: string, record: string, decision: "include" | "exclude"): VoteEntry => ({
  kind: "vote",
  reviewer,
  record,
  stage: "title-abstract",
  decision,
  at,
});

function sessionOf(entries: readonly VoteEntry[], reviewer = "ana") {
  const made = screeningModel(records, { seed: 0, topic: "Triptans for migraine" });
  if (!made.ok) throw new Error("refused");
  const written: VoteEntry[] = [];
  const session = screeningSession({
    reviewer,
    stage: "title-abstract",
    needed: 2,
    records: records.map(({ id }) => id),
    model: made.model,
    entries,
    append: (entry) => written.push(entry),
    now: () => at,
  });
  return { session, written, model: made.model };
}

const all = (session: ReturnType<typeof sessionOf>["session"]): readonly string[] => {
  const shown: string[] = [];
  for (let now = session.current(); now !== undefined; now = session.current()) {
    shown.push(now.record);
    session.decide(Number(now.record) % 3 === 0 ? "include" : "exclude", {});
  }
  return shown;
};

it("shows every record once, those that belong first, and writes a vote for each before the next", () => {
  const { session, written } = sessionOf([]);
  const shown = all(session);
  expect(new Set(shown).size).toBe(12);
  expect(shown.slice(0, 4).map((id) => Number(id) % 3)).toEqual([0, 0, 0, 0]);
  expect(written.map(({ record }) => record)).toEqual(shown);
  expect(session.counts()).toEqual({ records: 12, own: 12, included: 4, maybe: 0, done: 0, left: 0 });
});

it("goes on from the votes it is given, in the same order as without a break", () => {
  const whole = sessionOf([]);
  const order = all(whole.session);
  const resumed = sessionOf(whole.written.slice(0, 5));
  expect(all(resumed.session)).toEqual(order.slice(5));
});

it("what is skipped comes last, and what is skipped again comes behind that", () => {
  const { session } = sessionOf([]);
  const first = session.current()!.record;
  session.skip();
  const second = session.current()!.record;
  session.skip();
  expect(all(session).slice(-2)).toEqual([first, second]);
});

it("another's vote changes neither the order nor what is asked, until the record has all its votes", () => {
  const blind = records.map(({ id }) => vote("ben", id, "exclude"));
  expect(all(sessionOf(blind).session)).toEqual(all(sessionOf([]).session));
  const both = [vote("ben", "3", "include"), vote("cy", "3", "include")];
  const { session, model } = sessionOf(both);
  expect(model.labelOf("3")).toBe(true);
  expect(all(session)).not.toContain("3");
  expect(session.counts()).toMatchObject({ own: 11, done: 1, left: 0 });
});

it("takes back one after the other, the last first, and unlearns it", () => {
  const { session, written, model } = sessionOf([vote("ana", "1", "exclude"), vote("ana", "0", "include")]);
  expect(session.undo()?.record).toBe("0");
  expect(session.current()?.record).toBe("0");
  expect(model.labelOf("0")).toBeUndefined();
  expect(session.undo()?.record).toBe("1");
  expect(session.undo()).toBeUndefined();
  expect(written.map(({ kind, record }) => [kind, record])).toEqual([
    ["withdrawal", "0"],
    ["withdrawal", "1"],
  ]);
});
