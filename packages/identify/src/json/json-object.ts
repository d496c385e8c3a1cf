/** An object read from JSON, of which parts are taken away as they are read: what is left is what nothing has read. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object at a path, empty where there is none. */
export function objectAt(from: JsonObject, ...path: readonly string[]): JsonObject {
  let current: unknown = from;
  for (const key of path) {
    if (!isObject(current)) return {};
    current = Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return isObject(current) ? current : {};
}

/** Takes a text away; numbers and truth values are texts too. Undefined, and nothing taken, where there is none. */
export function takeText(from: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  const text =
    typeof value === "string"
      ? value.trim()
      : typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : "";
  if (text === "" && value !== "") return undefined;
  delete from[key];
  return text === "" ? undefined : text;
}

/** Takes away the texts of a list. What is no text stays. */
export function takeTexts(from: JsonObject, key: string): readonly string[] {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  if (!Array.isArray(value)) return [];
  const texts: string[] = [];
  const left: unknown[] = [];
  for (const item of value)
    if (typeof item === "string") {
      if (item.trim() !== "") texts.push(item.trim());
    } else left.push(item);
  if (left.length === 0) delete from[key];
  else from[key] = left;
  return texts;
}

/** The objects of a list, to take from. */
export function objectsAt(from: JsonObject, key: string): readonly JsonObject[] {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Without the objects and lists in which nothing is left; undefined where that is all. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return value === null ? undefined : value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, pruned(item)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Deepest nesting that is read: what is deeper would be too much for the stack. */
const MAX_DEPTH = 500;

/** The object that a text holds; null where it is none, or is nested beyond reason. */
export function parseObject(text: string): JsonObject | null {
  let depth = 0;
  let deepest = 0;
  // Only a text with that many brackets can be that deep.
  if (text.length > MAX_DEPTH)
    for (let i = 0; i < text.length && deepest <= MAX_DEPTH; i++) {
      const c = text.charCodeAt(i);
      if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth);
      else if (c === 125 || c === 93) depth -= 1;
    }
  if (deepest > MAX_DEPTH) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
