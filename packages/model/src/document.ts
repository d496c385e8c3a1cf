import { z } from "zod";
import { type Analysis, analysis } from "./analysis.ts";
import { type Condition, condition } from "./condition.ts";
import {
  type Assessment,
  assessment,
  type EconomicEvidence,
  economicEvidence,
  type Mechanism,
  mechanism,
  type PublishedStatement,
  publishedStatement,
  type RuleSet,
  ruleSet,
  type SearchStrategy,
  searchStrategy,
} from "./evidence.ts";
import { type Protocol, protocol } from "./protocol.ts";
import { type SearchRunDocument, searchRun } from "./search-run.ts";
import { type Study, study } from "./study.ts";

/** Every kind of document, by the word that its `kind` field says. */
export const documentSchemas = {
  protocol,
  condition,
  study,
  analysis,
  statement: publishedStatement,
  economic: economicEvidence,
  mechanism,
  assessment,
  search: searchStrategy,
  "search-run": searchRun,
  "rule-set": ruleSet,
} as const;

export type DocumentKind = keyof typeof documentSchemas;

export type ReviewDocument =
  | Protocol
  | Condition
  | Study
  | Analysis
  | PublishedStatement
  | EconomicEvidence
  | Mechanism
  | Assessment
  | SearchStrategy
  | SearchRunDocument
  | RuleSet;

export const documentKinds = Object.keys(documentSchemas) as DocumentKind[];

/** The JSON Schema (draft 2020-12) of one kind of document as written, for editors. */
export function jsonSchemaOf(kind: DocumentKind): object {
  return {
    ...z.toJSONSchema(documentSchemas[kind], { io: "input", unrepresentable: "any", reused: "ref" }),
    title: `Coppice ${kind}`,
  };
}
