import { describe, expect, it } from "vitest";
import type { CslName } from "../record/csl-item.ts";
import { authorReader } from "./author-names.ts";
import { vocabulary } from "./vocabulary.ts";

function keys(...names: readonly CslName[]): readonly string[] {
  const families = vocabulary();
  const list = authorReader(families)(names);
  return list.families.map((family, at) => `${families.text(family)} ${list.initials[at]}`);
}

describe("authorReader", () => {
  it("reads one name in every style to one key", () => {
    const styles: readonly CslName[] = [
      { family: "Quillfeather", given: "Anna B." },
      { literal: "Quillfeather AB" },
      { literal: "Quillfeather A. B." },
      { literal: "Anna B. Quillfeather" },
      { literal: "A.B. Quillfeather" },
      { family: "QUILLFEATHER", given: "A" },
      { literal: "Quillfeather, Anna B." },
    ];
    for (const name of styles) expect(keys(name)).toEqual(["quillfeather a"]);
  });

  it("parts authors that an export ran together", () => {
    expect(keys({ literal: "Adler K.Lewin G. F.O'Hara M. E." })).toEqual(["adler k", "lewin g", "ohara m"]);
    expect(keys({ literal: "Silva F, Heath RD, Raffety T" })).toEqual(["silva f", "heath r", "raffety t"]);
  });

  it("leaves out particles, groups and nobody", () => {
    expect(
      keys(
        { family: "van der Berg", given: "J" },
        { "non-dropping-particle": "de", family: "Jong", given: "P" },
      ),
    ).toEqual(["berg j", "jong p"]);
    expect(
      keys(
        { literal: "LUNA Study Group" },
        { family: "Nct,", given: "" },
        { literal: "et al" },
        { literal: "Anonymous" },
      ),
    ).toEqual([]);
  });

  it("mends a name that was cut behind its particle", () =>
    expect(keys({ family: "Le", given: "Quintfern M." })).toEqual(["quintfern m"]));

  it("takes accents off, and e behind a, o and u", () => {
    expect(keys({ family: "Müller", given: "J" })).toEqual(keys({ family: "Mueller", given: "J" }));
    expect(keys({ family: "Ångström", given: "A" })).toEqual(["angstrom a"]);
  });

  it("keeps other scripts", () => expect(keys({ family: "Иванова", given: "А." })).toEqual(["иванова а"]));
});
