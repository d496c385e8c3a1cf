import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { meshThesaurus } from "../mesh/mesh-thesaurus.ts";
import { parseStrategy } from "../parse/parse-strategy.ts";
import type { Syntax } from "../strategy.ts";
import { ENGINE_IDS, type EngineId } from "./engine.ts";
import { translateStrategy } from "./translate-strategy.ts";
import type { TranslationOptions } from "./translating.ts";

const mesh = meshThesaurus(
  gunzipSync(readFileSync(new URL("../../../data/mesh2024.tsv.gz", import.meta.url))),
);

function translation(from: Syntax, text: string, to: EngineId, options: TranslationOptions = { mesh }) {
  const { warnings, ...rest } = translateStrategy(parseStrategy(text, from).strategy, to, options);
  return { ...rest, warnings, codes: warnings.map(({ code }) => code) };
}

const text = (from: Syntax, source: string, to: EngineId, options?: TranslationOptions): string =>
  translation(from, source, to, options).text;

describe("what other translators get wrong (one row each)", () => {
  it("1: keeps proximity in PubMed where it can, and says so where truncation prevents it", () => {
    expect(text("ovid", "((knee or hip) adj3 pain).ti,ab.", "pubmed")).toBe(
      '"knee pain" [tiab:~2] OR "hip pain" [tiab:~2]',
    );
    const truncated = translation("ovid", "((headach$ or knee) adj3 pain).ti,ab.", "pubmed");
    expect(truncated.text).toBe('(headach*[tiab] AND pain[tiab]) OR "knee pain" [tiab:~2]');
    expect(truncated.codes).toContain("prox-widened");
    const listed = translation("ovid", "(headach$ adj3 pain).ti,ab.", "pubmed", {
      mesh,
      endings: (word) => (word === "headach*" ? ["headache", "headaches"] : undefined),
    });
    expect(listed.text).toBe('"headache pain" [tiab:~2] OR "headaches pain" [tiab:~2]');
    expect(listed.codes).not.toContain("prox-widened");
  });

  it("2: counts the words between as each database does", () => {
    const source = "(knee adj3 pain).ab.";
    expect(text("ovid", source, "cinahl")).toBe("(AB (knee N2 pain))");
    expect(text("ovid", source, "wos")).toBe("AB=(knee NEAR/2 pain)");
    expect(text("ovid", source, "scopus")).toBe("ABS(knee W/2 pain)");
    expect(text("ovid", source, "embase")).toBe("(knee NEAR/3 pain):ab");
    expect(text("ovid", source, "cochrane")).toBe("(knee NEAR/3 pain):ab");
  });

  it("3: never copies a heading into another thesaurus", () => {
    const mapped = translation("ovid", "exp Adrenal Cortex Hormones/", "embase");
    expect(mapped.text).toBe("'corticosteroid'/exp");
    expect(mapped.codes).toContain("heading-mapped");
    const unmapped = translation("ovid", "exp Headache Disorders/", "embase");
    expect(unmapped.text).toContain("'Headache Disorders'");
    expect(unmapped.text).not.toContain("/exp");
    expect(unmapped.codes).toContain("heading-unmapped");
  });

  it("4: writes headings as their entry terms where there are none, in the order of speech", () => {
    const { text: written, codes } = translation("ovid", "Dermatitis, Allergic Contact/", "wos");
    expect(written).toMatch(/^TS=\("Allergic Contact Dermatitis" OR /);
    expect(codes).toContain("heading-unmapped");
  });

  it.each(["wos", "scopus"] as const)("5, 6: never makes free text of the animal filter (%s)", (engine) => {
    const source = "trial.ab. not (animals not (humans and animals)).sh.";
    const { text: written, warnings } = translation("ovid", source, engine);
    expect(written).not.toMatch(/animal/i);
    expect(warnings.find(({ code }) => code === "animals-dropped")).toMatchObject({ effect: "wider" });
    expect(text("ovid", "trial.ab. not (exp animals/ not humans.sh.)", engine)).toBe(
      text("ovid", source, engine),
    );
  });

  it("5, 6: writes the animal filter in the target's own form", () => {
    const source = "trial.ab. not (exp animals/ not humans/)";
    expect(text("ovid", source, "embase")).toBe(
      "trial:ab NOT (('animal'/exp OR 'nonhuman'/exp) NOT 'human'/exp)",
    );
    expect(text("ovid", source, "pubmed")).toBe("trial[ab] NOT (animals[Mesh] NOT humans[Mesh:NoExp])");
  });

  it("7: writes limits as limits, or tells that it cannot", () => {
    const source = "1. trial.ab.\n2. limit 1 to english language\n3. limit 2 to ED=20100101-20201231";
    expect(text("ovid", source, "pubmed").split("\n").slice(1)).toEqual([
      "#1 AND english[la]",
      "#2 AND 2010/01/01:2020/12/31[edat]",
    ]);
    expect(text("ovid", source, "embase").split("\n").slice(1)).toEqual([
      "#1 AND [english]/lim",
      "#2 AND ([01-01-2010]/sd NOT [01-01-2021]/sd)",
    ]);
    expect(text("ovid", source, "cinahl").split("\n").at(-1)).toBe("S2 AND EM 20100101-20201231");
    const cochrane = translation("ovid", source, "cochrane");
    expect(cochrane.text).toBe("trial:ab\n(#1)\n(#2)");
    expect(cochrane.codes.filter((code) => code === "limit-dropped")).toHaveLength(2);
  });

  it("8: lists what one letter more can be, or writes the target's sign for it", () => {
    expect(text("ovid", "group$1.ab.", "pubmed")).toBe("group[ab] OR groups[ab]");
    expect(text("ovid", "group$1.ab.", "wos")).toBe("AB=group$");
    expect(text("ovid", "group$1.ab.", "cochrane")).toBe("(group OR group?):ab");
  });

  it("9: lists spellings where PubMed would refuse or widen a wildcard", () => {
    expect(text("ovid", "p?ediatric.ab.", "pubmed")).toBe("pediatric[ab] OR paediatric[ab]");
    expect(text("ovid", "randomi#ed.ab.", "pubmed")).toBe("randomised[ab] OR randomized[ab]");
    expect(text("ovid", "tumo?r.ab.", "pubmed")).toBe("tumor[ab] OR tumour[ab]");
  });

  it("10: reads proximity of PubMed", () => {
    expect(text("pubmed", '"hip pain"[tiab:~2]', "embase")).toBe("(hip NEAR/3 pain):ti,ab");
  });

  it("11: knows dates and languages", () => {
    const source = "2010:2020[dp] AND eng[la]";
    expect(text("pubmed", source, "scopus")).toBe(
      "(PUBYEAR > 2009 AND PUBYEAR < 2021) AND LANGUAGE(english)",
    );
    expect(text("pubmed", source, "wos")).toBe("PY=(2010-2020) AND LA=(english)");
  });

  it("12: keeps subheadings, or tells that they are gone", () => {
    expect(text("ovid", "exp Thrombosis/ad, tu", "pubmed")).toBe(
      "(Thrombosis/ad[Mesh] OR Thrombosis/tu[Mesh])",
    );
    expect(text("ovid", "exp Thrombosis/ad, tu", "cochrane")).toBe("[mh Thrombosis/AD,TU]");
    expect(translation("ovid", "exp Thrombosis/ad, tu", "cinahl").codes).toContain("subheading-dropped");
  });

  it("13: does not search a subheading as a phrase", () => {
    expect(text("ovid", "drug therapy.fs. or trial.ab.", "wos")).toBe("AB=trial");
    expect(translation("ovid", "drug therapy.fs. or trial.ab.", "wos").warnings).toContainEqual(
      expect.objectContaining({ code: "subheading-dropped", effect: "narrower" }),
    );
    expect(text("ovid", "drug therapy.fs.", "embase")).toBe("'drug therapy':lnk");
  });

  it.each([
    ["embase", "ivig:ti,ab,kw AND (dose NEAR/3 week):ti"],
    ["cochrane", "ivig:ti AND (dose NEAR/3 week):ti"],
    ["ebsco", "TI ivig AND TI (dose N2 week)"],
    ["wos", "TI=ivig AND TI=(dose NEAR/2 week)"],
    ["scopus", "TITLE(ivig) AND TITLE(dose W/2 week)"],
  ] as const)("14: translates from %s", (from, source) => {
    expect(text(from, source, "ovid-medline")).toMatch(
      /^\(?ivig(\.tw,kf\.)? and \(dose adj3 week\)\)?\.ti\.$/,
    );
  });

  it("15: keeps order and distance, or tells that it cannot", () => {
    expect(text("ebsco", "TI (alpha W3 beta)", "embase")).toBe("(alpha NEXT/4 beta):ti");
    expect(text("ebsco", "TI (alpha W3 beta)", "scopus")).toBe("TITLE(alpha PRE/3 beta)");
    const ovid = translation("ebsco", "TI (alpha W3 beta)", "ovid-medline");
    expect(ovid.text).toBe("(alpha adj4 beta).ti.");
    expect(ovid.codes).toContain("order-lost");
  });

  it("16 to 18: takes missing dots, stray brackets and lines that refer to themselves", () => {
    expect(text("ovid", "drug therapy.fs OR trial.ab", "pubmed")).toBe('"drug therapy" [sh] OR trial[ab]');
    for (const broken of ["(PDD.tw. (1", "1. asthma.tw.\n2. 2 or 3\n3. 2 or 1", "((("])
      for (const engine of ENGINE_IDS)
        expect(() => translation("ovid", broken, engine, { expandLines: true })).not.toThrow();
  });

  it("19: does not search comments", () => {
    const { text: written, codes } = translation("ovid", "[Triage tool keywords]\nscore.ti.", "pubmed");
    expect(written).toBe("score[ti]");
    expect(codes).toContain("comments-dropped");
  });

  it("20: leaves numbers in text alone", () => {
    expect(text("pubmed", "123I-MIBG[ti] OR 18 F-FDG[ti]", "ovid-medline")).toContain("18 F-FDG");
  });

  it("21: always writes brackets between different operators", () => {
    expect(text("ovid", "cancer.ti. and lung.ti. or heart.ti.", "pubmed")).toBe(
      "(cancer[ti] AND lung[ti]) OR heart[ti]",
    );
    expect(text("pubmed", "cancer[ti] OR lung[ti] AND heart[ti]", "scopus")).toBe(
      "TITLE((cancer OR lung) AND heart)",
    );
  });

  it("22: maps headings of Emtree that MeSH knows, exploded as they were", () => {
    const { text: written, codes } = translation("embase", "'intravenous immunoglobulin'/exp", "pubmed");
    expect(written).toBe('"Immunoglobulins, Intravenous" [Mesh]');
    expect(codes).toContain("heading-mapped");
  });
});

describe("filters", () => {
  const lines =
    "asthma.tw.\nrandomized controlled trial.pt.\ncontrolled clinical trial.pt.\nrandomized.ab.\nplacebo.ab.\ndrug therapy.fs.\nrandomly.ab.\ntrial.ab.\ngroups.ab.\nor/2-9\nexp animals/ not humans.sh.\n10 not 11\n1 and 12";

  it("takes the target's own filter for a validated one, and says which", () => {
    const { lines: written, warnings } = translation("ovid", lines, "embase");
    expect(written.map(({ from }) => from)).toEqual([1, 10, 11, 12, 13]);
    expect(written[1]?.text).toContain("'crossover procedure':de");
    expect(written.at(-1)?.text).toBe("#1 AND #4");
    const told = warnings.find(({ code }) => code === "filter-replaced");
    expect(told?.message).toMatch(/Highly Sensitive Search Strategy.* dropped for .*Embase\.com, 2011/);
  });

  it("needs no filter for trials in CENTRAL", () => {
    const { text: written, codes } = translation("ovid", lines, "cochrane");
    expect(written).toBe("asthma:ti,ab\n[mh animals] NOT [mh ^humans]\n(#1)");
    expect(codes).toContain("filter-dropped");
  });

  it("leaves a filter as it is in its own database, and translates a changed one with a warning", () => {
    expect(text("ovid", lines, "ovid-medline")).toContain("or/2-9");
    const changed = translation("ovid", lines.replace("groups.ab.", "groups.ab. or cohort.ab."), "pubmed");
    expect(changed.codes).toContain("filter-changed");
    expect(changed.text).toContain("cohort[ab]");
  });

  it("writes a filter that is named, with its source", () => {
    const { text: written, warnings } = translation("plain", "<RCT Filter>", "pubmed");
    expect(written).toContain("randomized controlled trial[pt]");
    expect(warnings.find(({ code }) => code === "filter-named")?.message).toContain("Cochrane Handbook");
  });
});

describe("translateStrategy", () => {
  it("leaves author keywords out of Ovid unless they are asked for, and says so", () => {
    expect(text("pubmed", "ivig[tiab]", "ovid-medline")).toBe("ivig.tw.");
    expect(translation("pubmed", "ivig[tiab]", "ovid-medline").codes).toContain("author-keywords-left-out");
    expect(text("pubmed", "ivig[tiab]", "ovid-medline", { authorKeywords: true })).toBe("ivig.tw,kf.");
  });

  it("writes out the lines that numbers stand for", () => {
    const source = "1. asthma.ti.\n2. child.ti.\n3. 1 and 2";
    expect(translation("ovid", source, "pubmed", { expandLines: true }).lines.at(-1)?.text).toBe(
      "asthma[ti] AND child[ti]",
    );
    expect(translation("ovid", source, "cinahl").lines.at(-1)?.text).toBe("S1 AND S2");
  });

  it("refuses to write out lines that double with every line", () => {
    const source = ["a.ti.", ...Array.from({ length: 60 }, (_, at) => `${at + 1} or ${at + 1}`)].join("\n");
    const { codes } = translation("ovid", source, "pubmed", { expandLines: true });
    expect(codes).toContain("reference-too-long");
  });

  it("multiplies no more than 200 pairs out", () => {
    const group = (stem: string) => `(${Array.from({ length: 15 }, (_, at) => `${stem}${at}`).join(" or ")})`;
    const { text: written, codes } = translation(
      "ovid",
      `(${group("alpha")} adj3 ${group("beta")}).ti.`,
      "pubmed",
    );
    expect(written).not.toContain(":~");
    expect(codes).toContain("prox-widened");
  });

  it("widens proximity of chains of AND before they double with every link", () => {
    const chain = Array.from({ length: 40 }, (_, at) => `(a${at} and b${at})`).join(" adj3 ");
    for (const engine of ENGINE_IDS)
      expect(translation("ovid", `(${chain}).ti.`, engine, {}).text.length).toBeLessThan(100_000);
  });

  it("tells that a wildcard is refused after fewer than four letters", () => {
    const { text: written, warnings } = translation("ovid", "rat$.ti.", "pubmed");
    expect(written).toBe("rat[ti] OR rats[ti]");
    expect(warnings.find(({ code }) => code === "wildcard-short-stem")?.message).toMatch(/wildcard/);
  });

  it("says how a distance in plain text was taken, which nothing in it tells", () => {
    const near = translation("plain", "knee NEAR/3 pain", "cinahl");
    expect(near.text).toBe("knee N2 pain");
    expect(near.codes).toContain("prox-assumed");
    expect(translation("plain", "knee N3 pain", "embase").text).toBe("knee NEAR/4 pain");
    expect(translation("ovid", "(knee adj3 pain).ti.", "cinahl").codes).not.toContain("prox-assumed");
  });

  it("names every line that a warning is about, once", () => {
    const { warnings } = translation("pubmed", "a[tiab]\nb[tiab]", "embase");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "author-keywords-left-out", line: 1, lines: [1, 2] });
  });

  it("still translates without a thesaurus, and says what it could not check", () => {
    const { text: written, codes } = translation("ovid", "exp Multiple Sclerosis/", "wos", {});
    expect(written).toBe('TS="Multiple Sclerosis"');
    expect(codes).toContain("headings-unchecked");
  });
});
