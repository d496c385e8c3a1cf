import { randomGenerator } from "@coppice/numeric";
import { expect, it } from "vitest";
import type { ScreeningRecord } from "../record.ts";
import { type ScreeningModel, type ScreeningOptions, screeningModel } from "./screening-model.ts";

const common = "patients study results treatment group analysis clinical outcome data effect".split(" ");
const relevantWords = "triptan migraine sumatriptan headache attack aura".split(" ");
const otherWords = "asthma inhaler lung airway steroid bronchial".split(" ");

/** Every fifth record is about migraine. */
function records(count: number): readonly ScreeningRecord[] {
  const random = randomGenerator(3);
  const pick = (words: readonly string[]): string => words[random.integer(words.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const own = i % 5 === 0 ? relevantWords : otherWords;
    const text = (length: number): string =>
      Array.from({ length }, () => pick(random.uniform() < 0.3 ? own : common)).join(" ");
    return { id: `r${i}`, title: text(7), abstract: text(50) };
  });
}

const isRelevant = (id: string): boolean => Number(id.slice(1)) % 5 === 0;

function model(given: readonly ScreeningRecord[], options: Partial<ScreeningOptions> = {}): ScreeningModel {
  const made = screeningModel(given, { seed: 1, topic: "Triptans for migraine", ...options });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  return made.model;
}

const pool = records(100);

function labelledTo(screened: ScreeningModel, ids: readonly string[]): ScreeningModel {
  for (const id of ids) screened.label(id, isRelevant(id));
  return screened;
}

it("after few labels the relevant records come first", () => {
  const ranking = labelledTo(model(pool), ["r0", "r1", "r2", "r5"]).ranking();
  expect(ranking).toHaveLength(96);
  const first = ranking.slice(0, 18).filter(({ id }) => isRelevant(id)).length;
  expect(first).toBeGreaterThanOrEqual(16);
});

it("without a topic the labels lead all the same, later", () => {
  const made = screeningModel(pool, { seed: 1 });
  if (!made.ok) throw new Error("refused");
  const ranking = labelledTo(made.model, ["r0", "r1", "r2", "r5", "r10", "r15"]).ranking();
  expect(ranking.slice(0, 14).filter(({ id }) => isRelevant(id)).length).toBeGreaterThanOrEqual(12);
});

it("without a label the topic brings the relevant records to the front", () => {
  const ranking = model(pool, { topic: "Triptans for migraine attacks" }).ranking();
  const first = ranking.slice(0, 10).filter(({ id }) => isRelevant(id)).length;
  expect(first).toBeGreaterThanOrEqual(8);
});

it("known studies teach before there is an irrelevant label, and those outside of the pool are not ranked", () => {
  const known = {
    id: "outside",
    title: "Sumatriptan in migraine attack with aura",
    abstract: "triptan headache",
  };
  const taught = model(pool, { knownRelevant: [known, pool[10]!] });
  const ranking = taught.ranking();
  expect(taught.labelOf("r10")).toBe(true);
  expect(ranking).toHaveLength(99);
  expect(ranking.some(({ id }) => id === "outside")).toBe(false);
  expect(ranking.slice(0, 10).filter(({ id }) => isRelevant(id)).length).toBeGreaterThanOrEqual(9);
});

it("the same calls give the same ranking to the last bit", () => {
  const ids = ["r3", "r5", "r10", "r11"];
  const [a, b] = [labelledTo(model(pool), ids), labelledTo(model(pool), ids)];
  expect(a.ranking()).toEqual(b.ranking());
  expect(labelledTo(a.withoutLabels(), ids).ranking()).toEqual(b.ranking());
});

it("next is the first of the ranking, and null when all are labelled", () => {
  const screened = labelledTo(model(pool.slice(0, 12)), ["r0", "r1"]);
  for (let left = 10; left > 0; left--) {
    const id = screened.next()!;
    expect(screened.ranking()[0]!.id).toBe(id);
    screened.label(id, isRelevant(id));
  }
  expect(screened.next()).toBeNull();
  expect(screened.ranking()).toEqual([]);
});

it("a label that contradicts an earlier one replaces it and says so; null takes it back", () => {
  const screened = labelledTo(model(pool), ["r0", "r1"]);
  expect(screened.label("r1", true)).toEqual({ ok: true, before: false });
  expect(screened.label("r1", null)).toEqual({ ok: true, before: true });
  expect(screened.labelOf("r1")).toBeUndefined();
  expect(screened.ranking()).toHaveLength(99);
});

it("a label for a record that is not there is refused with its name", () => {
  const result = model(pool).label("x9", true);
  expect(result).toMatchObject({ ok: false, problems: [{ code: "unknown-record" }] });
  if (!result.ok) expect(result.problems[0]!.message).toContain("x9");
});

it("labels of one class only still leave an order of all the others", () => {
  for (const relevant of [true, false]) {
    const screened = model(pool);
    for (const id of ["r0", "r1", "r2"]) screened.label(id, relevant);
    const ranking = screened.ranking();
    expect(ranking).toHaveLength(97);
    expect(ranking.every(({ score }) => Number.isFinite(score))).toBe(true);
  }
});

