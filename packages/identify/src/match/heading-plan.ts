import { explodeSubheading, meshSubheading } from "../query/mesh/subheadings.ts";
import { termKey } from "../query/mesh/term-index.ts";
import type { MeshThesaurus } from "../query/mesh/thesaurus.ts";
import type { Heading, Span, Subheading, Syntax } from "../query/strategy.ts";
import { kindMask } from "./element-kind.ts";
import { anyOf, keysPlan, type MatchNote, type Plan } from "./plan.ts";
import { headingPrefix } from "./record-keys.ts";
import { exactToken } from "./token-pattern.ts";

/** What a plan is made with. */
export interface PlanContext {
  readonly mesh: MeshThesaurus | undefined;
  readonly syntax: Syntax;
  readonly note: (code: MatchNote["code"], message: string, span: Span | undefined) => void;
}

/** Keys, without their prefix, of the descriptors that a heading means. */
function headingTerms(heading: Heading, { mesh, note }: PlanContext): readonly string[] {
  const { name, span } = heading;
  const byWords = [`=${termKey(name)}`];
  if (heading.vocabulary !== "mesh") {
    if (heading.explode)
      note(
        "approximate",
        `"${name}" is matched by its name alone: the tree of its thesaurus is not at hand.`,
        span,
      );
    return byWords;
  }
  // A truncated heading is not exploded.
  if (name.trimEnd().endsWith("*")) return (mesh?.beginningWith(name) ?? []).map(({ ui }) => `:${ui}`);
  const descriptor = mesh?.find(name);
  if (mesh === undefined || descriptor === undefined) {
    const year = mesh === undefined ? "No MeSH was given" : `MeSH ${mesh.year} has no heading "${name}"`;
    note("unknown-heading", `${year}; it is matched by its name alone, without explosion.`, span);
    return byWords;
  }
  return (heading.explode ? mesh.explode(descriptor.ui) : [descriptor.ui]).map((ui) => `:${ui}`);
}

const keyOf = (name: string): string => meshSubheading(name)?.ui ?? termKey(name);

/** PubMed explodes the subheadings of a heading with the heading; Ovid and the Cochrane Library take them as they are. */
function subheadingKeys(names: readonly string[], explode: boolean): readonly string[] {
  return names.flatMap((name) => {
    const subheading = explode ? meshSubheading(name) : undefined;
    return subheading === undefined ? [keyOf(name)] : explodeSubheading(subheading).map(({ ui }) => ui);
  });
}

export function headingPlan(heading: Heading, context: PlanContext): Plan {
  const { vocabulary, major, subheadings, explode } = heading;
  const prefixes =
    vocabulary === "mesh"
      ? [headingPrefix("MeSH")]
      : [headingPrefix("other"), ...(vocabulary === "emtree" ? [headingPrefix("Emtree")] : [])];
  const qualifiers = subheadingKeys(subheadings, explode && context.syntax === "pubmed");
  const endings = subheadings.length === 0 ? [""] : qualifiers.map((key) => `/${key}`);
  const star = major ? "*" : "";
  const terms = headingTerms(heading, context);
  const keys = prefixes.flatMap((prefix) =>
    terms.flatMap((term) => endings.map((ending) => `${star}${prefix}${term}${ending}`)),
  );
  const plan = keysPlan("heading", keys);
  if (heading.synonyms !== true) return plan;
  context.note(
    "approximate",
    `Of the synonyms of "${heading.name}" the name alone is searched as text.`,
    heading.span,
  );
  const words = termKey(heading.name)
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return plan;
  const kinds = kindMask("title", "abstract", "keyword");
  return anyOf([plan, { kind: "phrase", words: words.map(exactToken), kinds }]);
}

export function subheadingPlan({ name, explode }: Subheading): Plan {
  return keysPlan(
    "heading",
    subheadingKeys([name], explode).map((key) => `sh:${key}`),
  );
}

/** The headings and the substances that act so; the action itself is exploded. */
export function actionPlan(name: string, span: Span | undefined, { mesh, note }: PlanContext): Plan {
  const action = mesh?.find(name);
  if (mesh === undefined || action === undefined) {
    note("not-evaluated", `MeSH has no pharmacological action "${name}"; it matches no record.`, span);
    return keysPlan("heading", []);
  }
  note("approximate", `Supplementary concepts with the action "${name}" are not known here.`, span);
  const uis = mesh.explode(action.ui).flatMap((ui) => mesh.withAction(ui));
  return anyOf([
    keysPlan(
      "heading",
      uis.map((ui) => `mh:${ui}`),
    ),
    keysPlan(
      "substance",
      uis.map((ui) => `nm:${ui}`),
    ),
  ]);
}
