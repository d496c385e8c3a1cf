import type { ForestPresetId } from "@coppice/figures";
import { isPartialDate, lastDay } from "@coppice/model";

export type RowOrder = "review" | "verdict" | "name";

/** Everything that a reader has chosen; all of it is in the address, so that a link shows the same page. */
export interface PageState {
  /** Condition id as `cidp` or `mg/exacerbation`; `undefined` is the first screen. */
  readonly condition: string | undefined;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly rules: string;
  /** Ids of studies left out, sorted. */
  readonly exclude: readonly string[];
  readonly preset: ForestPresetId;
  readonly order: RowOrder;
  /** Analysis shown on a condition's page; `undefined` is the one that decides. */
  readonly analysis: string | undefined;
}

const presets: readonly ForestPresetId[] = ["bmj", "revman", "jama"];
const orders: readonly RowOrder[] = ["review", "verdict", "name"];

function oneOf<T extends string>(list: readonly T[], word: string | null, otherwise: T): T {
  return list.find((each) => each === word) ?? otherwise;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads the address; what is missing or makes no sense takes the default. Never throws. */
export function readAddress(hash: string, defaults: PageState): PageState {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const asked = new URLSearchParams(query);
  const date = asked.get("asOf") ?? "";
  const exclude = (asked.get("exclude") ?? "").split(",").filter((id) => id !== "");
  return {
    condition: path === "" ? undefined : decode(path),
    asOf: isPartialDate(date) ? lastDay(date) : defaults.asOf,
    rules: asked.get("rules") ?? defaults.rules,
    exclude: [...new Set(exclude)].sort(),
    preset: oneOf(presets, asked.get("preset"), defaults.preset),
    order: oneOf(orders, asked.get("order"), defaults.order),
    analysis: asked.get("analysis") ?? undefined,
  };
}

/** Writes the state as an address; defaults are left out, so that plain pages have plain addresses. */
export function writeAddress(state: PageState, defaults: PageState): string {
  const path =
    state.condition === undefined ? "" : state.condition.split("/").map(encodeURIComponent).join("/");
  const pairs: (readonly [string, string])[] = [];
  if (state.asOf !== defaults.asOf) pairs.push(["asOf", state.asOf]);
  if (state.rules !== defaults.rules) pairs.push(["rules", encodeURIComponent(state.rules)]);
  if (state.exclude.length > 0) pairs.push(["exclude", state.exclude.map(encodeURIComponent).join(",")]);
  if (state.preset !== defaults.preset) pairs.push(["preset", state.preset]);
  if (state.order !== defaults.order) pairs.push(["order", state.order]);
  if (state.analysis !== undefined) pairs.push(["analysis", encodeURIComponent(state.analysis)]);
  const query = pairs.map(([key, value]) => `${key}=${value}`).join("&");
  return `#/${path}${query === "" ? "" : `?${query}`}`;
}