it("no records and ids given twice are problems; records without text are ranked and named", () => {
  expect(screeningModel([], { seed: 1 })).toMatchObject({ ok: false, problems: [{ code: "no-records" }] });
  const twice = screeningModel([pool[0]!, pool[1]!, pool[0]!], { seed: 1 });
  expect(twice).toMatchObject({ ok: false, problems: [{ code: "id-twice" }] });
  const blank = model([...pool.slice(0, 5), { id: "blank", title: " " }]);
  expect(blank.withoutText()).toEqual(["blank"]);
  expect(blank.ranking().every(({ score }) => Number.isFinite(score))).toBe(true);
});

it("one record, records that are all the same, and records without any words are ranked in their order", () => {
  for (const title of ["A trial of triptans", "", "§ ½"]) {
    for (const count of [1, 2, 5]) {
      const same = Array.from({ length: count }, (_, i) => ({ id: `s${i}`, title }));
      expect(
        model(same)
          .ranking()
          .map(({ id }) => id),
      ).toEqual(same.map(({ id }) => id));
    }
  }
});

it("an abstract of ten million letters is read", () => {
  const long = { id: "long", title: "Long", abstract: "migraine headache attack ".repeat(400_000) };
  const ranking = labelledTo(model([...pool, long]), ["r0", "r1"]).ranking();
  expect(ranking.some(({ id, score }) => id === "long" && Number.isFinite(score))).toBe(true);
});

it("records in scripts without blanks are told apart", () => {
  const chinese = Array.from({ length: 20 }, (_, i) => ({
    id: `r${i}`,
    title: i % 5 === 0 ? `偏头痛曲坦类药物${i}号` : `哮喘吸入性糖皮质激素${i}号`,
  }));
  const ranking = labelledTo(model(chinese, { topic: "曲坦类药物治疗偏头痛" }), ["r0", "r1"]).ranking();
  expect(
    ranking
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(["r10", "r15", "r5"]);
});

it("an explanation names the words that the labels speak for and against", () => {
  const screened = labelledTo(model(pool, { topic: "Migraine" }), ["r0", "r1", "r2", "r5", "r6", "r10"]);
  const why = screened.explain("r15")!;
  expect(why.words[0]!.share).toBeGreaterThan(0);
  expect(relevantWords.some((word) => why.words[0]!.what.includes(word))).toBe(true);
  expect(otherWords.some((word) => screened.explain("r16")!.words[0]!.what.includes(word))).toBe(true);
  expect(screened.explain("r16")!.words[0]!.share).toBeLessThan(0);
  expect(why.signs.length).toBeGreaterThan(3);
  expect(screened.explain("nobody")).toBeNull();
});

it("a second look finds labels that were given by mistake", () => {
  const screened = labelledTo(
    model(pool),
    pool.slice(0, 60).map(({ id }) => id),
  );
  screened.label("r20", false);
  screened.label("r21", true);
  const { relevant, irrelevant } = screened.secondLook();
  expect(irrelevant[0]!.id).toBe("r20");
  expect(relevant[0]!.id).toBe("r21");
});

it("added records are ranked with the others, and labels stay", () => {
  const grown = labelledTo(model(pool.slice(0, 60)), ["r0", "r1", "r2", "r5"]);
  expect(grown.add(pool.slice(60))).toEqual({ ok: true });
  const whole = labelledTo(model(pool), ["r0", "r1", "r2", "r5"]);
  expect(grown.ranking()).toEqual(whole.ranking());
  expect(grown.add([pool[3]!])).toMatchObject({ ok: false, problems: [{ code: "id-twice" }] });
  expect(grown.size()).toBe(100);
});

it("near copies are named with each other", () => {
  const copy = { ...pool[7]!, id: "copy", title: `${pool[7]!.title}.` };
  const ranking = model([...pool, copy]).ranking();
  expect(ranking.find(({ id }) => id === "copy")!.copies).toEqual(["r7"]);
  expect(ranking.find(({ id }) => id === "r7")!.copies).toEqual(["copy"]);
  expect(ranking.find(({ id }) => id === "r8")!.copies).toBeUndefined();
});

it("modes choose other records than the first: at random, the most uncertain, or away from the theme", () => {
  const ids = ["r0", "r1", "r2", "r5", "r10"];
  const next = (mode: ScreeningOptions["mode"] & object, seed = 1): string =>
    labelledTo(model(pool, { mode, seed }), ids).next()!;
  const drawn = Array.from({ length: 12 }, (_, seed) =>
    next({ kind: "mixed", with: "random", share: 1 }, seed),
  );
  expect(new Set(drawn).size).toBeGreaterThan(6);
  expect(next({ kind: "mixed", with: "random", share: 0 })).toBe(next({ kind: "certainty" }));
  expect(next({ kind: "mixed", with: "uncertainty", share: 1 })).not.toBe(next({ kind: "certainty" }));
  expect(isRelevant(next({ kind: "certainty" }))).toBe(true);
});

it("where screening circles one theme, breaking it brings another one of the topic", () => {
  const themes = [
    "triptan injection migraine nurse",
    "aspirin tablet migraine school",
    "asthma inhaler lung",
  ];
  const many = Array.from({ length: 90 }, (_, i) => ({
    id: `${i}`,
    title: `${themes[i % 3]} number${i % 7}`,
  }));
  const first = (kind: "certainty" | "break-the-theme"): string => {
    const screened = model(many, { topic: "Migraine", mode: { kind } });
    for (const id of ["0", "3", "6", "9"]) screened.label(id, true);
    screened.label("2", false);
    return themes[Number(screened.next()) % 3]!.split(" ")[0]!;
  };
  expect([first("certainty"), first("break-the-theme")]).toEqual(["triptan", "aspirin"]);
});
