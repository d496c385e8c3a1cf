import { detailOf, type Origin, type Origins, originList, type Source } from "./provenance.ts";
import { pathOf } from "./read-document.ts";

/** The name of any value: `kind/id` of its document or derivation, and after `#` the JSON pointer inside it. */
export type Ref = string;

export function refTo(document: { readonly kind: string; readonly id: string }, pointer = ""): Ref {
  return `${document.kind}/${document.id}${pointer === "" ? "" : `#${pointer}`}`;
}

export function splitRef(ref: Ref): { readonly kind: string; readonly id: string; readonly pointer: string } {
  const [name = "", pointer = ""] = ref.split("#", 2);
  const slash = name.indexOf("/");
  return { kind: name.slice(0, slash), id: name.slice(slash + 1), pointer };
}

/** What stands at a pointer inside a document, and where it comes from. */
export interface LocatedDatum {
  readonly value: unknown;
  /** From the datum itself, or the nearest `from` above it; empty where none is written. */
  readonly from: readonly Origin[];
  readonly conflicts: readonly {
    readonly value: unknown;
    readonly from: readonly Origin[];
    readonly note?: string;
  }[];
  readonly because?: string;
  readonly note?: string;
}

/** Looks a pointer up in a document; undefined where nothing stands there. */
export function locateDatum(document: object, pointer: string): LocatedDatum | undefined {
  let node: unknown = document;
  let from: Origins | undefined = fromOf(node);
  for (const step of pathOf(pointer)) {
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string, unknown>)[step];
    from = fromOf(node) ?? from;
  }
  if (node === undefined) return undefined;
  const detail = detailOf(node as never) as
    | {
        value: unknown;
        conflicts?: { value: unknown; from: Origins; note?: string }[];
        because?: string;
        note?: string;
      }
    | undefined;
  return {
    value: detail === undefined ? node : detail.value,
    from: from === undefined ? [] : originList(from),
    conflicts: (detail?.conflicts ?? []).map((each) => ({ ...each, from: originList(each.from) })),
    ...(detail?.because !== undefined && { because: detail.because }),
    ...(detail?.note !== undefined && { note: detail.note }),
  };
}

function fromOf(node: unknown): Origins | undefined {
  return typeof node === "object" && node !== null && !Array.isArray(node)
    ? (node as { from?: Origins }).from
    : undefined;
}

/** True where the only origin is memory or the like: such a value is shown as unverified wherever it is used. */
export function isUnverified(from: readonly Origin[]): boolean {
  return from.length === 0 || from.every((each) => typeof each === "object" && "unverified" in each);
}

/** One origin in words, with the address of its source where it has one. */
export function describeOrigin(
  each: Origin,
  sources: Readonly<Record<string, Source>>,
): { readonly kind: "seen" | "derived" | "unverified"; readonly text: string; readonly url?: string } {
  if (typeof each === "string") return { kind: "seen", ...sourceText(each, sources) };
  if ("source" in each) {
    const { text, url } = sourceText(each.source, sources);
    return {
      kind: "seen",
      text: each.at === undefined ? text : `${text}, ${each.at}`,
      ...(url !== undefined && { url }),
    };
  }
  if ("derived" in each) {
    const of = (each.of ?? []).map((key) => sourceText(key, sources).text).join("; ");
    const first = each.of?.[0] === undefined ? undefined : sources[each.of[0]]?.url;
    return {
      kind: "derived",
      text: `derived: ${each.derived}${of === "" ? "" : ` (from ${of})`}`,
      ...(first !== undefined && { url: first }),
    };
  }
  return {
    kind: "unverified",
    text: `unverified: ${each.unverified}${each.confidence === undefined ? "" : ` (confidence ${each.confidence})`}`,
  };
}

function sourceText(key: string, sources: Readonly<Record<string, Source>>): { text: string; url?: string } {
  const found = sources[key];
  if (found === undefined) return { text: key };
  const kind = found.kind.replace("-", " ");
  const seen = found.seen === undefined ? "" : `, seen ${found.seen}`;
  return {
    text: `${found.title ?? key} (${kind}${seen})`,
    ...(found.url !== undefined && { url: found.url }),
  };
}
