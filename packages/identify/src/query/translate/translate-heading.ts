import { meshSubheading } from "../mesh/subheadings.ts";
import type { Expression, Field, Heading, Subheading, Text, Vocabulary } from "../strategy.ts";
import { foldText } from "../words.ts";
import { CROSSWALK, type CrosswalkRow, rowFromMesh, rowToMesh } from "./crosswalk.ts";
import type { EngineId } from "./engine.ts";
import { headingText } from "./heading-text.ts";
import { anyOf, sameDatabase, written } from "./translate-text.ts";
import { effectOfDropping, type Translating, type Within } from "./translating.ts";

const VOCABULARY_NAMES: Readonly<Record<Vocabulary, string>> = {
  mesh: "MeSH",
  emtree: "Emtree",
  cinahl: "CINAHL Headings",
  apa: "the APA Thesaurus",
  other: "the thesaurus of the database",
};

/** Where a heading is called by its names instead. */
const wordFields: Readonly<Partial<Record<string, readonly Field[]>>> = {
  wos: ["text-word"],
  scopus: ["text-word"],
  embase: ["title", "abstract", "author-keyword"],
  "ovid-embase": ["title", "abstract", "author-keyword"],
  "ovid-psycinfo": ["title", "abstract", "author-keyword"],
  europepmc: ["title", "abstract", "author-keyword"],
};

/** A heading in the engine's vocabulary: itself, a row of the crosswalk, or what it is called in texts. */
export function translateHeading(heading: Heading, translating: Translating): Expression | undefined {
  const { engine } = translating;
  if (heading.vocabulary === engine.vocabulary) return checked(heading, translating);
  if (engine.vocabulary === "other" && engine.syntax === "ebsco") return unchecked(heading, translating);
  if (engine.vocabulary !== "none") {
    const row = crosswalkRow(heading, engine.vocabulary, translating);
    const mapped = row && mappedHeading(row, heading, translating);
    if (mapped !== undefined) return mapped;
    const known = engine.vocabulary === "mesh" && knownToMesh(heading, translating);
    if (known) return known;
  }
  return asText(heading, translating);
}

function checked(heading: Heading, translating: Translating): Expression {
  const { engine, options, tell } = translating;
  if (heading.vocabulary === "mesh" && options.mesh !== undefined) {
    const found = options.mesh.find(heading.name);
    if (found === undefined)
      tell(
        "heading-unknown",
        "warning",
        "unknown",
        `MeSH ${options.mesh.year} has no heading “${heading.name}”: it may be misspelt, retired or from another vocabulary, and may find nothing.`,
        heading,
      );
    else if (foldText(found.name) !== foldText(heading.name))
      tell(
        "heading-not-preferred",
        "info",
        "none",
        `“${heading.name}” is called “${found.name}” in MeSH ${options.mesh.year}; ${engine.name} may not find it under the old name.`,
        heading,
      );
    else if (
      engine.syntax === "pubmed" &&
      translating.strategy.syntax !== "pubmed" &&
      options.mesh.isPublicationType(found.ui)
    )
      return publicationType(heading, translating);
  }
  if (heading.major && engine.id === "cochrane")
    tell(
      "major-dropped",
      "warning",
      "wider",
      `In ${engine.name} headings are searched whether or not they are the main topic: the restriction of “${heading.name}” is dropped.`,
      heading,
    );
  if (heading.major && engine.id === "hta")
    tell(
      "major-dropped",
      "warning",
      "wider",
      `${engine.name} has no major headings: “${heading.name}” is searched as any.`,
      heading,
    );
  const known = keptSubheadings(heading, translating);
  return { ...heading, subheadings: known, major: heading.major && engine.id !== "cochrane" };
}

/** PubMed's headings do not hold publication types, Ovid's do. */
function publicationType(heading: Heading, { tell }: Translating): Text {
  tell(
    "heading-is-type",
    "info",
    "none",
    `“${heading.name}” is a publication type, which PubMed searches with [pt].`,
    heading,
  );
  return {
    kind: "text",
    words: heading.name.split(" ").map((word) => [word]),
    reading: "phrase",
    quoted: heading.name.includes(" "),
    fields: ["publication-type"],
  };
}

