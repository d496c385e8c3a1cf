import { expect, it } from "vitest";
import { wordsOf } from "./words-of.ts";

it("words are runs of two or more letters, digits and underscores, in small letters", () => {
  expect(wordsOf("The IL-6 inhibitor (a 2nd-line drug), p<0.05 snake_case")).toEqual(
    "the il inhibitor 2nd line drug 05 snake_case".split(" "),
  );
});

it("letters with accents are the same word however they are encoded", () => {
  expect(wordsOf("Étude randomisée")).toEqual(["étude", "randomisée"]);
  expect(wordsOf("E\u0301tude randomise\u0301e")).toEqual(["étude", "randomisée"]);
  expect(wordsOf("Рандомизированное исследование")).toEqual(["рандомизированное", "исследование"]);
  expect(wordsOf("تجربة عشوائية")).toEqual(["تجربة", "عشوائية"]);
});

it("scripts without blanks give pairs of neighbouring characters", () => {
  expect(wordsOf("随机对照试验 RCT")).toEqual(["随机", "机对", "对照", "照试", "试验", "rct"]);
  expect(wordsOf("ยาที่")).toEqual(["ยา", "าที่"]);
});

it("vowel signs of Hindi do not part a word", () => {
  expect(wordsOf("यादृच्छिक परीक्षण")).toEqual(["यादृच्छिक", "परीक्षण"]);
});

it("a text without words has none", () => {
  expect(wordsOf(" -- (), a ½ ")).toEqual([]);
});
