import { describe, expect, it } from "vitest";
import { listLiteral, namesInCell } from "./author-list.ts";

const sol = { family: "Sol", given: "A." };
const moon = { family: "Moon", given: "E. B." };

describe("namesInCell", () => {
  it("decodes entities before it parts names", () => {
    expect(namesInCell("Blakeley, Jos&#233;; O&#39;Neil, Ann")).toEqual([
      { family: "Blakeley", given: "José" },
      { family: "O'Neil", given: "Ann" },
    ]);
  });

  it("parts names at semicolons, bars, lines and double slashes", () => {
    for (const cell of [
      "Sol, A.; Moon, E. B.",
      "Sol, A.|Moon, E. B.",
      "Sol, A.\nMoon, E. B.",
      "Sol, A.//Moon, E. B.",
      "Sol, A. and Moon, E. B.",
    ])
      expect(namesInCell(cell)).toEqual([sol, moon]);
  });

  it("parts names at commas alone, before or after initials", () => {
    expect(namesInCell("Sol A., Moon E. B.")).toEqual([sol, moon]);
    expect(namesInCell("Sol, A., Moon, E. B.")).toEqual([sol, moon]);
    expect(namesInCell("A. Sol, E. B. Moon")).toEqual([sol, moon]);
    expect(namesInCell("Sol A, van der Moon EB.")).toEqual([
      { family: "Sol", given: "A" },
      { family: "van der Moon", given: "EB" },
    ]);
    expect(namesInCell("A Sol, E Moon and P Star")).toEqual([
      { family: "Sol", given: "A" },
      { family: "Moon", given: "E" },
      { family: "Star", given: "P" },
    ]);
  });

  it("takes one name with commas for one", () => {
    expect(namesInCell("Sol, Ana")).toEqual([{ family: "Sol", given: "Ana" }]);
    expect(namesInCell("Sol, Ana K.")).toEqual([{ family: "Sol", given: "Ana K." }]);
    expect(namesInCell("Sol, Ana, Jr")).toEqual([{ family: "Sol", given: "Ana", suffix: "Jr" }]);
  });

  it("parts names that run together", () => {
    expect(namesInCell("Sol A.Moon E. B.van der Berg C.")).toEqual([
      sol,
      moon,
      { family: "van der Berg", given: "C." },
    ]);
    expect(namesInCell("Ana SolEva (Evi) MoonRonald McStar")).toEqual([
      { literal: "Ana Sol" },
      { literal: "Eva (Evi) Moon" },
      { literal: "Ronald McStar" },
    ]);
  });

  it("leaves names in the natural order and groups undivided", () => {
    expect(namesInCell("Ana Sol; World Health Organization")).toEqual([
      { literal: "Ana Sol" },
      { literal: "World Health Organization" },
    ]);
    expect(namesInCell("Centers for Disease Control and Prevention")).toEqual([
      { literal: "Centers for Disease Control and Prevention" },
    ]);
    expect(namesInCell("Ronald McDonald")).toEqual([{ literal: "Ronald McDonald" }]);
  });

  it("reads lists of Python and JSON", () => {
    expect(namesInCell("['Sol, A.', \"Moon, E. B.\"]")).toEqual([sol, moon]);
    expect(listLiteral("[]")).toEqual([]);
    expect(listLiteral("['a\\'b', 'c']")).toEqual(["a'b", "c"]);
    expect(listLiteral("[Review] of things")).toBeNull();
    expect(listLiteral("['a' b]")).toBeNull();
  });
});
