import { describe, expect, it } from "vitest";
import { isTable } from "./is-table.ts";

describe("isTable", () => {
  it("knows tables by their headers, also below a line about the export", () => {
    for (const text of [
      "title,authors,year\nA,b,2001\n",
      '"About the data: Exported on Sep 30, 2026. Criteria: x."\n"Rank","Publication ID","DOI","Title"\n1,p,d,A\n',
      "sep=;\nfoo;bar\n1;2\n",
      "PT\tAU\tTI\tSO\tUT\nJ\tSol, A\tT\tS\tWOS:1\n",
      "Titel;Autor;Jahr\nA;b;1999\n",
      "primary_title|abstract|included\nA|b|1\n",
    ])
      expect([text, isTable(text)]).toEqual([text, true]);
  });

  it("does not take other formats and prose for tables", () => {
    for (const text of [
      "TY  - JOUR\nTI  - On title, authors, year\nER  - \n",
      "PMID- 1\nTI  - A\n",
      "@article{a,\n title = {A},\n author = {B, C}\n}\n",
      "Dear all,\nplease find the title, the authors and the year below.\n",
      "",
      "\u0000\u0001\u0002",
    ])
      expect([text, isTable(text)]).toEqual([text, false]);
  });
});