/** Business Source and its like: the table copies the heading, and whether it exists there only a look into the thesaurus can tell. */
function unchecked(heading: Heading, { engine, tell }: Translating): Heading {
  tell(
    "heading-unchecked",
    "warning",
    "unknown",
    `“${heading.name}” is copied as it is: whether ${VOCABULARY_NAMES[engine.vocabulary === "none" ? "other" : engine.vocabulary]} has it must be looked up.`,
    heading,
  );
  return heading;
}

function crosswalkRow(
  heading: Heading,
  vocabulary: Vocabulary,
  { options }: Translating,
): CrosswalkRow | undefined {
  const tables = [options.crosswalk ?? [], CROSSWALK];
  if (heading.vocabulary === "mesh") {
    const preferred = options.mesh?.find(heading.name)?.name;
    return (
      rowFromMesh(heading.name, vocabulary, ...tables) ??
      (preferred === undefined ? undefined : rowFromMesh(preferred, vocabulary, ...tables))
    );
  }
  const back = rowToMesh(heading.name, heading.vocabulary, ...tables);
  if (back === undefined) return undefined;
  if (vocabulary === "mesh")
    return { ...back, vocabulary: "mesh", to: back.name, relation: turned(back.relation) };
  return rowFromMesh(back.name, vocabulary, ...tables);
}

/** MeSH can be looked up here: a heading of another vocabulary that it knows as a name or an entry term is its own heading there. */
function knownToMesh(heading: Heading, translating: Translating): Expression | undefined {
  const { options, tell } = translating;
  const found = options.mesh?.find(heading.name);
  if (found === undefined) return undefined;
  tell(
    "heading-mapped",
    "warning",
    "unknown",
    `The heading “${heading.name}” is dropped for “${found.name}” of MeSH, which knows it by that name; nobody has compared the two, and their narrower terms differ.`,
    heading,
  );
  const { synonyms: _, ...rest } = heading;
  return {
    ...rest,
    vocabulary: "mesh",
    name: found.name,
    subheadings: keptSubheadings(heading, translating),
  };
}

/** Embase.com links a heading with a route (dd_iv); on Ovid the same is a subheading (iv). */
function linksIn(engine: EngineId, links: readonly string[]): readonly string[] {
  if (engine === "embase") return links;
  return engine === "ovid-embase" ? links.map((link) => link.slice(link.indexOf("_") + 1)) : [];
}

const turned = (relation: CrosswalkRow["relation"]): CrosswalkRow["relation"] =>
  relation === "broader" ? "narrower" : relation === "narrower" ? "broader" : relation;

function mappedHeading(
  row: CrosswalkRow,
  heading: Heading,
  translating: Translating,
): Expression | undefined {
  const { engine, tell } = translating;
  if (row.to === null || row.relation === "none") return undefined;
  const effect = row.relation === "broader" ? "wider" : row.relation === "narrower" ? "narrower" : "unknown";
  const name = VOCABULARY_NAMES[row.vocabulary];
  const checkedOn =
    row.checkedBy === null
      ? "not checked yet by anybody with access"
      : `checked by ${row.checkedBy} on ${row.date}`;
  tell(
    "heading-mapped",
    row.relation === "exact" && row.checkedBy !== null ? "info" : "warning",
    effect,
    `The heading “${heading.name}” is dropped for “${row.to}” of ${name} (${row.relation}; ${checkedOn}), whose narrower terms differ.${row.note === undefined ? "" : ` ${row.note}`}`,
    heading,
  );
  const subheadings = keptSubheadings(heading, translating);
  const links = linksIn(engine.id, row.links ?? []);
  return {
    kind: "heading",
    vocabulary: row.vocabulary,
    name: row.to,
    explode: heading.explode,
    major: heading.major,
    subheadings: [...(engine.id === "embase" ? [] : subheadings), ...links],
  };
}

function keptSubheadings(heading: Heading, translating: Translating): readonly string[] {
  const { engine } = translating;
  if (heading.subheadings.length === 0 || sameDatabase(translating)) return heading.subheadings;
  const letters =
    engine.vocabulary === heading.vocabulary || engine.syntax === "ovid" || engine.syntax === "ebsco";
  if (letters && heading.subheadings.every((name) => meshSubheading(name) !== undefined))
    return heading.subheadings;
  tellSubheadings(heading, translating);
  return [];
}

