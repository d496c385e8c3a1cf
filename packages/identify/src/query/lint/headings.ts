import { eachExpression } from "../expressions.ts";
import type { MeshThesaurus } from "../mesh/thesaurus.ts";
import type { Expression, Heading, Syntax } from "../strategy.ts";
import { foldText } from "../words.ts";
import { flatOperands } from "./concept-groups.ts";
import type { LintContext } from "./lint-context.ts";
import { termKey } from "./term-index.ts";

/** So many headings of another thesaurus show that the strategy was written for it. */
const SHARE_OF_STRANGERS = 0.5;
const FEWEST_TO_JUDGE = 4;
/** An explosion to more headings than that is worth a look. */
const MANY = 100;

const WITH_HEADINGS: ReadonlySet<Syntax> = new Set(["pubmed", "ovid", "embase", "cochrane", "ebsco"]);

const bare = (name: string): string =>
  foldText(name)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** H01 (not a heading), H02 (explosion), H03 (headings or text only) and H04 (major headings and subheadings). */
export function checkHeadings(context: LintContext): void {
  const { headings, options, report, notChecked } = context;
  const { mesh } = options;
  const ofMesh = headings.filter(({ vocabulary }) => vocabulary === "mesh");
  if (mesh !== undefined) {
    const strangers = ofMesh.filter(({ name }) => mesh.find(name) === undefined);
    if (ofMesh.length >= FEWEST_TO_JUDGE && strangers.length > SHARE_OF_STRANGERS * ofMesh.length)
      notChecked(
        "H01",
        "most headings are not of MeSH: the strategy seems to be for another thesaurus, which is not here",
      );
    else for (const heading of ofMesh) againstMesh(context, heading, mesh);
  }
  if (headings.length > ofMesh.length)
    notChecked("H01", "headings of thesauri other than MeSH are not looked up");
  for (const heading of headings) {
    if (heading.span === undefined || context.isExcluded(heading)) continue;
    if (heading.major)
      report(
        "H04",
        heading.span,
        `"${heading.name}" counts only where it is a main topic: a sensitive search takes it wherever it is indexed.`,
      );
    if (heading.subheadings.length > 0)
      report(
        "H04",
        heading.span,
        `Only records with the subheading ${heading.subheadings.join(", ")} are found. A sensitive search takes the heading with any.`,
      );
  }
  oneKindOnly(context);
}

function againstMesh(
  { text, report, isExcluded, headings }: LintContext,
  heading: Heading,
  mesh: MeshThesaurus,
): void {
  const { name, span } = heading;
  if (span === undefined) return;
  const found = mesh.find(name);
  if (found === undefined) {
    const close = nearestName(name, mesh);
    report(
      "H01",
      span,
      `"${name}" is no heading of MeSH ${mesh.year}${close === undefined ? ". Look it up: it may be misspelt or retired" : `; "${close}" is`}.`,
      close === undefined ? {} : { fix: replacing(text, heading, close) },
    );
    return;
  }
  if (bare(found.name) !== bare(name)) {
    report(
      "H01",
      span,
      `"${name}" is not the name of the heading in MeSH ${mesh.year}, which is "${found.name}". Use that one.`,
      { fix: replacing(text, heading, found.name) },
    );
  }
  if (isExcluded(heading) || mesh.isPublicationType(found.ui)) return;
  const below = mesh.narrower(found.ui);
  if (!heading.explode && below.length > 0 && !/^(?:humans?|animals?)$/i.test(found.name)) {
    const others = new Set(headings.map((each) => bare(each.name)));
    if (headings.some((each) => each !== heading && each.explode && bare(each.name) === bare(name))) return;
    const missing = below.filter((each) => !others.has(bare(each.name)));
    if (missing.length > 0)
      report(
        "H02",
        span,
        `"${found.name}" is not exploded: records that have only a narrower heading are not found (${listed(missing.map((each) => each.name))}).`,
      );
  }
  if (heading.explode && below.length > 0) {
    const all = mesh.explode(found.ui).length - 1;
    if (all > MANY)
      report(
        "H02",
        span,
        `"${found.name}" explodes to ${all} narrower headings (${listed(below.map((each) => each.name))}). See whether all are wanted.`,
        { severity: "info" },
      );
  }
}

