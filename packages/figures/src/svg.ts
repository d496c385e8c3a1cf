export type Attributes = Readonly<Record<string, string | number | undefined>>;

// XML 1.0 forbids these characters even when escaped; a title pasted from a PDF may hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text made safe for an XML text node or a quoted attribute; lone surrogates become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[&<>"']/g, (sign) => escapes[sign]!);
}

/** A coordinate with at most two decimals, so that equal pictures are equal bytes. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

/** One element as text. Attributes that are `undefined` are left out; children are markup, already escaped. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? coordinate(value) : escapeXml(String(value))}"`,
    )
    .join("");
  const inner = children.join("");
  return inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

/** A text element; `x` and `y` in px, the baseline at `y`. Empty text gives nothing. */
export function label(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return content === "" ? "" : element("text", { x, y, ...attributes }, escapeXml(content));
}

/** A straight line between two points. */
export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return element("line", { x1, y1, x2, y2, ...attributes });
}
