import type { Analysis } from "./analysis.ts";
import type { Condition } from "./condition.ts";
import type { ReviewDocument } from "./document.ts";
import type {
  Assessment,
  EconomicEvidence,
  Mechanism,
  PublishedStatement,
  RuleSet,
  SearchStrategy,
} from "./evidence.ts";
import type { Problem } from "./problem.ts";
import type { Protocol } from "./protocol.ts";
import type { SearchRunDocument } from "./search-run.ts";
import type { Study } from "./study.ts";

/** A review: what people decided, as documents. Everything else is derived from it. Each list is ordered by id. */
export interface Review {
  readonly protocol: Protocol;
  readonly conditions: readonly Condition[];
  readonly studies: readonly Study[];
  readonly analyses: readonly Analysis[];
  readonly statements: readonly PublishedStatement[];
  readonly economics: readonly EconomicEvidence[];
  readonly mechanisms: readonly Mechanism[];
  readonly assessments: readonly Assessment[];
  readonly searches: readonly SearchStrategy[];
  readonly searchRuns: readonly SearchRunDocument[];
  readonly ruleSets: readonly RuleSet[];
}

export interface AssembledReview {
  /** Absent where no protocol could be read. */
  readonly review?: Review;
  readonly problems: readonly Problem[];
}

/**
 * Sorts documents into a review. Of two documents with the same kind and id the first (in the order given) is kept
 * and the second is reported; without a protocol there is no review.
 */
export function assembleReview(
  documents: readonly { readonly document: ReviewDocument; readonly file: string }[],
): AssembledReview {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const kept: ReviewDocument[] = [];
  for (const { document, file } of documents) {
    const name = `${document.kind}/${document.id}`;
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      problems.push({
        code: "document-id-twice",
        severity: "error",
        message: `${name} is already written in ${earlier}; give this document another id or remove one of the two`,
        where: { file, line: 1, column: 1, document: name },
      });
      continue;
    }
    seen.set(name, file);
    kept.push(document);
  }
  const of = <K extends ReviewDocument["kind"]>(kind: K) =>
    kept
      .filter((document): document is Extract<ReviewDocument, { kind: K }> => document.kind === kind)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [protocol, ...more] = of("protocol");
  if (protocol === undefined) {
    problems.push({
      code: "protocol-missing",
      severity: "error",
      message: "this folder holds no protocol; write protocol.yaml with `kind: protocol`",
      where: {},
    });
    return { problems };
  }
  for (const extra of more) {
    problems.push({
      code: "protocol-twice",
      severity: "error",
      message: `a second protocol, "${extra.id}", is left out; a review has one protocol, its versions stand inside it`,
      where: {
        document: `protocol/${extra.id}`,
        ...(seen.get(`protocol/${extra.id}`) && { file: seen.get(`protocol/${extra.id}`)! }),
      },
    });
  }
  return {
    problems,
    review: {
      protocol,
      conditions: of("condition").sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
      studies: of("study"),
      analyses: of("analysis"),
      statements: of("statement"),
      economics: of("economic"),
      mechanisms: of("mechanism"),
      assessments: of("assessment"),
      searches: of("search"),
      searchRuns: of("search-run"),
      ruleSets: of("rule-set"),
    },
  };
}
