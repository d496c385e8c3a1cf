import { scopusNotation } from "../../print/scopus-notation.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";
import { menuFields, menuHeadings, topic } from "./menu.ts";
import { scopus } from "./scopus.ts";

const fields: FormTable = {
  ...menuFields,
  abstract: topic("abstract"),
  "title+abstract": topic("article title, abstract, keywords"),
  "title+abstract+author-keyword": topic("article title, abstract, keywords"),
  tiab: topic("article title, abstract, keywords"),
  "title+abstract+keyword-phrase": topic("article title, abstract, keywords"),
  "author-keyword": topic("keywords"),
  "keyword-phrase": topic("keywords"),
};

const pattern = () => "TERM";

/** Scopus, basic search: the advanced search without its field codes. */
export const scopusBasic: Engine = {
  ...scopus,
  id: "scopus-basic",
  name: "Scopus (basic)",
  fields,
  headings: menuHeadings,
  pattern,
  notation: scopusNotation(inFieldsOf({ fields, pattern }), () => true),
  limit: () => undefined,
  dates: [],
};
