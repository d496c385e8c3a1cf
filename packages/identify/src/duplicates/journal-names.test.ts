import { describe, expect, it } from "vitest";
import { compareJournals, journalName } from "./journal-names.ts";

const compare = (a: string, b: string) => {
  const [x, y] = [journalName(a)!, journalName(b)!];
  const verdict = compareJournals(x, y);
  expect(compareJournals(y, x)).toBe(verdict);
  return verdict;
};

describe("compareJournals", () => {
  it.each([
    ["New England Journal of Medicine", "N Engl J Med"],
    ["The British Journal of Psychiatry", "Br. J. Psychiatry"],
    [
      "Annals of oncology : official journal of the European Society for Medical Oncology / ESMO",
      "Annals of Oncology",
    ],
    ["PLoS ONE [Electronic Resource]", "PLoS One"],
    ["Lung cancer (Amsterdam, Netherlands)", "Lung Cancer"],
    ["European Journal of Cardio-Thoracic Surgery", "Eur J Cardiothorac Surg"],
    [
      "Neuroreport: An International Journal for the Rapid Communication of Research",
      "Neuroreport: an international journal",
    ],
    ["Eur-J-Respir-Dis", "European Journal of Respiratory Diseases"],
    ["Jthoraccardiovascsurg", "Journal of Thoracic & Cardiovascular Surgery"],
    ["BMJ", "British medical journal"],
    ["JPEN. Journal of parenteral and enteral nutrition", "J Parenter Enteral Nutr"],
    ["Ai zheng = Aizheng = Chinese journal of cancer", "Chinese Journal of Cancer"],
    [
      "Annales françaises d'anesthésie et de réanimation",
      "Annales fran?aises d'anesth?sie et de r?animation",
    ],
    ["Circulation. Conference: American Heart Association's Scientific Sessions", "Circulation"],
    [
      "Schweizerische Rundschau fur Medizin Praxis = Revue suisse de medecine",
      "Schweizerische Rundschau Fur Medizin/Praxis",
    ],
  ])("takes %s and %s for one journal", (a, b) => expect(compare(a, b)).toBe("same"));

  it.each([
    ["Diabetes", "Diabetologia"],
    ["Cancer", "Cancers"],
    ["Blood", "Brain"],
    ["Pediatric Nephrology", "Pediatric Transplantation"],
    ["American Journal of Cardiology", "American Journal of Nephrology"],
    ["Lancet Neurology", "Lancet Oncology"],
    ["Archives of Surgery", "Annals of Surgery"],
    ["Radiology", "Cardiology"],
  ])("keeps %s and %s apart", (a, b) => expect(compare(a, b)).toBe("different"));

  it("is not sure where one name goes on", () => {
    expect(compare("Circulation", "Circulation Research")).toBe("partial");
    expect(compare("Circulation", "Circulation: Heart Failure")).toBe("partial");
    expect(compare("Diabetes", "Diabetes Care")).toBe("partial");
  });

  it("finds no name in an address", () =>
    expect(journalName("https://clinicaltrials.gov/show/NCT01234567")).toBeUndefined());

  it("sees the meeting in a name", () => {
    expect(journalName("Circulation. Conference: Resuscitation Science Symposium")!.conference).toBe(true);
    expect(journalName("Circulation")!.conference).toBe(false);
  });
});
