import { wosNotation } from "../../print/wos-notation.ts";
import { type Engine, type FormTable, inFieldsOf } from "../engine.ts";
import { menuFields, menuHeadings, topic } from "./menu.ts";
import { wos } from "./wos.ts";

const fields: FormTable = {
  ...menuFields,
  abstract: topic("topic"),
  "title+abstract": topic("topic"),
  "title+abstract+author-keyword": topic("topic"),
  tiab: topic("topic"),
  "title+abstract+keyword-phrase": topic("topic"),
  "author-keyword": topic("topic"),
  "keyword-phrase": topic("topic"),
};

const pattern = () => "TERM";

/** Web of Science, basic search: the advanced search without its field tags. */
export const wosBasic: Engine = {
  ...wos,
  id: "wos-basic",
  name: "WoS (basic)",
  fields,
  headings: menuHeadings,
  pattern,
  notation: wosNotation(inFieldsOf({ fields, pattern }), () => true),
  tiabWithKeywords: false,
  limit: () => undefined,
  dates: [],
};