function tellSubheadings(heading: Heading, { engine, tell }: Translating): void {
  tell(
    "subheading-dropped",
    "warning",
    "wider",
    `The subheadings of “${heading.name}” (${heading.subheadings.join(", ")}) have no counterpart in ${engine.name} and are dropped.`,
    heading,
  );
}

function asText(heading: Heading, translating: Translating): Expression | undefined {
  const { engine, options, tell } = translating;
  const { terms, left } = headingText(heading.name, heading.explode, options.mesh);
  const where =
    engine.vocabulary === "none"
      ? `${engine.name} has no headings`
      : `No row of the crosswalk leads from “${heading.name}” to ${VOCABULARY_NAMES[engine.vocabulary]}`;
  const how =
    options.mesh === undefined
      ? "its words are searched; no thesaurus was at hand for its entry terms"
      : terms.length > 1
        ? `its name and ${terms.length - 1} entry terms are searched as text`
        : "its words are searched as text";
  tell(
    "heading-unmapped",
    "warning",
    "unknown",
    engine.vocabulary === "none"
      ? `${where}: “${heading.name}”: ${how}.`
      : `${where}: ${how}. Look the heading up there.`,
    heading,
  );
  if (left > 0)
    tell(
      "entry-terms-left-out",
      "warning",
      "narrower",
      `“${heading.name}” and what stands under it have ${left} more entry terms than are written out; the longest of them are dropped.`,
      heading,
    );
  if (heading.subheadings.length > 0) tellSubheadings(heading, translating);
  const texts = terms.map(
    (term): Text => ({
      kind: "text",
      words: term.split(" ").map((word) => [word]),
      reading: "phrase",
      quoted: term.includes(" "),
      fields: fieldsOfWords(translating),
    }),
  );
  return anyOf(texts.map((text) => written(text, translating)));
}

function fieldsOfWords({ engine }: Translating): readonly Field[] {
  const fields = wordFields[engine.id];
  if (fields !== undefined) return fields;
  const own = engine.fields["title+abstract"];
  return own === undefined || engine.id === "plain" ? [] : ["title", "abstract"];
}

/** A subheading under any heading. */
export function translateSubheading(
  subheading: Subheading,
  translating: Translating,
  within: Within,
): Expression | undefined {
  const { engine, tell } = translating;
  const known = meshSubheading(subheading.name);
  const meshHere = engine.vocabulary === "mesh" && ["pubmed", "ovid", "cochrane"].includes(engine.syntax);
  if (meshHere) {
    // PubMed's [sh] takes what stands under a subheading with it; Ovid's .fs. and Cochrane do not, and are what is written for it.
    const explode =
      engine.syntax === "pubmed" ? subheading.explode || translating.strategy.syntax !== "pubmed" : false;
    if (translating.strategy.syntax === engine.syntax) return subheading;
    if (known !== undefined)
      tell(
        "subheading-explosion",
        "info",
        explode ? "wider" : "narrower",
        `“${known.name}”: PubMed's [sh] also searches the subheadings under it, ${engine.syntax === "pubmed" ? "the source did not" : `${engine.name} does not`}.`,
        subheading,
      );
    return { ...subheading, name: known?.name ?? subheading.name, explode };
  }
  if (
    engine.id === "embase" ||
    engine.syntax === "ebsco" ||
    engine.id === "lilacs" ||
    engine.id === "ovid-embase"
  ) {
    tell(
      "subheading-mapped",
      "warning",
      "unknown",
      `Subheadings of ${engine.name} are not those of MeSH: check that “${subheading.name}” is one of them.`,
      subheading,
    );
    return { ...subheading, explode: false };
  }
  if (known === undefined) {
    tell(
      "subheading-as-text",
      "warning",
      "unknown",
      `“${subheading.name}” is no subheading of MeSH, and ${engine.name} has none: it is searched as text.`,
      subheading,
    );
    const words = subheading.name.split(" ").map((word) => [word]);
    return written(
      {
        kind: "text",
        words,
        reading: "phrase",
        quoted: false,
        fields: engine.id === "wos" ? ["text-word"] : [],
      },
      translating,
    );
  }
  tell(
    "subheading-dropped",
    "warning",
    effectOfDropping(within),
    `${engine.name} has no subheadings that stand alone: “${known.name}” is dropped.`,
    subheading,
  );
  return undefined;
}
