/** A backslash as Mendeley writes it, and signs that LaTeX escapes. */
const plain = (text: string): string =>
  text
    .replaceAll("$\\backslash$", "\\")
    .replace(/\\([~^])\{\}/g, "$1")
    .replace(/\\([_%&#$~^{}])/g, "$1");

/**
 * Paths of the files in JabRef's form, which Zotero, Mendeley and Citavi write too: "description:path:type;...", where backslashes
 * protect colons, semicolons and themselves; a path alone is a path. A drive's colon need not be protected.
 */
export function filePaths(value: string): readonly string[] {
  const source = plain(value.trim());
  const files: string[][] = [[""]];
  const append = (text: string): void => {
    const parts = files.at(-1)!;
    parts[parts.length - 1] += text;
  };
  for (let index = 0; index < source.length; index++) {
    const char = source[index]!;
    const next = source[index + 1];
    if (char === "\\" && (next === ":" || next === ";" || next === "\\")) {
      append(next);
      index++;
    } else if (char === ";") files.push([""]);
    else if (char === ":") files.at(-1)!.push("");
    else append(char);
  }
  const paths: string[] = [];
  for (const parts of files) {
    const drive = parts.findIndex(
      (part, index) => /^[A-Za-z]$/.test(part) && /^[\\/]/.test(parts[index + 1] ?? ""),
    );
    if (drive !== -1) parts.splice(drive, 2, `${parts[drive]}:${parts[drive + 1]}`);
    // "http://..." is one part as well.
    const scheme = parts.findIndex(
      (part, index) => /^https?$/i.test(part) && parts[index + 1]?.startsWith("//"),
    );
    if (scheme !== -1) parts.splice(scheme, 2, `${parts[scheme]}:${parts[scheme + 1]}`);
    const path = (parts.length === 1 ? parts[0]! : parts[1]!).trim();
    if (path !== "") paths.push(path);
  }
  return paths;
}