const listed = (names: readonly string[]): string =>
  `${names.slice(0, 6).join("; ")}${names.length > 6 ? `; and ${names.length - 6} more` : ""}`;

function replacing(text: string, { span, name }: Heading, by: string) {
  const typed = text.slice(span!.start, span!.end);
  const at = typed.indexOf(name);
  return at < 0
    ? { span: span!, text: typed.replace(/[^"'/[]+/, by) }
    : { span: { start: span!.start + at, end: span!.start + at + name.length }, text: by };
}

/** A heading with one letter more, less or otherwise, or the plural. */
function nearestName(name: string, mesh: MeshThesaurus): string | undefined {
  const key = bare(name);
  if (key.length < 5) return undefined;
  for (const begin of [key.slice(0, Math.ceil(key.length / 2)), key.slice(0, 4)])
    for (const { name: other } of mesh.beginningWith(begin).slice(0, 400))
      if (isOneEditAway(key, bare(other))) return other;
  return undefined;
}

/** One letter put in, left out, changed, or two neighbours swapped. */
function isOneEditAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

interface Kinds {
  readonly heading: boolean;
  readonly text: boolean;
  readonly known: string | undefined;
}

const NOTHING: Kinds = { heading: false, text: false, known: undefined };

/** H03: each concept that AND joins in the answer has both. */
function oneKindOnly(context: LintContext): void {
  const { lines, answer, lineNumbered, syntax, report, options, lineOf } = context;
  if (answer?.expression === null || answer === undefined || !WITH_HEADINGS.has(syntax)) return;
  const ofLine = new Map<number, Kinds>();
  const kindsOf = (expression: Expression): Kinds => {
    let { heading, text, known } = NOTHING;
    for (const node of eachExpression(expression)) {
      if (node.kind === "heading") heading = true;
      else if (node.kind === "line") {
        const named = ofLine.get(node.number) ?? NOTHING;
        heading ||= named.heading;
        text ||= named.text;
        known ??= named.known;
      } else if (node.kind === "text") {
        // .mp. and [tw] and untagged terms look into headings too.
        const wide =
          node.fields.length === 0 ||
          node.fields.some((each) => each === "text-word" || each === "all" || each === "heading-word");
        if (wide) heading = true;
        if (wide || node.fields.some((each) => each === "title" || each === "abstract")) text = true;
        if (known === undefined && node.words.every((word) => word.every((part) => typeof part === "string")))
          known = options.mesh?.find(termKey(node.words))?.name;
      } else if (
        node.kind === "subheading" ||
        node.kind === "date" ||
        node.kind === "filter" ||
        node.kind === "verbatim"
      )
        return { heading: true, text: true, known: undefined };
    }
    return { heading, text, known };
  };
  // Lines name earlier lines only; what names a later one is an error that is told elsewhere.
  for (const line of lines) if (line.expression !== null) ofLine.set(line.number, kindsOf(line.expression));

  const waiting: Expression[] = [answer.expression];
  const seen = new Set<Expression>();
  const concepts: Expression[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "and") waiting.push(...flatOperands(node, "and").toReversed());
    else if (node.kind === "not") waiting.push(node.include);
    else if (node.kind === "limit") waiting.push(node.of);
    else if (node.kind === "line") {
      const named = lineNumbered.get(node.number)?.expression;
      if (named !== null && named !== undefined) waiting.push(named);
    } else concepts.push(node);
  }
  for (const concept of concepts) {
    const { heading, text, known } = kindsOf(concept);
    const span = concept.span ?? lineOf(concept).span;
    if (heading && !text)
      report(
        "H03",
        span,
        "This concept has headings only: records that are not indexed yet are lost. Add text words.",
      );
    else if (text && !heading && (options.mesh === undefined || known !== undefined))
      report(
        "H03",
        span,
        `This concept has text words only. Add headings${known === undefined ? "" : `, such as "${known}"`}.`,
      );
  }
}
