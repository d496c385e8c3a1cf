import {
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Document as YamlDocument,
} from "yaml";
import type { z } from "zod";
import { type DocumentKind, documentKinds, documentSchemas, type ReviewDocument } from "./document.ts";
import type { Problem } from "./problem.ts";

/** Finds the line and column (1-based) of a JSON pointer in the text it was read from. */
export type Locate = (pointer: string) => { line: number; column: number } | undefined;

export interface ReadDocument {
  /** Absent where an error kept it out. */
  readonly document?: ReviewDocument;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** A JSON pointer (RFC 6901) from a path of keys and indices. */
export function pointerOf(path: readonly PropertyKey[]): string {
  let pointer = "";
  for (const step of path) {
    const text = String(step);
    pointer += `/${/[~/]/.test(text) ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text}`;
  }
  return pointer;
}

export function pathOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The node of a path, or the nearest ancestor that exists: a missing field is reported where it should stand. */
function nearestNode(
  yaml: YamlDocument,
  path: readonly string[],
): { node: Node | undefined; keyOffset?: number } {
  let node: unknown = yaml.contents;
  let keyOffset: number | undefined;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && String((item.key as { value?: unknown }).value ?? item.key) === step,
      );
      next = pair?.value;
      if (pair !== undefined && isNode(pair.key)) keyOffset = pair.key.range?.[0] ?? keyOffset;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      if (isNode(next)) keyOffset = next.range?.[0] ?? keyOffset;
    }
    if (next === undefined || next === null) break;
    node = next;
  }
  return { node: isNode(node) ? node : undefined, ...(keyOffset !== undefined && { keyOffset }) };
}

/** Finds the value of a pointer, or its key where the key itself is wrong. */
function locator(yaml: YamlDocument, lines: LineCounter, what: "value" | "key" = "value"): Locate {
  return (pointer) => {
    const { node, keyOffset } = nearestNode(yaml, pathOf(pointer));
    const isScalar = node !== undefined && !isMap(node) && !isSeq(node);
    const offset = isScalar && what === "value" ? node.range?.[0] : (keyOffset ?? node?.range?.[0]);
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

/** A value as JSON of at most 60 characters; an alias can make a value that holds itself, which has no JSON. */
function shownValue(value: unknown): string {
  if (value === undefined) return "nothing";
  try {
    const shown = JSON.stringify(value);
    return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
  } catch {
    return "this value";
  }
}

/** What a person would call the type that a schema expects. */
const typeWords: Readonly<Record<string, string>> = {
  object: "a group of fields",
  record: "a group of fields",
  array: "a list",
  tuple: "a list",
  string: "a text",
  int: "a whole number",
  boolean: "true or false",
};

/** The plainest sentence for a schema issue; of a union's branches, the one that got furthest. */
function sentence(issue: z.core.$ZodIssue, value: unknown): { path: PropertyKey[]; message: string } {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const depth = (issues: readonly z.core.$ZodIssue[]) =>
      Math.max(...issues.map((each) => each.path.length), 0);
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const deepest = [...branches].sort((a, b) => depth(b) - depth(a))[0];
    const first = deepest?.[0];
    if (first !== undefined) {
      const inner = sentence(
        first,
        first.path.reduce<unknown>(
          (at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step],
          value,
        ),
      );
      return { path: [...issue.path, ...inner.path], message: inner.message };
    }
  }
  const got = shownValue(value);
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        path: [...issue.path, issue.keys[0]!],
        message: `${issue.keys.map((k) => `"${k}"`).join(", ")} is not a field here; check the spelling and the indentation`,
      };
    case "invalid_type": {
      const wanted = typeWords[issue.expected] ?? `a ${issue.expected}`;
      const isMissing = value === undefined;
      const wrong = isMissing
        ? `"${String(issue.path.at(-1) ?? "document")}" is missing`
        : `${got} is not ${wanted}`;
      return { path: issue.path, message: `${wrong}; write ${wanted}` };
    }
    case "invalid_value":
      return {
        path: issue.path,
        message: `${got} is not one of the allowed words; write one of ${issue.values.map(String).join(", ")}`,
      };
    default:
      return {
        path: issue.path,
        message: issue.message.includes(got) ? issue.message : `${got}: ${issue.message}`,
      };
  }
}

/**
 * Reads one YAML (or JSON) text as a document of a review. Never throws: what is wrong comes back as problems with
 * line and column, all of them at once. The text of a file is the only input; `file` is used in the places.
 */
export function readDocument(text: string, file: string): ReadDocument {
  const lines = new LineCounter();
  const yaml = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: "error",
  });
  const locate = locator(yaml, lines);
  const locateKey = locator(yaml, lines, "key");
  const problems: Problem[] = [];
  for (const issue of [...yaml.errors, ...yaml.warnings]) {
    const { line, col } = lines.linePos(issue.pos[0]);
    problems.push({
      code: `yaml-${issue.code.toLowerCase().replaceAll("_", "-")}`,
      severity: issue.name === "YAMLWarning" ? "warning" : "error",
      message: `this is not valid YAML: ${issue.message.replace(/\s+/g, " ").trim()}; check the indentation, the colon and the quotes of this line`,
      where: { file, line, column: col },
    });
  }
  if (yaml.errors.length > 0) return { problems, locate };

  let written: unknown;
  try {
    written = yaml.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    problems.push({
      code: "yaml-unreadable",
      severity: "error",
      message: `this YAML cannot be read: ${cause instanceof Error ? cause.message : String(cause)}; write it without aliases`,
      where: { file, line: 1, column: 1 },
    });
    return { problems, locate };
  }
  const at = (pointer: string) => ({ file, ...(locate(pointer) ?? { line: 1, column: 1 }), pointer });
  const kind =
    typeof written === "object" && written !== null ? (written as { kind?: unknown }).kind : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(documentSchemas, kind)) {
    problems.push({
      code: "document-kind-unknown",
      severity: "error",
      message: `the field "kind" says ${JSON.stringify(kind) ?? "nothing"}; write one of ${documentKinds.join(", ")}`,
      where: at("/kind"),
    });
    return { problems, locate };
  }
  const parsed = documentSchemas[kind as DocumentKind].safeParse(written, { reportInput: true });
  if (parsed.success) return { document: parsed.data as ReviewDocument, problems, locate };
  for (const issue of parsed.error.issues) {
    const value = issue.path.reduce<unknown>(
      (node, step) => (node as Record<PropertyKey, unknown> | undefined)?.[step],
      written,
    );
    const { path, message } = sentence(issue, value);
    const pointer = pointerOf(path);
    const isKey = issue.code === "unrecognized_keys";
    problems.push({
      code: `schema-${issue.code.replaceAll("_", "-")}`,
      severity: "error",
      message: `${message} (at ${pointer || "/"})`,
      where: { ...at(pointer), ...(isKey && locateKey(pointer)) },
    });
  }
  return { problems, locate };
}
