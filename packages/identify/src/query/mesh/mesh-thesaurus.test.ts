import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { meshThesaurus } from "./mesh-thesaurus.ts";

const file = new URL("../../../data/mesh2024.tsv.gz", import.meta.url);
const mesh = meshThesaurus(gunzipSync(readFileSync(file)));

describe("the thesaurus", () => {
  it("holds MeSH 2024, whole", () => {
    expect(mesh.year).toBe("2024");
    expect(mesh.size).toBe(30_764);
  });

  it("finds a descriptor by UI, name and entry term, whatever the case, accents and punctuation", () => {
    for (const term of [
      "D020275",
      "d020275",
      "Guillain-Barre Syndrome",
      "guillain barré syndrome",
      "GUILLAIN–BARRE  SYNDROME",
      "Landry-Guillain-Barre Syndrome",
    ])
      expect(mesh.find(term)?.ui).toBe("D020275");
  });

  it("finds inversions and plurals that MeSH lists, and their turns", () => {
    expect(mesh.find("Syndrome, Guillain-Barre")?.ui).toBe("D020275");
    expect(mesh.find("intravenous immunoglobulins")?.ui).toBe("D016756");
    expect(mesh.find("Error, Diagnostic")?.name).toBe("Diagnostic Errors");
    expect(mesh.find("Diagnostic Error")?.name).toBe("Diagnostic Errors");
  });

  it("takes a name before another descriptor's entry term", () => {
    expect(mesh.find("Animals")?.ui).toBe("D000818");
    expect(mesh.find("Humans")?.ui).toBe("D006801");
    expect(mesh.find("Randomized Controlled Trial")?.ui).toBe("D016449");
    expect(mesh.find("Randomized Controlled Trials as Topic")?.ui).toBe("D016032");
  });

  it("knows nothing of what is no term", () => {
    for (const term of ["", " , ", "multifocal motor neuropathy of no place", "D999999", "a ".repeat(5000)])
      expect(mesh.find(term)).toBeUndefined();
  });

  it("gives places and entry terms without the permuted ones", () => {
    const immunoglobulins = mesh.find("D016756")!;
    expect(immunoglobulins.name).toBe("Immunoglobulins, Intravenous");
    expect(immunoglobulins.entryTerms).toContain("IVIG");
    expect(immunoglobulins.treeNumbers.length).toBeGreaterThan(0);
    expect(mesh.find("Male")!.treeNumbers).toEqual([]);
  });

  it("explodes a descriptor in all its places, itself included", () => {
    const names = (name: string) => mesh.explode(mesh.find(name)!.ui).map((ui) => mesh.find(ui)!.name);
    expect(names("Guillain-Barre Syndrome").sort()).toEqual([
      "Guillain-Barre Syndrome",
      "Miller Fisher Syndrome",
    ]);
    expect(names("Polymyositis")).toContain("Dermatomyositis");
    expect(names("Optic Neuritis")).toContain("Neuromyelitis Optica");
    expect(names("Male")).toEqual(["Male"]);
    expect(names("Animals")).toContain("Humans");
    expect(mesh.explode("D999999")).toEqual(["D999999"]);
  });

  it("explodes publication types, which it tells from topics", () => {
    const trial = mesh.find("Clinical Trial")!;
    const below = mesh.explode(trial.ui).map((ui) => mesh.find(ui)!.name);
    expect(below).toContain("Randomized Controlled Trial");
    expect(below).toContain("Clinical Trial, Phase III");
    expect(mesh.isPublicationType(trial.ui)).toBe(true);
    expect(mesh.isPublicationType(mesh.find("Clinical Trials as Topic")!.ui)).toBe(false);
  });

  it("steps up and down, over all places", () => {
    const name = ({ name }: { name: string }) => name;
    const dermatomyositis = mesh.find("Dermatomyositis")!;
    expect(mesh.broader(dermatomyositis.ui).map(name)).toContain("Polymyositis");
    expect(mesh.narrower(mesh.find("Polymyositis")!.ui).map(name)).toContain("Dermatomyositis");
    expect(mesh.narrower("D999999")).toEqual([]);
  });

  it("agrees with itself: every descriptor is found by its name and UI, and below each of those above it", () => {
    const under = new Map<string, ReadonlySet<string>>();
    const all = [...new Set("ABCDEFGHIJKLMNVZ".split(""))];
    expect(all).toHaveLength(16);
    for (const descriptor of mesh.beginningWith("immuno")) {
      expect(mesh.find(descriptor.name)?.ui).toBe(descriptor.ui);
      for (const above of mesh.broader(descriptor.ui)) {
        const below = under.get(above.ui) ?? new Set(mesh.explode(above.ui));
        under.set(above.ui, below);
        expect(below.has(descriptor.ui)).toBe(true);
        expect(mesh.narrower(above.ui).some(({ ui }) => ui === descriptor.ui)).toBe(true);
      }
    }
    expect(under.size).toBeGreaterThan(20);
  });

  it("knows what acts how", () => {
    const action = mesh.find("Anti-Bacterial Agents")!;
    expect(mesh.withAction(action.ui)).toContain("D000001");
    expect(mesh.withAction("D999999")).toEqual([]);
  });

  it("refuses what is no thesaurus", () => {
    expect(() => meshThesaurus(Buffer.from("something else\n\nD1\tName\t\t\n"))).toThrow("names no year");
  });
});
